"""`render_letter` and `render_sample`: names, options and exits are a contract."""

import io
import json
import subprocess
import sys

import pytest
from django.core.management import CommandError, call_command

from reports.docx import from_json, render
from reports.pdf import PdfUnavailable
from reports.services.letters import rendering
from tests.factories import at
from tests.indicators.uploads import samples
from tests.reports.factories import Scene

CONTRACT = [
    "notice",
    "handover",
    "reminder",
    "prompt",
    "supervision",
    "request",
    "brief",
    "report",
    "grid",
]


@pytest.fixture
def no_office(monkeypatch):
    def unavailable(docx):
        raise PdfUnavailable("服务器未安装LibreOffice，暂不能生成PDF，请下载docx文件。")

    monkeypatch.setattr("reports.management.writing.to_pdf", unavailable)


@pytest.fixture
def pdf(monkeypatch):
    monkeypatch.setattr("reports.management.writing.to_pdf", lambda docx: samples.pdf())


def run(*args, **options):
    out, err = io.StringIO(), io.StringIO()
    call_command(*map(str, args), stdout=out, stderr=err, **options)
    return out.getvalue(), err.getvalue()


@pytest.mark.parametrize("kind", CONTRACT)
def test_a_sample_of_each_kind_needs_no_database(tmp_path, no_office, kind):
    said, errors = run("render_sample", kind, out=tmp_path / "new")
    (path,) = (tmp_path / "new").iterdir()
    assert path.name.startswith(kind)
    assert said.strip() == str(path)
    assert path.read_bytes()[:2] == b"PK"
    assert "LibreOffice" in errors


def test_a_sample_as_pdf_where_it_can_be_made(tmp_path, pdf):
    said, _ = run("render_sample", "grid", "--json", out=tmp_path)
    files = json.loads(said)["files"]
    assert set(files) == {"docx", "pdf"}
    assert {path.name for path in tmp_path.iterdir()} == {"grid-sample.docx", "grid-sample.pdf"}


def test_a_pdf_that_must_be_there_and_cannot_is_a_failure(tmp_path, no_office):
    with pytest.raises(CommandError, match="LibreOffice"):
        run("render_sample", "grid", "--pdf", out=tmp_path)


def test_a_folder_that_cannot_be_is_told(tmp_path, no_office):
    (tmp_path / "file").write_text("x")
    with pytest.raises(CommandError, match="不能写入文件夹"):
        run("render_sample", "grid", out=tmp_path / "file" / "below")


@pytest.mark.django_db
def test_an_issued_letter_is_the_stored_file(tmp_path, pdf):
    letter = Scene().issued()
    run("render_letter", letter.pk, out=tmp_path)
    path = tmp_path / f"handover-{letter.pk}.docx"
    assert path.read_bytes() == render(from_json(letter.snapshot))
    rendering.make_docx(letter, now=at())
    said, _ = run("render_letter", letter.pk, "--pdf", "--json", out=tmp_path)
    answer = json.loads(said)
    assert (answer["kind"], answer["number"]) == ("handover", letter.number_text)
    assert answer["files"]["pdf"].endswith(f"handover-{letter.pk}.pdf")


@pytest.mark.django_db
def test_a_draft_is_composed_for_the_day(tmp_path):
    scene = Scene()
    letter = scene.handover()
    run("render_letter", letter.pk, "--today", "2026-03-09", out=tmp_path)
    letter.refresh_from_db()
    assert (letter.snapshot, letter.docx) == (None, None)
    assert (tmp_path / f"handover-{letter.pk}.docx").exists()


@pytest.mark.django_db
def test_an_unknown_letter_is_told(tmp_path):
    with pytest.raises(CommandError, match="没有编号为 999 的文书"):
        run("render_letter", 999, out=tmp_path)


@pytest.mark.parametrize(
    "arguments",
    [
        ["render_letter", "x", "--out", "a"],
        ["render_letter", "1"],
        ["render_sample", "poem", "--out", "a"],
    ],
)
def test_wrong_usage_exits_with_two(tmp_path, environment_of_tests, arguments):
    command = [sys.executable, "manage.py", *arguments]
    ended = subprocess.run(
        command, env=environment_of_tests, capture_output=True, text=True, check=False
    )
    assert (ended.returncode, ended.stdout) == (2, "")
