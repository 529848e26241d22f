"""导入单位: upload → look at what is new and what changes → confirm. All rows or none.

Between the steps the table goes round signed in the page, so nothing is kept for whoever leaves.
"""

import base64

from django.contrib import messages
from django.core import signing
from django.core.files import File
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from units import clock
from units.body_sheet import COLUMNS, EXAMPLE
from units.errors import Refused
from units.forms.importing import BodiesFileForm
from units.policies import require
from units.relation_words import RELATION_LABELS
from units.requests import SeatedRequest
from units.services.importing import Imported, import_bodies
from units.sheets_out import write_table
from units.views.attachment import XLSX, as_file
from units.views.bodies import county_of
from units.views.outcome import attempt, status_of

SALT = "units.import"
HOUR = 3600
MAX_BYTES = 1024 * 1024
EXAMPLES = (
    (f"{EXAMPLE}某某县水利局", "县水利局", "水利局|水利部门", RELATION_LABELS["government"]),
    (f"{EXAMPLE}某某县城关镇人民政府", "城关镇", "", RELATION_LABELS["township"]),
)


@require_http_methods(["GET", "POST"])
def upload(request: SeatedRequest) -> HttpResponse:
    """`/import/units/`: take the table and show what it would do."""
    require(request.seat, "unit.edit", county_of(request))
    form = BodiesFileForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        page = attempt(form, lambda: _look(request, form.cleaned_data["file"]))
        if page:
            return page
    return render(request, "units/import.html", {"form": form}, status=status_of(form))


@require_POST
def confirm(request: SeatedRequest) -> HttpResponse:
    """`/import/units/confirm/`: import the table that was looked at."""
    require(request.seat, "unit.edit", county_of(request))
    try:
        name, text = signing.loads(request.POST.get("table", ""), salt=SALT, max_age=HOUR)
    except signing.BadSignature as error:
        raise Refused("核对结果已失效，请重新上传。") from error
    done = _run(request, base64.b64decode(text), name, dry_run=False)
    word = "单位" if done.kind == "units" else "分组"
    messages.success(request, f"已新增{word} {len(done.added)} 个，更新 {len(done.changed)} 个。")
    return redirect("units")


@require_safe
def template(request: SeatedRequest) -> HttpResponse:
    """`/import/units/template/`: the empty table with two examples, which are never taken in."""
    require(request.seat, "unit.edit", county_of(request))
    data = write_table("单位名录", list(COLUMNS.values()), EXAMPLES, widths=(36, 18, 36, 18))
    return as_file(data, "单位名录模板.xlsx", XLSX)


def _look(request: SeatedRequest, file: "File[bytes]") -> HttpResponse:
    if file.size > MAX_BYTES:
        words = "文件超过 1 MB，请删去图片等无关内容后再上传。"
        raise Refused(words, fields={"file": words})
    data, name = file.read(), str(file.name)
    found = _run(request, data, name, dry_run=True)
    table = signing.dumps([name, base64.b64encode(data).decode("ascii")], salt=SALT, compress=True)
    context = {
        "found": found,
        "word": "单位" if found.kind == "units" else "分组",
        "filename": name,
        "table": table,
    }
    return render(request, "units/import_preview.html", context)


def _run(request: SeatedRequest, data: bytes, name: str, *, dry_run: bool) -> Imported:
    return import_bodies(
        actor=request.seat,
        county=county_of(request),
        data=data,
        filename=name,
        now=clock.now(),
        dry_run=dry_run,
    )
