"""我的视图: keep the filters of the task list under a name, and let go of them."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from reports.forms.tasks import SavedViewForm
from reports.views.tasks.listing import reader
from tasks.models import SavedView
from tasks.services.saved_views import drop_view, save_view
from units.requests import SeatedRequest
from units.views.outcome import attempt, status_of


@require_POST
def save(request: SeatedRequest) -> HttpResponse:
    """`/tasks/views/`: save; what is refused is said over the form with what was typed."""
    seat = reader(request)
    form = SavedViewForm(request.POST)
    if form.is_valid():
        view = attempt(form, lambda: save_view(actor=seat, **form.cleaned_data))
        if view:
            messages.success(request, f"已存为我的视图“{view.name}”。")
            return redirect(f"{reverse('tasks')}?{view.query}")
    return render(request, "reports/tasks/view_new.html", {"form": form}, status=status_of(form))


@require_POST
def drop(request: SeatedRequest, pk: int) -> HttpResponse:
    """`/tasks/views/<id>/drop/`: delete one of one's own."""
    seat = reader(request)
    view = get_object_or_404(SavedView.objects.visible_to(seat), pk=pk)
    drop_view(view, actor=seat)
    messages.success(request, f"已删除视图“{view.name}”，任务不受影响。")
    return redirect("tasks")
