"""The document as a whole: its title, number and year, and whether it is the right one."""

import re
from datetime import datetime

from django.db import transaction

from tasks.choices import TaskState
from tasks.models import Plan, PlanImport, Task
from tasks.services.plan_import.editing import begin, save
from units.access import Seat
from units.words import free_words, need_words

HEAD = 300  # characters in which a document says whose and of which year it is
YEAR = re.compile(r"(?<!\d)(20\d\d) ?年")
AREA = re.compile(r"(?:^|[《\s]|关于印发)([一-龥]{1,8}?(?:自治[县州旗]|[县市区旗州盟]))")
OURS = ("全", "本", "各", "我", "该")
CHANGED = "year_changed"


@transaction.atomic
def edit_facts(
    import_id: int,
    *,
    actor: Seat,
    now: datetime,
    title: str,
    doc_number: str,
    year: int,
    expected_version: int | None = None,
) -> PlanImport:
    """Correct title, 文号 and year of the document, as letters will cite it.

    A new year leaves the dates as they were read and asks for a look at each of them.
    """
    found = begin(import_id, actor, expected_version)
    title = need_words(title.strip().removeprefix("《").removesuffix("》"), "文件名称", "title")
    doc_number = free_words(doc_number, "文号", "doc_number")
    if year != found.year:
        _doubt_dates(found, year)
    found.title, found.doc_number, found.year = title, doc_number, year
    return save(found, actor, now)


def _doubt_dates(found: PlanImport, year: int) -> None:
    for row in found.rows:
        row["doubts"] = [doubt for doubt in row["doubts"] if doubt["code"] != CHANGED]
        if row["due_on"]:
            said = f"年度由{found.year}改为{year}，时限仍按原来的年度，请核对。"
            row["doubts"].append(
                {"code": CHANGED, "message": said, "field": "deadline_text", "settled": False}
            )


def whole_doubts(found: PlanImport) -> list[str]:
    """Return why this may be the wrong document, or one that is in already, in sentences."""
    said = [*_other_year(found), *_other_county(found)]
    same = _same_text(found)
    if same:
        said.append(f"与已导入的{same.year}年《{same.title}》文字完全相同，再导入会使任务重复。")
        return said
    titles = {row["title"][:500] for row in found.rows if not row["dropped"]}
    known = Task.objects.filter(campaign=found.campaign_id, title__in=titles)
    twice = known.exclude(state=TaskState.CANCELLED).values("title").distinct().count()
    if twice:
        said.append(f"有 {twice} 项任务与本批次已有任务名称相同，再导入会使任务重复。")
    return said


def _same_text(found: PlanImport) -> Plan | None:
    mine = "".join(found.text.split())
    plans = Plan.objects.filter(campaign=found.campaign_id).only("title", "year", "text")
    return next((plan for plan in plans if "".join(plan.text.split()) == mine), None)


def _other_year(found: PlanImport) -> list[str]:
    years = YEAR.findall(found.title) or YEAR.findall(found.text[:HEAD])
    if not years or str(found.year) in years:
        return []
    return [f"文件写的是{years[0]}年，导入的年度是{found.year}年，请核对是否选错了文件或年度。"]


def _other_county(found: PlanImport) -> list[str]:
    county = found.campaign.county.name
    if county in found.title or county in found.text[:HEAD]:
        return []
    for place in (found.title, *found.text[:HEAD].splitlines()):
        area = AREA.search(place.strip())
        if area and not area[1].startswith(OURS):
            return [f"文件写的是“{area[1]}”，不是{county}，请核对是否选错了文件。"]
    return []
