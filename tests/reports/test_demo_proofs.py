"""Proof of the demo county is such as a unit would hand in."""

import pytest

from indicators.choices import EvidenceKind
from reports.services.demo.proofs import proof_of
from tests.factories import DAY
from tests.reports.factories import Scene

pytestmark = pytest.mark.django_db


def test_an_address_on_the_web_has_no_pages():
    scene = Scene()
    proofs = [proof_of(scene.part(), scene.liaison, DAY) for _ in range(4)]
    pages = {proof.kind: proof.pages for proof in proofs}
    assert pages[EvidenceKind.URL] is None
    assert pages[EvidenceKind.OFFLINE] == 6
