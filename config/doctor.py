"""What an installation needs: one small function per thing, each tells what it found."""

import shutil
import smtplib
import ssl
import subprocess
import sys
from collections.abc import Callable
from dataclasses import asdict, dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Literal

from django.apps import apps
from django.conf import settings
from django.core.mail import get_connection
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor

from config import env, health
from reports.faces import FontToolsMissing, substituted
from reports.faces import faces as role_faces
from units import clock

State = Literal["ok", "warning", "broken"]


@dataclass(frozen=True)
class Finding:
    """One thing looked at: `broken` stops the work, `warning` only limits it."""

    name: str
    state: State
    detail: str
    mend: str = ""


CHECKS: list[Callable[[], Finding]] = []


def check(look: Callable[[], Finding]) -> Callable[[], Finding]:
    """Register a function without arguments; checks run in the order they are written."""
    CHECKS.append(look)
    return look


def examine() -> list[Finding]:
    """Run every check; none of them raises."""
    return [look() for look in CHECKS]


def as_json(findings: list[Finding]) -> dict[str, object]:
    """Return what `doctor --json` prints: `{"ok": bool, "checks": [{name, state, detail, mend}]}`."""
    return {
        "ok": all(finding.state != "broken" for finding in findings),
        "checks": [asdict(finding) for finding in findings],
    }


def _from_health(name: str, problem: str, good: str, state: State, mend: str) -> Finding:
    return Finding(name, state, problem, mend) if problem else Finding(name, "ok", good)


@check
def python() -> Finding:
    """The interpreter, and no psycopg 3 beside psycopg2: Django would take it silently."""
    version = ".".join(map(str, sys.version_info[:3]))
    if find_spec("psycopg"):
        return Finding(
            "Python", "broken", "装有 psycopg 3", "卸载它：.venv/bin/pip uninstall psycopg"
        )
    return Finding("Python", "ok", version)


@check
def profile() -> Finding:
    """Which profile runs, and whether production is meant to be open."""
    if settings.DEBUG:
        return Finding("运行方式", "warning", "调试模式", "正式运行时去掉环境变量 DEBUG")
    kind = "单机内置(SQLite)" if settings.EMBEDDED else "生产(PostgreSQL)"
    if not settings.EMBEDDED and not env.flag("HTTPS"):
        return Finding("运行方式", "warning", f"{kind}，未启用 HTTPS", "配置证书后设置 HTTPS=1")
    return Finding("运行方式", "ok", kind)


@check
def database() -> Finding:
    """Whether the database answers."""
    mend = "检查 DATABASE_URL 以及数据库服务是否已启动"
    return _from_health("数据库", health.database(), connection.display_name, "broken", mend)


@check
def migrations() -> Finding:
    """Whether the tables are those of this version."""
    try:
        executor = MigrationExecutor(connection)
        waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except DatabaseError as error:
        return Finding("数据表", "broken", f"读不到数据表：{error}".strip(), "先修好数据库")
    if waiting:
        mend = "运行 .venv/bin/python manage.py migrate"
        return Finding("数据表", "broken", f"有 {len(waiting)} 项结构变更未执行", mend)
    return Finding("数据表", "ok", "与程序版本一致")


@check
def storage() -> Finding:
    """Whether proof can be stored, and how much room is left."""
    folder = Path(settings.BLOB_DIR)
    if problem := health.storage():
        return Finding("文件存储", "broken", problem, f"检查目录 {folder} 的权限和磁盘空间")
    free = shutil.disk_usage(folder).free / 1024**3
    if free < 2:
        return Finding("文件存储", "warning", f"只剩 {free:.1f} GB", "清理磁盘或扩容")
    return Finding("文件存储", "ok", f"{folder}，剩余 {free:.0f} GB")


@check
def broker() -> Finding:
    """Whether jobs can be handed over."""
    good = "Redis" if settings.REDIS_URL else "本机文件队列"
    mend = "检查 REDIS_URL 以及 Redis 是否已启动"
    return _from_health("消息队列", health.broker(), good, "warning", mend)


@check
def worker() -> Finding:
    """Whether somebody does the jobs."""
    mend = "用 make up 启动，或启动 celery -A config worker"
    return _from_health("后台进程", health.worker(), "有心跳", "warning", mend)


@check
def mail() -> Finding:
    """Whether the mail server accepts a connection; nothing is sent."""
    if not settings.EMAIL_HOST:
        detail = f"未配置邮件服务器，邮件只写入 {settings.EMAIL_FILE_PATH}"
        return Finding("邮件", "warning", detail, "设置 EMAIL_HOST 等变量，见 .env.example")
    server = f"{settings.EMAIL_HOST}:{settings.EMAIL_PORT}"
    try:
        link = get_connection(timeout=5)
        link.open()
        link.close()
    except (OSError, smtplib.SMTPException, ssl.SSLError) as error:
        return Finding(
            "邮件", "warning", f"{server} 连不上：{error}", "核对邮件服务器地址、账号和防火墙"
        )
    return Finding("邮件", "ok", server)


@check
def libreoffice() -> Finding:
    """PDF copies of letters need it; docx and xlsx do not."""
    found = shutil.which("soffice") or shutil.which("libreoffice")
    if found is None:
        mend = "apt-get install libreoffice-writer-nogui"
        return Finding("LibreOffice", "warning", "未安装，公文只出 docx，不出 PDF", mend)
    return Finding("LibreOffice", "ok", found)


@check
def fonts() -> Finding:
    """Without a Chinese font the PDF shows boxes."""
    mend = "apt-get install fontconfig fonts-noto-cjk，或装入仿宋、小标宋等公文字体"
    if not (lister := shutil.which("fc-list")):
        return Finding("中文字体", "warning", "没有 fontconfig，无从查看", mend)
    listed = subprocess.run(
        [lister, ":lang=zh-cn", "family"], capture_output=True, text=True, check=False, timeout=20
    )
    families = sorted({line.split(",")[0].strip() for line in listed.stdout.splitlines() if line})
    if not families:
        return Finding("中文字体", "warning", "没有中文字体，PDF 会显示方框", mend)
    return Finding("中文字体", "ok", f"{len(families)} 种：{'、'.join(families[:3])}")


@check
def faces() -> Finding:
    """Which face each role of a 公文 is set in; stand-ins make a PDF a preview."""
    mend = "在服务器装入仿宋_GB2312、楷体_GB2312、方正小标宋简体等公文字体；docx 不受影响"
    try:
        found, stand_ins = role_faces(), substituted()
    except FontToolsMissing:
        return Finding(
            "公文字体", "warning", "没有 fontconfig，无从查看", "apt-get install fontconfig"
        )
    detail = "；".join(f"{role}→{face}" for role, face in found.items())
    if stand_ins:
        named = "、".join(stand_ins)
        return Finding("公文字体", "warning", f"{detail}（{named}为代用，PDF 只作预览）", mend)
    return Finding("公文字体", "ok", detail)


@check
def workdays() -> Finding:
    """Whether this year's and, from December on, next year's holidays are entered."""
    mend = "由系统管理员在“工作日历”中按国务院办公厅通知录入"
    try:
        today = clock.today()
        years = set(apps.get_model("units", "CalendarYear").objects.values_list("year", flat=True))
    except DatabaseError:
        return Finding("工作日历", "warning", "数据表尚未建立", "先运行 migrate")
    wanted = {today.year} | ({today.year + 1} if today.month == 12 else set())
    if missing := sorted(wanted - years):
        detail = f"缺 {'、'.join(map(str, missing))} 年放假安排，暂按周一至周五计算"
        return Finding("工作日历", "warning", detail, mend)
    return Finding("工作日历", "ok", f"{min(years)}—{max(years)} 年")


@check
def static_files() -> Finding:
    """Whether the pages have their styles and scripts."""
    if not (settings.BASE_DIR / "static" / "vendor").is_dir():
        return Finding("页面资源", "broken", "static/vendor 不存在", "运行 make install")
    manifest = Path(settings.STATIC_ROOT) / "staticfiles.json"
    if not settings.DEBUG and not manifest.exists():
        mend = "运行 .venv/bin/python manage.py collectstatic --noinput，或 make up"
        return Finding("页面资源", "warning", "静态文件尚未整理", mend)
    return Finding("页面资源", "ok", "齐备")
