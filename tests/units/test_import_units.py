"""`import_units`: bodies and groups from a table, all rows or none."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from tests.units.factories import NOON, a_county, a_unit, administrator, liaison, office
from units.errors import Forbidden, Refused
from units.models import AuditEntry, Unit, UnitAlias, UnitGroup
from units.services.importing import import_bodies

pytestmark = pytest.mark.django_db
UNITS = """name,short,aliases,relation
示例县民政局,县民政局,民政局|民政,县政府部门
示例县人民法院,县法院,法院,法院检察院
示例镇人民政府,示例镇,,乡镇街道
"""
GROUPS = """name,aliases,kind,members
各乡镇(街道),各乡镇|各镇,closed,relation=乡镇街道
民政牵头单位,,closed,list=民政局
各相关部门,有关部门,open,
"""


@pytest.fixture
def county():
    return a_county()


def run(text, county, name="units.csv", **options):
    return import_bodies(
        actor=None, county=county, data=text.encode(), filename=name, now=NOON, **options
    )


def test_bodies_with_words_and_relations(county):
    done = run(UNITS, county)
    assert len(done.added) == 3
    assert done.changed == ()
    court = Unit.objects.get(short="县法院")
    assert court.asked_only
    assert sorted(UnitAlias.objects.values_list("text", flat=True)) == ["民政", "民政局", "法院"]
    assert list(Unit.objects.values_list("position", flat=True)) == [1, 2, 3]


def test_a_second_time_changes_what_differs(county):
    run(UNITS, county)
    assert run(UNITS, county).as_dict() == {"kind": "units", "added": [], "changed": []}
    done = run(
        UNITS.replace("民政局|民政", "民政局|县民政").replace("示例镇,,", "示范镇,,"), county
    )
    assert done.changed == ("示例县民政局", "示例镇人民政府")
    assert Unit.objects.count() == 3
    assert UnitAlias.objects.filter(text="民政").exists()


def test_groups_by_relation_by_name_and_open(county):
    run(UNITS, county)
    assert len(run(GROUPS, county, "groups.csv").added) == 3
    towns = UnitGroup.objects.get(name="各乡镇(街道)")
    assert [unit.short for unit in towns.current_members()] == ["示例镇"]
    named = UnitGroup.objects.get(name="民政牵头单位")
    assert [unit.short for unit in named.current_members()] == ["县民政局"]
    assert len(run(GROUPS, county, "groups.csv").changed) == 3


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (UNITS.replace("法院检察院", "外星部门"), "第3行"),
        (UNITS.replace("县民政局,民政局", "县民政局,法院"), "重复"),
        ("a,b\n1,2\n", "没有找到表头"),
        (GROUPS, "不在单位名录中"),
    ],
)
def test_one_wrong_row_and_nothing_is_written(county, text, sentence):
    with pytest.raises(Refused, match=sentence):
        run(text, county)
    assert not Unit.objects.exists()
    assert not UnitGroup.objects.exists()


def test_a_word_of_another_body_is_refused(county):
    other = a_unit(county, "县民政服务中心")
    UnitAlias.objects.create(county=county, unit=other, text="民政")
    with pytest.raises(Refused, match="已是“县县民政服务中心”"):
        run(UNITS, county)
    assert Unit.objects.count() == 1


def test_a_dry_run_tells_the_same_and_writes_nothing(county):
    assert len(run(UNITS, county, dry_run=True).added) == 3
    assert not Unit.objects.exists()
    assert not AuditEntry.objects.exists()


def test_only_the_own_office_imports(county):
    for actor in (office(a_county("邻县")), administrator(), liaison(a_unit(county))):
        with pytest.raises(Forbidden):
            import_bodies(
                actor=actor, county=county, data=UNITS.encode(), filename="u.csv", now=NOON
            )


def test_the_command(county, tmp_path):
    path = tmp_path / "units.csv"
    path.write_text(UNITS, encoding="utf-8")
    out = StringIO()
    call_command("import_units", str(path), county=county.code, json=True, stdout=out)
    assert len(json.loads(out.getvalue())["added"]) == 3
    for words in (
        (str(path), "--county", "x"),
        (str(tmp_path / "no.csv"), "--county", county.code),
    ):
        with pytest.raises(CommandError):
            call_command("import_units", *words)


def test_two_thousand_rows_in_few_queries(county, django_assert_max_num_queries):
    rows = "".join(f"示例第{n}单位,第{n}单位,第{n}别名,县政府部门\n" for n in range(2000))
    with django_assert_max_num_queries(40):
        run(f"name,short,aliases,relation\n{rows}", county)
    assert Unit.objects.count() == 2000
