"""发文登记簿: one row per number, this year against last; as a page and as Excel."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from reports import policies
from reports.choices import LetterKind, NumberState
from reports.docx.heading import joined
from reports.figures.documents import (
    Issued,
    all_issued,
    burden_warning,
    issued_by_kind,
    last_day,
)
from reports.forms.letters import VoidForm
from reports.models import Series, SeriesNumber
from reports.querysets.letter import receipt_counts
from reports.services.letters.heads import head_of
from reports.services.letters.numbering import gaps, void
from units import clock
from units.access import Seat
from units.day_words import day_cn
from units.ids import whole_number
from units.policies import county_of
from units.requests import SeatedRequest
from units.services.audit import record_audit
from units.sheets_out import write_table
from units.views.attachment import XLSX, as_file
from units.views.outcome import attempt, status_of

PER_PAGE = 100
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
    return _page(request, form)


@require_safe
def register_xlsx(request: SeatedRequest) -> HttpResponse:
    """Send the register of a year as Excel."""
    policies.require(request.seat, "draft")
    year, today = _year(request), clock.today()
    warning = _warning(issued_by_kind(request.seat.county_id, year, today), year, today)
    data = write_table(
        f"{year}年发文登记簿",
        HEAD,
        [_line(row) for row in _numbers(request.seat, year)],
        subtitle="；".join(
            filter(None, (f"截至{day_cn(today)}，一号一行，作废号保留", warning.rstrip("。")))
        ),
        widths=WIDTHS,
    )
    record_audit(
        actor=request.seat, action="letter.register_export", object_id=str(year), now=clock.now()
    )
    return as_file(data, f"{year}年发文登记簿.xlsx", XLSX)


def _page(request: SeatedRequest, form: VoidForm) -> HttpResponse:
    year, today = _year(request), clock.today()
    rows = _numbers(request.seat, year)
    kind = request.GET.get("kind", "")
    if kind in LetterKind.values:
        rows = rows.filter(letter__kind=kind)
    elif kind == "void":
        rows = rows.filter(state=NumberState.VOID)
    kinds = issued_by_kind(request.seat.county_id, year, today)
    context = {
        "year": year,
        "years": _years(request.seat, today),
        "until": last_day(year, today),
        "page": Paginator(rows.order_by("series__code", "-n"), PER_PAGE).get_page(
            request.GET.get("page")
        ),
        "kinds": kinds,
        "total": all_issued(kinds),
        "warning": _warning(kinds, year, today),
        "gaps": gaps(county_of(request.seat), year),
        "kind": kind,
        "form": form,
        "may_void": policies.can(request.seat, "issue"),
    }
    return render(request, "reports/letters/register.html", context, status=status_of(form))


def _warning(kinds: list[Issued], year: int, today: date) -> str:
    return burden_warning(all_issued(kinds), last_day(year, today))


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
        joined(letter.frozen["addressees"]),
        letter.signer_name,
        letter.signed_on,
        f"{row.received}/{row.sent}",
        letter.get_state_display(),
        row.note,
    )


def _years(seat: Seat, today: date) -> list[int]:
    years = Series.objects.filter(county_id=seat.county_id).values_list("year", flat=True)
    return sorted({*years, today.year}, reverse=True)


def _year(request: SeatedRequest) -> int:
    return whole_number(request.GET.get("year"), 2000, 2999) or clock.today().year


def _codes(seat: Seat) -> list[str]:
    head = head_of(county_of(seat))
    codes = (head.letter_code, head.notice_code, head.brief_code)
    return list(dict.fromkeys(filter(None, codes)))
