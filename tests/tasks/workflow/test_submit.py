"""报送, 签收并报送 in one step, and 代为登记."""

from datetime import date

import pytest

from tasks.services import changes, drafts, extensions
from tests import factories as f
from tests.tasks.workflow import checks
from tests.tasks.workflow.scene import LATER, fresh
from units.models import CalendarYear, Holiday

pytestmark = [pytest.mark.django_db, pytest.mark.core]
DAY = f.DAY
FROM = ["pending", "active", "returned"]


@pytest.mark.parametrize("source", FROM)
@pytest.mark.parametrize("led", [True, False])
def test_the_unit_hands_in(scene, source, led):
    part = checks.moves(scene, "submit", "owner" if led else "lead", source, "submitted", led=led)
    assert part.handed_in_on == DAY
    handed_in = part.submissions.get(state="handed_in")
    assert handed_in.text == "已完成"
    assert handed_in.handed_in_by.unit == part.unit


def test_one_step_from_pending_is_also_a_receipt(scene):
    part = scene.part("pending")
    part = scene.act("submit", part, scene.owner)
    assert part.acknowledged_on == DAY
    assert [e.action for e in part.events.all()] == ["issue", "acknowledge", "submit"]
    assert scene.act("withdraw", part, scene.owner).state == "active"


def test_other_states(scene):
    checks.refuses_states(scene, "submit", "owner", FROM)


def test_other_people(scene):
    checks.refuses_persons(
        scene, "submit", "active", {"owner", "colleague", "office", "office_head"}
    )


def test_a_date_moved_meanwhile_is_told_as_that(scene):
    part = scene.part("active")
    changes.change_due(
        part.task_id, actor=scene.office, now=LATER, due_on=date(2026, 4, 30), reason="部署调整"
    )
    error = checks.nothing_happens(
        scene, "submit", part, scene.owner, checks.Conflict, expected_version=part.version
    )
    assert error.message == (
        f"{scene.office.user.name}已于3月2日对县水利局的这项分工“调整时限”，现为“办理中”，"
        "时限2026年4月30日，请刷新后再“报送”。"
    )


def test_what_the_state_no_longer_allows_is_told_as_that(scene):
    part = scene.part("active")
    scene.act("suspend", part, scene.office)
    error = checks.nothing_happens(scene, "submit", part, scene.owner, checks.Conflict)
    assert "“暂缓办理”，现为“暂缓办理”，不能再“报送”。请刷新后查看。" in error.message


def test_stale(scene):
    checks.refuses_stale(scene, "submit", "owner", "active")


def test_needs_a_text(scene):
    checks.refuses_needs(scene, "submit", "owner", "active", "text", text=" \n")


def test_the_first_hand_in_keeps_its_day_and_the_date_then_in_force(scene):
    part = scene.part("returned")
    assert (part.first_handed_in_on, part.first_due_on) == (DAY, date(2026, 3, 31))
    part = scene.act("submit", part, scene.owner, now=f.at(date(2026, 4, 20)))
    assert (part.handed_in_on, part.first_handed_in_on) == (date(2026, 4, 20), DAY)
    assert part.first_due_on == date(2026, 3, 31)


def test_on_the_workday_after_a_rest_day_it_is_on_time(scene):
    part = scene.issued(due_on=date(2026, 3, 14))[1]  # Saturday
    part = scene.act("submit", part, scene.owner, now=f.at(date(2026, 3, 16)))
    assert part.first_handed_in_on <= part.first_due_on == date(2026, 3, 16)


def test_a_holiday_moves_the_last_day_too(scene):
    CalendarYear.objects.create(year=2026)
    Holiday.objects.create(day=date(2026, 3, 16), is_workday=False, name="放假")
    part = scene.issued(due_on=date(2026, 3, 14))[1]
    part = scene.act("submit", part, scene.owner)
    assert part.first_due_on == date(2026, 3, 17)


def test_just_before_midnight_in_beijing_is_that_day(scene):
    part = scene.part("active")
    part = scene.act("submit", part, scene.owner, now=f.at(date(2026, 3, 31), 23))
    assert part.handed_in_on == date(2026, 3, 31)


def test_on_behalf_the_day_of_receipt_counts(scene):
    part = scene.part("active")
    now = f.at(DAY.replace(day=12))
    part = scene.act(
        "submit", part, scene.office, now=now, received_on=DAY.replace(day=9), received_from="微信"
    )
    assert part.handed_in_on == part.first_handed_in_on == DAY.replace(day=9)
    row = part.submissions.get()
    assert (row.on_behalf, row.received_on, row.received_from) == (True, DAY.replace(day=9), "微信")
    assert "代为登记" in part.events.last().words


@pytest.mark.parametrize("received_on", [None, DAY.replace(day=1), DAY.replace(day=3)])
def test_on_behalf_needs_a_day_between_issue_and_today(scene, received_on):
    checks.refuses_needs(
        scene, "submit", "office", "active", "received_on", received_on=received_on
    )


class TestBesideTheUnitsDraft:
    """What the office registers is its own; the unit's draft waits untouched."""

    @pytest.fixture
    def part(self, scene):
        part = scene.part("active")
        drafts.save_draft(
            part.pk, actor=scene.owner, text="写到一半", proofs=[(self.proof(scene), None)]
        )
        drafts.send_for_signoff(part.pk, actor=scene.owner, now=f.at(DAY))
        return scene.act("submit", part, scene.office, received_on=DAY, received_from="微信")

    def proof(self, scene):
        return f.evidence(scene.owner, "草稿里的材料")

    def texts(self, part):
        return [(row.n, row.state, row.text) for row in part.submissions.order_by("n")]

    def test_it_is_not_handed_in(self, part):
        assert self.texts(part) == [(1, "handed_in", "已完成"), (2, "withdrawn", "写到一半")]
        assert not part.submissions.get(n=1).proofs.exists()

    def test_it_comes_back_when_the_registered_one_does(self, scene, part):
        part = scene.act("ask_more", part, scene.lead)
        assert self.texts(part) == [(1, "asked_more", "已完成"), (2, "draft", "写到一半")]
        part = scene.act("submit", part, scene.owner)
        assert self.texts(part) == [(1, "asked_more", "已完成"), (2, "handed_in", "已完成")]

    def test_a_second_registration_leaves_it_last(self, scene, part):
        part = scene.act("ask_more", part, scene.lead)
        part = scene.act("submit", part, scene.office, received_on=DAY, received_from="电话")
        assert [row[:2] for row in self.texts(part)] == [
            (1, "asked_more"),
            (2, "handed_in"),
            (3, "withdrawn"),
        ]

    def test_the_unit_withdraws_what_was_registered_and_goes_on(self, scene, part):
        part = scene.act("withdraw", part, scene.owner)
        assert self.texts(part) == [(1, "withdrawn", "已完成"), (2, "draft", "写到一半")]


def test_the_unit_cannot_choose_its_day(scene):
    part = scene.part("active")
    part = scene.act("submit", part, scene.owner, received_on=date(2026, 2, 1))
    assert part.handed_in_on == DAY
    assert part.submissions.get().received_on is None


class TestLead:
    def test_waits_for_the_parts_that_block(self, scene):
        lead, part, _ = scene.issued()
        error = checks.nothing_happens(
            scene, "submit", lead, scene.lead, checks.Refused, gap_note=""
        )
        assert "县水利局" in error.message
        assert "县财政局" not in error.message, "a supporting part does not block"
        scene.act("submit", part, scene.owner)
        assert scene.act("submit", lead, scene.lead, gap_note="").state == "submitted"

    @pytest.mark.parametrize("state", ["cancel", "suspend"])
    def test_does_not_wait_for_what_is_off(self, scene, state):
        lead, part, _ = scene.issued()
        scene.act(state, part, scene.office)
        assert scene.act("submit", lead, scene.lead, gap_note="").state == "submitted"

    def test_waits_for_ticked_material(self, scene):
        lead, part, _ = scene.issued()
        scene.act("submit", part, scene.owner)
        material = f.material(lead.task, "案卷评查通报")
        error = checks.nothing_happens(
            scene, "submit", lead, scene.lead, checks.Refused, gap_note=""
        )
        assert "案卷评查通报" in error.message
        assert "gap_note" in error.fields
        proof = f.evidence(scene.lead)
        lead = scene.act("submit", lead, scene.lead, gap_note="", proofs=[(proof, material)])
        assert lead.state == "submitted"

    def test_material_kept_in_the_draft_counts(self, scene):
        lead, part, _ = scene.issued()
        scene.act("submit", part, scene.owner)
        material = f.material(lead.task)
        drafts.save_draft(
            lead.pk,
            actor=scene.lead,
            text="汇总",
            proofs=[(f.evidence(scene.lead), material)],
        )
        assert scene.act("submit", lead, scene.lead, gap_note="").state == "submitted"

    def test_material_a_responsible_unit_handed_in_counts(self, scene):
        lead, part, _ = scene.issued()
        material = f.material(lead.task)
        scene.act("submit", part, scene.owner, proofs=[(f.evidence(scene.owner), material)])
        assert scene.act("submit", lead, scene.lead, gap_note="").state == "submitted"

    def test_a_note_why_not_is_enough(self, scene):
        lead, *_ = scene.issued()
        f.material(lead.task)
        lead = scene.act("submit", lead, scene.lead, gap_note="水利局下周补报")
        assert lead.submissions.get().gap_note == "水利局下周补报"


class TestProof:
    def test_the_lead_may_read_what_is_handed_in_to_it(self, scene):
        part = scene.part("active")
        proof = f.evidence(scene.owner)
        scene.act("submit", part, scene.owner, proofs=[(proof, None)])
        assert [g.unit for g in proof.grants.all()] == [scene.lead_unit]

    def test_proof_of_a_draft_is_granted_too(self, scene):
        part, proof = scene.part("active"), f.evidence(scene.owner)
        drafts.save_draft(part.pk, actor=scene.owner, text="x", proofs=[(proof, None)])
        assert not proof.grants.exists(), "a draft is nobody else's"
        scene.act("submit", part, scene.owner)
        assert proof.grants.get().unit == scene.lead_unit

    def test_the_lead_may_read_the_signed_sheet_too(self, scene):
        part, sheet = scene.part("active"), f.evidence(scene.owner, "审签表")
        drafts.save_draft(part.pk, actor=scene.owner, text="x", signoff_sheet=sheet)
        scene.act("submit", part, scene.owner)
        assert sheet.grants.get().unit == scene.lead_unit

    def test_handed_in_again_is_marked_as_reused(self, scene):
        proof = f.evidence(scene.owner)
        first, second = scene.part("active"), scene.part("active")
        scene.act("submit", first, scene.owner, proofs=[(proof, None)])
        scene.act("submit", second, scene.owner, proofs=[(proof, None)])
        reused = [fresh(p).submissions.get().proofs.get().reused for p in (first, second)]
        assert reused == [False, True]

    def test_not_another_units_even_if_it_may_be_read(self, scene):
        part, private, read = scene.part("active"), *(f.evidence(scene.support) for _ in range(2))
        read.grants.create(unit=scene.unit, reason="供参考", granted_at=f.at())
        for proof in (private, read):
            error = checks.nothing_happens(
                scene, "submit", part, scene.owner, checks.Refused, proofs=[(proof, None)]
            )
            assert proof.title not in error.message
            with pytest.raises(checks.Refused, match="只能使用县水利局自己的佐证材料"):
                drafts.save_draft(part.pk, actor=scene.owner, text="x", signoff_sheet=proof)
        assert not private.grants.exists(), "nobody may read it for having been named"

    def test_what_the_office_registers_is_the_units_own_too(self, scene):
        part, foreign, own = scene.part("active"), f.evidence(scene.lead), f.evidence(scene.owner)
        received = {"received_on": f.DAY, "received_from": "纸质件"}
        checks.nothing_happens(
            scene,
            "submit",
            part,
            scene.office,
            checks.Refused,
            proofs=[(foreign, None)],
            **received,
        )
        scene.act("submit", part, scene.office, proofs=[(own, None)], **received)
        assert fresh(part).submissions.get().proofs.get().evidence == own

    def test_not_another_countys(self, scene):
        part = scene.part("active")
        far = f.unit(scene.foreign_office.county, "邻县水利局")
        proof = f.evidence(f.seat(scene.foreign_office.county, "liaison", far))
        checks.nothing_happens(
            scene, "submit", part, scene.owner, checks.Refused, proofs=[(proof, None)]
        )


def test_an_unanswered_extension_falls_away(scene):
    part = scene.part("active")
    asked = extensions.ask(
        part.pk, actor=scene.owner, now=f.at(), reason="汛期", wanted_due_on=date(2026, 4, 10)
    )
    scene.act("submit", part, scene.owner)
    asked.refresh_from_db()
    assert asked.state == "withdrawn"
