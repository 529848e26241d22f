"""PDFs of many letters come out of one LibreOffice process, and one bad letter stops no other."""

import pytest

from reports.models import Letter
from reports.pdf import PdfFailed
from reports.services.letters import rendering
from tests.factories import at
from tests.indicators.uploads import samples

pytestmark = pytest.mark.django_db


@pytest.fixture
def letters(scene):
    found = [scene.issued() for _ in range(3)]
    for letter in found:
        rendering.make_docx(letter, now=at())
    return found


@pytest.fixture
def calls(monkeypatch):
    """How many documents each start of LibreOffice was given."""
    made = []

    def converted(documents):
        made.append(len(documents))
        return [samples.pdf() for _ in documents]

    monkeypatch.setattr(rendering, "to_pdfs", converted)
    monkeypatch.setattr(rendering, "to_pdf", lambda docx: converted([docx])[0])
    return made


def without_pdf():
    return Letter.objects.issued().filter(pdf__isnull=True).count()


def test_the_first_job_does_the_work_of_all(letters, calls):
    assert set(rendering.make_pdfs(letters[1].pk, now=at())) == {row.pk for row in letters}
    assert without_pdf() == 0
    assert rendering.make_pdfs(letters[0].pk, now=at()) == []
    assert calls == [3]


def test_no_more_than_a_handful_at_once(letters, calls, monkeypatch):
    monkeypatch.setattr(rendering, "PDFS_AT_ONCE", 2)
    rendering.make_pdfs(letters[0].pk, now=at())
    assert (calls, without_pdf()) == ([2], 1)


def test_a_letter_that_cannot_be_converted_stops_no_other(letters, calls, monkeypatch):
    bad = letters[0]

    def failing(documents):
        raise PdfFailed("服务器的字体缺少字符。")

    alone = rendering.to_pdf
    monkeypatch.setattr(rendering, "to_pdfs", failing)
    monkeypatch.setattr(rendering, "to_pdf", lambda docx: failing([docx]))
    with pytest.raises(PdfFailed):
        rendering.make_pdfs(bad.pk, now=at())
    bad.refresh_from_db()
    assert "缺少字符" in bad.pdf_error
    monkeypatch.setattr(rendering, "to_pdfs", lambda documents: [alone(d) for d in documents])
    assert set(rendering.make_pdfs(letters[1].pk, now=at())) == {letters[1].pk, letters[2].pk}
    assert without_pdf() == 1
