"""What may happen to a letter, in which states: 拟稿 → 核稿 → 送签 → 签发 → 编号印发 (rule 3).

Services and buttons read this one table; who may do it is said in `reports.policies`.
"""

from reports.choices import UNDER_WAY, LetterState

S = LetterState

STATES: dict[str, frozenset[LetterState]] = {
    "draft": frozenset({S.DRAFT, S.CHECKED}),
    "check": frozenset({S.DRAFT}),
    "send": frozenset({S.CHECKED}),
    "sign": frozenset({S.FOR_SIGNATURE}),
    "sign_offline": frozenset({S.CHECKED, S.FOR_SIGNATURE}),
    "reject": frozenset({S.FOR_SIGNATURE, S.SIGNED}),
    "issue": frozenset({S.SIGNED}),
    "discard": frozenset(UNDER_WAY),
    "revoke": frozenset({S.ISSUED}),
    "receive": frozenset({S.ISSUED}),
}
