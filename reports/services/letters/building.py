"""Reads the rows of a letter into facts and composes its snapshot."""

from collections.abc import Iterable
from datetime import date

from reports.docx.snapshot import LetterSnapshot
from reports.letters.compose import compose
from reports.letters.facts import Facts, Head, Item
from reports.models import Letter, LetterHead
from tasks.models import Assignment, WorkRules
from units.errors import Refused
from units.models import County, Unit


def head_of(county: County) -> Head:
    """Return how the county signs; raises Refused where 发文设置 is missing."""
    row = LetterHead.objects.filter(county=county).first()
    if row is None:
        raise Refused("还没有发文设置，请先在“设置—发文设置”中填写发文机关和代字。")
    return Head(
        issuer=row.issuer,
        mark=row.mark,
        letter_code=row.letter_code,
        notice_code=row.notice_code,
        brief_code=row.brief_code,
        cc=tuple(filter(None, (c.strip() for c in row.copies.split("，")))),
        printed_by=row.printed_by,
        contact_person=row.contact_person,
        contact_phone=row.contact_phone,
        consent_words=row.consent_words,
    )


def facts_for(
    unit: Unit,
    parts: Iterable[Assignment],
    *,
    head: Head,
    today: date,
    consent: bool = False,
    answer_by: date | None = None,
) -> Facts:
    """Return the facts of a letter to `unit` about `parts` (with task and plan loaded)."""
    rows = sorted(parts, key=lambda part: (part.task.position, part.task_id))
    rules = WorkRules.of(unit.county_id)
    plan = next((part.task.plan for part in rows if part.task.plan), None)
    return Facts(
        head=head,
        addressee=unit.short,
        year=plan.year if plan else today.year,
        plan_title=plan.title if plan else "",
        plan_number=plan.doc_number if plan else "",
        items=tuple(_item(part) for part in rows),
        consent=consent,
        as_of=today,
        answer_by=answer_by,
        silent_workdays=rules.silent_workdays,
        objection_workdays=rules.objection_workdays,
    )


def parts_of(letter: Letter) -> list[Assignment]:
    """Return the parts a letter speaks of, dropped ones left out."""
    return list(
        Assignment.objects.filter(letter_items__letter=letter)
        .exclude(letter_items__in=letter.items.filter(outcome="dropped"))
        .select_related("task__plan", "unit", "campaign")
    )


def snapshot_of(
    letter: Letter, *, today: date, number: str | None = None, signed_on: date | None = None
) -> LetterSnapshot:
    """Return the letter as it would be printed today, numbered if `number` is given."""
    assert letter.unit is not None
    facts = facts_for(
        letter.unit,
        parts_of(letter),
        head=head_of(letter.county),
        today=today,
        consent=letter.consent_on is not None,
        answer_by=letter.answer_by,
    )
    texts = {**letter.draft, "title": letter.title}
    return compose(letter.kind, facts, texts, number=number, signed_on=signed_on)


def _item(part: Assignment) -> Item:
    task = part.task
    return Item(
        number=task.number,
        title=task.title,
        requirement=task.requirement,
        role=part.word or part.get_role_display(),
        due_on=part.due_on or part.agreed_due_on or task.due_on,
        long_term=task.long_term,
    )
