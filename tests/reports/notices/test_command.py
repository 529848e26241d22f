"""`compile_notice`: the files, and one Chinese line where it refuses."""

import io
import json
from datetime import date
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from openpyxl import load_workbook

from reports.models import Letter, Notice
from reports.pdf import PdfUnavailable
from reports.services.notices import skipping
from tests.reports.notices.world import COMPILED, MARCH, text_of

pytestmark = pytest.mark.django_db


def run(scene, out, *more):
    stdout, stderr = io.StringIO(), io.StringIO()
    call_command(
        "compile_notice",
        f"--campaign={scene.campaign.pk}",
        f"--out={out}",
        *(more or ("--period=2026-03", "--today=2026-04-02", "--json")),
        stdout=stdout,
        stderr=stderr,
    )
    return stdout.getvalue(), stderr.getvalue()


@pytest.fixture(autouse=True)
def no_office(monkeypatch):
    def refuse(docx):
        raise PdfUnavailable("服务器未安装LibreOffice，暂不能生成PDF，请下载docx文件。")

    monkeypatch.setattr("reports.management.commands.compile_notice.to_pdf", refuse)


def test_it_writes_the_files_and_no_row(scene, tmp_path):
    scene.late(title="制定年度计划")
    letters = Letter.objects.count()
    out, said = run(scene, tmp_path / "new")
    answer = json.loads(out)
    files = answer["files"]
    assert answer["total"]["overdue"] == 1
    assert answer["as_of"].startswith("2026-04-02T")
    assert "制定年度计划" in text_of(Path(files["docx"]).read_bytes())
    assert load_workbook(files["xlsx"]).sheetnames == ["任务进展", "各章进展"]
    figures = json.loads(Path(files["figures"]).read_text(encoding="utf-8"))
    assert figures["period"] == "2026-03-01"
    assert figures["total"] == answer["total"]
    assert files["figures"].endswith("figures.json")
    assert files["pdf"] is None
    assert "LibreOffice" in said
    assert not Notice.objects.exists()
    assert Letter.objects.count() == letters


def test_the_pdf_is_there_where_it_can_be_made(scene, tmp_path, monkeypatch):
    monkeypatch.setattr(
        "reports.management.commands.compile_notice.to_pdf", lambda docx: b"%PDF-1.7"
    )
    out, said = run(scene, tmp_path, "--period=2026-03", "--today=2026-04-02")
    assert (tmp_path / "notice-2026-03.pdf").read_bytes() == b"%PDF-1.7"
    assert [line.rsplit("/", 1)[1] for line in out.split()] == [
        "notice-2026-03.docx",
        "notice-2026-03-annex.xlsx",
        "figures.json",
        "notice-2026-03.pdf",
    ]
    assert said == ""


def test_what_people_did_with_the_draft_goes_into_it(scene, tmp_path):
    scene.prompted(title="制定年度计划")
    scene.checked()
    out, _ = run(scene, tmp_path)
    assert "县司法局承办的“制定年度计划”任务" in text_of(
        Path(json.loads(out)["files"]["docx"]).read_bytes()
    )


def test_refusals_are_one_chinese_line(scene, tmp_path):
    for more, words in (
        (("--period=2026-05", "--today=2026-04-02"), "2026年5月还没有开始"),
        (("--campaign=99999", "--period=2026-03"), "没有编号为 99999 的创建批次"),
    ):
        with pytest.raises(CommandError, match=words) as refusal:
            run(scene, tmp_path, *more)
        assert refusal.value.returncode == 1
        assert "\n" not in str(refusal.value)
    skipping.skip_month(
        scene.campaign, period=MARCH, actor=scene.clerk, now=COMPILED, reason="并入季度通报"
    )
    with pytest.raises(CommandError, match="不通报"):
        run(scene, tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_cannot_be_written(scene, tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(CommandError, match="不能写入文件夹"):
        run(scene, tmp_path / "file")


@pytest.mark.parametrize("wrong", ["--period=2026-13", "--period=三月", "--today=昨天"])
def test_wrong_usage_is_told(scene, tmp_path, wrong):
    with pytest.raises(CommandError, match="请写成"):
        run(scene, tmp_path, "--period=2026-03", "--today=2026-04-02", wrong)


def test_a_day_is_the_end_of_that_day(scene, tmp_path):
    out, _ = run(scene, tmp_path)
    title = json.loads(out)["title"]
    assert title == "关于2026年3月法治政府建设示范创建重点任务进展情况的通报"
    figures = json.loads((tmp_path / "figures.json").read_text(encoding="utf-8"))
    assert figures["as_of"] == "2026-04-02T17:00:00+08:00"
    assert date.fromisoformat(figures["period"]) == MARCH


def test_a_month_long_past_is_warned_of(scene, tmp_path):
    _, said = run(scene, tmp_path, "--period=2026-03", "--today=2026-06-01")
    assert "数据取自2026年6月1日，2026年3月早已结束" in said
    _, said = run(scene, tmp_path, "--period=2026-03", "--today=2026-04-02")
    assert "早已结束" not in said
