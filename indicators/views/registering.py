"""Adding proof, letting others read it, and removing a wrong upload."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from indicators.choices import EvidenceKind
from indicators.forms.evidence import FORMS, FactsForm, GrantForm, ReasonForm
from indicators.models import Evidence
from indicators.policies import require
from indicators.services import evidence as service
from indicators.services import removal
from indicators.views.catalogue import find, item_page
from units import clock
from units.requests import SeatedRequest
from units.views.outcome import attempt, status_of

TABS = [("file", "上传文件"), ("url", "公开网址"), ("offline", "线下备查")]


@require_http_methods(["GET", "POST"])
def add(request: SeatedRequest) -> HttpResponse:
    """Register a file, a public address or an offline note (`?kind=`)."""
    require(request.seat, "add_evidence")
    kind = request.GET.get("kind", "file")
    form = FORMS.get(kind, FORMS[EvidenceKind.FILE])(
        request.POST or None, request.FILES or None, seat=request.seat
    )
    if request.method == "POST" and form.is_valid():
        made = attempt(form, lambda: _register(request, form))
        if made:
            messages.success(request, f"已登记“{made.title}”。")
            return redirect("evidence-item", made.pk)
    context = {"form": form, "kind": kind, "tabs": TABS}
    return render(request, "indicators/evidence_new.html", context, status=status_of(form))


@require_POST
def grant(request: SeatedRequest, pk: int) -> HttpResponse:
    """Let another unit read."""
    evidence = find(request, pk)
    form = GrantForm(request.POST, seat=request.seat)
    given = None
    if form.is_valid():
        given = attempt(
            form,
            lambda: service.grant(
                actor=request.seat, evidence=evidence, now=clock.now(), **form.cleaned_data
            ),
        )
    if given:
        messages.success(request, f"已授权{form.cleaned_data['unit']}查看。")
        return redirect("evidence-item", pk)
    require(request.seat, "grant_evidence", evidence)
    return item_page(request, evidence, grant_form=form)


@require_POST
def ask_removal(request: SeatedRequest, pk: int) -> HttpResponse:
    """Ask that a wrong upload be removed."""
    evidence = find(request, pk)
    require(request.seat, "ask_removal", evidence)
    form = ReasonForm(request.POST)
    asked = None
    if form.is_valid():
        reason = form.cleaned_data["reason"]
        asked = attempt(
            form,
            lambda: removal.ask_removal(
                actor=request.seat, evidence=evidence, reason=reason, now=clock.now()
            ),
        )
    if asked:
        messages.success(request, "已申请移除，须由另一人确认；确认前其他单位不能打开文件。")
        return redirect("evidence-item", pk)
    return item_page(request, evidence, reason_form=form)


@require_POST
def confirm_removal(request: SeatedRequest, pk: int) -> HttpResponse:
    """Remove as the second person."""
    evidence = find(request, pk)
    removal.confirm_removal(actor=request.seat, evidence=evidence, now=clock.now())
    messages.success(request, "已移除，文件内容已清除，登记信息留存备查。")
    return redirect("evidence-item", pk)


@require_POST
def drop_removal(request: SeatedRequest, pk: int) -> HttpResponse:
    """Take the request back."""
    removal.drop_removal(actor=request.seat, evidence=find(request, pk), now=clock.now())
    messages.success(request, "已撤销移除申请，材料恢复有效。")
    return redirect("evidence-item", pk)


def _register(request: SeatedRequest, form: FactsForm) -> Evidence:
    filled = form.cleaned_data
    common = {
        "actor": request.seat,
        "unit": filled["unit"],
        "title": filled["title"],
        "facts": form.facts(),
        "now": clock.now(),
    }
    if "file" in filled:
        kind = EvidenceKind.EXCERPT if filled["excerpt"] else EvidenceKind.FILE
        return service.register_file(upload=filled["file"], kind=kind, **common)
    if "url" in filled:
        return service.register_url(url=filled["url"], **common)
    return service.register_offline(**common)
