"""Named points at which a test lets this process die, as a power cut would."""

import os

from django.conf import settings


def fault(name: str) -> None:
    """End the process at once if the tests asked for it here; nothing in any other settings.

    Only the test settings read `FAULT_AT` from the environment; elsewhere it is always "".
    """
    if settings.FAULT_AT and name == settings.FAULT_AT:
        os._exit(70)
