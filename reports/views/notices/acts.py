"""What the office does with a draft 通报 before it goes the way of every letter."""

from collections.abc import Callable, Mapping
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from reports import policies
from reports.forms.notices import UnnamedForm, WordsForm
from reports.letters.narrative import PASSAGES
from reports.letters.notice_annexes import ANNEXES
from reports.models import Notice
from reports.services.letters.building import shown
from reports.services.notices import checks, editing
from reports.views.notices.detail import find, notice_page
from reports.views.paper import sheets
from units import clock
from units.day_words import short_day_cn
from units.errors import Refused
from units.requests import SeatedRequest
from units.views.outcome import attempt, status_of


@require_POST
def edit(request: SeatedRequest, pk: int) -> HttpResponse:
    """Save the words."""
    found = _draft(request, pk)
    form = WordsForm(request.POST)

    def act() -> Notice:
        data = form.cleaned_data
        return editing.edit_notice(
            found.pk,
            actor=request.seat,
            now=clock.now(),
            title=data["title"],
            texts={name: data[name] for name in PASSAGES},
            towns=data["towns"],
            annexes=data["annexes"],
            consent=form.consent(),
            expected_version=data["version"],
        )

    if form.is_valid() and attempt(form, act) is not None:
        messages.success(request, "文字已保存，右侧版面已更新。")
        return redirect("notice", found.pk)
    return notice_page(request, found, status=status_of(form), words=form)


@require_POST
def preview(request: SeatedRequest, pk: int) -> HttpResponse:
    """Show the paper with words that are not saved yet (htmx)."""
    found = _draft(request, pk)
    words: Mapping[str, Any] = request.POST
    if found.letter.snapshot is None:
        found.narrative = {
            **found.narrative,
            **{name: f"{words.get(name, '')}"[:4000] for name in PASSAGES},
            "towns": "towns" in words,
            "annexes": [name for name in ANNEXES if name in request.POST.getlist("annexes")],
        }
        found.letter.title = words.get("title", "").strip()[:200] or found.letter.title
        found.letter.notice = found
    pages = sheets(shown(found.letter, today=clock.today()))
    return render(request, "parts/paper.html", {"sheets": pages})


@require_POST
def send_checks(request: SeatedRequest, pk: int) -> HttpResponse:
    """通报前核对: send the facts to the units that may be named."""
    found = _draft(request, pk)

    def act() -> str:
        sent = checks.send_checks(found.pk, actor=request.seat, now=clock.now())
        by = sent[0].answer_by
        return f"已送 {len(sent)} 个单位核对，{short_day_cn(by)}前答复。"

    return _said(request, found, act)


@require_POST
def unnamed(request: SeatedRequest, pk: int, unit_pk: int) -> HttpResponse:
    """Leave a unit unnamed with a reason, or take it in again without one."""
    found = _draft(request, pk)
    form = UnnamedForm(request.POST)

    def act() -> str:
        if not form.is_valid():
            raise Refused("原因最多 200 字。")
        reason = form.cleaned_data["reason"]
        editing.leave_unnamed(
            found.pk, actor=request.seat, now=clock.now(), unit_id=unit_pk, reason=reason
        )
        return "已定为不点名，原因留在通报中备查。" if reason else "已重新列入点名范围。"

    return _said(request, found, act)


def _draft(request: SeatedRequest, pk: int) -> Notice:
    found = find(request, pk)
    policies.require(request.seat, "draft", found.letter)
    return found


def _said(request: SeatedRequest, found: Notice, act: Callable[[], str]) -> HttpResponse:
    try:
        messages.success(request, act())
    except Refused as refusal:
        messages.error(request, refusal.message)
    return redirect("notice", found.pk)
