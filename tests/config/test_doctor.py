"""`doctor`: tells what is missing and how to mend it."""

import json
import shutil

import pytest
from django.core.management import call_command

from config import doctor

pytestmark = pytest.mark.django_db
NAMES = {
    *("Python", "运行方式", "数据库", "数据表", "文件存储", "消息队列", "后台进程"),
    *("邮件", "LibreOffice", "中文字体", "公文字体", "工作日历", "页面资源"),
}


def found(name):
    return next(finding for finding in doctor.examine() if finding.name == name)


def test_every_finding_says_what_to_do_about_it():
    findings = doctor.examine()
    assert {finding.name for finding in findings} == NAMES
    for finding in findings:
        assert finding.detail
        assert (finding.state == "ok") is not bool(finding.mend)


def test_json_is_chinese_and_complete(capsys, monkeypatch):
    monkeypatch.setattr(doctor, "CHECKS", [doctor.python])
    call_command("doctor", "--json")
    out = capsys.readouterr().out
    assert json.loads(out)["ok"] is True
    assert [check["name"] for check in json.loads(out)["checks"]] == ["Python"]


def test_something_broken_is_exit_code_1(capsys, monkeypatch):
    broken = doctor.Finding("数据库", "broken", "没有应答", "启动数据库")
    monkeypatch.setattr(doctor, "CHECKS", [lambda: broken])
    with pytest.raises(SystemExit) as caught:
        call_command("doctor")
    assert caught.value.code == 1
    assert "[故障] 数据库：没有应答" in capsys.readouterr().out


def test_a_mail_server_is_tried(smtp, settings):
    assert found("邮件") == doctor.Finding("邮件", "ok", f"127.0.0.1:{settings.EMAIL_PORT}")
    settings.EMAIL_PORT = 1
    assert found("邮件").state == "warning"
    settings.EMAIL_HOST = ""
    assert "未配置" in found("邮件").detail


def test_without_libreoffice_there_is_no_pdf(monkeypatch):
    monkeypatch.setattr(shutil, "which", lambda name: None)
    assert "不出 PDF" in doctor.libreoffice().detail
    assert doctor.fonts().state == "warning"


def test_every_role_of_a_document_is_named_with_its_face(monkeypatch):
    official = {
        "仿宋": "仿宋_GB2312 Regular",
        "楷体": "楷体_GB2312 Regular",
        "黑体": "SimHei Regular",
        "宋体": "SimSun Regular",
        "小标宋": "FZXiaoBiaoSong-B05S Regular",
        "西文": "Times New Roman Regular",
    }
    for place in ("config.doctor.role_faces", "reports.faces.faces"):
        monkeypatch.setattr(place, lambda: official)
    finding = doctor.faces()
    assert finding.state == "ok"
    assert all(f"{role}→{face}" in finding.detail for role, face in official.items())
    official["仿宋"] = "Noto Serif CJK SC Regular"
    finding = doctor.faces()
    assert finding.state == "warning"
    assert "（仿宋为代用，PDF 只作预览）" in finding.detail


def test_without_fontconfig_the_faces_cannot_be_told(monkeypatch):
    monkeypatch.setattr(shutil, "which", lambda name: None)
    assert doctor.faces().state == "warning"
    assert "fontconfig" in doctor.faces().mend


def test_a_full_disk_is_announced(monkeypatch):
    usage = shutil.disk_usage("/")._replace(free=1024**3)
    monkeypatch.setattr(shutil, "disk_usage", lambda folder: usage)
    assert found("文件存储").detail == "只剩 1.0 GB"


def test_a_year_without_its_holidays():
    from units.models import CalendarYear

    CalendarYear.objects.all().delete()
    finding = found("工作日历")
    assert finding.state == "warning"
    assert "暂按周一至周五计算" in finding.detail
    for year in range(2020, 2100):
        CalendarYear.objects.create(year=year)
    assert found("工作日历").state == "ok"
