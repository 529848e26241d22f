"""签收并报送: one step with text, files and photo; nothing typed is lost, nothing is asked twice."""

import pytest

from indicators.models import Evidence
from tests import factories as f
from tests.indicators.uploads import samples
from tests.reports.visiting import beside, elsewhere, file, on_top
from tests.tasks.workflow.scene import fresh


def send(visit, seat, part, do="submit", status=302, **fields):
    return visit.post(seat, "my-part", part.pk, status=status, do=do, **fields)


def titles(submission):
    return sorted(proof.evidence.title for proof in submission.proofs.all())


def test_one_step_with_text_pdf_and_photo(scene, visit):
    part = scene.part("pending")
    page = visit.get(scene.owner, "my-part", part.pk)
    assert "签收并报送" in page.text_
    assert 'capture="environment"' in page.text_
    answer = send(
        visit,
        scene.owner,
        part,
        text="已办结",
        uploads=[file("总结.pdf", samples.pdf())],
        photos=[file("现场.jpg", samples.picture())],
    )
    assert answer.url == "/my/"
    part = fresh(part)
    assert (part.state, part.acknowledged_on) == ("submitted", f.DAY)
    row = part.submissions.get()
    assert (row.text, titles(row)) == ("已办结", ["总结", "现场"])
    assert row.handed_in_by == scene.owner.membership


def test_an_offline_item_is_registered_not_uploaded(scene, visit):
    part = scene.part("active")
    offline = {
        "offline_title": "专题会议纪要",
        "offline_formed_on": "2026-02-10",
        "offline_pages": "6",
        "offline_keeper": "办公室",
    }
    send(visit, scene.owner, part, text="见线下材料", **offline)
    proof = fresh(part).submissions.get().proofs.get().evidence
    assert (proof.kind, proof.keeper, proof.pages) == ("offline", "办公室", 6)


def test_a_public_address(scene, visit):
    part = scene.part("active")
    send(visit, scene.owner, part, text="已公开", url="https://www.example.gov.cn/a.html")
    assert fresh(part).submissions.get().proofs.get().evidence.kind == "url"


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"text": " "}, "text"),
        ({"text": "字" * 20001}, "text"),
        ({"offline_title": "纪要"}, "offline_keeper"),
        ({"offline_keeper": "办公室"}, "offline_title"),
        ({"offline_pages": "-1"}, "offline_pages"),
        ({"offline_pages": "999999999"}, "offline_pages"),
        ({"offline_pages": "六"}, "offline_pages"),
        ({"offline_formed_on": "去年"}, "offline_formed_on"),
        ({"url": "javascript:alert(1)"}, "url"),
        ({"url": "不是网址"}, "url"),
    ],
)
def test_refused_beside_the_field_with_the_words_kept(scene, visit, fields, field):
    part = scene.part("active")
    typed = "完成情况甲" if field != "text" else "附注乙"
    given = {"text": "完成情况甲", "url_title": "附注乙" if field == "text" else ""} | fields
    answer = send(visit, scene.owner, part, status=400, **given)
    if field != "text" or len(given["text"]) > 20000:
        beside(answer, field, "", typed=typed)
    assert answer.context["form"].errors
    assert fresh(part).state == "active"


def test_all_that_is_wrong_is_said_at_once(scene, visit):
    part = scene.part("active")
    wrong = {"url": "javascript:alert(1)", "offline_title": "纪要", "offline_pages": "-3"}
    answer = send(visit, scene.owner, part, status=400, text="完成情况甲", **wrong)
    for field in ("url", "offline_pages", "offline_keeper", "offline_formed_on"):
        beside(answer, field, "", typed="完成情况甲")
        assert answer.context["form"].errors[field]


def test_a_bad_file_is_named_the_good_one_and_the_words_are_kept(scene, visit):
    part = scene.part("active")
    answer = send(
        visit,
        scene.owner,
        part,
        status=400,
        text="完成情况甲",
        uploads=[file("好.pdf", samples.pdf()), file("病毒.exe", b"MZ" + b"\0" * 99)],
    )
    beside(answer, "uploads", "“病毒.exe”没有收下", typed="完成情况甲")
    draft = fresh(part).submissions.get()
    assert (draft.state, draft.text, titles(draft)) == ("draft", "完成情况甲", ["好"])
    send(visit, scene.owner, part, text="完成情况甲")
    assert fresh(part).state == "submitted"


def test_files_without_a_name_are_called_after_unit_task_and_material(scene, visit):
    lead = scene.issued()[0]
    material = f.material(lead.task, "评查通报")
    send(
        visit,
        scene.lead,
        lead,
        "save",
        uploads=[file("IMG_2031.jpg", samples.picture()), file("方案.pdf", samples.pdf())],
        uploads_titles=["", " 评查实施方案 "],
        **{f"material_{material.pk}": [file("扫描件1.pdf", samples.pdf(pages=2))]},
    )
    whose = f"县司法局 {lead.task.title}："
    assert titles(fresh(lead).submissions.get()) == sorted(
        [f"{whose}照片", "评查实施方案", f"{whose}评查通报"]
    )


def test_a_draft_is_kept_and_an_empty_one_too(scene, visit):
    part = scene.part("pending")
    send(visit, scene.owner, part, "save", text="写了一半")
    assert "写了一半" in visit.get(scene.colleague, "my-part", part.pk).text_
    assert fresh(part).state == "pending"
    send(visit, scene.owner, part, "nonsense", text="")


def test_a_proof_is_taken_out_of_the_draft_only(scene, visit):
    part = scene.part("active")
    send(visit, scene.owner, part, "save", text="", uploads=[file("总结.pdf", samples.pdf())])
    proof = Evidence.objects.get()
    visit.post(scene.owner, "my-drop", part.pk, proof.pk)
    assert not fresh(part).submissions.get().proofs.exists()
    assert Evidence.objects.filter(pk=proof.pk, state="live").exists()


def test_what_came_back_keeps_its_proofs(scene, visit):
    """减负: nobody brings again what was brought already."""
    part = scene.part("active")
    proofs = [(f.evidence(scene.owner, title), None) for title in ("台账", "照片")]
    part = scene.act("submit", part, scene.owner, proofs=proofs)
    part = scene.act("ask_more", part, scene.lead, note="补第 3 页")
    page = visit.get(scene.owner, "my-part", part.pk).text_
    assert "补第 3 页" in page
    assert "上次已交，不用再传" in page
    visit.post(scene.owner, "my-drop", part.pk, proofs[1][0].pk)
    send(visit, scene.owner, part, text="已补", uploads=[file("第3页.pdf", samples.pdf())])
    row = fresh(part).submissions.get(state="handed_in")
    assert titles(row) == ["台账", "第3页"]


def test_a_lead_waits_or_says_why(scene, visit):
    lead, part, _ = scene.issued()
    material = f.material(lead.task, "评查通报")
    page = visit.get(scene.lead, "my-part", lead.pk).text_
    assert "还没有报送：县水利局" in page
    answer = send(visit, scene.lead, lead, status=400, text="汇总甲")
    beside(answer, "gap_note", "请写明未齐的原因", typed="汇总甲")
    scene.act("submit", part, scene.owner)
    send(
        visit,
        scene.lead,
        lead,
        text="汇总甲",
        **{f"material_{material.pk}": [file("通报.pdf", samples.pdf())]},
    )
    row = fresh(lead).submissions.get()
    assert row.proofs.get().material == material


def test_a_lead_hands_in_with_a_note(scene, visit):
    lead = scene.issued()[0]
    send(visit, scene.lead, lead, text="汇总", gap_note="县水利局月底补报")
    assert fresh(lead).submissions.get().gap_note == "县水利局月底补报"


class TestSignOff:
    def test_the_head_signs_and_hands_in(self, scene, visit):
        part = scene.part("active")
        send(visit, scene.owner, part, "signoff", text="请审签")
        waiting = send(visit, scene.owner, part, status=400, text="请审签")
        on_top(waiting, "等本单位负责人审签", typed="请审签")
        assert "等待负责人审签" in visit.get(scene.owner, "my-part", part.pk).text_
        send(visit, scene.colleague, part, "sign", text="请审签")
        row = fresh(part).submissions.get()
        assert (row.state, row.signoff_by) == ("handed_in", scene.colleague.membership)

    def test_taken_back(self, scene, visit):
        part = scene.part("active")
        send(visit, scene.owner, part, "signoff", text="请审签")
        send(visit, scene.owner, part, "recall")
        assert "请审签" in visit.get(scene.owner, "my-part", part.pk).text_
        send(visit, scene.owner, part, text="不审签了")
        assert fresh(part).state == "submitted"

    def test_the_head_agrees_and_a_colleague_hands_in(self, scene, visit):
        part = scene.part("active")
        send(visit, scene.owner, part, "signoff", text="请审签")
        send(visit, scene.owner, part, "submit_signed", status=400)
        assert "同意，由联络员报送" in visit.get(scene.colleague, "my-part", part.pk).text_
        send(visit, scene.colleague, part, "agree", text="请审签")
        page = visit.get(scene.owner, "my-part", part.pk).text_
        assert "已审签，可以报送" in page
        assert "<textarea" not in page, "what was signed is read, not written"
        send(visit, scene.owner, part, "submit_signed")
        row = fresh(part).submissions.get()
        assert (row.state, row.text) == ("handed_in", "请审签")
        assert row.signoff_by == scene.colleague.membership
        assert row.handed_in_by == scene.owner.membership

    def test_a_page_left_open_changes_nothing_and_keeps_the_words(self, scene, visit):
        part = scene.part("active")
        send(visit, scene.owner, part, "signoff", text="请审签")
        late = send(visit, scene.owner, part, "save", status=400, text="另一稿")
        on_top(late, "取回草稿", typed="另一稿")
        assert fresh(part).submissions.get().text == "请审签"

    def test_a_liaison_does_not_agree(self, scene, visit):
        part = scene.part("active")
        send(visit, scene.owner, part, "save", text="请审签")
        send(visit, scene.owner, part, "agree", status=403, text="请审签")

    def test_needs_words_first(self, scene, visit):
        part = scene.part("active")
        answer = send(visit, scene.owner, part, "signoff", status=400, text="")
        on_top(answer, "请先填写完成情况")

    def test_a_signed_sheet_as_photo(self, scene, visit):
        part = scene.part("active")
        sheet = file("审签表.jpg", samples.picture())
        send(visit, scene.owner, part, text="已签", signoff_sheet=sheet)
        assert fresh(part).submissions.get().signoff_sheet.title == "审签表"


class TestWhoAndWhen:
    @pytest.mark.parametrize("who", ["lead", "support", "stranger", "office", "leader", "expert"])
    def test_others_do_not_find_it(self, scene, visit, who):
        part = scene.part("active")
        visit.get(getattr(scene, who), "my-part", part.pk, status=404)
        visit.post(getattr(scene, who), "my-part", part.pk, status=404, do="submit", text="x")
        visit.post(getattr(scene, who), "my-drop", part.pk, 1, status=404)

    def test_another_countys_part(self, scene, visit):
        visit.get(scene.owner, "my-part", elsewhere(scene).pk, status=404)

    @pytest.mark.parametrize("state", ["submitted", "accepted", "suspended", "objected"])
    def test_nothing_to_write_in_other_states(self, scene, visit, state):
        part = scene.part(state)
        assert "<textarea" not in visit.get(scene.owner, "my-part", part.pk).text_
        answer = send(visit, scene.owner, part, status=409, text="晚了")
        assert answer.context["form"].errors
        assert fresh(part).state == state

    def test_a_stale_page_is_a_conflict_and_the_words_are_kept(self, scene, visit):
        part = scene.part("active")
        answer = send(
            visit, scene.owner, part, status=409, text="写好了", expected_version=part.version + 5
        )
        on_top(answer, "请刷新", typed="写好了")
        assert fresh(part).submissions.get().text == "写好了"


def test_queries_do_not_grow_with_proofs_and_answering_parts(scene, queries, visit):
    lead, part, _ = scene.issued()
    scene.act("submit", part, scene.owner, proofs=[(f.evidence(scene.owner), None)])
    few = queries(scene.lead, "my-part", lead.pk)
    for n in range(4):
        unit = f.unit(scene.county, f"县{n}局")
        seat = f.seat(scene.county, "liaison", unit)
        more = f.issued(lead.task, (unit, "responsible"), by=scene.office)[0]
        scene.act("submit", more, seat, proofs=[(f.evidence(seat), None)])
    assert queries(scene.lead, "my-part", lead.pk) == few
