"""逾期清单 as Excel: the facts of the page, no names of persons."""

from collections.abc import Sequence

from reports.figures.late import PartFact
from units.sheets_out import write_table

HEAD = ("序号", "单位", "编号", "任务", "分工", "状态", "时限", "逾期工作日")
WIDTHS = (6, 18, 9, 52, 10, 12, 13, 11)


def late_table(facts: Sequence[PartFact], *, campaign: str, as_of: str) -> bytes:
    """Return the xlsx of the late list; `as_of` is 截至2026年11月22日 17:00."""
    rows = [
        (n, f.unit, f.task_number, f.task_title, f.role, f.state, f.due_on, f.days_late)
        for n, f in enumerate(facts, 1)
    ]
    return write_table(
        "逾期清单",
        HEAD,
        rows,
        subtitle=f"{campaign}，{as_of}，共 {len(rows)} 项",
        notes=["按机构序排列，不作排名；逾期按工作日计，协助单位和不须办结的分工不列入。"],
        widths=WIDTHS,
        freeze=2,
    )
