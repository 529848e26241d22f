"""Start everything on this machine: pages, worker and beat. Ctrl-C stops all."""

from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.management import BaseCommand, CommandError, call_command, get_commands
from django.core.management.base import CommandParser
from django.db import connections
from honcho import manager as honcho

from config import env, launch

ASKED_TO_STOP = {130, 143}  # what honcho returns after SIGINT and SIGTERM
NEXT_STEP = (
    "还没有县：请另开一个终端，运行 python manage.py create_admin sysadmin 建立系统管理员，"
    "再用这个账号登录，按页面提示完成首次设置。"
)
PATIENCE = 30  # seconds; a worker ends the job it is at, honcho alone would give it five


class Command(BaseCommand):
    """`manage.py up [--port N] [--no-demo]`: returns 0 when stopped, 1 when a process died."""

    help = "启动网页、后台任务和定时任务；首次运行时准备数据库和演示县"

    requires_system_checks: list[str] = []  # `make lint` has run them; the first page is waited for

    def add_arguments(self, parser: CommandParser) -> None:
        """Options of the command."""
        parser.add_argument("--port", type=int, default=env.number("PORT", 8000), help="网页端口")
        parser.add_argument("--no-demo", action="store_true", help="不生成演示县")

    def handle(self, *args: Any, port: int, no_demo: bool, **options: Any) -> None:
        """Prepare, then run until stopped."""
        if not 0 < port < 65536:
            raise CommandError(f"端口应在 1 至 65535 之间，现为 {port}")
        if problem := launch.port_problem(env.text("BIND_ADDRESS", "127.0.0.1"), port):
            raise CommandError(problem)
        self.prepare(no_demo)
        connections.close_all()
        self.run(port)

    def prepare(self, no_demo: bool) -> None:
        """Bring database, static files and, in an empty installation, the demo county."""
        call_command("migrate", interactive=False, verbosity=0)
        if not settings.DEBUG and launch.collect_static():
            self.stderr.write("静态文件已整理")
        if not no_demo and self.is_empty():
            self.stderr.write("首次运行，正在生成演示县，请稍候……")
            call_command("seed_demo")
        elif self.is_empty():
            self.stderr.write(NEXT_STEP)

    def is_empty(self) -> bool:
        """Return whether there is no county yet, and a demo could be made."""
        if "seed_demo" not in get_commands():
            return False
        return not apps.get_model("units", "County").objects.exists()

    def run(self, port: int) -> None:
        """Run the processes; when one dies all end, and its failure is ours."""
        honcho.KILL_WAIT = PATIENCE
        manager = honcho.Manager()
        variables = launch.variables(port)
        for name, command in launch.processes().items():
            manager.add_process(name, command, env=variables, cwd=str(settings.BASE_DIR))
        manager.loop()
        code = manager.returncode
        if code not in ASKED_TO_STOP:
            status = 128 - code if code < 0 else code or 1
            raise CommandError(
                "有一个进程意外结束，其余已一并停止，原因见上面的输出", returncode=status
            )
        self.stderr.write("已停止")
