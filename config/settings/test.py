"""Settings of the tests: everything real, only faster and with a clock that can be moved."""

from config import env
from config.settings.base import *  # noqa: F403
from config.settings.base import STORAGES

SECRET_KEY = "test-key-for-tests-only"
ALLOWED_HOSTS = ["*"]
CLOCK_CAN_BE_MOVED = True
FAULT_AT = env.text("FAULT_AT")
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
# The live server of the browser tests serves files as they lie; a manifest would make them 404.
STORAGES = STORAGES | {
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
}
WHITENOISE_AUTOREFRESH = True
