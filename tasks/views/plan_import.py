"""导入: a plan is read, looked at beside its source, decided on, and confirmed as a whole."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from indicators.current import current_campaign
from tasks.forms.plan_import import DatesForm, FactsForm, RowForm, SeenForm, StartForm, WordForm
from tasks.models import PlanImport
from tasks.policies import require_import
from tasks.services.plan_import import confirming, editing, reading, whole
from tasks.views.plan_import_page import review_context
from units import clock
from units.errors import Refused
from units.requests import SeatedRequest
from units.views.outcome import attempt, status_of


def _found(request: SeatedRequest, pk: int) -> PlanImport:
    require_import(request.seat)
    rows = PlanImport.objects.select_related("campaign__county", "created_by__user", "plan")
    return get_object_or_404(rows, pk=pk, campaign__county_id=request.seat.county_id)


def _seen(request: SeatedRequest) -> int:
    """Return the version the page showed, so that two reviewers do not overwrite each other."""
    form = SeenForm(request.POST)
    if not form.is_valid():
        raise Refused("页面已过期，没有做任何改动，请刷新后再办理。")
    version: int = form.cleaned_data["version"]
    return version


@require_http_methods(["GET", "POST"])
def home(request: SeatedRequest) -> HttpResponse:
    """`/import/`: what can be brought in, and what was; POST reads a plan."""
    seat = request.seat
    require_import(seat)
    now = clock.now()
    campaign = current_campaign(seat.county_id)
    form = StartForm(
        request.POST or None, request.FILES or None, initial={"year": clock.today().year}
    )
    if request.method == "POST" and campaign and form.is_valid():
        name, data = form.source()
        facts = {"year": form.cleaned_data["year"], "filename": name, "data": data}
        found = attempt(form, lambda: reading.start(campaign, actor=seat, now=now, **facts))
        if found:
            return redirect("plan-import", found.pk)
    earlier = PlanImport.objects.filter(campaign__county_id=seat.county_id)
    context = {
        "form": form,
        "campaign": campaign,
        "earlier": earlier.select_related("created_by__user", "plan")[:20],
    }
    return render(request, "tasks/import_home.html", context, status=status_of(form))


@require_GET
def review(request: SeatedRequest, pk: int) -> HttpResponse:
    """`/import/plan/<id>/`: source on the left, tasks on the right, doubts first."""
    return _page(request, _found(request, pk))


def _page(
    request: SeatedRequest, found: PlanImport, *, status: int = 200, **more: Any
) -> HttpResponse:
    context = review_context(found, show_all=request.GET.get("show") == "all", **more)
    return render(request, "tasks/import_review.html", context, status=status)


def _back(found: PlanImport, place: str = "") -> HttpResponseRedirect:
    return HttpResponseRedirect(reverse("plan-import", args=[found.pk]) + place)


@require_POST
def edit_row(request: SeatedRequest, pk: int, key: int) -> HttpResponse:
    """Change one task; what was typed stays on the page when something is wrong."""
    found = _found(request, pk)
    row = next((r for r in found.rows if r["key"] == key), None)
    if row is None:
        raise Refused(f"这份导入里没有第{key}项，请刷新后再改。")
    form = RowForm.of(row, request.POST)
    if form.is_valid():
        fields = form.cleaned_data | {"expected_version": _seen(request)}
        act = partial(editing.edit_row, pk, key, actor=request.seat, now=clock.now())
        if attempt(form, lambda: act(**fields)):
            return _back(found, f"#row-{key}")
        found = _found(request, pk)
    return _page(request, found, status=status_of(form), row_form=form, open_key=key)


@require_POST
def edit_facts(request: SeatedRequest, pk: int) -> HttpResponse:
    """Correct title, 文号 and year of the document."""
    found = _found(request, pk)
    form = FactsForm(request.POST)
    if form.is_valid():
        fields = form.cleaned_data | {"expected_version": _seen(request)}
        act = partial(whole.edit_facts, pk, actor=request.seat, now=clock.now())
        if attempt(form, lambda: act(**fields)):
            return _back(found)
        found = _found(request, pk)
    return _page(request, found, status=status_of(form), facts_form=form)


@require_POST
def decide_word(request: SeatedRequest, pk: int) -> HttpResponse:
    """Say what a name of the plan means."""
    found = _found(request, pk)
    form = WordForm(request.POST)
    if not form.is_valid():
        messages.error(request, "请选择这个名称指哪个单位，或新增单位。")
        return _back(found, "#words")
    word = form.cleaned_data["word"]
    _try(request, editing.decide_word, pk, word, **form.decision())
    return _back(found, "#words")


@require_POST
def fill_dates(request: SeatedRequest, pk: int) -> HttpResponse:
    """One date for all tasks without."""
    found = _found(request, pk)
    form = DatesForm(request.POST)
    if form.is_valid():
        fields = form.cleaned_data | {"expected_version": _seen(request)}
        act = partial(editing.fill_dates, pk, actor=request.seat, now=clock.now())
        if attempt(form, lambda: act(**fields)):
            return _back(found, "#dates")
        found = _found(request, pk)
    return _page(request, found, status=status_of(form), dates_form=form)


@require_POST
def settle(request: SeatedRequest, pk: int, key: int) -> HttpResponse:
    """Tick the doubts of one row as looked at."""
    found = _found(request, pk)
    _try(request, editing.settle, pk, [key])
    return _back(found, f"#row-{key}")


@require_POST
def drop_row(request: SeatedRequest, pk: int, key: int) -> HttpResponse:
    """Leave a row out, or take it in again."""
    found = _found(request, pk)
    _try(request, editing.drop_row, pk, key, dropped=request.POST.get("dropped") == "1")
    return _back(found, f"#row-{key}")


@require_POST
def drop(request: SeatedRequest, pk: int) -> HttpResponse:
    """Give the import up."""
    _found(request, pk)
    if _try(request, editing.drop, pk):
        messages.success(request, "已放弃这次导入，没有写入任何任务。")
    return redirect("import")


@require_POST
def confirm(request: SeatedRequest, pk: int) -> HttpResponse:
    """Write all tasks as drafts, or none."""
    found = _found(request, pk)
    ticked = {name: request.POST.get(name) == "1" for name in ("doubts_checked", "whole_checked")}
    if not _try(request, confirming.confirm, pk, **ticked):
        return _back(found, "#confirm")
    kept = sum(not row["dropped"] for row in found.rows)
    messages.success(request, f"已导入 {kept} 项任务，均为草稿。下一步：勾选任务，向单位交办。")
    return redirect(reverse("tasks") + "?state=draft")


def _try(request: SeatedRequest, act: Any, *args: Any, **fields: Any) -> bool:
    """Do `act` on the version shown; a refusal becomes a message on the next page."""
    seen = _seen(request)
    try:
        act(*args, actor=request.seat, now=clock.now(), expected_version=seen, **fields)
    except Refused as error:
        messages.error(request, error.message)
        return False
    return True
