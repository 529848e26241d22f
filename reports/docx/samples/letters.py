"""Samples in 信函格式 and the plain reminder."""

from __future__ import annotations

import datetime

from reports.docx.samples.county import CODE, CONTACTS, OFFICE, SIGNED, TASKS, UNITS
from reports.docx.sheets import receipt
from reports.docx.snapshot import Column, LetterSnapshot, Paragraph, Table


def handover() -> LetterSnapshot:
    """Return a 交办函 to one unit with its tasks as a table."""
    columns = (
        Column("序号", "centre", 2),
        Column("任务事项", "text", 10),
        Column("责任类别", "centre", 4),
        Column("完成时限", "centre", 5),
    )
    roles = ("牵头单位", "责任单位", "配合单位")
    rows = tuple(
        (str(n + 1), task, roles[n % 3], f"2026年{6 + n}月30日") for n, task in enumerate(TASKS[:5])
    )
    return LetterSnapshot(
        kind="handover",
        title="关于交办2026年法治政府建设示范创建重点任务的函",
        issuer=OFFICE,
        masthead=OFFICE,
        number=f"{CODE}函〔2026〕12号",
        addressees=("县市场监督管理局",),
        blocks=(
            Paragraph(
                0,
                "根据《示例县2026年法治政府建设示范创建工作要点》（示委法治办〔2026〕3号），"
                "现将贵单位承担的重点任务予以交办，请认真组织落实。",
            ),
            Paragraph(1, "一、交办事项"),
            Paragraph(0, "本次交办任务5项，其中牵头2项、负责2项、配合1项，具体如下："),
            Table(columns, rows),
            Paragraph(1, "二、办理要求"),
            Paragraph(
                2, "（一）明确责任。", "请确定1名分管负责人和1名联络员，收到本函后2个工作日内签收。"
            ),
            Paragraph(
                2,
                "（二）按时办结。",
                "请对照完成时限推进工作，确需延期的，应当在时限届满前提出申请。",
            ),
            Paragraph(
                2, "（三）如实报送。", "佐证材料应当真实、完整、规范，不得为迎检编造、倒签材料。"
            ),
            Paragraph(1, "三、反馈方式"),
            Paragraph(
                0,
                "请通过县法治政府建设示范创建工作平台报送办理情况；不便使用平台的，可填写回执（见附件）后送我办。",
            ),
        ),
        annexes=(
            receipt(unit="县市场监督管理局", subject="2026年法治政府建设示范创建重点任务5项"),
        ),
        date=SIGNED,
        contacts=CONTACTS,
    )


def prompt() -> LetterSnapshot:
    """Return a 提示函: facts, a new date, no blame."""
    return LetterSnapshot(
        kind="prompt",
        title="关于及时报送行政执法案卷评查工作情况的提示函",
        issuer=OFFICE,
        masthead=OFFICE,
        number=f"{CODE}函〔2026〕18号",
        addressees=("县综合行政执法局",),
        blocks=(
            Paragraph(
                0,
                "贵单位承担的“开展行政执法案卷评查并整改问题”任务，办理时限为2026年3月27日。"
                "截至4月3日17时，我办尚未收到办理情况和佐证材料。",
            ),
            Paragraph(
                0,
                "请于2026年4月13日前报送办理情况；工作中如有困难或者需要协调的事项，请及时与我办联系。",
            ),
            Paragraph(0, "专此提示。"),
        ),
        date=SIGNED,
        contacts=CONTACTS,
    )


def supervision() -> LetterSnapshot:
    """Return a 督办函: one matter, one letter."""
    return LetterSnapshot(
        kind="supervision",
        title="关于限期完成行政执法案卷评查任务的督办函",
        issuer=OFFICE,
        masthead=OFFICE,
        number=f"{CODE}函〔2026〕21号",
        urgency="加急",
        addressees=("县综合行政执法局",),
        blocks=(
            Paragraph(
                0,
                "贵单位承担的“开展行政执法案卷评查并整改问题”任务，原定办理时限为2026年3月27日。"
                "我办已于4月3日发出提示函，截至4月16日17时仍未收到办理情况。现将有关要求函告如下。",
            ),
            Paragraph(0, "一、请于2026年4月23日前完成评查和问题整改，并报送佐证材料。"),
            Paragraph(0, "二、请由主要负责人审签办理情况，说明未按时限办理的原因和后续安排。"),
            Paragraph(0, "三、期满仍未办结的，我办将按程序提请县督查室督办。"),
        ),
        date=datetime.date(2026, 4, 16),
        cc=("县督查室",),
        contacts=CONTACTS,
    )


def request() -> LetterSnapshot:
    """Return a 商请函 to a body that is asked, not told."""
    return LetterSnapshot(
        kind="request",
        title="关于商请提供2025年度行政诉讼案件有关数据的函",
        issuer=OFFICE,
        masthead=OFFICE,
        number=f"{CODE}函〔2026〕15号",
        addressees=("示例县人民法院",),
        blocks=(
            Paragraph(
                0,
                "为做好法治政府建设示范创建工作，商请贵单位协助提供2025年度以本县行政机关为被告的"
                "行政诉讼案件数、审结数、行政机关负责人出庭应诉数等数据，并请于2026年4月20日前函复为盼。",
            ),
            Paragraph(0, "感谢贵单位一直以来对法治政府建设工作的支持。"),
        ),
        date=SIGNED,
        contacts=CONTACTS,
    )


def reminder() -> LetterSnapshot:
    """Return a 工作提醒: a plain letter without mark and number."""
    return LetterSnapshot(
        kind="reminder",
        title="工作提醒",
        issuer=OFFICE,
        addressees=(UNITS[3],),
        blocks=(
            Paragraph(0, "贵单位承担的以下任务即将到期，请按时报送办理情况和佐证材料："),
            Paragraph(3, f"1. {TASKS[1]}", "，2026年4月10日到期；"),
            Paragraph(3, f"2. {TASKS[4]}", "，2026年4月15日到期。"),
            Paragraph(0, "已经报送的，请忽略本提醒。"),
        ),
        date=SIGNED,
        sealed=False,
        contacts=CONTACTS,
    )
