"""The documents that are converted for real: one LibreOffice call for all of them."""

from dataclasses import replace

import pytest

from reports.docx import render
from reports.docx.samples import sample
from reports.docx.samples.county import CC, OFFICE, UNITS
from reports.docx.sheets import receipt
from reports.docx.snapshot import Annex, Column, Paragraph, Table
from reports.letters.pasted import annex_of
from reports.pdf import to_pdfs
from tests.reports.docx.measure import pages

KINDS = (
    "notice",
    "handover",
    "request",
    "prompt",
    "supervision",
    "supervision_form",
    "reminder",
    "brief",
    "report",
    "grid",
    "draft_sheet",
    "signoff_sheet",
    "call_list",
    "weekly_sheet",
)
SHORT_OFFICES = ("示例县农业农村和乡村振兴局", "示例县市场监督管理局")
LONG_OFFICES = ("中共示例县委机构编制委员会办公室", "示例县人力资源和社会保障局")
HOSTILE = "<b>&amp;</b> “甲”— 'q' \"r\" 䶮㵲𬇙 ${x} {{ y }} %s"


PASTED = "序号\t事项\t时限\n" + "\n".join(f"{n}\t第{n}项\t12月{n}日" for n in range(1, 31))


def variants():
    """Documents beside the samples, each for one rule."""
    notice, report, prompt = sample("notice"), sample("report"), sample("prompt")
    columns = (Column("序号", "number", 2), Column("单位", "text", 8), Column("事项", "text", 12))
    rows = tuple(
        (str(n), f"第{n}单位" + "名" * (60 if n == 7 else 0), "事项") for n in range(1, 301)
    )
    return {
        "plain": replace(notice, annexes=(), urgency="特急"),
        "many": replace(notice, annexes=(), addressees=UNITS * 3),
        "joint": replace(
            report, kind="notice", signers=(), co_issuers=("示例县财政局", "示例县司法局")
        ),
        "joint3": replace(
            notice, annexes=(), co_issuers=("中共示例县委组织部", "示例县人民政府办公室")
        ),
        "jointletter": replace(prompt, co_issuers=("示例县人民政府办公室", "示例县财政局")),
        "jointsealed": replace(prompt, issuer=OFFICE, co_issuers=LONG_OFFICES),
        "jointshort": replace(prompt, issuer="示例县水利局", co_issuers=SHORT_OFFICES),
        "jointplain": replace(
            notice, issuer=OFFICE, annexes=(), co_issuers=LONG_OFFICES, sealed=False
        ),
        "carried": replace(
            sample("handover"),
            urgency="特急",
            co_issuers=("示例县财政局",),
            annexes=(
                annex_of("材料清单", PASTED, landscape=True),
                annex_of("有关说明", f"一、材料要求\n{HOSTILE}"),
                receipt(unit="县市场监督管理局", subject="关于交办重点任务的函"),
            ),
        ),
        "cosigned": replace(report, co_issuers=("示例县司法局",), signers=("某某某", "张某")),
        "signers": replace(report, signers=("某某某", "张某", "欧阳某某")),
        "unsealed": replace(prompt, sealed=False),
        "short": replace(prompt, sealed=False, signature="县委"),
        "draft": replace(notice, annexes=(), number=None, code="示委法治办", date=None),
        "annex": replace(
            notice,
            annexes=(
                Annex("三百行清单", (Table(columns, rows),), landscape=True),
                Annex("说明", (Paragraph(0, HOSTILE),)),
            ),
        ),
        "columns": replace(
            prompt,
            blocks=(
                Table(
                    (
                        Column("序号", "centre", 4),
                        Column("任务", "text", 14),
                        Column("角色", "centre", 8),
                        Column("工作要求", "text", 20),
                        Column("办理时限", "centre", 12),
                        Column("逾期工作日", "number", 1),
                    ),
                    tuple(
                        (str(n), UNITS[n] * 2, "牵头单位", UNITS[n] * 4, day, str(n))
                        for n, day in enumerate(("2026年12月31日", "2026年10月12日"), 1)
                    ),
                ),
            ),
        ),
        "full": replace(report, contacts=(), cc=CC, blocks=report.blocks * 2),
        "closing": replace(
            prompt,
            blocks=(
                Paragraph(0, "文" * (28 * 7)),
                Paragraph(0, "请将办理情况于收到本函之日起五个工作日内报送。"),
                Paragraph(0, "特此函告。"),
            ),
            annexes=(Annex("任务工作要求", (Paragraph(0, "文"),)),),
        ),
        "tight": replace(
            prompt,
            blocks=(Paragraph(0, "文" * (28 * 6)), Paragraph(0, "特此函告。")),
            cc=("县督查室",),
        ),
        "page": replace(prompt, blocks=(Paragraph(0, "文" * (28 * 11 - 2)),), issuer=OFFICE),
    }


@pytest.fixture(scope="session")
def paper():
    """All samples and variants as measured pages: name → list of Page."""
    documents = {kind: sample(kind) for kind in KINDS} | variants()
    converted = to_pdfs([render(letter) for letter in documents.values()], timeout_s=180)
    return {name: pages(data) for name, data in zip(documents, converted, strict=True)}
