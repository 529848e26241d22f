"""One made-up document of each kind, to look at and to measure."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping

from reports.docx.samples import files, letters
from reports.docx.samples.county import OFFICE, SIGNED, TASKS, UNITS
from reports.docx.sheets import (
    Call,
    Supervised,
    WeekRow,
    call_list,
    draft_sheet,
    signoff_sheet,
    supervision_form,
    weekly_sheet,
)
from reports.docx.snapshot import Kind, LetterSnapshot


def sample(kind: Kind) -> LetterSnapshot:
    """Return the sample of a kind, with nothing but invented content."""
    return _SAMPLES[kind]()


def _draft_sheet() -> LetterSnapshot:
    day = SIGNED - datetime.timedelta(days=2)
    return draft_sheet(files.notice(), drafted_by="某某某", drafted_on=day, copies=80)


def _signoff_sheet() -> LetterSnapshot:
    return signoff_sheet(
        unit=UNITS[10],
        issuer=OFFICE,
        task=TASKS[0],
        requirement="在政府网站公开全部许可事项的办理流程和时限，报送公开网址和页面截图。",
        due="2026年4月10日",
        evidence=("行政许可事项清单（2026年版）", "政府网站公开页面截图"),
    )


def _call_list() -> LetterSnapshot:
    calls = [
        Call(
            UNITS[n],
            TASKS[n],
            f"3月{20 + n}日\n逾期{9 - n}个工作日",
            "某某某\n0000-0000000",
            "4月1日已通话，承诺4月7日前报送" if n % 3 == 0 else "未联系",
        )
        for n in range(5)
    ]
    return call_list(calls, issuer=OFFICE, as_of="2026年4月3日17时")


def _weekly_sheet() -> LetterSnapshot:
    rows = [
        WeekRow(UNITS[n], (1, 2, n % 2, 1), f"{TASKS[n]}（4月{7 + n}日到期）") for n in range(4)
    ]
    return weekly_sheet(
        rows,
        ("本周到期", "下周到期", "逾期", "待审核"),
        [("审核报送材料", "4项", "其中1项已超3个工作日"), ("催办", "2个单位", "")],
        issuer=OFFICE,
        week="4月6日至12日",
        as_of="2026年4月7日9时",
    )


def _supervision_form() -> LetterSnapshot:
    facts = Supervised(
        source="示例县2026年法治政府建设示范创建工作要点",
        task=TASKS[2],
        lead=UNITS[11],
        support=f"{UNITS[2]}、{UNITS[10]}",
        due="2026年3月27日",
        workdays_late=13,
        requirement="完成评查和问题整改，由主要负责人审签办理情况后报送。",
        new_due="2026年4月23日",
    )
    return supervision_form(facts, issuer=OFFICE)


_SAMPLES: Mapping[Kind, Callable[[], LetterSnapshot]] = {
    "notice": files.notice,
    "handover": letters.handover,
    "request": letters.request,
    "prompt": letters.prompt,
    "supervision": letters.supervision,
    "supervision_form": _supervision_form,
    "reminder": letters.reminder,
    "brief": files.brief,
    "report": files.report,
    "grid": files.grid,
    "draft_sheet": _draft_sheet,
    "signoff_sheet": _signoff_sheet,
    "call_list": _call_list,
    "weekly_sheet": _weekly_sheet,
}
