"""Seats and tokens on a person's page."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from units import clock
from units.forms.people import SeatForm
from units.models import ApiToken, Membership
from units.policies import require
from units.requests import SeatedRequest
from units.services.seats import end_seat, give_seat
from units.services.tokens import revoke_token
from units.views.outcome import attempt
from units.views.people import person_or_404, person_page


@require_POST
def give(request: SeatedRequest, pk: int) -> HttpResponse:
    """Give a person a seat."""
    require(request.seat, "person.seats")
    who = person_or_404(pk)
    form = SeatForm(request.POST)
    if form.is_valid():
        facts = form.cleaned_data
        if attempt(
            form, lambda: give_seat(actor=request.seat, person=who, now=clock.now(), **facts)
        ):
            messages.success(request, "已添加任职。")
            return redirect("person", pk)
    return person_page(request, who, seat_form=form)


@require_POST
def end(request: SeatedRequest, pk: int, seat: int) -> HttpResponse:
    """End a seat today, or take it back before it has begun."""
    require(request.seat, "person.seats")
    who = person_or_404(pk)
    row = get_object_or_404(Membership.objects.select_related("user"), pk=seat, user=who)
    now = clock.now()
    end_seat(actor=request.seat, seat=row, now=now)
    begun = row.since <= clock.local_date(now)
    messages.success(request, "任职于今日结束。" if begun else "这项任职尚未开始，已取消。")
    return redirect("person", pk)


@require_POST
def revoke(request: SeatedRequest, pk: int, token: int) -> HttpResponse:
    """Stop a token."""
    require(request.seat, "person.edit")
    who = person_or_404(pk)
    row = get_object_or_404(ApiToken, pk=token, membership__user=who)
    revoke_token(actor=request.seat, token=row, now=clock.now())
    messages.success(request, "令牌已停用。")
    return redirect("person", pk)
