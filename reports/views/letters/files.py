"""The doors through which documents leave: after the policy, audited, their hash looked at again."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST, require_safe

from indicators.models import Blob
from indicators.services.blobs import read_checked
from indicators.uploads.types import TYPES
from reports import policies
from reports.choices import LetterKind
from reports.docx import DoesNotFit, render
from reports.docx.sheets import draft_sheet
from reports.pdf import libreoffice
from reports.services.letters.building import shown
from reports.views.letters.detail import find
from units import clock
from units.clock import local_date
from units.dispatch import kick
from units.requests import SeatedRequest
from units.services.audit import record_audit
from units.views.attachment import DOCX, XLSX, as_file

MIMES = {"docx": DOCX, "pdf": "application/pdf", "xlsx": XLSX}

# Who drafted a letter that the rules of 督促提醒 drafted, and the copy that the office keeps.
DRAFTED_BY_RULE = "平台自动拟稿"
ON_FILE = 1


@require_safe
def file(request: SeatedRequest, pk: int, field: str) -> HttpResponse:
    """Send the stored docx, PDF or annex of an issued document; a draft's docx is made at once."""
    letter = find(request, pk)
    blob: Blob | None = getattr(letter, field)
    if blob is not None:
        data, suffix = read_checked(blob), blob.suffix
    elif field == "docx" and not letter.is_out:
        policies.require(request.seat, "draft", letter)
        try:
            data, suffix = render(shown(letter, today=clock.today())), "docx"
        except DoesNotFit as longer:
            messages.error(request, f"{longer}")
            return redirect("letter", letter.pk)
    elif letter.is_out and (field != "annex" or letter.kind == LetterKind.NOTICE):
        messages.info(request, "文件生成中，请稍后刷新页面再下载。")
        return redirect("letter", letter.pk)
    else:
        raise Http404
    record_audit(actor=request.seat, action="letter.download", obj=letter, now=clock.now())
    name = f"{letter.number_text or '拟稿'} {letter.title}".replace("/", "-")
    if field == "annex":
        name += "（附件）"
    if suffix == "pdf" and letter.pdf_preview:
        name += "（预览）"
    return as_file(data, f"{name}.{suffix}", MIMES[suffix])


@require_POST
def make_pdf(request: SeatedRequest, pk: int) -> HttpResponse:
    """Ask for the PDF of an issued document, or say why there can be none."""
    letter = find(request, pk)
    if not letter.is_out:
        raise Http404
    if libreoffice() is None:
        messages.warning(request, "服务器未安装 LibreOffice，暂不能生成 PDF，请下载 docx 文件。")
    else:
        kick("reports.render_pdf", letter_id=letter.pk)
        messages.info(request, "PDF 生成中，请稍后刷新页面。")
    return redirect("letter", letter.pk)


@require_safe
def signing_sheet(request: SeatedRequest, pk: int) -> HttpResponse:
    """Send the 发文稿纸 with everything filled in that is known."""
    letter = find(request, pk)
    policies.require(request.seat, "draft", letter)
    document = shown(letter, today=clock.today())
    data = render(
        draft_sheet(
            document,
            drafted_by=letter.drafted_by.user.name if letter.drafted_by else DRAFTED_BY_RULE,
            drafted_on=local_date(letter.drafted_at),
            checked_by=letter.checked_by.user.name if letter.checked_by else "",
            copies=letter.receipts.count() + len(document.cc) + ON_FILE,
        )
    )
    record_audit(actor=request.seat, action="letter.draft_sheet", obj=letter, now=clock.now())
    return as_file(data, f"发文稿纸 {letter.title}.docx".replace("/", "-"), DOCX)


@require_safe
def scan(request: SeatedRequest, pk: int) -> HttpResponse:
    """Send the scan of the sheet that was signed on paper; for the office only."""
    letter = find(request, pk)
    policies.require(request.seat, "draft", letter)
    blob = letter.sign_scan
    if blob is None:
        raise Http404
    record_audit(actor=request.seat, action="letter.scan", obj=letter, now=clock.now())
    kind = TYPES.get(blob.suffix)
    mime = kind.mime if kind else "application/octet-stream"
    return as_file(read_checked(blob), f"签发件 {letter.title}.{blob.suffix}", mime)
