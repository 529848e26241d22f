"""专家评审范围: which indicators an expert reads, from when until when."""

from collections.abc import Collection
from datetime import date, datetime

from django.db import transaction

from indicators.models import Campaign, ExpertScope, Indicator
from indicators.policies import require
from units.access import Seat
from units.choices import Role
from units.errors import Refused
from units.models import Membership
from units.services.audit import record_audit
from units.services.locking import lock_county


@transaction.atomic
def set_scope(
    *,
    actor: Seat,
    campaign: Campaign,
    expert: Membership,
    indicator_ids: Collection[int],
    since: date,
    until: date,
    now: datetime,
) -> int:
    """Make these third-level indicators what the expert reads; returns how many, 0 for none.

    Raises Forbidden, or Refused naming the field. What was assigned before and is not among them
    is taken away at once.
    """
    require(actor, "assign_experts", campaign.county_id)
    if expert.role != Role.EXPERT or expert.county_id != campaign.county_id:
        raise Refused("请选择评审专家。", fields={"expert": "请选择评审专家。"})
    if until < since:
        sentence = "结束日期不能早于开始日期。"
        raise Refused(sentence, fields={"until": sentence})
    leaves = Indicator.objects.filter(system_id=campaign.system_id, pk__in=set(indicator_ids))
    found = list(leaves.leaves())
    if len(found) != len(set(indicator_ids)):
        raise Refused("只能分配本批次指标体系的三级指标，请重新选择。")
    lock_county(campaign.county_id)
    ExpertScope.objects.filter(membership=expert, campaign=campaign).delete()
    ExpertScope.objects.bulk_create(
        ExpertScope(membership=expert, campaign=campaign, indicator=row, since=since, until=until)
        for row in found
    )
    record_audit(actor=actor, action="expert.scope", obj=expert, now=now)
    return len(found)
