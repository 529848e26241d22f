"""Every act on a 通报 locks campaign, letter, 通报 and checks in this order, as signing does."""

import pytest
from django.db.models import QuerySet

from reports.models import Notice
from reports.services.letters import signing
from reports.services.notices import checks, editing, skipping
from tests.reports.notices.world import COMPILED, IN_TIME, MARCH

pytestmark = [pytest.mark.django_db, pytest.mark.core]
ORDER = ["campaign", "letter", "notice", "noticecheck", "noticeskip"]


@pytest.fixture
def locks(monkeypatch):
    """The models locked, in the order of asking."""
    taken = []
    lock = QuerySet.select_for_update

    def noted(rows, *args, **options):
        taken.append(rows.model._meta.model_name)
        return lock(rows, *args, **options)

    monkeypatch.setattr(QuerySet, "select_for_update", noted)
    return taken


def words(notice):
    return {key: notice.narrative[key] for key in ("opening", "overall", "progress", "demands")}


ACTS = {
    "compile": lambda s, n, c, who: s.compile(IN_TIME),
    "send checks": lambda s, n, c, who: (n.checks.all().delete(), checks.send_checks(n.pk, **who)),
    "answer": lambda s, n, c, who: checks.answer_check(
        c.pk, actor=s.liaison, now=IN_TIME, objects=True, words="已送"
    ),
    "settle": lambda s, n, c, who: checks.settle(c.pk, upheld=True, note="属实", **who),
    "edit": lambda s, n, c, who: editing.edit_notice(
        n.pk, title="通报", texts=words(n), towns=False, **who
    ),
    "leave unnamed": lambda s, n, c, who: editing.leave_unnamed(
        n.pk, unit_id=s.unit.pk, reason="已说明", **who
    ),
    "skip": lambda s, n, c, who: skipping.skip_month(
        s.campaign, period=MARCH, reason="数据未齐", **who
    ),
    "sign": lambda s, n, c, who: signing.check_and_send([n.letter_id], **who),
}


@pytest.mark.parametrize("act", ACTS)
def test_locks_are_taken_in_one_order(scene, sent, locks, act):
    notice, check = sent
    if act == "settle":
        check.answer = "objected"
        check.save()
    ACTS[act](scene, notice, check, {"actor": scene.clerk, "now": IN_TIME})
    assert "letter" in locks
    places = [ORDER.index(model) for model in locks]
    assert places == sorted(places)


def test_a_compile_reads_the_letter_it_puts_away_after_it_is_locked(scene, sent, locks):
    again = scene.compile(IN_TIME)
    assert locks == ORDER[:4]
    assert Notice.objects.count() == 2
    assert again.as_of != COMPILED
