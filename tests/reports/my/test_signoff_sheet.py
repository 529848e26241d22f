"""上传审签表: filled in with the part and what is kept in its draft."""

from reports.docx import render
from reports.docx.sheets import signoff_sheet
from reports.pdf import to_pdf
from tests import factories as f
from tests.reports.docx.measure import pages
from tests.reports.docx.reading import paragraphs
from units.models import AuditEntry


def test_it_is_filled_in_and_lists_what_the_draft_keeps(scene, visit):
    lead = scene.issued(requirement="公布清单,报送截图.")[0]
    f.material(lead.task, "评查通报")
    told = paragraphs(visit.get(scene.lead, "my-signoff", lead.pk).content)
    assert lead.unit.name in told
    assert f"{lead.task.number}{lead.task.title}" in told
    assert "1. 评查通报" in told
    scene.act("submit", lead, scene.lead, proofs=[(f.evidence(scene.lead, title="甲"), None)])
    scene.act("return", lead, scene.office)
    told = paragraphs(visit.get(scene.lead, "my-signoff", lead.pk).content)
    assert "1. 甲" in told
    assert AuditEntry.objects.filter(action="part.signoff_sheet").count() == 2


def test_the_page_offers_it_and_other_units_do_not_find_it(scene, visit):
    part = scene.issued()[1]
    page = visit.get(scene.owner, "my-part", part.pk)
    assert f"/my/{part.pk}/signoff.docx" in page.text_
    visit.get(scene.stranger, "my-signoff", part.pk, status=404)
    visit.get(scene.office, "my-signoff", part.pk, status=404)


def test_a_long_requirement_leaves_the_sheet_one_page():
    def one_page(requirement, evidence):
        sheet = signoff_sheet(
            unit="县司法局",
            issuer="县司法局",
            task="任务",
            requirement=requirement,
            evidence=evidence,
        )
        data = render(sheet)
        return pages(to_pdf(data)), paragraphs(data)

    found, told = one_page("要" * 200, ["甲"])
    assert len(found) == 1
    assert "要" * 200 in told
    found, told = one_page("要" * 400, ["甲", "乙"])
    assert len(found) == 1
    assert "见交办函。" in told
