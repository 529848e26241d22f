"""任务清单 as Excel: the rows of the list, in the order they were asked for."""

from collections.abc import Sequence

from reports.pages.task_list import Row
from units.sheets_cells import Value
from units.sheets_out import write_table

HEAD = (
    "序号",
    "编号",
    "章",
    "任务",
    "测评方式",
    "牵头单位",
    "其他单位数",
    "分工数",
    "已办结",
    "状态",
    "最近时限",
    "时效",
)
WIDTHS = (6, 9, 24, 44, 20, 24, 11, 8, 8, 10, 13, 18)


def task_table(rows: Sequence[Row], *, subtitle: str) -> bytes:
    """Return the xlsx of the list; `subtitle` names campaign, moment and filters."""
    return write_table(
        "任务清单",
        HEAD,
        [_line(number, row) for number, row in enumerate(rows, 1)],
        subtitle=f"{subtitle}，共 {len(rows)} 项",
        widths=WIDTHS,
        freeze=4,
    )


def _line(number: int, row: Row) -> tuple[Value, ...]:
    task = row.task
    return (
        number,
        task.number,
        task.chapter.title if task.chapter else "",
        task.title,
        "、".join(label for _, label in row.methods),
        "、".join(row.leads),
        row.others,
        row.progress.total,
        row.progress.done,
        task.get_state_display(),
        row.due_on or ("长期" if task.long_term else "未定"),
        row.timing.text,
    )
