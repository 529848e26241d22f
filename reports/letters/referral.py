"""The 督办单 that refers a matter to 督查室: a form, composed from the facts of one part. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from reports.docx.sheets import Supervised, supervision_form
from reports.docx.snapshot import LetterSnapshot
from reports.letters.facts import Facts
from reports.letters.filling import fill
from units.day_words import day_cn


def referral_title(facts: Facts) -> str:
    """Return what the 督办单 is called in lists and in the register."""
    return f"“{facts.items[0].title}”任务督办单"


def compose_referral(
    facts: Facts, texts: Mapping[str, str], *, support: Sequence[str], days_late: int
) -> LetterSnapshot:
    """Return the drafted form; `support` are the units that help with the task.

    Number, result, opinion and seal are 督查室's to fill in.
    """
    item = facts.items[0]
    asked = Supervised(
        source=f"{facts.plan_words}，{facts.head.issuer}提请",
        task=f"{item.number}{item.title}",
        lead=facts.addressee,
        support="、".join(support) or "无",
        due=item.due_words,
        workdays_late=days_late,
        requirement=fill(texts.get("demands", ""), facts).strip(),
        new_due=day_cn(facts.answer_by) if facts.answer_by else "",
    )
    form = supervision_form(asked, issuer=facts.head.issuer)
    return replace(form, code=facts.head.letter_code)
