"""What is done with one document: each act is one POST that goes back to its page."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from indicators.services.intake import prepare
from reports import policies
from reports.choices import SECTIONED
from reports.forms.letters import EditForm, IssueForm, OfflineForm, ReasonForm, RevokeForm
from reports.forms.sections import SectionsForm
from reports.letters.sections import keys_of
from reports.models import Letter
from reports.services.letters import after, drafting, issuing, signing
from reports.views.letters.detail import find, issue_form, letter_page
from units import clock
from units.errors import Refused
from units.requests import SeatedRequest
from units.views.outcome import attempt, status_of

SAID = {
    "check": "已核稿。",
    "send": "已送签。",
    "sign": "已签发，可以编号印发。",
    "receive": "已签收。",
}
PLAIN: dict[str, Callable[..., Any]] = {
    "check": signing.check,
    "send": signing.send,
    "sign": signing.sign,
    "receive": after.receive,
}


@require_POST
def plain(request: SeatedRequest, pk: int, verb: str) -> HttpResponse:
    """核稿, 送签, 签发, 签收: acts that ask for nothing."""
    letter = find(request, pk)
    policies.require(request.seat, verb, letter)
    try:
        PLAIN[verb](letter.pk, actor=request.seat, now=clock.now())
    except Refused as refusal:
        messages.error(request, refusal.message)
    else:
        messages.success(request, SAID[verb])
    return redirect("letter", letter.pk)


@require_POST
def check_and_send(request: SeatedRequest, pk: int) -> HttpResponse:
    """核稿并送签, both or neither."""
    letter = find(request, pk)
    policies.require(request.seat, "check", letter)
    try:
        with_both(letter, request)
    except Refused as refusal:
        messages.error(request, refusal.message)
    else:
        messages.success(request, "已核稿并送签。")
    return redirect("letter", letter.pk)


def with_both(letter: Letter, request: SeatedRequest) -> None:
    """Check a draft and send it."""
    signing.check_and_send([letter.pk], actor=request.seat, now=clock.now())


@require_POST
def edit(request: SeatedRequest, pk: int) -> HttpResponse:
    """Change the words."""
    letter = find(request, pk)
    policies.require(request.seat, "draft", letter)

    if letter.kind in SECTIONED:
        return _edit_sections(request, letter)

    def act(form: EditForm, now: datetime) -> Letter:
        data = form.cleaned_data
        return drafting.edit(
            letter.pk,
            actor=request.seat,
            now=now,
            title=data["title"],
            texts={key: data[key] for key in keys_of(letter.kind) if key in data},
            answer_by=data.get("answer_by"),
            consent=form.consent(),
            expected_version=data["version"],
        )

    form = EditForm(request.POST, letter=letter)
    return _with_form(request, letter, "draft", form, act, "已保存，请核稿。")


def _edit_sections(request: SeatedRequest, letter: Letter) -> HttpResponse:
    """Change the words of a 专报 or 年度报告."""

    def act(form: SectionsForm, now: datetime) -> Letter:
        return drafting.edit(
            letter.pk,
            actor=request.seat,
            now=now,
            title=form.cleaned_data["title"],
            texts=form.texts(),
            expected_version=form.cleaned_data["version"],
        )

    form = SectionsForm(request.POST, letter=letter)
    return _with_form(request, letter, "draft", form, act, "已保存，请核稿。")


@require_POST
def offline(request: SeatedRequest, pk: int) -> HttpResponse:
    """登记线下签发 with the scan of the signed sheet."""
    letter = find(request, pk)
    policies.require(request.seat, "sign_offline", letter)

    def act(form: OfflineForm, now: datetime) -> Letter:
        data = form.cleaned_data
        upload: UploadedFile[Any] = data["scan"]
        try:
            blob = prepare(county=letter.county, upload=upload, now=now).blob
        except Refused as refusal:
            raise Refused(refusal.message, fields={"scan": refusal.message}) from refusal
        return signing.sign_offline(
            letter.pk,
            actor=request.seat,
            now=now,
            signer_name=data["signer_name"],
            signed_on=data["signed_on"],
            scan=blob,
        )

    form = OfflineForm(request.POST, request.FILES)
    return _with_form(request, letter, "sign_offline", form, act, "已登记线下签发，可以编号印发。")


@require_POST
def issue(request: SeatedRequest, pk: int) -> HttpResponse:
    """编号印发; asks for a number of the paper register."""
    letter = find(request, pk)
    policies.require(request.seat, "issue", letter)
    form = issue_form(letter, request.POST)

    def act(form: IssueForm, now: datetime) -> Letter:
        data = form.cleaned_data
        return issuing.issue(
            letter.pk,
            actor=request.seat,
            now=now,
            number=data.get("number"),
            gap_confirmed=data.get("gap_confirmed", False),
        )

    return _with_form(request, letter, "issue", form, act, "已编号印发，文件正在生成。")


@require_POST
def reject(request: SeatedRequest, pk: int) -> HttpResponse:
    """退稿 with the reason."""
    letter = find(request, pk)
    policies.require(request.seat, "reject", letter)
    return _reasoned(request, letter, "reject", signing.reject, "已退稿。")


@require_POST
def discard(request: SeatedRequest, pk: int) -> HttpResponse:
    """不再发出 with the reason."""
    letter = find(request, pk)
    policies.require(request.seat, "discard", letter)
    return _reasoned(request, letter, "discard", signing.discard, "已停止发出。")


@require_POST
def revoke(request: SeatedRequest, pk: int) -> HttpResponse:
    """撤销 by another issued document."""
    letter = find(request, pk)
    policies.require(request.seat, "revoke", letter)

    def act(form: RevokeForm, now: datetime) -> Letter:
        by = form.cleaned_data["by"]
        return after.revoke(letter.pk, by_letter_id=by.pk, actor=request.seat, now=now)

    form = RevokeForm(request.POST, letter=letter)
    return _with_form(request, letter, "revoke", form, act, "已撤销，双方文书都留在登记簿中。")


def _reasoned(
    request: SeatedRequest, letter: Letter, verb: str, service: Callable[..., Letter], said: str
) -> HttpResponse:
    def act(form: ReasonForm, now: datetime) -> Letter:
        return service(letter.pk, actor=request.seat, now=now, reason=form.cleaned_data["reason"])

    form = ReasonForm(request.POST, prefix=verb)
    return _with_form(request, letter, verb, form, act, said)


def _with_form(
    request: SeatedRequest,
    letter: Letter,
    name: str,
    form: Any,
    act: Callable[[Any, datetime], Letter],
    said: str,
) -> HttpResponse:
    if form.is_valid() and attempt(form, lambda: act(form, clock.now())):
        messages.success(request, said)
        return redirect("letter", letter.pk)
    letter.refresh_from_db()
    return letter_page(request, letter, status=status_of(form), **{name: form})
