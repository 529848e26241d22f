"""Starting an import: the file is read outside any transaction, then kept with its reading."""

import re
from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from indicators.models import Campaign
from indicators.services.blobs import keep, stage
from tasks.choices import GroupMode, PartRole
from tasks.models import PlanImport
from tasks.plan import PlanReading
from tasks.plan.jsonform import words_of
from tasks.policies import require_import
from tasks.services.plan_import.opening import open_plan
from tasks.services.plan_import.rows import Word, as_printed, rows_of, word_of
from units.access import Seat
from units.clock import local_date
from units.errors import Refused
from units.models import UnitGroup
from units.names import recognizer_of
from units.policies import post_of
from units.services.audit import record_audit
from units.words import secret_word

PASTED = "粘贴的文字.txt"  # its title, if no line is one, must be written by a person
DOC_NUMBER = re.compile(r"[一-龥]{2,12}〔\d{4}〕\d{1,4}号")
TITLE = re.compile(r"^.{4,60}(?:工作要点|实施方案|工作方案|工作计划|任务分解表|责任清单)$")


def start(
    campaign: Campaign, *, actor: Seat, now: datetime, year: int, filename: str, data: bytes | str
) -> PlanImport:
    """Read a plan file (bytes) or pasted text (str) and return the import to be looked at.

    Raises Refused with the sentence of the reader for a file that is no plan, or holds no task,
    and for one that carries a word of secrecy (docs/rules.md, rule 13).
    """
    require_import(actor, campaign.county_id)
    reading = open_plan(filename, data, year=year, today=local_date(now))
    secret = secret_word(f"{filename} {reading.text}")
    if secret:
        words = (
            f"文件含有“{secret}”字样：本系统为非涉密系统，涉密和内部文件请勿导入；"
            "如果只是工作内容提到这个词，请在文件中改写后再导入。"
        )
        raise Refused(words, fields={"file": words})
    if not reading.tasks:
        raise Refused("没有从文件中读到任务，请检查是否选对了文件，或在“任务”页手工补充。")
    reading = as_printed(reading)
    recognizer = recognizer_of(campaign.county)
    matches = {word: recognizer.resolve(word) for word in words_of(reading)}
    groups = {group.pk: group for group in UnitGroup.objects.filter(county=campaign.county)}
    decided = {word: word_of(match, groups) for word, match in matches.items()}
    suffix = filename.rpartition(".")[2].lower()[:8] or "txt"
    stored = data.encode() if isinstance(data, str) else data
    source = stage(county=campaign.county, stream=stored, suffix=suffix, now=now)
    with transaction.atomic():
        keep(source)
        found = PlanImport.objects.create(
            campaign=campaign,
            year=year,
            title=_title(reading, filename),
            doc_number=_doc_number(reading),
            filename=filename[:200],
            source=source,
            text=reading.text,
            rows=rows_of(reading, matches, _memberless(decided, groups)),
            words=decided,
            created_at=now,
            created_by=post_of(actor),
        )
        record_audit(actor=actor, action="plan_import.start", obj=found, now=now)
    return found


def _memberless(words: Mapping[str, Word], groups: Mapping[int, UnitGroup]) -> set[str]:
    """Return the groups, by word, that would be asked member by member but have no member."""
    each = {
        word: groups[entry["id"]]
        for word, entry in words.items()
        if entry["id"] is not None and entry["modes"].get(PartRole.LEAD) == GroupMode.EACH
    }
    return {word for word, group in each.items() if not group.current_members().exists()}


def _head(reading: PlanReading) -> list[str]:
    first = min(task.span[0] for task in reading.tasks)
    return [line.strip() for line in reading.text[:first].splitlines() if line.strip()]


def _title(reading: PlanReading, filename: str) -> str:
    titles = [line for line in _head(reading) if TITLE.match(line)]
    named = "" if filename == PASTED else filename.rpartition(".")[0] or filename
    return (titles[-1] if titles else named)[:200]


def _doc_number(reading: PlanReading) -> str:
    for line in _head(reading):
        found = DOC_NUMBER.search(line)
        if found:
            return found[0]
    return ""
