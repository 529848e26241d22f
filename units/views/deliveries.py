"""消息发送: what left, what waits, and what a person has to decide."""

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Exists, OuterRef
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from units import clock
from units.choices import DeliveryState
from units.models import Delivery, Membership
from units.policies import require
from units.querysets.inbox import DeliveryQuerySet
from units.requests import SeatedRequest
from units.services.resending import resend, settle

PER_PAGE = 50


@require_safe
def deliveries(request: SeatedRequest) -> HttpResponse:
    """List the messages, those that need a person first; no titles, they are business text."""
    require(request.seat, "delivery.read")
    rows = _in_sight(request).select_related("person").order_by("-pk")
    state = request.GET.get("state", "")
    if state in DeliveryState.values:
        rows = rows.filter(state=state)
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    waiting = _in_sight(request).need_a_person().count()
    context = {
        "page": page,
        "waiting": waiting,
        "states": DeliveryState.choices,
        "state": state,
        "into_files": not settings.EMAIL_HOST,
    }
    return render(request, "units/deliveries.html", context)


@require_POST
def again(request: SeatedRequest, pk: int) -> HttpResponse:
    """Send one message again."""
    require(request.seat, "delivery.resend")
    row = get_object_or_404(_in_sight(request), pk=pk)
    resend(actor=request.seat, delivery=row, now=clock.now())
    messages.success(request, "已安排重发。")
    return redirect("deliveries")


@require_POST
def arrived(request: SeatedRequest, pk: int) -> HttpResponse:
    """Note that an uncertain message did arrive."""
    require(request.seat, "delivery.resend")
    row = get_object_or_404(_in_sight(request), pk=pk)
    settle(actor=request.seat, delivery=row, now=clock.now())
    messages.success(request, "已记为收到。")
    return redirect("deliveries")


def _in_sight(request: SeatedRequest) -> DeliveryQuerySet:
    """Messages to people of the office's county; all of them for system administrators."""
    if request.seat.membership is None:
        return Delivery.objects.all()
    here = Membership.objects.filter(user_id=OuterRef("person_id"), county=request.seat.county_id)
    return Delivery.objects.filter(Exists(here))
