"""任务: the list of the county's tasks, and a new one beside the plan."""

import re
from dataclasses import dataclass

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from indicators.current import current_campaign
from indicators.models import Campaign
from reports.figures.sets import Moment
from reports.forms.tasks import NewTaskForm
from reports.models import Letter
from reports.pages import task_list
from reports.pages.saved_views import saved_chips
from reports.policies import require
from reports.views.doors import campaign_of, moment_of, office
from tasks.filters import TaskFilter
from tasks.models import SavedView, Task
from tasks.services import changes
from tasks.services.saved_views import query_of
from units import clock
from units.access import Seat
from units.errors import Refused
from units.requests import SeatedRequest
from units.views.outcome import attempt, status_of

PER_PAGE = 50
MOST_LETTERS = 5
# 〔2026〕8, 8号: what looks like a 文号; bare digits and task numbers do not.
NUMBER = re.compile(r"[〔\[［【(（]\s*20\d\d|\d\s*号")


def reader(request: SeatedRequest) -> Seat:
    """Return the seat of somebody who reads the list: the office or a county leader."""
    seat = request.seat
    require(seat, "tasks")
    return seat


@dataclass(frozen=True)
class Listed:
    """What an address of the list asks for; `base` are all tasks, `filters` narrow them."""

    campaign: Campaign | None
    moment: Moment
    base: QuerySet[Task]
    filters: TaskFilter

    @property
    def found(self) -> QuerySet[Task]:
        """The tasks asked for; all of them where a filter makes no sense."""
        rows: QuerySet[Task] = self.filters.qs if self.filters.is_valid() else self.base
        return rows


def listed(request: SeatedRequest) -> Listed:
    """Return the tasks of the running campaign as filtered by the address; for `reader`s."""
    seat = reader(request)
    views = SavedView.objects.visible_to(seat).gathered()
    campaign = campaign_of(request, saved_views=views)
    base = Task.objects.visible_to(seat)
    base = base.filter(campaign=campaign) if campaign else base
    moment = moment_of(request, clock.now())
    request.moment = moment  # type: ignore[attr-defined]  # the filters read it
    return Listed(campaign, moment, base, TaskFilter(request.GET, queryset=base, request=request))


@require_safe
def tasks(request: SeatedRequest) -> HttpResponse:
    """`/tasks/`: filters, tabs, rows; for the office and, to read, county leaders.

    A 文号 that no task knows leads to its document; several documents are offered above the list.
    """
    asked = listed(request)
    letters = _letters_numbered(request)
    if len(letters) == 1 and not asked.found.exists():
        return redirect("letter", letters[0].pk)
    seat, filters, moment = request.seat, asked.filters, asked.moment
    if not request.GET.get("kind"):
        # Seldom asked for: it stays an address, so that the filters fit into one line.
        filters.form.fields.pop("kind")
    sort = request.GET.get("sort", "number")
    tabs, count = task_list.tabs(asked.base, asked.found, moment)
    pages = Paginator(task_list.ordered(asked.found, sort), PER_PAGE)
    pages.count = count
    page = pages.get_page(request.GET.get("page"))
    views, current = saved_chips(asked.campaign), query_of(request.GET)
    context = {
        "campaign": asked.campaign,
        "filters": filters,
        "tabs": tabs,
        "views": views,
        "current": current,
        # What a tab or a view shows already needs no other name.
        "keepable": current not in {tab.params for tab in tabs} | {view.query for view in views},
        "page": page,
        "rows": task_list.rows(page.object_list, seat, moment),
        "sort": sort if sort in task_list.SORTS else "number",
        "letters": letters,
        "is_office": seat.is_office,
        "today": moment.today,
    }
    status = 200 if filters.is_valid() else 400
    return render(request, "reports/tasks/list.html", context, status=status)


def _letters_numbered(request: SeatedRequest) -> list[Letter]:
    """Return the documents that a 文号, or part of one, in the search box may mean."""
    text = request.GET.get("q", "")[:100]
    if not NUMBER.search(text):
        return []
    rows = Letter.objects.visible_to(request.seat).numbered(text)
    return list(rows.only("number_text", "title")[:MOST_LETTERS])


@require_http_methods(["GET", "POST"])
def new(request: SeatedRequest) -> HttpResponse:
    """`/tasks/new/`: a task beside the plan (补充任务)."""
    seat = office(request)
    campaign = _campaign(request)
    form = NewTaskForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        task = attempt(
            form,
            lambda: changes.add_task(campaign, actor=seat, now=clock.now(), **form.cleaned_data),
        )
        if task:
            messages.success(request, "任务已建立，是草稿。下一步：增加承办单位，再向单位交办。")
            return redirect("task", task.pk)
    return render(request, "reports/tasks/new.html", {"form": form}, status=status_of(form))


def _campaign(request: SeatedRequest) -> Campaign:
    campaign = current_campaign(request.seat.county_id)
    if campaign is None:
        raise Refused("还没有进行中的创建批次，请先在“设置”中建立。")
    return campaign
