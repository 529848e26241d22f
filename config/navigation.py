"""What every page shows around itself."""

from typing import Any

from django.http import HttpRequest


def navigation(request: HttpRequest) -> dict[str, Any]:
    """Return the context of `base.html`: the links of the main navigation, none without a seat."""
    return {"nav": []}
