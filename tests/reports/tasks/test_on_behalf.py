"""代为登记: what a liaison sent by WeChat is registered by the office with the day of receipt."""

from datetime import date

import pytest

from indicators.models import Evidence
from tests import factories as f
from tests.indicators.uploads import samples
from tests.reports.visiting import beside, file
from tests.tasks.workflow.scene import fresh

FIELDS = {"text": "照片已收到", "received_on": "2026-03-02", "received_from": "微信"}


def send(visit, scene, part, status=302, **change):
    return visit.post(
        scene.office, "part-act", part.pk, "submit", status=status, **(FIELDS | change)
    )


def test_with_a_photo(scene, visit):
    part = scene.part("pending")
    send(visit, scene, part, uploads=[file("现场.jpg", samples.picture())])
    row = fresh(part).submissions.get()
    assert (row.on_behalf, row.received_from, row.text) == (True, "微信", "照片已收到")
    assert [p.evidence.unit for p in row.proofs.all()] == [scene.unit]


def test_refused_beside_the_field_with_the_words_kept(scene, visit):
    part = scene.part("active")
    for change, field in [
        ({"text": " "}, "text"),
        ({"received_on": ""}, "received_on"),
        ({"received_on": "2026-03-09"}, "received_on"),
        ({"received_on": "2026-02-01"}, "received_on"),
        ({"received_on": "昨天"}, "received_on"),
    ]:
        answer = send(visit, scene, part, 400, **change)
        beside(answer, field, "", typed="照片已收到" if field != "text" else "微信")
    assert fresh(part).state == "active"


@pytest.mark.parametrize(
    ("day", "said"),
    [("2026-03-09", "不能晚于今天"), ("2026-02-01", "不能早于交办之日（2026年3月2日）")],
)
def test_a_refused_day_says_why_and_leaves_no_file_behind(scene, visit, day, said):
    part = scene.part("active")
    photo = file("现场.jpg", samples.picture())
    answer = send(visit, scene, part, 400, received_on=day, uploads=[photo])
    beside(answer, "received_on", said)
    assert not Evidence.objects.exists()


def test_an_earlier_day_needs_its_source(scene, visit):
    part = scene.part("active")
    visit.now = f.at(date(2026, 3, 4))
    answer = send(visit, scene, part, 400, received_on="2026-03-03", received_from=" ")
    beside(answer, "received_from", "来源说明", typed="照片已收到")
    assert "收到日期在今天以前的必填" in answer.text_
    assert fresh(part).state == "active"
    send(visit, scene, part, received_on="2026-03-04", received_from="")
    assert fresh(part).handed_in_on == date(2026, 3, 4)


def test_a_bad_file_is_named_and_nothing_is_handed_in(scene, visit):
    part = scene.part("active")
    files = [file("好.jpg", samples.picture()), file("宏.exe", b"MZ" + b"0" * 200)]
    answer = send(visit, scene, part, 400, uploads=files)
    beside(answer, "uploads", "宏.exe", typed="照片已收到")
    assert "文件要重新选择" in answer.text_
    without = send(visit, scene, part, 400, received_on="")
    assert "填写的内容都还在" in without.text_
    assert "文件要重新选择" not in without.text_
    assert not Evidence.objects.exists()
    assert fresh(part).state == "active"


def test_who_registered_it_does_not_review_it(scene, visit):
    part = scene.part("active", led=False)
    send(visit, scene, part, gap_note="其余随后")
    page = visit.get(scene.office, "review-part", part.pk)
    assert "报送人不能审核自己" in page.text_
    assert 'value="accept"' not in page.text_
    visit.post(scene.office, "review-part", part.pk, status=403, verdict="accept")
    visit.post(scene.office_head, "review-part", part.pk, verdict="accept")
    assert fresh(part).state == "accepted"
