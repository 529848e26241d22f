"""A 通报 is signed as it was sent for signature: whom it names does not move under the pen."""

import pytest

from reports.choices import LetterState
from reports.docx.frozen import from_json, to_json
from reports.docx.places import texts
from reports.models import Letter
from reports.policies import acts_open
from reports.services.letters import issuing, signing
from reports.services.letters.building import shown
from tests.reports.factories import scan
from tests.reports.notices.world import CLEARED, IN_TIME
from units.errors import Conflict

pytestmark = [pytest.mark.core, pytest.mark.django_db]


def sign_offline(scene, letter):
    return signing.sign_offline(
        letter.pk,
        actor=scene.clerk,
        now=CLEARED,
        signer_name="李四",
        signed_on=IN_TIME.date(),
        scan=scan(scene.county),
    )


@pytest.fixture
def checked(scene):
    """A 通报 whose unit may still object, 核稿ed while it could."""
    scene.prompted()
    notice, _ = scene.checked()
    return signing.check(notice.letter_id, actor=scene.clerk, now=IN_TIME)


def test_one_that_was_not_sent_cannot_be_signed_on_paper(scene, checked):
    assert not acts_open(scene.clerk, checked)["sign_offline"]
    with pytest.raises(Conflict, match="请先送签"):
        sign_offline(scene, checked)
    assert Letter.objects.get(pk=checked.pk).state == LetterState.CHECKED


def test_the_paper_sent_is_the_paper_issued(scene, checked):
    signing.send(checked.pk, actor=scene.clerk, now=IN_TIME)
    letter = Letter.objects.get(pk=checked.pk)
    assert acts_open(scene.clerk, letter)["sign_offline"]
    paper = list(texts(shown(letter, today=IN_TIME.date())))
    sign_offline(scene, letter)
    issued = issuing.issue(letter.pk, actor=scene.clerk, now=CLEARED)
    frozen = from_json(issued.frozen)
    assert to_json(frozen)["blocks"]
    assert [row for row in texts(frozen) if row in paper] == paper
