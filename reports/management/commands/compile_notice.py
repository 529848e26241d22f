"""`compile_notice --campaign ID --period YYYY-MM --out DIR [--today DAY] [--json]`: the month's 通报."""

import json
from argparse import ArgumentParser
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from indicators.models import Campaign
from reports.letters.narrative import out_of_season
from reports.pdf import PdfFailed, PdfUnavailable, to_pdf
from reports.services.notices.files import NoticeFiles, draft_files
from units import clock
from units.errors import NotDone
from units.management.options import day, month

# A 通报 is compiled at the end of the working day: 截至××日17时.
END_OF_DAY = 17


class Command(BaseCommand):
    """Writes docx, xlsx annex, figures.json and, where LibreOffice is, the PDF; no row is made."""

    help = "编制某月的工作进展情况通报（草稿），输出 docx、xlsx 附件和 figures.json；不写入数据库"

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the campaign, the month, where the files go, and the day that counts as today."""
        parser.add_argument("--campaign", type=int, required=True)
        parser.add_argument("--period", type=month, required=True, metavar="YYYY-MM")
        parser.add_argument("--out", type=Path, required=True)
        parser.add_argument("--today", type=day, metavar="YYYY-MM-DD")
        parser.add_argument("--json", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        """Compile, write the files, and say which; a refusal is one Chinese line."""
        campaign = Campaign.objects.filter(pk=options["campaign"]).select_related("county").first()
        if campaign is None:
            raise CommandError(f"没有编号为 {options['campaign']} 的创建批次。")
        today: date | None = options["today"]
        now = clock.moment(today, END_OF_DAY) if today else clock.now()
        try:
            made = draft_files(campaign, period=options["period"], now=now)
        except NotDone as error:
            raise CommandError(error.message) from error
        try:
            files = self._write(made, options["out"], f"{options['period']:%Y-%m}")
        except OSError as error:
            raise CommandError(f"不能写入文件夹“{options['out']}”：{error.strerror}。") from error
        if late := out_of_season(made.figures):
            self.stderr.write(late)
        self._say(made, files, as_json=options["json"])

    def _write(self, made: NoticeFiles, out: Path, period: str) -> dict[str, str | None]:
        out.mkdir(parents=True, exist_ok=True)
        text = json.dumps(made.figures, ensure_ascii=False, indent=1)
        files: dict[str, bytes] = {
            "docx": made.docx,
            "xlsx": made.xlsx,
            "figures": text.encode(),
        }
        pdf = self._pdf(made.docx)
        if pdf is not None:
            files["pdf"] = pdf
        names = {
            "docx": f"notice-{period}.docx",
            "xlsx": f"notice-{period}-annex.xlsx",
            "figures": "figures.json",
            "pdf": f"notice-{period}.pdf",
        }
        for kind, data in files.items():
            (out / names[kind]).write_bytes(data)
        return {kind: str(out / name) if kind in files else None for kind, name in names.items()}

    def _pdf(self, docx: bytes) -> bytes | None:
        try:
            return to_pdf(docx)
        except (PdfUnavailable, PdfFailed) as error:
            self.stderr.write(str(error))
            return None

    def _say(self, made: NoticeFiles, files: dict[str, str | None], *, as_json: bool) -> None:
        figures = made.figures
        if as_json:
            answer = {
                **{key: figures[key] for key in ("campaign", "period", "as_of", "tasks", "total")},
                "title": made.snapshot.title,
                "files": files,
            }
            self.stdout.write(json.dumps(answer, ensure_ascii=False))
            return
        for path in filter(None, files.values()):
            self.stdout.write(path)
