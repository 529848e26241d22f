"""What a draft carries beside its words, with the paper beside it."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from reports import policies
from reports.forms.carried import CarriedForm
from reports.letters.carried import allowed
from reports.models import Letter
from reports.services.letters.building import shown
from reports.services.letters.carrying import carry
from reports.views.letters.detail import find
from reports.views.paper import sheets
from units import clock
from units.requests import SeatedRequest
from units.views.outcome import attempt, status_of


@require_http_methods(["GET", "POST"])
def carried(request: SeatedRequest, pk: int) -> HttpResponse:
    """Show and change 缓急, 用印, 联合发文 and 附件 of a draft."""
    letter = find(request, pk)
    policies.require(request.seat, "draft", letter)
    if not allowed(letter.kind).anything:
        messages.error(request, f"{letter.get_kind_display()}没有可以设置的版式和附件。")
        return redirect("letter", letter.pk)
    form = CarriedForm(request.POST or None, letter=letter)

    def act() -> Letter:
        return carry(
            letter.pk,
            form.choice(),
            actor=request.seat,
            now=clock.now(),
            expected_version=form.cleaned_data["version"],
        )

    saved = attempt(form, act) if form.is_valid() else None
    if saved:
        messages.success(request, "已保存，请看右侧版面；须重新核稿。")
        return redirect("letter-carried", letter.pk)
    letter.refresh_from_db()
    context = {
        "letter": letter,
        "form": form,
        "open": policies.acts_open(request.seat, letter)["draft"],
        "sheets": sheets(shown(letter, today=clock.today())),
    }
    return render(request, "reports/letters/carried.html", context, status=status_of(form))
