"""创建批次: made and changed by the office."""

from dataclasses import dataclass, fields
from datetime import date, datetime

from django.db import transaction
from django.db.models import ForeignObjectRel

from indicators.choices import CampaignKind, CampaignLevel, Stage
from indicators.models import Campaign, IndicatorSystem
from indicators.policies import require
from units.access import Actor
from units.clock import local_date
from units.errors import Refused
from units.models import County
from units.services.audit import record_audit
from units.services.locking import lock_county
from units.words import free_words

MOST_YEARS = 10  # ahead; a bid takes two to three


@dataclass(frozen=True)
class CampaignFacts:
    """All that is set of a campaign."""

    name: str
    system: IndicatorSystem
    starts_on: date
    ends_on: date
    level: str = CampaignLevel.PROVINCE
    kind: str = CampaignKind.WHOLE
    stage: str = Stage.APPLY
    active: bool = True

    def values(self) -> dict[str, object]:
        """Return the fields of the row."""
        values = {field.name: getattr(self, field.name) for field in fields(self)}
        return values | {"name": self.name.strip()}


@transaction.atomic
def create_campaign(
    *, actor: Actor, county: County, facts: CampaignFacts, now: datetime
) -> Campaign:
    """Return a new campaign of the county; raises Refused naming the field that is wrong."""
    require(actor, "change_campaign", county.pk)
    lock_county(county.pk)
    _check(county, facts, None, local_date(now))
    campaign = Campaign.objects.create(county=county, **facts.values())
    record_audit(actor=actor, action="campaign.create", obj=campaign, now=now)
    return campaign


@transaction.atomic
def change_campaign(
    *, actor: Actor, campaign: Campaign, facts: CampaignFacts, now: datetime
) -> Campaign:
    """Change a campaign; its indicator system only as long as nothing was built on it."""
    require(actor, "change_campaign", campaign.county_id)
    Campaign.objects.select_for_update(no_key=True).get(pk=campaign.pk)  # before its county
    lock_county(campaign.county_id)
    _check(campaign.county, facts, campaign, local_date(now))
    if facts.system.pk != campaign.system_id and _in_use(campaign):
        words = "该批次已有任务或佐证材料，不能更换指标体系，请新建批次。"
        raise Refused(words, fields={"system": words})
    Campaign.objects.filter(pk=campaign.pk).update(**facts.values())
    campaign.refresh_from_db()
    record_audit(actor=actor, action="campaign.change", obj=campaign, now=now)
    return campaign


def _check(county: County, facts: CampaignFacts, campaign: Campaign | None, today: date) -> None:
    free_words(facts.name, "批次名称", "name")
    others = Campaign.objects.filter(county=county, name=facts.name.strip())
    if campaign is not None:
        others = others.exclude(pk=campaign.pk)
    wrong = {
        "name": "请填写批次名称，不超过 100 字。"
        if not 0 < len(facts.name.strip()) <= 100
        else ("已有同名的创建批次，请换一个名称。" if others.exists() else ""),
        "system": "请选择本县（市、区）的指标体系。" if facts.system.county_id != county.pk else "",
        "ends_on": _wrong_end(facts, today),
        "level": "请选择层级。" if facts.level not in CampaignLevel.values else "",
        "kind": "请选择类型。" if facts.kind not in CampaignKind.values else "",
        "stage": "请选择阶段。" if facts.stage not in Stage.values else "",
    }
    wrong = {name: words for name, words in wrong.items() if words}
    if wrong:
        raise Refused("".join(wrong.values()), fields=wrong)


def _wrong_end(facts: CampaignFacts, today: date) -> str:
    if facts.ends_on < facts.starts_on:
        return "结束日期不能早于开始日期。"
    # The end bounds every date of the campaign's tasks, so it must itself be no slip of the pen.
    return (
        "结束日期离现在太远，请核对年份。" if facts.ends_on.year > today.year + MOST_YEARS else ""
    )


def _in_use(campaign: Campaign) -> bool:
    """Whether any row of any app belongs to the campaign."""
    fields_here = campaign._meta.get_fields(include_hidden=True)
    relations = [f for f in fields_here if isinstance(f, ForeignObjectRel) and f.one_to_many]
    return any(
        relation.related_model._base_manager.filter(**{relation.field.name: campaign}).exists()
        for relation in relations
    )
