"""The trail is insert only, sealed in a chain, and tells what was done to it."""

from datetime import timedelta

import pytest
from django.db import connection

from tests.units.factories import NOON, a_county, a_unit, liaison
from units.models import AuditEntry, AuditSeal
from units.services.audit import record_audit
from units.services.sealing import seal, verify_audit

pytestmark = [pytest.mark.django_db, pytest.mark.core]
LATER = NOON + timedelta(minutes=1)


def three_rows():
    seat = liaison(a_unit(a_county()))
    return [
        record_audit(actor=seat, action=f"part.act{n}", obj=seat.user, now=NOON) for n in range(3)
    ]


def sql(statement, *values):
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


def test_a_row_says_who_where_and_what_but_no_names_of_things():
    seat = liaison(a_unit(a_county()))
    row = record_audit(actor=seat, action="task.close", obj=seat.membership.unit, now=NOON)
    assert (row.username, row.address, row.county_id) == (
        seat.user.username, "10.0.0.8", seat.county_id,
    )  # fmt: skip
    assert (row.object_type, row.object_id) == ("units.unit", str(seat.membership.unit_id))
    assert row.membership_id == seat.membership.pk


def test_an_unknown_person_is_recorded_by_what_was_typed():
    row = record_audit(actor=None, action="login", username="谁", address="10.1.1.1", now=NOON)
    assert (row.user_id, row.username, row.address) == (None, "谁", "10.1.1.1")


def test_a_row_is_never_changed_or_deleted():
    row = three_rows()[0]
    row.action = "nothing"
    for forbidden in (
        row.save,
        row.delete,
        AuditEntry.objects.all().delete,
        lambda: AuditEntry.objects.update(action="x"),
    ):
        with pytest.raises(TypeError):
            forbidden()


def test_sealed_rows_verify():
    three_rows()
    assert seal(NOON) == 3
    three_rows()
    assert seal(LATER) == 3
    assert seal(LATER) == 0
    assert AuditSeal.objects.count() == 2
    assert verify_audit(LATER + timedelta(hours=1)) == []


@pytest.mark.parametrize(
    ("column", "value"),
    [("username", "x"), ("action", "part.act9"), ("address", ""), ("result", "failed")],
)
def test_one_changed_byte_is_found(column, value):
    rows = three_rows()
    seal(NOON)
    sql(f"UPDATE units_auditentry SET {column} = %s WHERE id = %s", value, rows[1].pk)
    (problem,) = verify_audit(LATER)
    assert "与内容不符" in problem


def test_deleted_rows_are_found():
    rows = three_rows()
    seal(NOON)
    sql("DELETE FROM units_auditentry WHERE id = %s", rows[1].pk)
    (problem,) = verify_audit(LATER)
    assert "被删除" in problem
    assert str(rows[1].pk) in problem


def test_a_removed_seal_is_found_in_the_middle_and_at_the_end():
    for _ in range(3):
        three_rows()
        seal(NOON)
    first, second, third = AuditSeal.objects.all()
    third.delete()
    assert any("没有封条" in problem for problem in verify_audit(LATER))
    second.delete()
    AuditSeal.objects.create(
        previous=second.digest, ids=third.ids, digest=third.digest, at=third.at
    )
    assert any("不相接" in problem for problem in verify_audit(LATER))
    assert first.pk


def test_a_seal_set_while_the_trail_is_checked_is_no_alarm():
    three_rows()
    seal(NOON)
    asked = []

    def seal_first(execute, sql, *rest):
        if len(asked) < 5:
            asked.append(sql)
            wrappers, connection.execute_wrappers = connection.execute_wrappers, []
            record_audit(actor=None, action="login", now=NOON)
            seal(NOON)
            connection.execute_wrappers = wrappers
        return execute(sql, *rest)

    with connection.execute_wrapper(seal_first):
        assert verify_audit(LATER) == []
    assert AuditSeal.objects.count() > 2


def test_rows_unsealed_for_five_minutes_are_reported():
    three_rows()
    assert verify_audit(NOON + timedelta(minutes=4)) == []
    assert any("没有封存" in problem for problem in verify_audit(NOON + timedelta(minutes=6)))
