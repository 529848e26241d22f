"""管理: the accounts of people, for system administrators (rights also for 安全管理员)."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Prefetch, Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from units import clock
from units.choices import UserKind
from units.forms.people import NewPersonForm, PeopleFilter, PersonForm, SeatForm
from units.models import Membership, User
from units.policies import can, require
from units.requests import SeatedRequest
from units.services import people as service
from units.services.passwords import reset_password
from units.views.outcome import attempt, status_of

PER_PAGE = 50


@require_safe
def people(request: SeatedRequest) -> HttpResponse:
    """List the business people with their present seats."""
    require(request.seat, "person.read")
    form = PeopleFilter(request.GET)
    held = Membership.objects.current(clock.today()).select_related("unit", "county")
    rows = User.objects.filter(kind=UserKind.BUSINESS)
    rows = _narrow(rows, form.cleaned_data) if form.is_valid() else rows.none()
    seated = rows.prefetch_related(Prefetch("memberships", held, to_attr="seats"))
    page = Paginator(seated, PER_PAGE).get_page(request.GET.get("page"))
    context = {"form": form, "page": page, "may_edit": can(request.seat, "person.edit")}
    return render(request, "units/people.html", context)


def _narrow(rows: "QuerySet[User]", wanted: dict[str, Any]) -> "QuerySet[User]":
    if not wanted["left"]:
        rows = rows.filter(is_active=True)
    if wanted["q"]:
        rows = rows.filter(Q(name__icontains=wanted["q"]) | Q(username__icontains=wanted["q"]))
    if wanted["unit"]:
        of_unit = Membership.objects.current(clock.today()).filter(unit=wanted["unit"])
        rows = rows.filter(pk__in=of_unit.values("user_id"))
    return rows


@require_http_methods(["GET", "POST"])
def add_person(request: SeatedRequest) -> HttpResponse:
    """Open an account; the password is shown once."""
    require(request.seat, "person.edit")
    form = NewPersonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        made = attempt(
            form,
            lambda: service.open_account(actor=request.seat, now=clock.now(), **form.cleaned_data),
        )
        if made:
            return _password_once(request, *made)
    return render(request, "units/person_add.html", {"form": form}, status=status_of(form))


@require_http_methods(["GET", "POST"])
def person(request: SeatedRequest, pk: int) -> HttpResponse:
    """One person: name and ways to reach, seats, tokens."""
    require(request.seat, "person.read")
    who = person_or_404(pk)
    old = {"name": who.name, "phone": who.phone, "email": who.email}
    form = PersonForm(request.POST or None, initial=old)
    if request.method == "POST":
        require(request.seat, "person.edit", who)
        if form.is_valid():
            service.change_person(
                actor=request.seat, person=who, now=clock.now(), **form.cleaned_data
            )
            messages.success(request, "已保存。")
            return redirect("person", pk)
    return person_page(request, who, form=form)


def person_page(
    request: SeatedRequest,
    who: User,
    *,
    form: PersonForm | None = None,
    seat_form: SeatForm | None = None,
) -> HttpResponse:
    """Return the page of a person, with the forms as typed."""
    seats = who.memberships.select_related("county", "unit").prefetch_related("oversees", "tokens")
    form = form or PersonForm(initial={"name": who.name, "phone": who.phone, "email": who.email})
    seat_form = seat_form or SeatForm(initial={"since": clock.today()})
    context = {
        "who": who,
        "form": form,
        "seat_form": seat_form,
        "seats": seats.order_by("-since", "-pk"),
        "may_edit": can(request.seat, "person.edit", who),
        "today": clock.today(),
    }
    status = max(status_of(form), status_of(seat_form))
    return render(request, "units/person.html", context, status=status)


@require_POST
def reset(request: SeatedRequest, pk: int) -> HttpResponse:
    """Give the person a new password, shown once."""
    require(request.seat, "person.edit")
    who = person_or_404(pk)
    word = reset_password(actor=request.seat, person=who, now=clock.now())
    return _password_once(request, who, word)


@require_http_methods(["GET", "POST"])
def leave(request: SeatedRequest, pk: int) -> HttpResponse:
    """Close the account after a look at what that does."""
    require(request.seat, "person.edit")
    who = person_or_404(pk)
    if request.method == "POST":
        service.leave(actor=request.seat, person=who, now=clock.now())
        messages.success(request, f"{who.name}的账号已停用。")
        return redirect("people")
    seats = Membership.objects.current(clock.today()).filter(user=who)
    context = {"who": who, "seats": seats.select_related("unit", "county")}
    return render(request, "units/person_leave.html", context)


@require_POST
def come_back(request: SeatedRequest, pk: int) -> HttpResponse:
    """Open a closed account again."""
    require(request.seat, "person.edit")
    who = person_or_404(pk)
    word = service.come_back(actor=request.seat, person=who, now=clock.now())
    return _password_once(request, who, word)


def person_or_404(pk: int) -> User:
    """Return a business person; administrators' accounts are not on these pages."""
    return get_object_or_404(User, pk=pk, kind=UserKind.BUSINESS)


def _password_once(request: SeatedRequest, who: User, word: str) -> HttpResponse:
    return render(request, "units/password_once.html", {"who": who, "word": word})
