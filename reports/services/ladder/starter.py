"""The starter ladder; every step is a setting of the county."""

from reports.choices import StepAction, StepAnchor
from reports.models import LadderStep
from units.models import County

A, N = StepAction, StepAnchor
STEPS = (
    # code, action, anchor, offset, min span in days, also to the deputy
    ("t-10", A.REMIND, N.DUE, -10, 60, False),
    ("t-5", A.REMIND, N.DUE, -5, 0, False),
    ("t-1", A.REMIND, N.DUE, -1, 0, False),
    ("t+1", A.REMIND, N.DUE, 1, 0, True),
    ("t+5", A.PROMPT, N.DUE, 5, 0, False),
    ("p+5", A.SUPERVISE, N.ISSUE_OF_PROMPT, 5, 0, False),
    ("s+10", A.TALK, N.ISSUE_OF_SUPERVISION, 10, 0, False),
    ("r2", A.CALL, N.RETURNS, 2, 0, False),
    ("r3", A.PROMPT, N.RETURNS, 3, 0, False),
)
DOES = {
    A.REMIND: "提醒",
    A.CALL: "电话或上门联系",
    A.PROMPT: "拟提示函",
    A.SUPERVISE: "拟督办函",
    A.TALK: "约谈建议",
}


def set_up(county: County) -> None:
    """Give the county the starter steps it does not have yet."""
    for height, row in enumerate(STEPS, 1):
        code, action, anchor, offset, span, deputy = row
        LadderStep.objects.get_or_create(
            county=county,
            code=code,
            defaults={
                "name": name_of(action, anchor, offset),
                "height": height,
                "action": action,
                "anchor": anchor,
                "offset": offset,
                "min_span_days": span,
                "to_deputy": deputy,
            },
        )


def name_of(action: str, anchor: str, offset: int) -> str:
    """Return what a step is called: 到期前5个工作日提醒, 第2次退回电话或上门联系."""
    does, days = DOES[A(action)], f"{abs(offset)}个工作日"
    match anchor:
        case N.RETURNS:
            return f"第{offset}次退回{does}"
        case N.ISSUE_OF_PROMPT:
            return f"提示函限期后{days}{does}"
        case N.ISSUE_OF_SUPERVISION:
            return f"督办函限期后{days}{does}"
    if offset < 0:
        return f"到期前{days}{does}"
    return f"过期{days}{does}" + ("并列入催办清单" if action == A.REMIND else "")
