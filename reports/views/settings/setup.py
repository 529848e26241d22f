"""The first set-up of an empty installation."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from reports.services.starting import begin
from units import clock
from units.errors import Refused
from units.forms.settings import SetUpForm
from units.models import County
from units.policies import require
from units.requests import SeatedRequest
from units.services.counties import FirstFacts
from units.views.outcome import attempt, status_of


@require_http_methods(["GET", "POST"])
def setup(request: SeatedRequest) -> HttpResponse:
    """`/setup/`: make the first county; the page goes away once there is one."""
    require(request.seat, "county.create")
    if County.objects.exists():
        raise Refused("系统已完成首次设置。人员请在“人员账号”中添加。")
    form = SetUpForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        facts = FirstFacts(**form.cleaned_data)
        made = attempt(
            form,
            lambda: begin(actor=request.seat, facts=facts, today=clock.today(), now=clock.now()),
        )
        if made:
            return render(request, "units/password_once.html", {"who": made[0], "word": made[1]})
    return render(request, "reports/settings/setup.html", {"form": form}, status=status_of(form))
