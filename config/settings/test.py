"""Settings of the tests: everything real, only faster and with a clock that can be moved."""

from urllib.parse import urlsplit, urlunsplit

from config import env
from config.settings.base import *  # noqa: F403
from config.settings.base import DATABASES, EMBEDDED, REDIS_URL, STORAGES, VAR_DIR

# Every process of a parallel run has its own files and its own Redis database.
WORKER = env.text("PYTEST_XDIST_WORKER", "gw0")
VAR_DIR = VAR_DIR / f"tests-{WORKER}"
VAR_DIR.mkdir(parents=True, exist_ok=True)
BLOB_DIR = VAR_DIR / "blobs"
EMAIL_FILE_PATH = env.folder("EMAIL_FOLDER", str(VAR_DIR / "mail"))
FILE_UPLOAD_TEMP_DIR = VAR_DIR / "uploads"
FILE_UPLOAD_TEMP_DIR.mkdir(exist_ok=True)
if EMBEDDED:
    # A file, not memory: other processes (the real worker, races) must see it.
    DATABASES["default"]["TEST"] = {"NAME": str(VAR_DIR / "test.sqlite3")}
if REDIS_URL:
    REDIS_URL = urlunsplit(urlsplit(REDIS_URL)._replace(path=f"/{int(WORKER[2:]) + 1}"))
    CELERY_BROKER_URL = REDIS_URL
    CACHES = {
        "default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": REDIS_URL}
    }
else:
    CELERY_BROKER_TRANSPORT_OPTIONS = {"folder": str(VAR_DIR / "broker"), "polling_interval": 0.1}
CELERY_BEAT_SCHEDULE_FILENAME = str(VAR_DIR / "beat-schedule")

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
