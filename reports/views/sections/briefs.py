"""专报 and 年度报告: the list, 取数, the rows behind a number, the text for the web."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from reports import policies
from reports.choices import LetterKind
from reports.forms.sections import CompileForm
from reports.letters.yearly import web_text
from reports.models import LetterFigures
from reports.pages.briefs import chosen, compiled, offered
from reports.pages.notice_rows import shown_rows
from reports.pages.section_numbers import numbers, rows_behind
from reports.services.letters.building import shown
from reports.services.sections.compiling import compile_brief, compile_report
from reports.views.doors import campaign_of
from reports.views.letters.detail import find
from units import clock
from units.errors import Refused
from units.requests import SeatedRequest
from units.services.audit import record_audit
from units.views.attachment import as_file

PER_PAGE = 50
ROWS_PER_PAGE = 100
TEXT = "text/plain; charset=utf-8"


@require_safe
def briefs(request: SeatedRequest) -> HttpResponse:
    """`/notices/briefs/`: what was compiled, and what may be."""
    policies.require(request.seat, "draft")
    campaign = campaign_of(request)
    rows = compiled(campaign) if campaign else LetterFigures.objects.none()
    context = {
        "campaign": campaign,
        "page": Paginator(rows, PER_PAGE).get_page(request.GET.get("page")),
        "form": CompileForm(offered=offered(clock.today())),
    }
    return render(request, "reports/sections/list.html", context)


@require_POST
def compile_span(request: SeatedRequest) -> HttpResponse:
    """`/notices/briefs/compile/`: 取数 into a new draft, and open it."""
    policies.require(request.seat, "draft")
    campaign = campaign_of(request)
    form = CompileForm(request.POST, offered=offered(clock.today()))
    if campaign is None or not form.is_valid():
        sentence = str(form.errors["what"][0]) if campaign else "还没有进行中的创建批次，不能编制。"
        messages.error(request, sentence)
        return redirect("briefs")
    kind, span = chosen(form.cleaned_data["what"])
    make = compile_report if kind == LetterKind.REPORT else compile_brief
    try:
        letter = make(campaign, span=span, actor=request.seat, now=clock.now())
    except Refused as refusal:
        messages.error(request, refusal.message)
        return redirect("briefs")
    messages.success(request, f"已取数，拟出{span.words}的{kind.label}，请核对、修改文字。")
    return redirect("letter", letter.pk)


@require_safe
def rows(request: SeatedRequest, pk: int, name: str) -> HttpResponse:
    """`/letters/<id>/numbers/<name>/`: the frozen rows of a number."""
    letter = find(request, pk)
    policies.require(request.seat, "overview")
    found = get_object_or_404(LetterFigures, letter=letter)
    labels = {row.name: row.label for row in numbers(found.figures)}
    if name not in labels:
        raise Http404
    behind = rows_behind(found.figures, name)
    page = Paginator(behind, ROWS_PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "letter": letter,
        "found": found,
        "label": labels[name],
        "page": page,
        "rows": shown_rows(page.object_list),
    }
    return render(request, "reports/sections/rows.html", context)


@require_safe
def text(request: SeatedRequest, pk: int) -> HttpResponse:
    """`/letters/<id>/files/text/`: a 年度报告 as plain text for the web; audited."""
    letter = find(request, pk)
    policies.require(request.seat, "overview")
    if letter.kind != LetterKind.REPORT:
        raise Http404
    words = web_text(shown(letter, today=clock.today()))
    record_audit(actor=request.seat, action="letter.download", obj=letter, now=clock.now())
    name = f"{letter.title}（网站文本）.txt".replace("/", "-")
    return as_file(words.encode("utf-8-sig"), name, TEXT)
