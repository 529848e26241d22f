"""Samples in 文件格式, the one-page brief and the measuring sheet."""

from __future__ import annotations

import datetime

from reports.docx.samples.county import CC, CODE, CONTACTS, OFFICE, SIGNED, TASKS, UNITS
from reports.docx.snapshot import Annex, Block, Column, LetterSnapshot, Paragraph, Table

_LATE = (
    Column("序号", "centre", 2),
    Column("任务事项", "text", 9),
    Column("责任单位", "text", 5),
    Column("办理时限", "centre", 4),
    Column("逾期工作日", "number", 4),
)
# Task, unit, day of March, workdays late on 31 March 2026 (a Tuesday).
_OVERDUE = (
    (TASKS[2], UNITS[11], 27, 2),
    (TASKS[3], UNITS[0], 26, 3),
    (TASKS[6], UNITS[4], 25, 4),
)
_PROGRESS = (
    Column("序号", "centre", 2),
    Column("任务事项", "text", 12),
    Column("牵头单位", "text", 7),
    Column("办理时限", "centre", 6),
    Column("办理状态", "centre", 4),
    Column("备注", "text", 4),
)


def notice() -> LetterSnapshot:
    """Return a 工作进展情况通报 with table and two annexes, one of them wide."""
    late = tuple(
        (str(n), task, unit, f"3月{day}日", str(days))
        for n, (task, unit, day, days) in enumerate(_OVERDUE, 1)
    )
    return LetterSnapshot(
        kind="notice",
        title="关于2026年第一季度法治政府建设示范创建重点任务进展情况的通报",
        issuer=OFFICE,
        masthead=f"{OFFICE}文件",
        number=f"{CODE}〔2026〕8号",
        addressees=("各乡镇人民政府", "县政府各部门", "县直各有关单位"),
        blocks=(
            Paragraph(
                0,
                "根据《示例县2026年法治政府建设示范创建工作要点》（示委法治办〔2026〕3号），"
                "现将第一季度重点任务进展情况通报如下。数据截至3月31日17时。",
            ),
            Paragraph(1, "一、总体情况"),
            Paragraph(
                0,
                "第一季度应完成任务24项，已办结21项，完成率87.5%；其中按时办结19项，按时率79.2%（均按应完成数计算）。"
                "与上一期相比，办结任务增加6项，逾期任务减少2项。",
            ),
            Paragraph(1, "二、进展和滞后情况"),
            Paragraph(
                2,
                "（一）按时办结情况。",
                "县教育局、县公安局、县财政局等15个单位的19项任务已按时办结；另有2项任务系超过办理时限后报送。",
            ),
            Paragraph(2, "（二）尚未办结情况。", "截至3月31日17时，以下3项任务尚未办结："),
            Table(_LATE, late, "尚未办结任务情况表"),
            Paragraph(1, "三、下步要求"),
            Paragraph(
                2,
                "（一）抓紧办理逾期任务。",
                "有关单位要对照工作要点，自本通报印发之日起5个工作日内办结并报送佐证材料。",
            ),
            Paragraph(
                2,
                "（二）提前安排到期任务。",
                "第二季度到期任务31项，各单位要明确责任人员和时间安排，确保按时完成。",
            ),
            Paragraph(
                2,
                "（三）提高材料质量。",
                "报送材料应当真实、完整、规范，不得为迎检编造、倒签材料。",
            ),
        ),
        annexes=(
            Annex("逾期任务清单", (Table(_LATE, late),)),
            Annex("2026年第一季度重点任务进展情况表", (_progress(),), landscape=True),
        ),
        date=SIGNED,
        cc=CC,
        printed_by=OFFICE,
        printed_on=SIGNED,
    )


def _progress() -> Table:
    """Return the 24 tasks of the text: 21 done, and the three that the text names."""
    done = [(TASKS[n % len(TASKS)], UNITS[n % len(UNITS)], n + 1, "已办结") for n in range(3, 24)]
    open_ = [(task, unit, day, "办理中") for task, unit, day, _ in _OVERDUE]
    rows = tuple(
        (str(n), task, unit, f"2026年3月{day}日", state, "")
        for n, (task, unit, day, state) in enumerate(
            sorted(done + open_, key=lambda row: row[2]), 1
        )
    )
    return Table(_PROGRESS, rows)


def report() -> LetterSnapshot:
    """Return a 年度报告 to a higher body, with 签发人."""
    return LetterSnapshot(
        kind="report",
        title="示例县人民政府关于2025年法治政府建设情况的报告",
        issuer="示例县人民政府",
        masthead="示例县人民政府文件",
        number="示政〔2026〕5号",
        signers=("某某某",),
        addressees=("示例市人民政府",),
        blocks=(
            Paragraph(0, "现将示例县2025年法治政府建设情况报告如下。"),
            *_chapter("一、主要举措和成效", _DONE),
            Paragraph(1, "二、党政主要负责人履行推进法治建设第一责任人职责情况"),
            Paragraph(
                0,
                "县委、县政府主要负责人全年主持召开会议研究法治建设工作4次，"
                "带头学法2次，听取法治政府建设情况汇报2次，组织领导干部旁听庭审3次。",
            ),
            *_chapter("三、存在的问题和原因", _LACKING),
            *_chapter("四、下一年度工作安排", _PLANNED),
            Paragraph(0, "特此报告。"),
        ),
        date=datetime.date(2026, 2, 27),
        printed_by="示例县人民政府办公室",
        printed_on=datetime.date(2026, 2, 27),
        contacts=CONTACTS,
    )


# Headings of the second level, each with what is said of it.
_DONE = (
    (TASKS[0], "全县许可事项的办理流程和时限已在政府网站公开，并随调整更新2次。"),
    (TASKS[1], "全年审查规范性文件12件，制定后均按规定报送备案。"),
    (TASKS[2], "抽查案卷60件，发现的问题18个，已全部整改。"),
    (TASKS[3], "目录内5项决策均已公开征求意见并组织专家论证。"),
)
_LACKING = (
    ("基层执法力量不足", "部分乡镇持证执法人员少、流动大，业务培训跟不上工作需要。"),
    ("公示信息更新不够及时", "个别单位机构调整后没有同步更新，主要原因是责任没有落实到岗。"),
)
_PLANNED = (
    (TASKS[6], "分两批轮训乡镇执法人员，年底前完成全部乡镇的规范化建设评估。"),
    (TASKS[4], "建立按季核对制度，机构和人员变动后10个工作日内完成更新。"),
)


def _chapter(heading: str, points: tuple[tuple[str, str], ...]) -> tuple[Block, ...]:
    ordinals = "一二三四五六"
    return (
        Paragraph(1, heading),
        *(
            Paragraph(2, f"（{ordinals[n]}）{title}。", said)
            for n, (title, said) in enumerate(points)
        ),
    )


def brief() -> LetterSnapshot:
    """Return a 工作专报: one A4 page."""
    return LetterSnapshot(
        kind="brief",
        title="3月份示范创建工作进展情况",
        issuer=OFFICE,
        masthead="法治政府建设示范创建工作专报",
        number="第3期",
        blocks=(
            Paragraph(1, "一、总体进度"),
            Paragraph(
                0,
                "截至3月31日17时，全年任务86项，已办结21项，完成率24.4%；3月份应完成11项，已办结8项。",
            ),
            Paragraph(1, "二、到期未完成"),
            Paragraph(0, f"{TASKS[2]}（县综合行政执法局，3月27日到期）等3项，均已提醒。"),
            Paragraph(1, "三、需县领导协调事项"),
            Paragraph(
                0,
                "行政复议场所建设用房尚未落实，建议由分管县领导召集县财政局、县机关事务服务中心研究。",
            ),
            Paragraph(1, "四、下周重点"),
            Paragraph(0, "完成行政执法案卷评查；组织第二季度到期任务调度；开展实地核验点位自查。"),
        ),
        date=SIGNED,
        cc=("县委、县政府有关领导",),
    )


def grid() -> LetterSnapshot:
    """Return four full pages of pure text: 4 × 22 lines × 28 characters, two of them indent."""
    words = "法治政府建设示范创建重点任务按时办结各单位如实报送佐证材料"
    length = 4 * 22 * 28 - 2
    return LetterSnapshot(
        kind="grid",
        title="版心测量页",
        issuer=OFFICE,
        blocks=(Paragraph(0, (words * (length // len(words) + 1))[:length]),),
        date=SIGNED,
    )
