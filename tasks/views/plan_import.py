"""导入: a plan is read, looked at beside its source, decided on, and confirmed as a whole."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from indicators.current import current_campaign
from tasks.forms.plan_import import DatesForm, RowForm, StartForm, WordForm
from tasks.models import PlanImport
from tasks.services.plan_import import confirming, editing, reading
from tasks.views.plan_import_page import review_context
from units import clock
from units.access import Seat
from units.errors import Forbidden, Refused


def _office(request: HttpRequest) -> Seat:
    seat: Seat = request.seat  # type: ignore[attr-defined]
    if not seat.is_office:
        raise Forbidden("导入供依法治县办使用。")
    return seat


def _found(request: HttpRequest, pk: int) -> PlanImport:
    seat = _office(request)
    rows = PlanImport.objects.select_related("campaign__county", "created_by__user", "plan")
    return get_object_or_404(rows, pk=pk, campaign__county_id=seat.county_id)


@require_http_methods(["GET", "POST"])
def home(request: HttpRequest) -> HttpResponse:
    """`/import/`: what can be brought in, and what was; POST reads a plan."""
    seat = _office(request)
    now = clock.now()
    campaign = current_campaign(seat.county_id)
    form = StartForm(
        request.POST or None, request.FILES or None, initial={"year": clock.today().year}
    )
    if request.method == "POST" and campaign and form.is_valid():
        name, data = form.source()
        try:
            found = reading.start(
                campaign,
                actor=seat,
                now=now,
                year=form.cleaned_data["year"],
                filename=name,
                data=data,
            )
        except Refused as error:
            form.add_error("file", error.message)
        else:
            return redirect("plan-import", found.pk)
    earlier = PlanImport.objects.filter(campaign__county_id=seat.county_id)
    context = {
        "form": form,
        "campaign": campaign,
        "earlier": earlier.select_related("created_by__user", "plan")[:20],
    }
    status = 400 if form.is_bound and form.errors else 200
    return render(request, "tasks/import_home.html", context, status=status)


@require_GET
def review(request: HttpRequest, pk: int) -> HttpResponse:
    """`/import/plan/<id>/`: source on the left, tasks on the right, doubts first."""
    return _page(request, _found(request, pk))


def _page(
    request: HttpRequest, found: PlanImport, *, status: int = 200, **more: Any
) -> HttpResponse:
    context = review_context(found, show_all=request.GET.get("show") == "all", **more)
    return render(request, "tasks/import_review.html", context, status=status)


def _back(found: PlanImport, place: str = "") -> HttpResponseRedirect:
    return HttpResponseRedirect(reverse("plan-import", args=[found.pk]) + place)


@require_POST
def edit_row(request: HttpRequest, pk: int, key: int) -> HttpResponse:
    """Change one task; what was typed stays on the page when something is wrong."""
    found = _found(request, pk)
    row = next((r for r in found.rows if r["key"] == key), None)
    if row is None:
        raise Refused(f"这份导入里没有第{key}项，请刷新后再改。")
    form = RowForm.of(row, request.POST)
    if form.is_valid():
        try:
            editing.edit_row(pk, key, actor=_office(request), now=clock.now(), **form.cleaned_data)
        except Refused as error:
            for name, words in (error.fields or {"title": error.message}).items():
                form.add_error(name if name in form.fields else None, words)
        else:
            return _back(found, f"#row-{key}")
    return _page(request, found, status=400, row_form=form, open_key=key)


@require_POST
def decide_word(request: HttpRequest, pk: int) -> HttpResponse:
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
def fill_dates(request: HttpRequest, pk: int) -> HttpResponse:
    """One date for all tasks without."""
    found = _found(request, pk)
    form = DatesForm(request.POST)
    if form.is_valid():
        _try(request, editing.fill_dates, pk, **form.cleaned_data)
    else:
        messages.error(request, "日期格式不对，请按“2026-11-30”的样子填写。")
    return _back(found)


@require_POST
def settle(request: HttpRequest, pk: int, key: int) -> HttpResponse:
    """Tick the doubts of one row as looked at."""
    found = _found(request, pk)
    _try(request, editing.settle, pk, [key])
    return _back(found, f"#row-{key}")


@require_POST
def drop_row(request: HttpRequest, pk: int, key: int) -> HttpResponse:
    """Leave a row out, or take it in again."""
    found = _found(request, pk)
    _try(request, editing.drop_row, pk, key, dropped=request.POST.get("dropped") == "1")
    return _back(found, f"#row-{key}")


@require_POST
def drop(request: HttpRequest, pk: int) -> HttpResponse:
    """Give the import up."""
    _found(request, pk)
    if _try(request, editing.drop, pk):
        messages.success(request, "已放弃这次导入，没有写入任何任务。")
    return redirect("import")


@require_POST
def confirm(request: HttpRequest, pk: int) -> HttpResponse:
    """Write all tasks as drafts, or none."""
    found = _found(request, pk)
    checked = request.POST.get("doubts_checked") == "1"
    if not _try(request, confirming.confirm, pk, doubts_checked=checked):
        return _back(found, "#confirm")
    kept = sum(not row["dropped"] for row in found.rows)
    messages.success(request, f"已导入 {kept} 项任务，均为草稿。下一步：勾选任务，向单位交办。")
    return redirect(reverse("tasks") + "?state=draft")


def _try(request: HttpRequest, act: Any, *args: Any, **fields: Any) -> bool:
    """Do `act`; a refusal becomes a message on the next page."""
    try:
        act(*args, actor=_office(request), now=clock.now(), **fields)
    except Refused as error:
        messages.error(request, error.message)
        return False
    return True
