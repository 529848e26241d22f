"""设置: one page that leads to everything the office may set; and the spans of its work."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from reports import policies
from reports.forms.settings import RulesForm
from reports.pages.settings import overview
from reports.views.doors import campaign_of
from tasks.models import WorkRules
from tasks.services.rules import change_rules
from units import clock
from units.requests import SeatedRequest
from units.views.outcome import attempt, status_of


@require_safe
def settings(request: SeatedRequest) -> HttpResponse:
    """`/settings/`: what is set and what is still to do."""
    policies.require(request.seat, "settings")
    groups = overview(request.seat, campaign_of(request), clock.today())
    lacking = [item for group in groups for item in group.items if item.lacking]
    return render(request, "reports/settings/hub.html", {"groups": groups, "lacking": lacking})


@require_http_methods(["GET", "POST"])
def rules(request: SeatedRequest) -> HttpResponse:
    """`/settings/rules/`: 办理规则."""
    policies.require(request.seat, "settings")
    stored = WorkRules.of(request.seat.county_id)
    form = RulesForm(request.POST or None, rules=stored)
    if request.method == "POST" and form.is_valid():
        saved = attempt(
            form,
            lambda: change_rules(actor=request.seat, now=clock.now(), **form.cleaned_data),
        )
        if saved:
            messages.success(request, "办理规则已保存，今后的期限按新规则计算。")
            return redirect("settings")
    return render(request, "reports/settings/rules.html", {"form": form}, status=status_of(form))
