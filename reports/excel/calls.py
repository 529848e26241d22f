"""催办清单 as Excel: the rows of the page, one per matter, for the office's own use."""

from collections.abc import Sequence

from reports.pages.desk.calls import Call
from units.sheets_out import write_table

HEAD = (
    *("序号", "单位", "联络员", "电话", "编号", "任务", "时限", "状态", "逾期工作日"),
    *("上次联系", "上次答复", "承诺日期", "本次催办"),
)
WIDTHS = (6, 16, 10, 15, 9, 40, 13, 10, 8, 13, 26, 13, 20)


def calls_table(calls: Sequence[Call], *, campaign: str, as_of: str) -> bytes:
    """Return the xlsx of the call list; `as_of` is 截至2026年11月22日 17:00."""
    rows = [
        (
            *(call.unit, call.liaison, call.phone, part.number, part.title),
            *(part.due_on, part.state, part.days or None),
            *(
                (note.day, note.answer or "未答复", note.promised_on)
                if note
                else ("", "未联系", "")
            ),
            "",
        )
        for call in calls
        for note in [call.note]
        for part in call.parts
    ]
    return write_table(
        "催办清单",
        HEAD,
        [(n, *row) for n, row in enumerate(rows, 1)],
        subtitle=f"{campaign}，{as_of}，{len(calls)} 个单位 {len(rows)} 项",
        notes=["本清单供依法治县办催办时使用，不对外发送。"],
        widths=WIDTHS,
        freeze=2,
    )
