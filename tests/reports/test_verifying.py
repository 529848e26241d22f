"""Whatever is changed behind the services' back is found, and named."""

from datetime import timedelta

import pytest
from django.db import connection

from indicators.models import Blob
from indicators.services.blob_paths import blob_path
from reports.models import Letter, Series, SeriesNumber
from reports.services.letters.rendering import make_docx
from reports.services.verifying import verify
from tasks.models import Assignment, Submission, Task, TaskEvent
from tests.factories import at
from tests.reports.factories import Scene
from units.models import AuditEntry, AuditSeal
from units.services.sealing import seal

pytestmark = [pytest.mark.core, pytest.mark.django_db]
LATER = at() + timedelta(hours=1)


@pytest.fixture
def letter(settings, tmp_path):
    """An issued letter with its file, all sealed; nothing to find."""
    settings.BLOB_DIR = tmp_path / "blobs"
    letter = Scene().issued()
    make_docx(letter, now=at())
    seal(at())
    assert found() == {}
    return letter


def found():
    return {name: said for name, said in verify(LATER).items() if said}


def one(name):
    """Return the only sentence, which stands under `name`."""
    ((where, (sentence,)),) = found().items()
    assert where == name
    return sentence


def behind_the_back(sql):
    """Run SQL on the newest audit row; the models refuse to change it."""
    with connection.cursor() as cursor:
        cursor.execute(sql, [AuditEntry.objects.first().pk])


@pytest.mark.parametrize("field", ["action", "username", "object_id", "address"])
def test_a_changed_audit_row(letter, field):
    behind_the_back(f"UPDATE units_auditentry SET {field} = 'x' WHERE id = %s")
    assert "与内容不符" in one("审计封条")


def test_a_lost_audit_row(letter):
    behind_the_back("DELETE FROM units_auditentry WHERE id = %s")
    assert "被删除" in one("审计封条")


def test_a_lost_seal(letter):
    AuditSeal.objects.all().delete()
    assert "没有封条" in one("审计封条")


def test_a_row_nobody_sealed(letter):
    AuditEntry.objects.create(at=at(), action="x.y")
    assert "没有封存" in one("审计封条")


def test_a_state_without_its_event(letter):
    Task.objects.update(state="cancelled")
    assert "现为“cancelled”，过程记录为“issued”" in one("办理过程")


def test_a_state_of_a_part_without_its_event(letter):
    Assignment.objects.update(state="active")
    assert "现为“active”，过程记录为“pending”" in one("办理过程")


def test_a_lost_event(letter):
    TaskEvent.objects.filter(assignment__isnull=False, action="issue").delete()
    assert "过程记录为“draft”" in one("办理过程")


def test_an_event_that_does_not_follow(letter):
    TaskEvent.objects.filter(assignment__isnull=False, action="issue").update(from_state="active")
    assert "不连续" in one("办理过程")


def test_a_date_moved_in_the_table(letter):
    Assignment.objects.update(issued_on=at().date() - timedelta(days=1))
    assert "交办日期" in one("办理过程")


def test_a_date_in_force_of_its_own(letter):
    part = Assignment.objects.get()
    Assignment.objects.update(due_on=part.due_on + timedelta(days=9))
    (sentences,) = found().values()
    assert any("与约定、修改时限不一致" in said for said in sentences)


def test_a_return_nobody_gave(letter):
    TaskEvent.objects.filter(action="issue").update(data={})
    Assignment.objects.update(return_count=1)
    assert "记有1次退回，过程中有0次" in one("计数")


def test_a_hand_in_that_is_gone(letter):
    part = Assignment.objects.get()
    seat = letter.drafted_by
    Submission.objects.create(assignment=part, n=2, state="withdrawn", started_by=seat)
    assert "有1次报送，末次编为第2次" in one("计数")


def test_a_changed_file(letter):
    path = blob_path(Blob.objects.get(state="live"))
    path.write_bytes(path.read_bytes() + b" ")
    assert "校验值不一致" in one("文件")


def test_a_lost_file(letter):
    blob_path(Blob.objects.get(state="live")).unlink()
    assert "不在存储中" in one("文件")


def test_a_number_skipped(letter):
    Series.objects.update(last=2)
    assert "登记1个号，末号2" in one("文号")


def test_a_letter_out_of_the_register(letter):
    SeriesNumber.objects.all().update(letter=None, state="void")
    assert "不在发文登记簿中" in one("文号")


def test_a_letter_with_a_number_of_its_own(letter):
    Letter.objects.update(number_text="示委法治办函〔2026〕99号")
    assert "99号" in one("文号")


def test_a_frozen_text_that_was_changed(letter):
    Letter.objects.update(snapshot={**letter.frozen, "title": "关于别的事的函"})
    assert "冻结内容与印发时留存的校验值不符" in one("文书")


def test_a_frozen_text_that_is_none(letter):
    Letter.objects.update(snapshot={"kind": "函"})
    assert "冻结内容无法读取" in one("文书")


def test_a_document_taken_back_by_hand(letter):
    Letter.objects.update(state="signed")
    assert "登记簿上已用号，文书却为“已签发”" in one("文号")


def test_a_day_of_issue_moved_by_hand(letter):
    Letter.objects.update(issued_on=at().date() + timedelta(days=1))
    assert "登记簿上是2026-03-02" in one("文号")


def test_an_acceptance_of_nothing(letter):
    day = at().date()
    Assignment.objects.update(state="accepted", accepted_on=day, handed_in_on=day)
    TaskEvent.objects.filter(assignment__isnull=False).update(to_state="accepted")
    assert "没有“审核通过”的报送" in one("报送")
