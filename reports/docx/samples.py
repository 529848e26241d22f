from datetime import date

from reports.docx.snapshot import *

O = "中共示例县委全面依法治县委员会办公室"


def sample(kind):
    b = [
        Paragraph(
            0,
            "为全面掌握法治政府建设示范创建重点任务推进情况，根据《示例县2026年法治政府建设示范创建工作要点》（示委法治办〔2026〕3号），现将截至3月31日17时的工作进展情况通报如下。",
        ),
        Paragraph(1, "一、总体情况"),
        Paragraph(0, "本期共有任务86项，应完成24项，已办结22项，完成率91.7%。" * 6),
        Paragraph(1, "二、进展和滞后情况"),
        Paragraph(2, "（一）按时办结情况。", "县司法局、县财政局等18个单位按时办结任务22项。"),
        Paragraph(0, "具体情况见下表："),
        Table(
            (
                Column("序号", "centre", 1),
                Column("事项", "text", 6),
                Column("责任单位", "text", 3),
                Column("逾期天数", "number", 2),
            ),
            tuple(
                (str(i), "规范性文件合法性审查全覆盖", "县司法局", str(i * 3)) for i in range(1, 4)
            ),
            "逾期任务情况表",
        ),
        Paragraph(1, "三、下步要求"),
        *[
            Paragraph(
                0, "各单位要对照工作要点和责任分工，抓紧推进未完成任务，按要求报送佐证材料。" * 3
            )
        ]
        * 3,
    ]
    return LetterSnapshot(
        kind=kind,
        title="关于2026年第一季度法治政府建设示范创建重点任务进展情况的通报",
        issuer=O,
        masthead=O + ("文件" if kind in ("notice", "report") else ""),
        number="示委法治办〔2026〕8号",
        addressees=("各乡镇人民政府", "县司法局", "县财政局", "县市场监督管理局"),
        blocks=tuple(b),
        annexes=(
            Annex("2026年第一季度重点任务进展情况表", tuple(b[-4:-3])),
            Annex("逾期任务清单", tuple(b[-4:-3]), True),
        ),
        date=date(2026, 4, 8),
        cc=(
            "县委办公室",
            "县人民政府办公室",
            "县人大常委会办公室",
            "县政协办公室",
            "县纪委监委",
            "县督查室",
        ),
        printed_by=O,
        printed_on=date(2026, 4, 8),
        contacts=("联系人：某某某", "联系电话：0000-0000000"),
        urgency="特急" if kind == "notice" else "",
        signers=("张某某",) if kind == "report" else (),
    )
