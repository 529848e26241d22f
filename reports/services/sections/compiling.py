"""取数: a 专报 of a week or month, a 年度报告 of a year; each compile is a new draft."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from indicators.models import Campaign
from reports import policies
from reports.choices import LetterKind, LetterState, SpanKind
from reports.docx.kinds.brief import too_long
from reports.figures.sets import Moment
from reports.figures.span import Span
from reports.figures.span_figures import span_figures
from reports.figures.troubles import troubles
from reports.figures.year import year_of
from reports.letters.brief import Matter, compose_brief, propose_brief
from reports.letters.facts import Head
from reports.letters.narrative import moment_of
from reports.letters.yearly import propose_report
from reports.models import Letter, LetterFigures
from reports.pages.matters import coordination
from reports.querysets.letter import OUT_STATES
from reports.querysets.notice import BEING_WRITTEN
from reports.services.letters.heads import head_of
from reports.services.letters.machine import begin, move
from units.access import Seat
from units.clock import local_date
from units.errors import Conflict, Refused
from units.services.audit import record_audit

# How many late and coming parts a 专报 names at first; fewer where the page would not hold them.
MOST_NAMED = 4
REPORT_NEEDS = {
    "report_issuer": "发文机关",
    "report_code": "代字",
    "report_to": "主送机关",
    "report_signer": "签发人",
    "report_printed_by": "印发机关",
}


def compile_brief(campaign: Campaign, *, span: Span, actor: Seat, now: datetime) -> Letter:
    """Compile the 专报 of a week or month as of `now`; words a person has changed are kept.

    Raises Refused for a span that has not begun, Conflict where one is signed or issued already.
    """
    policies.require(actor, "draft")
    head = _head(campaign, span, now)
    moment = Moment.of(campaign.county_id, local_date(now))
    figures = span_figures(campaign, span, as_of=now, moment=moment)
    matters = [
        Matter(row.title, row.unit_words.replace(" ", ""), row.reason.replace(" ", ""))
        for row in coordination(troubles(campaign, moment))
    ]
    texts = _fitting(head, figures, matters, span)
    return _draft(LetterKind.BRIEF, campaign, span, figures, texts, actor=actor, now=now)


def compile_report(campaign: Campaign, *, span: Span, actor: Seat, now: datetime) -> Letter:
    """Compile the 年度报告 of a year as of `now`; raises Refused while its settings are lacking."""
    policies.require(actor, "draft")
    head = _head(campaign, span, now)
    lacking = [label for name, label in REPORT_NEEDS.items() if not getattr(head, name)]
    if lacking:
        raise Refused(f"请先在“设置—发文设置”中填写年度报告的{'、'.join(lacking)}。")
    figures = span_figures(campaign, span, as_of=now)
    figures["year"] = year_of(campaign, span.first.year, figures["rows"])
    texts = propose_report(figures, issuer=head.report_issuer)
    return _draft(LetterKind.REPORT, campaign, span, figures, texts, actor=actor, now=now)


def _head(campaign: Campaign, span: Span, now: datetime) -> Head:
    if span.first > local_date(now):
        raise Refused(f"{span.words}还没有开始，不能取数。")
    return head_of(campaign.county)


def _fitting(
    head: Head, figures: Mapping[str, Any], matters: list[Matter], span: Span
) -> dict[str, str]:
    """Return the words that name as many parts as one page holds."""
    over = moment_of(figures).date() > span.last
    running = {"span": "" if over else span.kind.value}
    for named in range(MOST_NAMED, -1, -1):
        texts = {**propose_brief(figures, matters, named=named), **running}
        if not too_long(compose_brief(head, texts["title"], texts)):
            break
    return texts


def _draft(
    kind: str,
    campaign: Campaign,
    span: Span,
    figures: dict[str, Any],
    proposed: dict[str, str],
    *,
    actor: Seat,
    now: datetime,
) -> Letter:
    texts = dict(proposed)
    with transaction.atomic():
        # Two who compile the same span come one after the other.
        Campaign.objects.select_for_update(of=("self",), no_key=True).get(pk=campaign.pk)
        before = _before(kind, campaign, span)
        if before is not None:
            texts = _kept(before, proposed)
            letter = begin("discard", before.letter_id, actor=actor)
            move(letter, "discard", actor=actor, now=now, rejected_reason="已重新取数，见新稿。")
        letter = Letter.objects.create(
            county_id=campaign.county_id,
            campaign=campaign,
            kind=kind,
            title=texts.pop("title"),
            draft=texts,
            drafted_by=actor.membership,
            drafted_at=now,
        )
        LetterFigures.objects.create(
            campaign=campaign,
            letter=letter,
            span=span.kind,
            first=span.first,
            as_of=now,
            figures=figures,
            proposed=proposed,
        )
        record_audit(actor=actor, action="letter.draft", obj=letter, now=now)
    return letter


def _before(kind: str, campaign: Campaign, span: Span) -> LetterFigures | None:
    """Return the draft that a new compile puts away; Conflict where it is past that."""
    gone = (LetterState.DISCARDED, LetterState.REVOKED)
    rows = LetterFigures.objects.filter(campaign=campaign, span=span.kind, first=span.first)
    standing = rows.filter(letter__kind=kind).exclude(letter__state__in=gone)
    found: LetterFigures | None = standing.select_related("letter").order_by("-pk").first()
    if found is not None and found.letter.state not in BEING_WRITTEN:
        state = found.letter.get_state_display()
        way = "已印发的请用另一份文书撤销" if found.letter.state in OUT_STATES else "请先退稿"
        label = LetterKind(kind).label
        raise Conflict(f"{span.words}的{label}现为“{state}”，不能重新取数；{way}。")
    return found


def _kept(before: LetterFigures, proposed: Mapping[str, str]) -> dict[str, str]:
    """Return the new words, and those of the draft before that a person had changed."""
    old = {**before.letter.draft, "title": before.letter.title}
    return {
        key: old[key] if old.get(key, words) != before.proposed.get(key, words) else words
        for key, words in proposed.items()
    }


SPANS = {LetterKind.BRIEF: (SpanKind.WEEK, SpanKind.MONTH), LetterKind.REPORT: (SpanKind.YEAR,)}
