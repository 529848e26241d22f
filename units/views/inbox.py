"""The inbox of whoever is logged in: what they were told, newest first."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from units import clock, sessions
from units.errors import Forbidden
from units.models import InboxItem
from units.requests import SeatedRequest
from units.services.inbox import mark_read

PER_PAGE = 50


@require_safe
def inbox(request: SeatedRequest) -> HttpResponse:
    """List the own items; `?unread=1` only those not opened."""
    _business(request)
    items = InboxItem.objects.filter(person=request.user)
    unread = items.unread().count()
    shown = items.unread() if request.GET.get("unread") else items
    page = Paginator(shown, PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "units/inbox.html", {"page": page, "unread": unread})


@require_safe
def open_item(request: SeatedRequest, pk: int) -> HttpResponse:
    """Mark one item as read and go where it points, in the seat it is for if that is still held."""
    _business(request)
    item = get_object_or_404(InboxItem, pk=pk, person=request.user)
    mark_read(person=request.user, ids=[item.pk], now=clock.now())
    _sit_where_it_belongs(request, item)
    return redirect(item.path)


@require_POST
def read_all(request: SeatedRequest) -> HttpResponse:
    """Mark everything as read."""
    _business(request)
    mark_read(person=request.user, ids=None, now=clock.now())
    return redirect("inbox")


def _sit_where_it_belongs(request: SeatedRequest, item: InboxItem) -> None:
    """Change to the item's seat: what it points to may be out of sight from another one."""
    held = next((seat for seat in request.seats if seat.pk == item.membership_id), None)
    if held and held != request.seat.membership:
        sessions.choose_seat(request.session, held)
        messages.info(request, f"这条消息发给您的另一个岗位，现在以“{held}”的身份办理。")


def _business(request: SeatedRequest) -> None:
    if request.seat.membership is None:
        raise Forbidden("管理员账号没有收件箱。")
