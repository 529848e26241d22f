"""A short plan, read and confirmed."""

from tasks.services.plan_import import confirming, reading
from tests import factories as f
from tests.factories import at

ITEM = "{n}.落实第{n}项重点工作。建立台账，按时报送。\n牵头单位：县司法局\n责任单位：县财政局、各乡镇\n完成时限：11月底前\n"


def read(office, items):
    text = "示例县2026年法治政府建设工作要点\n\n一、强化组织领导\n" + "".join(
        ITEM.format(n=n) for n in range(1, items + 1)
    )
    campaign = office.county.campaigns.first() or f.campaign(office.county)
    return reading.start(
        campaign, actor=office, now=at(), year=2026, filename="plan.txt", data=text.encode()
    )


def confirm(office, found):
    return confirming.confirm(
        found.pk, actor=office, now=at(), doubts_checked=True, whole_checked=True
    )
