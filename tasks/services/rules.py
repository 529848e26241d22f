"""办理规则: the spans of a county's work, in workdays."""

from datetime import datetime

from django.db import transaction

from tasks.models import WorkRules
from tasks.policies import require_office_of
from units.access import Seat
from units.errors import Refused
from units.services.audit import record_audit
from units.services.locking import lock_county

FIELDS = tuple(field.name for field in WorkRules._meta.fields if field.name.endswith("_workdays"))
MOST = 30


@transaction.atomic
def change_rules(*, actor: Seat, now: datetime, **spans: int) -> WorkRules:
    """Write spans (any of FIELDS, 1 to MOST workdays) of the actor's county.

    Dates already given to parts stay; new ones follow the new spans.
    """
    require_office_of(actor, actor.county_id, "修改办理规则")
    wrong = {
        name: f"请填写 1 至 {MOST}。" for name in FIELDS if not 1 <= spans.get(name, 1) <= MOST
    }
    if wrong:
        raise Refused(f"期限应在 1 至 {MOST} 个工作日之间。", fields=wrong)
    lock_county(actor.county_id)
    rules = WorkRules.of(actor.county_id)
    for name in FIELDS:
        setattr(rules, name, spans.get(name, getattr(rules, name)))
    rules.save()
    record_audit(actor=actor, action="settings.rules", obj=rules, now=now)
    return rules
