"""Sets `request.seat`: who acts, in which post, from where; ends old log-ins."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from units import clock, sessions
from units.access import Seat
from units.addresses import address_of
from units.choices import UserKind
from units.errors import NotDone
from units.gates import ALWAYS, gate
from units.models import User


class SeatMiddleware:
    """Facts of the person once per request.

    `request.seat` is a Seat or None (anonymous, or a gate is shut), `request.seats` the seats to
    choose from, `request.gate` the name of the page that must come first or "".
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Set the facts; forbid caches to keep what a person saw."""
        request.seat, request.seats, request.gate = None, [], ""  # type: ignore[attr-defined]
        request.address = address_of(request)  # type: ignore[attr-defined]
        if request.user.is_authenticated:
            self._sit_down(request, request.user)
        response = self.get_response(request)
        if not response.has_header("Cache-Control"):
            response["Cache-Control"] = "no-store"
        return response

    def _sit_down(self, request: Any, user: User) -> None:
        now = clock.now()
        if sessions.is_over(request.session, now):
            logout(request)
            messages.info(request, "您已较长时间没有操作，请重新登录。")
            return
        sessions.touch(request.session, now, polling=request.headers.get("X-Poll") == "1")
        today = clock.local_date(now)
        seat = None
        if user.kind == UserKind.BUSINESS:
            request.seats = sessions.seats_of(user, today)
            chosen = sessions.chosen_seat(request.session, request.seats)
            seat = Seat(user, chosen, request.address) if chosen else None
        else:
            seat = Seat(user, None, request.address)
        request.gate = gate(request, user, seat, today)
        request.seat = None if request.gate else seat

    def process_view(
        self, request: Any, view: Callable[..., Any], args: Any, kwargs: Any
    ) -> HttpResponse | None:
        """Send a person whose gate is shut to the page that opens it; programs get 403 later."""
        shut = request.gate
        if not shut or request.path.startswith("/api/"):
            return None
        if request.resolver_match.url_name in ALWAYS | {shut}:
            return None
        if shut == "seat-none":
            return render(request, "units/no_seat.html", status=403)
        return HttpResponseRedirect(reverse(shut))

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Show the sentence of a refusal that no page has shown beside its form."""
        if isinstance(error, NotDone):
            return render(
                request, "units/refused.html", {"message": error.message}, status=error.status
            )
        return None
