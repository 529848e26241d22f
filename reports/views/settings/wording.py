"""公文用语: the words that letters of each kind begin with."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from reports import policies
from reports.choices import LetterKind
from reports.forms.wording import WordingForm
from reports.letters.checking import broken_wording
from reports.letters.filling import blanks_of
from reports.letters.samples import sample
from reports.letters.wording import STARTERS
from reports.models import Wording
from reports.pages.wording import kinds_of, starters_of, versions_of
from reports.services.letters.heads import head_of
from reports.services.settings.wording import (
    last_of,
    restore_starters,
    restore_version,
    wording_of,
    write_wording,
)
from reports.views.paper import sheets
from units import clock
from units.errors import Refused
from units.ids import id_of
from units.policies import county_of
from units.requests import SeatedRequest
from units.views.outcome import attempt, status_of

LATER = "今后拟稿按新的文字，已拟的文书不变。"
SCOPE = "改动只用于今后的拟稿，已拟的文书不变；每份文书拟出后，文字还可以在文书页修改"
SCOPES = {
    LetterKind.REMINDER: "工作提醒按当天的办理情况生成，不存稿，改动即时起用",
    LetterKind.NOTICE: "改动用于今后编制的通报，已编的不变；进展情况的文字由系统按数据写出，编制后都可以改",
}


@require_safe
def kinds(request: SeatedRequest) -> HttpResponse:
    """`/settings/wording/`: the kinds, and which texts the county has made its own."""
    policies.require(request.seat, "settings")
    context = {"kinds": kinds_of(county_of(request.seat).pk)}
    return render(request, "reports/settings/wordings.html", context)


@require_http_methods(["GET", "POST"])
def kind(request: SeatedRequest, kind: str) -> HttpResponse:
    """`/settings/wording/<kind>/`: its texts and their paper; with `look` nothing is saved."""
    policies.require(request.seat, "settings")
    if kind not in STARTERS:
        raise Http404
    county, today = county_of(request.seat), clock.today()
    head, texts = head_of(county), wording_of(county.pk)[kind]
    form = WordingForm(request.POST or None, kind=kind, texts=texts, seen=last_of(county.pk, kind))
    if form.is_bound and form.is_valid():
        words = form.words()
        if "look" in request.POST:
            for key, sentence in broken_wording(kind, words, head, today=today).items():
                form.add_error(key, sentence)
        elif (rows := attempt(form, lambda: _write(request, kind, form))) is not None:
            messages.success(request, f"已保存。{LATER}" if rows else "文字没有改动。")
            return redirect("settings-wording-kind", kind)
    context = {
        "form": form,
        "kind": kind,
        "label": LetterKind(kind).label,
        "scope": SCOPES.get(LetterKind(kind), SCOPE),
        "blanks": blanks_of(kind),
        "starters": starters_of(kind, texts),
        "versions": versions_of(county.pk, kind),
        "sheets": sheets(sample(kind, form.words(), head, today=today)),
    }
    return render(request, "reports/settings/wording.html", context, status=status_of(form))


@require_POST
def restore(request: SeatedRequest) -> HttpResponse:
    """`/settings/wording/restore/`: a `version`, or the product's words of a `kind` and its `key`."""
    policies.require(request.seat, "settings")
    kind, version = request.POST.get("kind", ""), id_of(request.POST.get("version"))
    try:
        rows = _restore(request, kind, version)
    except Refused as refusal:
        messages.error(request, refusal.message)
    else:
        said = f"已恢复，并存为新的版本。{LATER}" if rows else "现用的就是这些文字，没有改动。"
        messages.success(request, said)
    return (
        redirect("settings-wording-kind", kind)
        if kind in STARTERS
        else redirect("settings-wording")
    )


def _write(request: SeatedRequest, kind: str, form: WordingForm) -> list[Wording]:
    seen = form.cleaned_data["seen"]
    return write_wording(kind, form.words(), actor=request.seat, now=clock.now(), seen=seen)


def _restore(request: SeatedRequest, kind: str, version: int | None) -> list[Wording]:
    if version:
        return restore_version(version, actor=request.seat, now=clock.now())
    if kind not in STARTERS:
        raise Refused("请选择要恢复的文种或者版本。")
    key = request.POST.get("key", "")
    return restore_starters(kind, key, actor=request.seat, now=clock.now())
