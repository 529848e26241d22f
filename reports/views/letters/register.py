"""发文登记簿: one row per number, this year against last; as a page and as Excel."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count, Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_POST, require_safe

from reports import policies
from reports.choices import LetterKind, NumberState
from reports.forms.letters import VoidForm
from reports.models import Letter, Series, SeriesNumber
from reports.querysets.letter import receipt_counts
from reports.services.letters.heads import head_of
from reports.services.letters.numbering import gaps, void
from units import clock
from units.access import Seat
from units.requests import SeatedRequest
from units.services.audit import record_audit
from units.sheets_out import write_table
from units.views.outcome import attempt

PER_PAGE = 100
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
HEAD = ("文号", "印发日期", "文种", "标题", "主送", "签发人", "签发日期", "签收", "状态", "备注")
WIDTHS = (26, 12, 12, 48, 20, 10, 12, 10, 8, 24)


@require_safe
def register(request: SeatedRequest) -> HttpResponse:
    """Show the register of a year."""
    policies.require(request.seat, "draft")
    typed = {name: request.GET[name] for name in ("code", "typed") if name in request.GET}
    return _page(request, VoidForm(codes=_codes(request.seat), initial=typed))


@require_POST
def void_number(request: SeatedRequest) -> HttpResponse:
    """作废: enter a number that no document bears."""
    policies.require(request.seat, "issue")
    form = VoidForm(request.POST, codes=_codes(request.seat))
    if form.is_valid():
        row = attempt(form, lambda: void(actor=request.seat, now=clock.now(), **form.cleaned_data))
        if row:
            messages.success(request, f"已登记作废：{row}。")
            return redirect("register")
    return _page(request, form, status=422)


@require_safe
def register_xlsx(request: SeatedRequest) -> HttpResponse:
    """Send the register of a year as Excel."""
    policies.require(request.seat, "draft")
    year = _year(request)
    data = write_table(
        f"{year}年发文登记簿",
        HEAD,
        [_line(row) for row in _numbers(request.seat, year)],
        subtitle=f"截至{clock.today():%Y-%m-%d}，一号一行，作废号保留",
        widths=WIDTHS,
    )
    record_audit(actor=request.seat, action="letter.register_export", object_id=str(year))
    disposition = content_disposition_header(True, f"{year}年发文登记簿.xlsx") or "attachment"
    return HttpResponse(data, content_type=XLSX, headers={"Content-Disposition": disposition})


def _page(request: SeatedRequest, form: VoidForm, status: int = 200) -> HttpResponse:
    year, today = _year(request), clock.today()
    rows = _numbers(request.seat, year)
    kind = request.GET.get("kind", "")
    if kind in LetterKind.values:
        rows = rows.filter(letter__kind=kind)
    elif kind == "void":
        rows = rows.filter(state=NumberState.VOID)
    kinds = _kinds(request.seat, year, today)
    context = {
        "year": year,
        "years": _years(request.seat, today),
        "until": _until(year, today),
        "page": Paginator(rows.order_by("series__code", "-n"), PER_PAGE).get_page(
            request.GET.get("page")
        ),
        "kinds": kinds,
        "total": {key: sum(row[key] for row in kinds) for key in ("now", "before", "change")},
        "gaps": gaps(request.seat.county, year) if request.seat.county else [],
        "kind": kind,
        "form": form,
        "may_void": policies.can(request.seat, "issue"),
    }
    return render(request, "reports/letters/register.html", context, status=status)


def _numbers(seat: Seat, year: int) -> "QuerySet[SeriesNumber]":
    return (
        SeriesNumber.objects.filter(series__county_id=seat.county_id, series__year=year)
        .select_related("series", "letter__unit")
        .annotate(**receipt_counts("letter_id", seat))
        .order_by("series__code", "n")
    )


def _line(row: Any) -> tuple[Any, ...]:
    letter = row.letter
    if letter is None:
        return (str(row), row.taken_on, "", "", "", "", None, "", row.get_state_display(), row.note)
    return (
        letter.number_text,
        letter.issued_on,
        letter.get_kind_display(),
        letter.title,
        letter.unit.short if letter.unit else "各有关单位",
        letter.signer_name,
        letter.signed_on,
        f"{row.received}/{row.sent}",
        letter.get_state_display(),
        row.note,
    )


def _kinds(seat: Seat, year: int, today: date) -> list[dict[str, Any]]:
    """Return per kind the documents of the year and those of the year before by the same day."""
    until = _until(year, today)
    day_before = min(until.day, 28) if until.month == 2 else until.day
    same_day = until.replace(year=year - 1, day=day_before)
    counts = (
        Letter.objects.issued()
        .filter(county_id=seat.county_id)
        .values_list("kind")
        .annotate(
            now=Count("pk", filter=Q(issued_on__year=year)),
            before=Count("pk", filter=Q(issued_on__year=year - 1, issued_on__lte=same_day)),
        )
    )
    found = {kind: (now, before) for kind, now, before in counts}
    return [
        {"kind": kind, "label": label, "now": now, "before": before, "change": now - before}
        for kind, label in LetterKind.choices
        for now, before in [found.get(kind, (0, 0))]
        if now or before
    ]


def _until(year: int, today: date) -> date:
    """Return the day up to which a year is compared: today, or its end once it is over."""
    return today if year == today.year else date(year, 12, 31)


def _years(seat: Seat, today: date) -> list[int]:
    years = Series.objects.filter(county_id=seat.county_id).values_list("year", flat=True)
    return sorted({*years, today.year}, reverse=True)


def _year(request: SeatedRequest) -> int:
    text = request.GET.get("year", "")
    if text.isascii() and text.isdigit() and 2000 <= int(text[:5]) <= 2999:
        return int(text)
    return clock.today().year


def _codes(seat: Seat) -> list[str]:
    assert seat.county is not None
    head = head_of(seat.county)
    codes = (head.letter_code, head.notice_code, head.brief_code)
    return list(dict.fromkeys(filter(None, codes)))
