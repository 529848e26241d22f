"""What the units of 示例县 hand in: files, public addresses and notes on what lies in cupboards."""

from dataclasses import replace
from datetime import date
from typing import Any

from django.core.files.base import ContentFile

from indicators.choices import Chain
from indicators.models import Evidence
from indicators.services.evidence import Facts, register_file, register_offline, register_url
from reports.docx import render
from reports.docx.snapshot import LetterSnapshot, Paragraph
from tasks.models import Assignment
from units.access import Seat
from units.clock import moment as at


def proof_of(part: Assignment, seat: Seat, day: date) -> Evidence:
    """Register the proof of one hand-in; every third is a document, every fourth an address."""
    unit, now = part.unit, at(day, 14)
    title = f"{unit.short}关于{part.task.title[:24]}的工作情况（示例）"
    facts = Facts(
        formed_on=day,
        formed_by=unit.short,
        year=day.year,
        sealed=True,
        pages=6,
        chain=Chain.values[part.rank % 4],
    )
    who: dict[str, Any] = {"actor": seat, "unit": unit, "title": title, "now": now}
    if part.pk % 4 == 0:
        url = f"https://www.shili.invalid/zwgk/{part.pk}.html"
        return register_url(**who, url=url, facts=replace(facts, pages=None))
    if part.pk % 3 == 0:
        upload = ContentFile(_document(part, title, day), f"{title}.docx")
        return register_file(**who, upload=upload, facts=replace(facts, pages=1))
    return register_offline(**who, facts=replace(facts, keeper=f"{unit.short}办公室"))


def _document(part: Assignment, title: str, day: date) -> bytes:
    unit = part.unit
    return render(
        LetterSnapshot(
            kind="reminder",
            title=title,
            issuer=unit.name,
            addressees=("县委依法治县办",),
            blocks=(
                Paragraph(
                    0, f"按照{day.year}年工作要点，现将“{part.task.title}”办理情况报告如下。"
                ),
                Paragraph(1, "一、工作开展情况"),
                Paragraph(0, "成立工作专班，明确分管负责人和经办股室，逐项对照要求推进落实。"),
                Paragraph(1, "二、取得的成效"),
                Paragraph(0, "相关制度已印发执行，工作台账齐全，未发现应办未办事项。"),
                Paragraph(1, "三、下一步打算"),
                Paragraph(0, "继续抓好日常落实，按季度更新台账。本材料为示例，不反映真实情况。"),
            ),
            sealed=False,
            date=day,
        )
    )
