"""自评说明: what the county says of itself on an indicator, written by its office."""

from datetime import datetime

from django.db import transaction

from indicators.models import Campaign, Indicator, IndicatorStatement
from indicators.policies import require
from units.access import Seat
from units.errors import Conflict, Refused
from units.policies import post_of
from units.services.audit import record_audit
from units.services.locking import lock_county
from units.words import free_words

MOST = 5000


@transaction.atomic
def write_statement(
    *,
    actor: Seat,
    campaign: Campaign,
    indicator: Indicator,
    text: str,
    now: datetime,
    version: int = 0,
) -> IndicatorStatement:
    """Return the statement as written; `version` is the one the page showed, 0 for none yet.

    Raises Refused for no words, too many or marks of secrecy (rule 13), Conflict when somebody
    else has written meanwhile.
    """
    require(actor, "write_statement", campaign.county_id)
    if indicator.system_id != campaign.system_id:
        raise Refused("只能填写本批次指标体系中的指标，请重新选择。")
    words = free_words(text, "自评说明", "text")
    if not 0 < len(words) <= MOST:
        sentence = f"请填写自评说明，不超过 {MOST} 字。"
        raise Refused(sentence, fields={"text": sentence})
    lock_county(campaign.county_id)
    of_it = IndicatorStatement.objects.filter(campaign=campaign, indicator=indicator)
    row = of_it.first() or IndicatorStatement(campaign=campaign, indicator=indicator, version=0)
    if row.version != version:
        raise Conflict("自评说明刚刚被他人修改，请复制您的文字，刷新后再改。")
    row.text, row.version = words, version + 1
    row.written_by, row.written_at = post_of(actor), now
    row.save()
    record_audit(actor=actor, action="statement.write", obj=row, now=now)
    return row
