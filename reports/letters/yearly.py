"""法治政府建设年度报告: sections, the year's figures proposed as sentences, and plain web text. Pure.

What the system cannot know stands in 【】: the lint refuses it until a person has filled it in.
"""

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from reports.docx.heading import joined
from reports.docx.snapshot import Block, LetterSnapshot, Paragraph
from reports.letters.facts import Head
from reports.letters.narrative import moment_of
from reports.letters.notice import numbered_lines
from reports.letters.sections import label_of
from units.day_words import day_cn

Figures = Mapping[str, Any]
CHAPTERS = ("done", "leaders", "lacking", "plan")
_ORDINALS = "一二三四"
# The ordinal of a chapter in its plan: 二、, （二）, 第二章.
_ORDINAL = re.compile(
    r"^(?:第[一二三四五六七八九十百]+[章部分节]+|（?[一二三四五六七八九十百]+[）、])\s*"
)


def propose_report(figures: Figures, *, issuer: str) -> dict[str, str]:
    """Return the title and the texts of the 年度报告."""
    year = date.fromisoformat(figures["span"]["first"]).year
    return {
        "title": f"{issuer}关于{year}年法治政府建设情况的报告",
        "opening": f"现将{year}年法治政府建设情况报告如下。",
        "done": "\n".join((_work(figures), *_chapters(figures))),
        "leaders": (
            "县委、县政府主要负责人切实履行推进法治建设第一责任人职责，"
            "全年主持召开会议研究法治建设工作【次数】次，带头学法【次数】次，"
            "听取法治政府建设情况汇报【次数】次，研究解决【问题】。"
        ),
        "lacking": _lacking(figures),
        "plan": f"落实法治政府建设各项部署。{year + 1}年，【工作安排】。",
        "closing": "特此报告。",
    }


def compose_report(
    head: Head,
    title: str,
    texts: Mapping[str, str],
    *,
    number: str | None = None,
    signed_on: date | None = None,
    printed_on: date | None = None,
) -> LetterSnapshot:
    """Return the report in 文件格式 to the higher body, with 签发人."""
    contacts = (("联系人", head.contact_person), ("联系电话", head.contact_phone))
    return LetterSnapshot(
        kind="report",
        title=title,
        issuer=head.report_issuer,
        masthead=f"{head.report_issuer}文件",
        number=number,
        code=head.report_code,
        signers=(head.report_signer,) if head.report_signer else (),
        addressees=head.report_to,
        blocks=tuple(_blocks(texts)),
        date=signed_on,
        printed_by=head.report_printed_by,
        printed_on=printed_on,
        contacts=tuple(f"{label}：{value}" for label, value in contacts if value),
    )


def web_text(report: LetterSnapshot) -> str:
    """Return the report as it is put on the web: title, text, name and day; no number, no mark."""
    lines = [report.title, ""]
    if report.addressees:
        lines.append(f"{joined(report.addressees)}：")
    lines += [
        f"　　{block.text}{block.rest}" for block in report.blocks if isinstance(block, Paragraph)
    ]
    lines += ["", report.issuer]
    if report.date:
        lines.append(day_cn(report.date))
    return "\n".join(lines) + "\n"


def _blocks(texts: Mapping[str, str]) -> list[Block]:
    blocks: list[Block] = [Paragraph(0, line) for line in _lines(texts["opening"])]
    for ordinal, key in zip(_ORDINALS, CHAPTERS, strict=True):
        blocks.append(Paragraph(1, f"{ordinal}、{label_of(key)}"))
        blocks += numbered_lines(texts[key])
    return [*blocks, *(Paragraph(0, line) for line in _lines(texts["closing"]))]


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def _work(figures: Figures) -> str:
    year = figures["year"]
    plans = "、".join(year["plans"])
    basis = f"落实{plans}，" if plans else ""
    tasks, closed = year["tasks"], year["closed"]
    if not tasks:
        return f"统筹推进重点任务。{basis}【主要举措】。"
    as_of = f"截至{day_cn(moment_of(figures).date())}，" if _running(figures) else ""
    if closed == tasks:
        state = "均已完成" if tasks > 1 else "已完成"
    else:
        state = f"已完成{closed}项" if closed else "正在办理"
    return (
        f"统筹推进重点任务。{basis}全年交办重点任务{tasks}项，由{year['units']}个单位承办。"
        f"{as_of}重点任务{state}；{_expected(figures['period'])}"
    )


def _running(figures: Figures) -> bool:
    return moment_of(figures).date() <= date.fromisoformat(figures["span"]["last"])


def _expected(period: Mapping[str, int]) -> str:
    due, done = period["due"], period["done"]
    if not due:
        return "没有到期应完成的承办事项。"
    words = f"到期应完成的承办事项{due}项，"
    every = "均" if due > 1 else ""
    return f"{words}{every}已办结。" if done == due else f"{words}已办结{done}项。"


def _chapters(figures: Figures) -> list[str]:
    """Return a paragraph per chapter of the year's plans; what was done is for a person to say."""
    return [
        f"{_ORDINAL.sub('', line['title']).rstrip('。')}。"
        f"已办结承办事项{line['done']}项；【主要举措和成效】。"
        for line in figures["year"]["chapters"]
        if line["done"]
    ]


def _lacking(figures: Figures) -> str:
    first, last = figures["span"]["first"], figures["span"]["last"]
    facts = [fact for fact in figures["late"] if first <= fact["due_on"] <= last]
    late, units = len(facts), len({fact["unit_id"] for fact in facts})
    if not late:
        return "【存在的问题】。主要原因是【原因】。"
    where = f"，涉及{units}个单位" if units > 1 else ""
    return f"部分任务进度滞后。到期未完成的承办事项{late}项{where}，主要原因是【原因】。"
