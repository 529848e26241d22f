"""A plan file is opened in a worker of its own: what happens to it there is one sentence here."""

import os
import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest

from indicators.previews import sandbox
from tasks.services.plan_import.opening import open_plan
from tests.indicators.test_sandbox import endless_pdf
from tests.tasks.plan.office import text_pdf
from units.errors import Refused

LINES = ["一、任务", "（一）清理文件。（牵头单位：县司法局）"]
FACTS = {"year": 2026, "today": date(2026, 3, 1)}


def leads(reading):
    return [task.lead for task in reading.tasks]


def test_a_pdf_is_read_and_a_scan_refused_beside_the_file():
    assert leads(open_plan("要点.pdf", text_pdf(LINES), **FACTS)) == [("县司法局",)]
    with pytest.raises(Refused, match="没有文字") as refusal:
        open_plan("要点.pdf", text_pdf([""]), **FACTS)
    assert refusal.value.fields == {"file": refusal.value.message}


def test_pdfs_read_by_four_threads_at_once_leave_the_process_alive():
    with ThreadPoolExecutor(4) as pool:
        readings = pool.map(lambda _: open_plan("要点.pdf", text_pdf(LINES), **FACTS), range(8))
        assert [leads(reading) for reading in readings] == [[("县司法局",)]] * 8


def test_a_pdf_that_never_ends_is_one_sentence(monkeypatch):
    monkeypatch.setattr(sandbox.run, "__kwdefaults__", sandbox.run.__kwdefaults__ | {"wall": 1.5})
    with pytest.raises(Refused, match="时间或内存限制") as refusal:
        open_plan("要点.pdf", endless_pdf(), **FACTS)
    assert "file" in refusal.value.fields


def test_a_reader_that_crashes_is_one_sentence(monkeypatch):
    run = subprocess.run

    def crash(command, **options):
        dying = f"import os; os.kill(os.getpid(), {int(signal.SIGSEGV)})"
        return run([sys.executable, "-c", dying], **options)

    monkeypatch.setattr(sandbox.subprocess, "run", crash)
    with pytest.raises(Refused, match="请重新导出后再上传"):
        open_plan("要点.pdf", text_pdf(LINES), **FACTS)


def test_pasted_text_is_text_whatever_it_looks_like():
    text = "\n".join(["%PDF-1.7", *LINES])
    assert leads(open_plan("粘贴的文字.txt", text, **FACTS)) == [("县司法局",)]


@pytest.mark.parametrize("entry", ["config.urls", "tasks.jobs", "reports.jobs"])
def test_no_web_or_worker_process_loads_pdfium(entry):
    code = (
        f"import django, sys, importlib; django.setup(); importlib.import_module({entry!r});"
        " sys.exit('pypdfium2' in sys.modules)"
    )
    words = os.environ | {"DJANGO_SETTINGS_MODULE": "config.settings.test"}
    assert subprocess.run([sys.executable, "-c", code], env=words, check=False).returncode == 0


def test_the_reader_knows_neither_settings_nor_database():
    code = "import sys, tasks.plan.worker, tasks.plan.pdf; sys.exit('django' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], env={}, check=False).returncode == 0
