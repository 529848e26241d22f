"""Reads the rows of a letter into facts and composes its snapshot."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from reports.choices import SECTIONED, ItemOutcome, LetterKind, LetterState
from reports.docx.frozen import from_json
from reports.docx.snapshot import LetterSnapshot
from reports.letters.compose import compose
from reports.letters.facts import Facts, Head, Item
from reports.letters.filling import with_issue_day
from reports.letters.punctuation import printed
from reports.models import Letter
from reports.services.ladder.limits import limit_as_of
from reports.services.letters.carried import carried_by
from reports.services.letters.heads import head_of
from reports.services.letters.numbering import printed as printed_number
from reports.services.letters.past_dates import confirmed_tasks, past_tasks
from reports.services.letters.referring import referral_form
from reports.services.notices.composing import notice_snapshot
from reports.services.sections.composing import sections_snapshot
from tasks.choices import GroupMode, PartRole, PartState, TaskState
from tasks.models import Assignment, TaskGroup, WorkRules
from units.calendar import calendar
from units.choices import ASKED_ONLY
from units.models import County, Unit
from units.workdays import Calendar


@dataclass(frozen=True)
class Known:
    """What letters of one county share: read once where there are many.

    `groups` are by task id the words of groups of the plan that get no part of their own, `leads`
    the units told to lead, by id in their order.
    """

    head: Head
    rules: WorkRules
    groups: Mapping[int, str]
    leads: Mapping[int, Mapping[int, str]]
    calendar: Calendar


def known(county: County, task_ids: Collection[int]) -> Known:
    """Return what letters about these tasks share; Refused where 发文设置 is missing."""
    rows = TaskGroup.objects.filter(task_id__in=task_ids).exclude(mode=GroupMode.EACH)
    words: dict[int, dict[str, list[str]]] = {}
    for row in rows.order_by("task_id", "rank", "pk"):
        roles = words.setdefault(row.task_id, {})
        roles.setdefault(row.get_role_display(), []).append(row.word)
    groups = {
        task_id: "；".join(f"{role}：{'、'.join(names)}" for role, names in roles.items())
        for task_id, roles in words.items()
    }
    return Known(head_of(county), WorkRules.of(county.pk), groups, _leads(task_ids), calendar())


def _leads(task_ids: Collection[int]) -> dict[int, dict[int, str]]:
    lead = Assignment.objects.filter(task_id__in=task_ids, role=PartRole.LEAD)
    told = lead.exclude(state__in=[PartState.CANCELLED, PartState.RELEASED])
    told = told.exclude(unit__relation__in=ASKED_ONLY).order_by("task_id", "rank", "pk")
    found: dict[int, dict[int, str]] = {}
    for task_id, unit_id, short in told.values_list("task_id", "unit_id", "unit__short"):
        found.setdefault(task_id, {})[unit_id] = short
    return found


def facts_for(
    unit: Unit,
    parts: Iterable[Assignment],
    *,
    today: date,
    consent: bool = False,
    answer_by: date | None = None,
    on_issue: Collection[int] = (),
    shared: Known | None = None,
    prompt: Letter | None = None,
) -> Facts:
    """Return the facts of a letter to `unit` about `parts` (with task and plan loaded).

    Tasks of `on_issue` are due on the day of issue, which is not known yet (rule 9). `prompt` is
    the 提示函 that went before.
    """
    rows = sorted(parts, key=lambda part: (part.task.position, part.task_id))
    shared = shared or known(unit.county, {part.task_id for part in rows})
    plan = next((part.task.plan for part in rows if part.task.plan), None)
    return Facts(
        head=shared.head,
        addressee=unit.name,
        year=plan.year if plan else today.year,
        plan_title=plan.title if plan else "",
        plan_number=plan.doc_number if plan else "",
        items=tuple(
            item_of(
                part,
                on_issue=part.task_id in on_issue,
                groups=shared.groups.get(part.task_id, ""),
                leads=_others(part, shared.leads.get(part.task_id, {})),
                late=part.due_on is not None and shared.calendar.effective(part.due_on) < today,
            )
            for part in rows
        ),
        consent=consent,
        as_of=today,
        answer_by=answer_by,
        silent_workdays=shared.rules.silent_workdays,
        objection_workdays=shared.rules.objection_workdays,
        answers_on_paper=unit.answers_on_paper,
        prompt_number=prompt.number_text if prompt else "",
        prompt_on=prompt.issued_on if prompt else None,
    )


def prompt_before(kind: str, parts: Iterable[Assignment]) -> Letter | None:
    """Return the last 提示函 that went out about the part of a 督办函; None for other kinds."""
    if kind != LetterKind.SUPERVISION:
        return None
    sent = Letter.objects.filter(
        kind=LetterKind.PROMPT,
        state=LetterState.ISSUED,
        items__assignment__in=list(parts),
        items__outcome=ItemOutcome.INCLUDED,
    )
    return sent.order_by("-issued_on", "-pk").first()


def _others(part: Assignment, leads: Mapping[int, str]) -> tuple[str, ...]:
    """Return who leads instead of the part's unit; none where it leads itself."""
    return () if part.unit_id in leads else tuple(leads.values())


def parts_of(letter: Letter) -> list[Assignment]:
    """Return the parts a letter speaks of, dropped ones left out."""
    return list(
        Assignment.objects.filter(letter_items__letter=letter)
        .exclude(letter_items__in=letter.items.filter(outcome=ItemOutcome.DROPPED))
        .select_related("task__plan", "unit", "campaign")
    )


def recipients(letter: Letter) -> list[Unit]:
    """Return the units a letter goes to, in the order of bodies."""
    return list(Unit.objects.filter(pk__in=letter.receipts.values("unit_id")))


def snapshot_of(
    letter: Letter, *, today: date, number: str | None = None, signed_on: date | None = None
) -> LetterSnapshot:
    """Return the letter as it would be printed today, numbered if `number` is given.

    What is frozen for the signature keeps its text; only number and dates are added.
    """
    number = printed_number(number, letter.kind) if number else None
    if letter.snapshot is not None:
        frozen = from_json(letter.frozen)
        printed_on = today if number and frozen.printed_by else None
        frozen = replace(frozen, number=number, date=signed_on, printed_on=printed_on)
        return with_issue_day(frozen, today) if number else frozen
    if letter.kind in SECTIONED:
        return sections_snapshot(letter, number=number, signed_on=signed_on, printed_on=today)
    if letter.kind == LetterKind.NOTICE:
        notice = notice_snapshot(letter, number=number, signed_on=signed_on, printed_on=today)
        return carried_by(letter).on(notice)
    composed = fresh(letter, today=today, answer_by=limit_as_of(letter, today=today))
    return replace(composed, number=number, date=signed_on)


def fresh(
    letter: Letter,
    *,
    today: date,
    answer_by: date | None,
    on_issue: Collection[int] | None = None,
    answers_on_paper: bool | None = None,
) -> LetterSnapshot:
    """Return a letter to one unit composed anew as of today, without number and date.

    `on_issue` are ids of the tasks due on the day of issue, and `answers_on_paper` says whether it
    brings a 回执, where that is settled already.
    """
    assert letter.unit is not None
    parts = parts_of(letter)
    facts = facts_for(
        letter.unit,
        parts,
        today=today,
        consent=letter.consent_on is not None,
        answer_by=answer_by,
        on_issue=due_on_issue(letter, parts, today) if on_issue is None else on_issue,
        prompt=prompt_before(letter.kind, parts),
    )
    if letter.is_referral:
        return referral_form(letter, facts, today=today)
    if answers_on_paper is not None:
        facts = replace(facts, answers_on_paper=answers_on_paper)
    texts = {**letter.draft, "title": letter.title}
    return compose(letter.kind, facts, texts, carried=carried_by(letter))


def due_on_issue(letter: Letter, parts: Iterable[Assignment], today: date) -> set[int]:
    """Return the ids of the tasks whose date has passed and that 按印发当天交办 was ticked for."""
    drafts = (part for part in parts if part.state == PartState.DRAFT)
    late = {task.pk for task in past_tasks(drafts, today)}
    return late & confirmed_tasks(letter) if late else late


def shown(letter: Letter, *, today: date) -> LetterSnapshot:
    """Return what a page shows: the frozen copy once issued, else the letter as it stands."""
    if letter.is_out:
        return from_json(letter.frozen)
    return snapshot_of(letter, today=today, signed_on=letter.signed_on)


def item_of(
    part: Assignment,
    *,
    on_issue: bool = False,
    groups: str = "",
    late: bool = False,
    leads: tuple[str, ...] = (),
) -> Item:
    """Return the line of a letter that speaks of a part (its task loaded).

    `on_issue` marks one that is handed over after its own date, `groups` are the groups that are
    named in the letter only (rule 5), `late` says that its date in force has passed, `leads` are
    those who lead in its stead.
    """
    task = part.task
    return Item(
        number=task.number,
        title=printed(task.title),
        requirement=printed(task.requirement),
        groups=printed(groups),
        role=part.word or part.get_role_display(),
        due_on=part.due_on or part.agreed_due_on or task.due_on,
        agreed_on=part.agreed_due_on or task.due_on,
        long_term=task.long_term,
        on_issue=on_issue,
        late=late,
        leads=leads,
        added=task.state == TaskState.ISSUED and part.state == PartState.DRAFT,
        returned=part.state == PartState.RETURNED,
    )
