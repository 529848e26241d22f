"""Refusals that hold for every address."""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed

from config.errors import is_api, not_allowed

NUL = "\x00"


class WithoutNulMiddleware:
    """No text that anybody types holds a NUL: PostgreSQL can neither store nor look for one.

    Forms and serializers refuse it beside the field; this is for what a view reads past them.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Serve the request; what is refused is refused before its view."""
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: Any, kwargs: Any
    ) -> None:
        """Raise BadRequest where a value of the address or of the form holds a NUL."""
        given = [request.GET] if is_api(request) else [request.GET, request.POST]
        if any(NUL in text for values in given for _, texts in values.lists() for text in texts):
            raise BadRequest("NUL in a text")


class NotAllowedMiddleware:
    """An address that only takes forms, opened as a page, tells so and leads to its page."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Give Django's empty 405 a page."""
        response = self.get_response(request)
        if isinstance(response, HttpResponseNotAllowed) and not is_api(request):
            return not_allowed(request, response)
        return response
