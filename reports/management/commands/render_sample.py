"""`render_sample KIND --out DIR [--pdf] [--json]`: a made-up document, without a database row."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from reports.docx import render
from reports.docx.kinds import COMPOSERS
from reports.docx.samples import sample
from reports.management.writing import needed_pdf, possible_pdf, write
from units.management.options import as_json


class Command(BaseCommand):
    """Writes docx and, where LibreOffice is, the PDF; reads and writes no row."""

    help = "输出一份虚构的样例文书（docx，装有 LibreOffice 时另出 PDF），不读写数据库"
    requires_migrations_checks = False

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the kind, where the files go, and whether the PDF must be there."""
        parser.add_argument("kind", choices=list(COMPOSERS), metavar="KIND", help="文种代码")
        parser.add_argument("--out", type=Path, required=True, metavar="DIR", help="输出文件夹")
        parser.add_argument("--pdf", action="store_true", help="必须有 PDF，不能生成即失败")
        parser.add_argument("--json", action="store_true", help="以 JSON 输出结果")

    def handle(self, *args: Any, **options: Any) -> None:
        """Write the files and say which; what is missing is said on standard error."""
        kind = options["kind"]
        docx = render(sample(kind))
        pdf = needed_pdf(docx) if options["pdf"] else possible_pdf(docx, self.stderr.write)
        files = write(options["out"], f"{kind}-sample", docx, pdf)
        if options["json"]:
            self.stdout.write(as_json({"kind": kind, "files": files}))
            return
        for path in filter(None, files.values()):
            self.stdout.write(path)
