"""通报 by month: compile one, or say that there is none this month."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from indicators.current import current_campaign
from indicators.models import Campaign
from reports import policies
from reports.forms.notices import PERIOD_WRONG, PeriodForm, SkipForm
from reports.letters.narrative import out_of_season
from reports.models import NoticeSkip
from reports.pages.notice_list import month_lines
from reports.services.notices import compiling, skipping
from units import clock
from units.day_words import month_cn
from units.errors import Refused
from units.requests import SeatedRequest
from units.views.outcome import attempt, status_of


@require_safe
def notices(request: SeatedRequest) -> HttpResponse:
    """List the months of the running campaign with what stands for each."""
    policies.require(request.seat, "office")
    campaign = current_campaign(request.seat.county_id)
    today = clock.today()
    lines = month_lines(campaign, today) if campaign else []
    context = {"campaign": campaign, "lines": lines, "this": lines[0] if lines else None}
    return render(request, "reports/notices/list.html", context)


@require_POST
def compile_month(request: SeatedRequest) -> HttpResponse:
    """取数: compile the month as a new draft version and open it."""
    policies.require(request.seat, "draft")
    form = PeriodForm(request.POST)
    if not form.is_valid():
        messages.error(request, PERIOD_WRONG)
        return redirect("notices")
    try:
        notice = compiling.compile_notice(
            _campaign(request),
            period=form.cleaned_data["period"],
            actor=request.seat,
            now=clock.now(),
        )
    except Refused as refusal:
        messages.error(request, refusal.message)
        return redirect("notices")
    messages.success(request, f"已取数，生成第 {notice.draft_version} 稿。")
    if late := out_of_season(notice.figures):
        messages.warning(request, late)
    return redirect("notice", notice.pk)


@require_http_methods(["GET", "POST"])
def skip(request: SeatedRequest) -> HttpResponse:
    """本月不通报, with its reason."""
    policies.require(request.seat, "draft")
    campaign = _campaign(request)
    period = PeriodForm(request.GET if request.method == "GET" else request.POST)
    if not period.is_valid():
        messages.error(request, PERIOD_WRONG)
        return redirect("notices")
    first = period.cleaned_data["period"]
    form = SkipForm(initial={"period": f"{first:%Y-%m}"})

    def act() -> NoticeSkip:
        reason = form.cleaned_data["reason"]
        return skipping.skip_month(
            campaign, period=first, actor=request.seat, now=clock.now(), reason=reason
        )

    if request.method == "POST":
        form = SkipForm(request.POST)
        if form.is_valid() and attempt(form, act) is not None:
            messages.success(request, f"已定为{month_cn(first)}不通报。")
            return redirect("notices")
    context = {"form": form, "first": first}
    return render(request, "reports/notices/skip.html", context, status=status_of(form))


@require_POST
def unskip(request: SeatedRequest) -> HttpResponse:
    """Take 本月不通报 back."""
    policies.require(request.seat, "draft")
    form = PeriodForm(request.POST)
    if not form.is_valid():
        messages.error(request, PERIOD_WRONG)
        return redirect("notices")
    first = form.cleaned_data["period"]
    skipping.unskip_month(_campaign(request), period=first, actor=request.seat, now=clock.now())
    messages.success(request, f"已取消“{month_cn(first)}不通报”，可以编制通报。")
    return redirect("notices")


def _campaign(request: SeatedRequest) -> Campaign:
    campaign = current_campaign(request.seat.county_id)
    if campaign is None:
        raise Http404
    return campaign
