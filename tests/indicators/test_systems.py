"""An indicator system comes in whole or not at all; the starter has its exact counts."""

import json
from io import StringIO

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from indicators.models import Indicator, IndicatorSystem, MaterialRequirement
from indicators.services.systems import import_system, load_starter
from indicators.sheets.rows import IndicatorRow, IndicatorTable, Material
from tests.indicators.factories import make_county
from tests.indicators.uploads import samples
from units.access import system_seat
from units.errors import Forbidden, Refused
from units.table_words import RowError

pytestmark = pytest.mark.core

TABLE = IndicatorTable(
    (
        IndicatorRow(2, 1, "1", "政府职能"),
        IndicatorRow(2, 2, "1.1", "审批改革"),
        IndicatorRow(
            2,
            3,
            "1.1.1",
            "清单公布",
            methods=("written", "web"),
            materials=(Material("清单", "制度", "现行"), Material("记录")),
        ),
    )
)


def test_table_becomes_a_tree(office, county, now):
    system = import_system(actor=office, county=county, edition="2021版", table=TABLE, now=now)
    leaf = Indicator.objects.get(system=system, level=3)
    assert [leaf.parent.parent.title, leaf.parent.title, leaf.title] == [
        "政府职能",
        "审批改革",
        "清单公布",
    ]
    assert [m.method for m in leaf.methods.all()] == ["written", "web"]
    assert [(m.title, m.chain) for m in leaf.materials.all()] == [
        ("清单（现行）", "rule"),
        ("记录", ""),
    ]


def test_one_row_error_and_nothing_is_stored(office, county, now):
    table = IndicatorTable(TABLE.rows, (RowError(5, "三级指标", "没有填写。"),))
    with pytest.raises(Refused, match="第5行"):
        import_system(actor=office, county=county, edition="x", table=table, now=now)
    assert not IndicatorSystem.objects.exists()


def test_same_edition_twice_is_refused(office, county, now):
    import_system(actor=office, county=county, edition="x", table=TABLE, now=now)
    with pytest.raises(Refused, match="换一个版本名称") as caught:
        import_system(actor=office, county=county, edition=" x ", table=TABLE, now=now)
    assert "edition" in caught.value.fields


def test_only_the_office_of_the_county_imports(owner, office, county, now):
    with pytest.raises(Forbidden):
        import_system(actor=owner, county=county, edition="x", table=TABLE, now=now)
    with pytest.raises(Forbidden):
        import_system(actor=office, county=make_county("邻县"), edition="x", table=TABLE, now=now)


def test_starter_counts_and_is_stored_once(county, now, django_assert_max_num_queries):
    seat = system_seat(county)
    with django_assert_max_num_queries(20):
        system = load_starter(actor=seat, county=county, now=now)
    leaves = Indicator.objects.filter(system=system).leaves()
    counts = [leaves.filter(methods__method=code).count() for code in ("onsite", "web")]
    assert counts == [39, 37]
    assert [Indicator.objects.filter(level=level).count() for level in (1, 2)] == [9, 31]
    assert "请以正式指标体系替换" in system.note
    assert MaterialRequirement.objects.exists()
    assert load_starter(actor=seat, county=county, now=now) == system


@pytest.fixture
def sheet(tmp_path):
    from openpyxl import Workbook

    book = Workbook()
    book.active.append(["一级指标", "二级指标", "三级指标", "测评方式"])
    book.active.append(["职能", "审批", "清单", "实地核验"])
    book.active.append(["", "", "办理", "实地核验、网络检索"])
    path = tmp_path / "指标.xlsx"
    book.save(path)
    return path


def run(*args):
    out = StringIO()
    call_command("import_indicators", *map(str, args), stdout=out)
    return out.getvalue()


def test_command_reports_counts_and_dry_run_writes_nothing(sheet, county):
    result = json.loads(run(sheet, "--edition", "2021版", "--dry-run", "--json"))
    assert result["levels"] == {"1": 1, "2": 1, "3": 2}
    assert (result["methods"]["onsite"], result["methods"]["web"]) == (2, 1)
    assert not IndicatorSystem.objects.exists()
    result = json.loads(run(sheet, "--edition", "2021版", "--json"))
    assert IndicatorSystem.objects.get().pk == result["id"]
    assert "三级指标 2 项" in run(sheet, "--edition", "另一版")


def test_command_refuses_with_one_sentence(sheet, county, tmp_path):
    bad = tmp_path / "bad.xlsx"
    bad.write_bytes(samples.pdf())
    for arguments, words in [
        ((tmp_path / "none.xlsx", "--edition", "x"), "无法读取"),
        ((bad, "--edition", "x"), "xlsx"),
        ((sheet, "--edition", "x", "--county", "nowhere"), "--county"),
    ]:
        with pytest.raises(CommandError, match=words):
            run(*arguments)
    assert not IndicatorSystem.objects.exists()
