"""Rule 13: wherever a person types, words of secrecy are refused beside their field."""

import pytest

from indicators.services import evidence, removal
from indicators.services.campaigns import CampaignFacts, create_campaign
from indicators.services.statements import write_statement
from indicators.services.systems import import_system
from indicators.starter import starter_table
from reports.letters.narrative import PASSAGES
from reports.services.letters import drafting, numbering, signing
from reports.services.notices import checks, editing, skipping
from reports.services.settings.heads import change_head
from tasks.services.saved_views import save_view
from tests import factories as make
from tests.factories import DAY, at
from tests.reports.factories import CODE
from tests.reports.notices.world import COMPILED, MARCH, NoticeScene
from tests.units.factories import administrator
from units.choices import GroupKind, Relation
from units.errors import Refused
from units.services.bodies import UnitFacts, add_unit
from units.services.groups import GroupFacts, save_group
from units.services.seats import give_seat

pytestmark = [pytest.mark.django_db, pytest.mark.core]
SECRET = "见绝密文件〔2026〕1号"


def edit_letter(scene, **typed):
    words = {"title": "关于交办任务的函", "texts": {}} | typed
    drafting.edit(scene.handover().pk, actor=scene.clerk, now=at(), **words)


def edit_notice(scene, title="关于进展情况的通报", **texts):
    scene.prompted()
    words = dict.fromkeys(PASSAGES, "如实通报。") | texts
    who = {"actor": scene.clerk, "now": COMPILED}
    editing.edit_notice(scene.compile().pk, title=title, texts=words, towns=False, **who)


def consent(scene):
    given = drafting.Consent(SECRET, DAY)
    drafting.draft_letter(
        "handover", scene.town(), [scene.part()], actor=scene.clerk, now=at(), consent=given
    )


def sign_offline(scene):
    letter = scene.in_state("for_signature")
    words = {"signer_name": SECRET, "signed_on": DAY, "scan": None}
    signing.sign_offline(letter.pk, actor=scene.clerk, now=at(), **words)


def reject(scene):
    letter = scene.in_state("for_signature")
    signing.reject(letter.pk, actor=scene.chief, now=at(), reason=SECRET)


def discard(scene):
    signing.discard(scene.handover().pk, actor=scene.clerk, now=at(), reason=SECRET)


def leave_unnamed(scene):
    scene.prompted()
    who = {"actor": scene.clerk, "now": COMPILED, "unit_id": scene.unit.pk}
    editing.leave_unnamed(scene.compile().pk, reason=SECRET, **who)


def skip_month(scene):
    who = {"actor": scene.clerk, "now": COMPILED}
    skipping.skip_month(scene.campaign, period=MARCH, reason=SECRET, **who)


def object_to(scene, words=SECRET):
    scene.prompted()
    _, check = scene.checked()
    who = {"actor": scene.liaison, "now": COMPILED}
    return checks.answer_check(check.pk, objects=True, words=words, **who)


def settle(scene):
    check = object_to(scene, "已送纸质件")
    checks.settle(check.pk, actor=scene.clerk, now=COMPILED, upheld=False, note=SECRET)


def void(scene):
    numbering.void(code=CODE, actor=scene.clerk, now=at(), note=SECRET)


def proof(scene):
    return make.evidence(scene.liaison)


def ask_removal(scene):
    removal.ask_removal(actor=scene.liaison, evidence=proof(scene), reason=SECRET, now=at())


def grant(scene):
    to = scene.stranger.membership.unit
    evidence.grant(actor=scene.clerk, evidence=proof(scene), unit=to, reason=SECRET, now=at())


def register_offline(scene):
    facts = evidence.Facts(formed_on=DAY, pages=1, keeper=SECRET)
    who = {"actor": scene.liaison, "unit": scene.unit, "now": at()}
    evidence.register_offline(title="台账", facts=facts, **who)


def statement(scene):
    leaf = scene.campaign.system.indicators.get(level=3)
    who = {"actor": scene.clerk, "campaign": scene.campaign, "now": at()}
    write_statement(indicator=leaf, text=SECRET, **who)


def campaign(scene):
    facts = CampaignFacts(SECRET, scene.campaign.system, DAY, DAY)
    create_campaign(actor=scene.clerk, county=scene.county, facts=facts, now=at())


def system(scene):
    who = {"actor": scene.clerk, "county": scene.county, "now": at()}
    import_system(edition=SECRET, table=starter_table(), **who)


def body(scene, **typed):
    words = {"name": "示例县民政局", "short": "县民政局", "relation": Relation.PARTY} | typed
    add_unit(actor=scene.clerk, county=scene.county, facts=UnitFacts(**words), now=at())


def group(scene):
    facts = GroupFacts(name=SECRET, kind=GroupKind.OPEN)
    save_group(actor=scene.clerk, county=scene.county, group=None, facts=facts, now=at())


def duty(scene):
    seat = {"county": scene.county, "unit": scene.unit, "role": "liaison", "since": DAY}
    give_seat(actor=administrator(), person=make.person(), duty=SECRET, now=at(), **seat)


@pytest.mark.parametrize(
    ("act", "field"),
    [
        (lambda scene: edit_letter(scene, title=SECRET), "title"),
        (lambda scene: edit_letter(scene, texts={"demands": SECRET}), "demands"),
        (lambda scene: edit_notice(scene, title=SECRET), "title"),
        (lambda scene: edit_notice(scene, **{PASSAGES[0]: SECRET}), PASSAGES[0]),
        (consent, "consent_by"),
        (sign_offline, "signer_name"),
        (reject, "reason"),
        (discard, "reason"),
        (leave_unnamed, "reason"),
        (skip_month, "reason"),
        (object_to, "words"),
        (settle, "note"),
        (void, "note"),
        (lambda scene: change_head(actor=scene.clerk, now=at(), copies=SECRET), "copies"),
        (ask_removal, "reason"),
        (grant, "reason"),
        (register_offline, "keeper"),
        (statement, "text"),
        (campaign, "name"),
        (system, "edition"),
        (lambda scene: save_view(actor=scene.clerk, name=SECRET, query="q=水"), "name"),
        (lambda scene: body(scene, name=SECRET), "name"),
        (lambda scene: body(scene, aliases=[SECRET]), "aliases"),
        (group, "name"),
        (duty, "duty"),
    ],
)
def test_refused(act, field):
    scene = NoticeScene()
    with pytest.raises(Refused, match="绝密") as caught:
        act(scene)
    assert set(caught.value.fields) == {field}
