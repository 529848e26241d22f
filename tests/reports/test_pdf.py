import os
import subprocess
import sys
import time
import zipfile
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pypdfium2
import pytest

from reports import faces, pdf
from reports.docx import render
from reports.docx.samples import sample
from reports.docx.snapshot import Paragraph


@pytest.fixture
def command(tmp_path, monkeypatch):
    """Put a made-up LibreOffice in place of the real one."""

    def put(script):
        path = tmp_path / "soffice"
        path.write_text(f"#!{sys.executable}\n{script}")
        path.chmod(0o755)
        monkeypatch.setattr(pdf, "libreoffice", lambda: str(path))

    return put


@pytest.mark.parametrize("stand_ins", [[], ["仿宋", "小标宋"]])
def test_a_pdf_knows_whether_other_faces_stand_in(monkeypatch, stand_ins):
    monkeypatch.setattr(pdf, "substituted", lambda: stand_ins)
    data = pdf.to_pdf(render(sample("reminder")))
    document = pypdfium2.PdfDocument(data)
    assert ("仿宋、小标宋" in document.get_metadata_value("Keywords")) is bool(stand_ins)
    document.close()


def test_a_letter_becomes_a_tagged_pdf_with_its_title():
    data = pdf.to_pdf(render(sample("reminder")))
    document = pypdfium2.PdfDocument(data)
    assert len(document) == 1
    assert document.get_metadata_dict()["Title"] == "工作提醒"
    assert document.get_metadata_dict()["Author"] == sample("reminder").issuer
    assert document.is_tagged()
    document.close()


def test_without_libreoffice_the_docx_is_recommended(monkeypatch):
    monkeypatch.setattr(pdf, "libreoffice", lambda: None)
    with pytest.raises(pdf.PdfUnavailable, match="下载docx"):
        pdf.to_pdf(render(sample("reminder")))


def test_a_character_that_no_face_has_is_named():
    letter = replace(sample("reminder"), blocks=(Paragraph(0, "人名\U00013000"),))
    with pytest.raises(pdf.PdfFailed, match=r"“\U00013000”（U\+13000）"):
        pdf.to_pdf(render(letter))


def test_a_conversion_that_hangs_is_ended_with_its_children(command, tmp_path):
    note = tmp_path / "child"
    command(
        "import subprocess, sys, time\n"
        "child = subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(60)'])\n"
        f"open({str(note)!r}, 'w').write(str(child.pid))\n"
        "time.sleep(60)\n"
    )
    with pytest.raises(pdf.PdfFailed, match="超过2秒"):
        pdf.to_pdf(render(sample("reminder")), timeout_s=2)
    assert _ended(int(note.read_text()))


def _ended(pid):
    for _ in range(100):
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            return True
        state = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0]
        if state == "Z":
            return True
        time.sleep(0.02)
    return False


def test_no_file_is_a_failure_even_when_the_command_says_success(command):
    command("")
    with pytest.raises(pdf.PdfFailed, match="没有生成PDF"):
        pdf.to_pdf(render(sample("reminder")))


def test_a_broken_file_is_a_failure(command):
    command(
        "import sys, pathlib\n"
        "out = pathlib.Path(sys.argv[sys.argv.index('--outdir') + 1])\n"
        "(out / '0.pdf').write_bytes(b'%PDF-1.7 nothing')\n"
    )
    with pytest.raises(pdf.PdfFailed, match="损坏"):
        pdf.to_pdf(render(sample("reminder")))


def test_two_processes_at_once_do_not_disturb_each_other():
    code = (
        "from reports.docx import render; from reports.docx.samples import sample;"
        "from reports.pdf import to_pdf; assert len(to_pdf(render(sample('prompt')))) > 5000"
    )
    running = [subprocess.Popen([sys.executable, "-c", code]) for _ in range(2)]
    assert [process.wait(90) for process in running] == [0, 0]


def test_only_the_copy_for_libreoffice_is_turned_round():
    delivered = render(sample("notice"))
    copy = pdf.for_libreoffice(delivered)
    for data, value in ((delivered, b"0"), (copy, b"1")):
        with zipfile.ZipFile(BytesIO(data)) as file:
            assert b'<w:overflowPunct w:val="' + value in file.read("word/styles.xml")


def grey(data):
    """Return of each page how much of its middle is the light grey of the mark."""
    shares = []
    with pypdfium2.PdfDocument(data) as document:
        for page in document:
            image = page.render(scale=0.5).to_pil().convert("RGB")
            colours = {colour: n for n, colour in image.getcolors(1 << 24)}
            shares.append(colours.get((0xEC, 0xEC, 0xEC), 0) / (image.width * image.height))
    return shares


def plain(data):
    with pypdfium2.PdfDocument(data) as document:
        return [page.get_textpage().get_text_range() for page in document]


def test_a_preview_bears_the_word_across_every_sheet_and_moves_no_line(monkeypatch):
    """Letter head, landscape annex and the pages after them; with the official faces none."""
    letters = [render(sample(kind)) for kind in ("notice", "prompt", "call_list")]
    found = {}
    for stand_ins in (["仿宋"], []):
        monkeypatch.setattr(pdf, "substituted", lambda roles=stand_ins: roles)
        found[bool(stand_ins)] = pdf.to_pdfs(letters)
    for marked, clean, docx in zip(found[True], found[False], letters, strict=True):
        texts = plain(marked)
        shown = [share > 0.003 for share, text in zip(grey(marked), texts, strict=True) if text]
        assert shown == [True] * len(shown)
        assert max(grey(clean)) < 0.001
        assert texts == plain(clean)
        with zipfile.ZipFile(BytesIO(docx)) as file:
            assert "word/preview.xml" not in file.namelist()


def test_every_role_resolves_to_an_installed_face():
    resolved = faces.faces()
    assert set(resolved) == {"仿宋", "楷体", "黑体", "宋体", "小标宋", "西文"}
    assert all(resolved.values())
    for role in ("仿宋", "楷体", "黑体", "宋体", "小标宋"):
        assert "DejaVu" not in resolved[role]


def test_a_stand_in_makes_the_pdf_a_preview(monkeypatch):
    real = {role: f"{face} Regular" for role, face in faces.ROLES.items()}
    monkeypatch.setattr(faces, "faces", lambda: real)
    assert faces.substituted() == []
    monkeypatch.setattr(faces, "faces", lambda: real | {"仿宋": "Noto Serif CJK SC Regular"})
    assert faces.substituted() == ["仿宋"]


def test_missing_characters_are_named_once_and_in_order():
    text = "县䶮\U00013001㵲𬇙\U00013000\n \u200d\U00013001"
    assert faces.missing(text) == ["\U00013001", "\U00013000"]


def test_private_and_unassigned_characters_count_as_visible():
    assert faces.missing("县\U0010fffd\U000313ff") == ["\U0010fffd", "\U000313ff"]
