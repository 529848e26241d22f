"""The one table of what may happen to a letter: 拟稿 → 核稿 → 送签 → 签发 → 编号印发 (rule 3).

Services and buttons read it; who may act is said in `reports.policies` under the same verbs, and
`reports.services.letters.machine` is the only writer of a state.
"""

from dataclasses import dataclass

from reports.choices import UNDER_WAY, LetterKind, LetterState

S = LetterState


@dataclass(frozen=True)
class Act:
    """One row. `target` is None where the state stays; `audit` is the code of the audit entry.

    Kinds in `not_for` it is never done to; `notice_sources` stand in for `sources` where the document is a 通报.
    """

    verb: str
    sources: frozenset[LetterState]
    target: LetterState | None
    audit: str
    way_out: str
    notice_sources: frozenset[LetterState]
    not_for: frozenset[LetterKind] = frozenset()

    def starts_from(self, state: str, kind: str) -> bool:
        """Return whether the act may be done to a document of `kind` in `state`."""
        if kind in self.not_for:
            return False
        return state in (self.notice_sources if kind == LetterKind.NOTICE else self.sources)


def _row(
    verb: str,
    sources: set[LetterState] | tuple[LetterState, ...],
    target: LetterState | None,
    *,
    audit: str = "",
    way_out: str = "请刷新后查看。",
    of_notice: set[LetterState] | None = None,
    not_for: frozenset[LetterKind] = frozenset(),
) -> Act:
    held = frozenset(sources)
    of_notice_held = held if of_notice is None else frozenset(of_notice)
    return Act(verb, held, target, audit or f"letter.{verb}", way_out, of_notice_held, not_for)


TABLE: dict[str, Act] = {
    row.verb: row
    for row in (
        # A checked letter whose words are changed has to be checked again.
        _row(
            "draft",
            {S.DRAFT, S.CHECKED},
            S.DRAFT,
            audit="letter.edit",
            way_out="不能修改；请先退稿。",
        ),
        _row("check", {S.DRAFT}, S.CHECKED),
        _row("send", {S.CHECKED}, S.FOR_SIGNATURE),
        # A 年度报告 is signed by the head of the government, who has no seat here.
        _row(
            "sign",
            {S.FOR_SIGNATURE},
            S.SIGNED,
            not_for=frozenset({LetterKind.REPORT}),
            way_out="不能在线签发；年度报告请打印发文稿纸送签，再登记线下签发。",
        ),
        # Whom a 通报 names is settled when it is sent: before that no paper of it can be signed.
        _row(
            "sign_offline",
            {S.CHECKED, S.FOR_SIGNATURE},
            S.SIGNED,
            of_notice={S.FOR_SIGNATURE},
            way_out="不能登记线下签发；请先送签，再打印送签的正文请领导签字。",
        ),
        _row("reject", {S.FOR_SIGNATURE, S.SIGNED}, S.DRAFT),
        _row("issue", {S.SIGNED}, S.ISSUED),
        _row("discard", UNDER_WAY, S.DISCARDED),
        _row("revoke", {S.ISSUED}, S.REVOKED),
        _row("receive", {S.ISSUED}, None),
    )
}

STATES = {verb: row.sources for verb, row in TABLE.items()}
