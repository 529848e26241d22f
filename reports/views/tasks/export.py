"""任务清单 as Excel: what the list shows under its filters, or what is ticked in it."""

from django.db.models import Model
from django.http import HttpResponse
from django.views.decorators.http import require_http_methods

from reports.excel.tasks import task_table
from reports.pages import task_list
from reports.services.ledgers import as_of_words
from reports.views.doors import ticked
from reports.views.tasks.listing import listed
from tasks.filters import TaskFilter
from units import clock
from units.clock import local_date
from units.errors import Refused
from units.requests import SeatedRequest
from units.services.audit import record_audit
from units.views.attachment import XLSX, as_file


@require_http_methods(["GET", "HEAD", "POST"])
def tasks_xlsx(request: SeatedRequest) -> HttpResponse:
    """`/tasks/tasks.xlsx`: the filters of the list by address, ticked rows by form; audited."""
    asked = listed(request)
    if asked.campaign is None:
        raise Refused("还没有进行中的创建批次，没有任务可以导出。")
    if not asked.filters.is_valid():
        raise Refused("筛选条件有误，请回到任务清单重新筛选后再导出。")
    now = clock.now()
    words = [asked.campaign.name, as_of_words(now), *_conditions(asked.filters)]
    found = asked.found
    if request.method == "POST":
        found = found.filter(pk__in=ticked(request))
        words.append("勾选的任务")
    ordered = task_list.ordered(found, request.GET.get("sort", "number"))
    rows = task_list.rows(ordered, request.seat, asked.moment)
    data = task_table(rows, subtitle="，".join(words))
    record_audit(actor=request.seat, action="task.export", obj=asked.campaign, now=now)
    name = f"任务清单{local_date(now):%Y%m%d}.xlsx"
    return as_file(data, name, XLSX)


def _conditions(filters: TaskFilter) -> list[str]:
    """Say each filter that is set: 单位：县司法局."""
    said = []
    for name, value in filters.form.cleaned_data.items():
        if value:
            field = filters.form.fields[name]
            # Rows of a table speak for themselves; to look up their choices would cost a query.
            words = {} if isinstance(value, Model) else dict(getattr(field, "choices", ()))
            said.append(f"{field.label}：{words.get(value, value)}")
    return said
