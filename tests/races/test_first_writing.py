"""Two people make the same thing at once: the second hears what happened, not the database's error."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest
from django.db import DatabaseError, connection, connections, transaction

from indicators.models import Indicator
from indicators.services.campaigns import CampaignFacts, create_campaign
from indicators.services.experts import set_scope
from indicators.services.statements import write_statement
from indicators.services.systems import import_system
from indicators.starter import starter_table
from reports.models import LetterHead
from reports.services.settings.heads import change_head
from tasks.services.rules import change_rules
from tests import factories as make
from tests.factories import DAY, at
from tests.reports.factories import Scene
from tests.units.factories import administrator
from tests.waiting import until
from units.choices import GroupKind, Relation, Role
from units.errors import Conflict, NotDone, Refused
from units.services.bodies import UnitFacts, add_unit
from units.services.groups import GroupFacts, save_group
from units.services.seats import give_seat

pytestmark = [pytest.mark.race]
WAITING = "SELECT count(*) FROM pg_locks WHERE NOT granted"  # unlike pg_stat_activity not cached


@pytest.fixture
def scene(transactional_db):
    return Scene()


def statement(scene):
    leaf = Indicator.objects.get(system=scene.campaign.system, level=3)
    return write_statement(
        actor=scene.clerk, campaign=scene.campaign, indicator=leaf, text="甲", now=at()
    )


def scope(scene):
    leaves = Indicator.objects.filter(system=scene.campaign.system, level=3)
    return set_scope(
        actor=scene.clerk,
        campaign=scene.campaign,
        expert=scene.expert,
        indicator_ids=leaves.values_list("pk", flat=True),
        since=DAY,
        until=date(2026, 12, 31),
        now=at(),
    )


def seat(scene):
    return give_seat(
        actor=scene.administrator,
        person=scene.newcomer,
        county=scene.county,
        role=Role.LIAISON,
        unit=scene.unit,
        since=DAY,
        now=at(),
    )


def head(scene):
    words = ("issuer", "mark", "printed_by")
    codes = {"notice_code": "甲", "letter_code": "乙"}
    return change_head(actor=scene.clerk, now=at(), **dict.fromkeys(words, "某办"), **codes)


def rules(scene):
    return change_rules(actor=scene.clerk, now=at(), redo_workdays=4)


def system(scene):
    return import_system(
        actor=scene.clerk, county=scene.county, edition="新版", table=starter_table(), now=at()
    )


def campaign(scene):
    facts = CampaignFacts("新批次", scene.campaign.system, DAY, date(2027, 12, 31))
    return create_campaign(actor=scene.clerk, county=scene.county, facts=facts, now=at())


def body(scene):
    facts = UnitFacts(name="示例县民政局", short="县民政局", relation=Relation.GOVERNMENT)
    return add_unit(actor=scene.clerk, county=scene.county, facts=facts, now=at())


def group(scene):
    facts = GroupFacts(name="各乡镇", kind=GroupKind.OPEN)
    return save_group(actor=scene.clerk, county=scene.county, group=None, facts=facts, now=at())


def ends_of(act, scene):
    """Return what the second comes to while the first has not committed yet: None or an error."""

    def second():
        try:
            act(scene)
        except (NotDone, DatabaseError) as error:
            return error
        finally:
            connections.close_all()

    def waits():
        with connection.cursor() as cursor:
            cursor.execute(WAITING)
            return cursor.fetchone()[0]

    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            act(scene)
            later = pool.submit(second)
            until(waits)
        return later.result()


@pytest.mark.parametrize(
    ("act", "error"),
    [
        (statement, Conflict),
        (seat, Refused),
        (system, Refused),
        (campaign, Refused),
        (body, Refused),
        (group, Refused),
        (scope, type(None)),
        (head, type(None)),
        (rules, type(None)),
    ],
)
def test_the_second_hears_what_happened(scene, act, error):
    scene.expert = make.seat(scene.county, Role.EXPERT).membership
    scene.newcomer = make.person()
    scene.administrator = administrator()
    LetterHead.objects.all().delete()
    assert type(ends_of(act, scene)) is error
