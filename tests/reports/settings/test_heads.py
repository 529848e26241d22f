"""发文设置 and 文号: what is refused, what an issued number then is."""

import pytest

from reports.models import LetterHead, Series, SeriesNumber
from reports.services.ladder.settings import switch
from reports.services.letters.numbering import series_of, void
from reports.services.settings import heads
from reports.services.settings.heads import change_head
from reports.services.settings.series import series_of_year, set_series
from reports.services.verifying import verify_numbers
from tests import factories as make
from tests.reports.factories import Scene
from units.errors import Forbidden, Refused
from units.models import AuditEntry

pytestmark = [pytest.mark.django_db, pytest.mark.core]
NOW = make.at()
YEAR = make.DAY.year


def test_the_head_is_changed_and_audited(office, county):
    change_head(actor=office, now=NOW, issuer=" 某办公室 ", contact_person="陈立")
    head = LetterHead.objects.get(county=county)
    assert (head.issuer, head.contact_person) == ("某办公室", "陈立")
    assert AuditEntry.objects.filter(action="settings.head").count() == 1


@pytest.mark.parametrize("on", [True, False])
def test_the_ladder_switched_meanwhile_stays_as_it_was_switched(office, county, monkeypatch, on):
    LetterHead.objects.filter(county=county).update(ladder_on=not on)

    def meanwhile(head):
        assert head.ladder_on != on
        switch(actor=office, on=on, now=NOW)

    monkeypatch.setattr(heads, "_check", meanwhile)
    change_head(actor=office, now=NOW, contact_person="新")
    head = LetterHead.objects.get(county=county)
    assert (head.ladder_on, head.contact_person) == (on, "新")


@pytest.mark.parametrize(
    ("values", "fields"),
    [
        ({"issuer": " "}, {"issuer"}),
        ({"letter_code": "示委", "notice_code": "示委"}, {"letter_code", "notice_code"}),
        ({"supervision_route": "nowhere"}, {"supervision_route"}),
        ({"issuer": "某办公室", "joint_offices": "某局\n某办公室"}, {"joint_offices"}),
        ({"joint_offices": "局" * 61}, {"joint_offices"}),
    ],
)
def test_what_cannot_be(office, values, fields):
    with pytest.raises(Refused) as caught:
        change_head(actor=office, now=NOW, **values)
    assert set(caught.value.fields) == fields


def test_offices_that_may_issue_jointly_stand_one_a_line_and_once(office, county):
    change_head(actor=office, now=NOW, joint_offices=" 某局 \r\n\r\n某委\n某局\n")
    assert LetterHead.objects.get(county=county).joint_names == ["某局", "某委"]


def test_only_the_office(liaison, county):
    code = LetterHead.objects.get(county=county).letter_code
    with pytest.raises(Forbidden):
        change_head(actor=liaison, now=NOW, issuer="某办公室")
    with pytest.raises(Forbidden):
        set_series(actor=liaison, code=code, shared=False, last=3, now=NOW)


def test_a_series_goes_on_from_the_paper_register():
    scene = Scene()
    code = scene.head.letter_code
    row = set_series(actor=scene.clerk, code=code, shared=False, last=11, now=NOW)
    assert (row.last, row.numbers.count()) == (11, 11)
    assert list(verify_numbers()) == []
    assert scene.issued().number_text == f"{code}〔{YEAR}〕12号"
    assert list(verify_numbers()) == []


def test_numbers_given_out_are_not_taken_back():
    scene = Scene()
    scene.issued()
    with pytest.raises(Refused, match="已用到1号"):
        set_series(actor=scene.clerk, code=scene.head.letter_code, shared=False, last=0, now=NOW)
    assert SeriesNumber.objects.count() == 1


def test_a_shared_series_follows_paper(office, county):
    code = LetterHead.objects.get(county=county).letter_code
    set_series(actor=office, code=code, shared=True, last=0, now=NOW)
    assert Series.objects.get(code=code).shared
    assert series_of(county, code, YEAR + 1).shared
    rows = {row.code: row.shared for row in series_of_year(actor=office, year=YEAR + 2)}
    assert rows[code]
    assert sum(rows.values()) == 1


def test_only_the_countys_own_codes(office):
    with pytest.raises(Refused, match="代字"):
        set_series(actor=office, code="别县", shared=False, last=3, now=NOW)
    assert not Series.objects.exists()


def test_a_series_that_has_become_the_countys_own_stays_so_on_the_page(office, county):
    code = county.letter_head.letter_code
    Series.objects.create(county=county, code=code, year=YEAR - 2, shared=True)
    Series.objects.create(county=county, code=code, year=YEAR - 1, shared=False)
    found = {row.code: row.shared for row in series_of_year(actor=office, year=YEAR)}
    assert found[code] is False
    assert series_of(county, code, YEAR).shared is False


def test_a_series_with_gaps_counts_by_itself_only_once_they_are_void():
    scene = Scene()
    given = {"actor": scene.clerk, "code": scene.head.letter_code, "now": NOW}
    set_series(shared=True, last=0, **given)
    scene.issued(number=4, gap_confirmed=True)
    with pytest.raises(Refused, match="空号1—3号") as refused:
        set_series(shared=False, last=4, **given)
    assert "shared" in refused.value.fields
    for n in (1, 2, 3):
        void(code=given["code"], actor=scene.clerk, now=NOW, note="纸质登记", typed=n)
    set_series(shared=False, last=4, **given)
    assert list(verify_numbers()) == []
    assert scene.issued().number.n == 5
