"""督促提醒: its steps, what it would have sent, and the switch."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from reports import policies
from reports.choices import StepAction
from reports.forms.settings import StepsForm
from reports.models import LetterHead
from reports.services.ladder.reading import owed_on
from reports.services.ladder.settings import change_steps, steps_of, switch
from reports.services.ladder.simulating import simulate
from reports.views.doors import campaign_of
from units import clock
from units.calendar import calendar
from units.requests import SeatedRequest
from units.views.outcome import attempt, status_of


@require_http_methods(["GET", "POST"])
def ladder(request: SeatedRequest) -> HttpResponse:
    """`/settings/ladder/`: change the steps; below, what they would have done."""
    policies.require(request.seat, "settings")
    steps = steps_of(request.seat.county_id)
    form = StepsForm(request.POST or None, steps=steps)
    if request.method == "POST" and form.is_valid():
        attempt(
            form,
            lambda: change_steps(actor=request.seat, steps=form.facts(), now=clock.now()),
        )
        if form.is_valid():
            messages.success(request, "督促提醒规则已保存，下面的推算已按新规则更新。")
            return redirect("settings-ladder")
    head = LetterHead.objects.filter(county_id=request.seat.county_id).first()
    context = {"form": form, "on": head is not None and head.ladder_on, **_look(request)}
    return render(request, "reports/settings/ladder.html", context, status=status_of(form))


@require_POST
def turn(request: SeatedRequest) -> HttpResponse:
    """`/settings/ladder/switch/`: `on=1` switches on, anything else off."""
    policies.require(request.seat, "settings")
    on = request.POST.get("on") == "1"
    switch(actor=request.seat, on=on, now=clock.now())
    words = "已启用督促提醒，半小时内开始办理。" if on else "已停用督促提醒，已拟的函不受影响。"
    messages.success(request, words)
    return redirect("settings-ladder")


def _look(request: SeatedRequest) -> dict[str, Any]:
    """What the steps would have done, and what they owe on the next workday."""
    campaign = campaign_of(request)
    if campaign is None:
        return {}
    today = clock.today()
    simulation = simulate(campaign, today=today)
    following = calendar().effective(today)
    owed = [row for row in owed_on(campaign, following) if not row.owed.superseded]
    reminded = [row for row in owed if row.owed.step.action == StepAction.REMIND]
    return {
        "simulation": simulation,
        "following": following,
        "owed": len(owed),
        "reminded": len(reminded),
        "reminded_units": len({row.unit_id for row in reminded}),
        "drafts": sum(
            row.owed.step.action in (StepAction.PROMPT, StepAction.SUPERVISE) for row in owed
        ),
    }
