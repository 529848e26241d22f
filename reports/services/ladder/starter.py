"""The starter ladder (1-product); every step is a setting of the county."""

from reports.choices import StepAction, StepAnchor
from reports.models import LadderStep
from units.models import County

A, N = StepAction, StepAnchor
STEPS = (
    # code, name, action, anchor, offset, min span in days, also to the deputy
    ("t-10", "到期前10个工作日提醒", A.REMIND, N.DUE, -10, 60, False),
    ("t-5", "到期前5个工作日提醒", A.REMIND, N.DUE, -5, 0, False),
    ("t-1", "到期前1个工作日提醒", A.REMIND, N.DUE, -1, 0, False),
    ("t+1", "过期1个工作日提醒并列入催办清单", A.REMIND, N.DUE, 1, 0, True),
    ("t+5", "过期5个工作日拟提示函", A.PROMPT, N.DUE, 5, 0, False),
    ("p+5", "提示函限期后5个工作日拟督办函", A.SUPERVISE, N.ISSUE_OF_PROMPT, 5, 0, False),
    ("s+10", "督办函限期后10个工作日约谈建议", A.TALK, N.ISSUE_OF_SUPERVISION, 10, 0, False),
    ("r2", "第2次退回电话或上门联系", A.CALL, N.RETURNS, 2, 0, False),
    ("r3", "第3次退回拟提示函", A.PROMPT, N.RETURNS, 3, 0, False),
)


def set_up(county: County) -> None:
    """Give the county the starter steps it does not have yet."""
    for height, row in enumerate(STEPS, 1):
        code, name, action, anchor, offset, span, deputy = row
        LadderStep.objects.get_or_create(
            county=county,
            code=code,
            defaults={
                "name": name,
                "height": height,
                "action": action,
                "anchor": anchor,
                "offset": offset,
                "min_span_days": span,
                "to_deputy": deputy,
            },
        )
