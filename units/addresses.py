"""Where a request came from, with a known number of proxies before us."""

from ipaddress import ip_address

from django.conf import settings
from django.http import HttpRequest


def address_of(request: HttpRequest) -> str:
    """Return the address of the client, "" if none is known.

    Each of the TRUSTED_PROXIES appends the address it saw to X-Forwarded-For, so the entry that
    many places from the end is true; whatever stands before it was written by the client.
    """
    direct: str = request.META.get("REMOTE_ADDR", "")
    if not settings.TRUSTED_PROXIES:
        return direct
    chain = [part.strip() for part in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")]
    if len(chain) < settings.TRUSTED_PROXIES:
        return direct
    return _valid(chain[-settings.TRUSTED_PROXIES]) or direct


def _valid(text: str) -> str:
    try:
        return str(ip_address(text))
    except ValueError:
        return ""
