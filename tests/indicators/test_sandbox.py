"""The worker: limited, without secrets, and stopped when a file never ends."""

import subprocess
import sys
import tempfile
import time

import pytest

from indicators.previews import sandbox
from indicators.services.evidence import register_file
from indicators.services.previews import page_count, page_picture, picture, preview_kind, text
from tests.indicators.factories import upload
from tests.indicators.test_blobs import stored
from tests.indicators.uploads import samples
from units.errors import Refused


def endless_pdf():
    """Forms that draw each other ten times over, fourteen deep: 10^14 drawings."""
    depth, first = 14, 6
    forms = []
    for level in range(depth):
        inner = b"/F Do " * 10 if level + 1 < depth else b"0 0 m 9 9 l S "
        after = b"/Resources<</XObject<</F %d 0 R>>>>" % (first + level + 1)
        forms.append(
            b"<</Type/XObject/Subtype/Form/BBox[0 0 300 200]%b/Length %d>>stream\n%b\nendstream"
            % (after if level + 1 < depth else b"", len(inner), inner)
        )
    start = samples.pdf(objects=forms)
    return start.replace(b"/Font<</F1 4 0 R>>", b"/XObject<</T 6 0 R>>").replace(
        b"BT /F1 18 Tf 40 100 Td (Rule of law) Tj ET", b"/T Do".ljust(42)
    )


def as_file(data):
    stream = tempfile.TemporaryFile()  # noqa: SIM115 - closed by the test's own with
    stream.write(data)
    stream.flush()
    return stream


def test_endless_file_is_stopped_on_the_wall():
    began = time.monotonic()
    with as_file(endless_pdf()) as stream, pytest.raises(Refused, match="时间或内存限制"):
        sandbox.run("page", stream, "pdf", "1", wall=1.5)
    assert time.monotonic() - began < 6


@pytest.mark.parametrize(
    ("limits", "work"),
    [
        ("memory=300 * 1024 * 1024", "bytearray(400 * 1024 * 1024)"),
        ("cpu=1", "exec('while True: pass')"),
        ("output=1000", "f = open(1, 'wb', 0); f.write(b'x' * 5000); f.write(b'x')"),
    ],
)
def test_limits_stop_what_goes_beyond(limits, work):
    code = f"from indicators.previews.limits import Limits, apply; apply(Limits({limits})); {work}"
    with tempfile.TemporaryFile() as output:
        done = subprocess.run(
            [sys.executable, "-c", code], stdout=output, stderr=subprocess.DEVNULL, check=False
        )
    assert done.returncode != 0


def test_worker_knows_neither_settings_nor_database():
    code = (
        "import sys, indicators.previews.worker, indicators.uploads.inspect,"
        " indicators.uploads.photo, indicators.previews.render, indicators.uploads.pdf_text;"
        " sys.exit('django' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], env={}, check=False).returncode == 0


def test_worker_gets_no_environment(monkeypatch):
    seen = {}

    def look(*args, **kwargs):
        seen.update(kwargs["env"])
        return subprocess.CompletedProcess(args, 0)

    monkeypatch.setenv("SECRET_KEY", "x")
    monkeypatch.setattr(sandbox.subprocess, "run", look)
    with as_file(b"x") as stream:
        sandbox.run("inspect", stream, "pdf").close()
    assert "SECRET_KEY" not in seen


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("脚本.pdf", samples.pdf(objects=[b"<</S/JavaScript/JS(1)>>"]), "脚本"),
        ("宏.docx", samples.docx_with({"word/vbaProject.bin": "x"}), "宏"),
        ("私.docx", samples.docx("电话13800138000"), "疑似个人信息"),
        ("锁.xls", samples.xls((0x002F, b"\0" * 6)), "密码"),
        ("坏.png", samples.picture("PNG", size=(400, 400))[:200], "图片已损坏"),
        ("坏.mp4", samples.mp4()[:-8], "视频文件已损坏"),
        ("密.ofd", samples.ofd("机密"), "机密"),
    ],
)
def test_refusals_come_through_the_worker_and_nothing_is_stored(
    owner, unit, today, now, blob_dir, name, data, words
):
    with pytest.raises(Refused, match=words):
        register_file(actor=owner, unit=unit, upload=upload(name, data), now=now)
    assert stored(blob_dir) == []


def _registered(owner, unit, today, now, name, data):
    file = upload(name, data)
    return register_file(actor=owner, unit=unit, upload=file, now=now).blob


def test_pages_of_a_pdf_are_pictures_kept_beside_the_blob(owner, unit, today, now):
    blob = _registered(owner, unit, today, now, "两页.pdf", samples.pdf(pages=2))
    assert preview_kind(blob) == "pages"
    assert page_count(blob) == 2
    path = page_picture(blob, 2)
    assert path.read_bytes().startswith(b"\x89PNG")
    assert path.parent.name == f"{blob.sha256}.preview"
    made = path.stat().st_mtime_ns
    assert page_picture(blob, 2).stat().st_mtime_ns == made
    with pytest.raises(Refused, match="没有第 3 页"):
        page_picture(blob, 3)


def test_photo_preview_is_at_most_a_thousand_wide(owner, unit, today, now):
    from PIL import Image

    photo = samples.picture(size=(2400, 1200))
    blob = _registered(owner, unit, today, now, "大.jpg", photo)
    with Image.open(picture(blob)) as small:
        assert small.size == (1000, 500)


def test_text_of_office_files(owner, unit, today, now):
    blob = _registered(owner, unit, today, now, "a.docx", samples.docx("第一段", "第二段"))
    assert text(blob).split() == ["第一段", "第二段"]
    sheet = _registered(owner, unit, today, now, "a.xlsx", samples.xlsx("事项", "完成"))
    assert {"事项", "完成"} <= set(text(sheet).split())


def test_video_and_old_formats_are_for_download_only(owner, unit, today, now):
    for name in ("宣传.mp4", "通知.doc"):
        data = samples.GOOD[name]()
        assert preview_kind(_registered(owner, unit, today, now, name, data)) == "none"
