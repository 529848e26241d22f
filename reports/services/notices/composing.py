"""Reads the rows of a 通报 into its snapshot."""

from datetime import date

from reports.docx.snapshot import LetterSnapshot
from reports.letters.naming import Check, Naming, naming
from reports.letters.notice import compose_notice
from reports.letters.notice_annexes import DEFAULT
from reports.models import Letter, Notice, NoticeCheck
from reports.services.letters.heads import head_of


def notice_snapshot(
    letter: Letter, *, number: str | None, signed_on: date | None, printed_on: date
) -> LetterSnapshot:
    """Return the 通报 of a letter as it would be printed on `printed_on`."""
    notice = letter.notice
    return compose_notice(
        head_of(letter.county),
        notice.figures,
        {**notice.narrative, "title": letter.title},
        naming_of(notice, today=printed_on).named,
        towns=bool(notice.narrative.get("towns")),
        consent=letter.consent_on is not None,
        annexes=chosen_annexes(notice),
        number=number,
        signed_on=signed_on,
        printed_on=printed_on if number else None,
    )


def chosen_annexes(notice: Notice | None) -> tuple[str, ...]:
    """Return which annexes the 通报 has, where it has rows for them; the usual ones before one."""
    return DEFAULT if notice is None else tuple(notice.narrative.get("annexes", DEFAULT))


def naming_of(notice: Notice, *, today: date) -> Naming:
    """Return which late facts may be named today, and why the others may not (rule 4).

    Once the 通报 is frozen, what was named then stays named.
    """
    late = notice.figures["late"]
    if notice.letter.snapshot is not None:
        why_not = {int(pk): why for pk, why in notice.narrative["why_not"].items()}
        return Naming(tuple(fact for fact in late if fact["part_id"] not in why_not), why_not)
    unnamed = {int(pk) for pk in notice.narrative.get("unnamed", {})}
    checks = [check_of(row) for row in notice.checks.all()]
    return naming(late, checks, unnamed, today=today)


def keep_named(notice: Notice, *, today: date) -> None:
    """Write down who is not named, and why, as the 通报 is frozen; call before its snapshot is."""
    why_not = naming_of(notice, today=today).why_not
    notice.narrative = {
        **notice.narrative,
        "why_not": {f"{pk}": why for pk, why in why_not.items()},
    }
    notice.save(update_fields=["narrative"])


def check_of(row: NoticeCheck) -> Check:
    """Return the pure facts of a 通报前核对."""
    return Check(
        facts=frozenset((fact["part_id"], f"{fact['due_on']}") for fact in row.facts),
        answer=row.answer,
        answer_by=row.answer_by,
        upheld=row.upheld,
    )
