"""`render_letter ID --out DIR [--pdf] [--today DAY] [--json]`: a stored letter as files."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from indicators.services.blobs import read_checked
from reports.docx import render
from reports.management.writing import needed_pdf, write
from reports.models import Letter
from reports.services.letters.building import shown
from units import clock
from units.management.options import as_json, day, refusals


class Command(BaseCommand):
    """Writes the stored files of an issued letter, a draft as it stands today; no row is made."""

    help = "把一份文书输出为 docx（加 --pdf 另出 PDF）；已印发的是冻结的文件，未印发的是拟稿"

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the letter, where the files go, and the day a draft is composed for."""
        parser.add_argument("id", type=int, metavar="ID", help="文书编号（网址中的数字）")
        parser.add_argument("--out", type=Path, required=True, metavar="DIR", help="输出文件夹")
        parser.add_argument("--pdf", action="store_true", help="同时输出 PDF，需要 LibreOffice")
        parser.add_argument("--today", type=day, metavar="YYYY-MM-DD", help="拟稿按这一天生成")
        parser.add_argument("--json", action="store_true", help="以 JSON 输出结果")

    def handle(self, *args: Any, **options: Any) -> None:
        """Write the files and say which; a refusal is one Chinese line."""
        rows = Letter.objects.select_related("county", "unit", "docx", "pdf")
        letter: Letter | None = rows.filter(pk=options["id"]).first()
        if letter is None:
            raise CommandError(f"没有编号为 {options['id']} 的文书。")
        with refusals():
            if letter.docx:
                docx = read_checked(letter.docx)
            else:
                docx = render(shown(letter, today=options["today"] or clock.today()))
            pdf = None
            if options["pdf"]:
                pdf = read_checked(letter.pdf) if letter.pdf else needed_pdf(docx)
        files = write(options["out"], f"{letter.kind}-{letter.pk}", docx, pdf)
        if options["json"]:
            facts = {"id": letter.pk, "kind": letter.kind, "state": letter.state}
            self.stdout.write(as_json({**facts, "number": letter.number_text, "files": files}))
            return
        for path in filter(None, files.values()):
            self.stdout.write(path)
