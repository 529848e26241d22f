"""导入指标体系: upload → look at it with every error named → confirm. Nothing half-done.

Between the steps the file lies staged in the blob storage and its id goes round signed; what is
never confirmed is swept after a day.
"""

from django.contrib import messages
from django.core import signing
from django.core.files import File
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from indicators.choices import BlobState, Method
from indicators.forms.campaigns import TableForm
from indicators.models import Blob
from indicators.policies import require
from indicators.services import blobs
from indicators.services.systems import import_system, report
from indicators.sheets.reader import SheetUnreadable, read_indicators
from indicators.sheets.rows import LEVEL_NAMES, IndicatorTable
from indicators.sheets.template import template_bytes
from units import clock
from units.errors import Refused
from units.policies import county_of
from units.requests import SeatedRequest
from units.views.attachment import XLSX, as_file
from units.views.outcome import attempt, status_of

SALT = "indicators.import"
HOUR = 3600
MAX_BYTES = 20 * 1024 * 1024


@require_http_methods(["GET", "POST"])
def upload(request: SeatedRequest) -> HttpResponse:
    """Take the table and show what is in it."""
    require(request.seat, "import_indicators")
    form = TableForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        filled = form.cleaned_data
        page = attempt(form, lambda: _look(request, filled["edition"], filled["file"]))
        if page:
            return page
    return _form_page(request, form)


@require_POST
def confirm(request: SeatedRequest) -> HttpResponse:
    """Import the table that was looked at; what was checked is read again from its bytes."""
    require(request.seat, "import_indicators")
    try:
        blob_id, edition = signing.loads(request.POST.get("table", ""), salt=SALT, max_age=HOUR)
    except signing.BadSignature as error:
        raise Refused("核对结果已失效，请重新上传指标体系表。") from error
    rows = Blob.objects.filter(county_id=request.seat.county_id).exclude(state=BlobState.PURGED)
    blob = get_object_or_404(rows, pk=blob_id)
    system = import_system(
        actor=request.seat,
        county=county_of(request.seat),
        edition=edition,
        table=_read(blobs.read_checked(blob)),
        now=clock.now(),
    )
    messages.success(request, f"已导入指标体系“{system.edition}”，可用于新建创建批次。")
    return redirect("campaigns")


@require_safe
def template(request: SeatedRequest) -> HttpResponse:
    """Send the empty template."""
    require(request.seat, "import_indicators")
    return as_file(template_bytes(), "指标体系模板.xlsx", XLSX)


def _look(request: SeatedRequest, edition: str, file: "File[bytes]") -> HttpResponse:
    if file.size > MAX_BYTES:
        words = "文件超过 20 MB，请删去图片等无关内容后再上传。"
        raise Refused(words, fields={"file": words})
    data = file.read()
    table = _read(data)
    county = county_of(request.seat)
    blob = blobs.stage(county=county, stream=data, suffix="xlsx", now=clock.now())
    result = report(table, edition=edition)
    context = {
        "edition": edition,
        "rows": table.rows,
        "errors": table.errors,
        "materials": result["materials"],
        "levels": [(LEVEL_NAMES[int(n)], count) for n, count in result["levels"].items()],
        "methods": [(code, Method(code).label, n) for code, n in result["methods"].items()],
        "table": signing.dumps([blob.pk, edition], salt=SALT),
    }
    return render(request, "indicators/import_preview.html", context)


def _read(data: bytes) -> IndicatorTable:
    try:
        return read_indicators(data)
    except SheetUnreadable as error:
        raise Refused(str(error), fields={"file": str(error)}) from error


def _form_page(request: SeatedRequest, form: TableForm) -> HttpResponse:
    return render(request, "indicators/import.html", {"form": form}, status=status_of(form))
