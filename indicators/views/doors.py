"""The only doors through which bytes of proof leave: after the policy, and audited."""

from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from indicators.models import Blob, Evidence
from indicators.policies import require
from indicators.services import previews
from indicators.services.blobs import open_blob
from indicators.uploads.types import TYPES
from indicators.views.catalogue import find
from units import clock
from units.errors import Refused
from units.ids import LARGEST, whole_number
from units.requests import SeatedRequest
from units.services.audit import record_audit

PAGES_AT_ONCE = 10


@require_safe
def original(request: SeatedRequest, pk: int) -> FileResponse:
    """Send the file as attachment, never to be shown or guessed at by the browser."""
    evidence, blob = _readable(request, pk)
    stream = open_blob(blob)
    record_audit(actor=request.seat, action="evidence.download", obj=evidence, now=clock.now())
    kind = TYPES.get(blob.suffix)
    response = FileResponse(
        stream,
        as_attachment=True,
        filename=evidence.filename,
        content_type=kind.mime if kind else "application/octet-stream",
    )
    response["X-Content-Type-Options"] = "nosniff"
    return response


@require_safe
def preview(request: SeatedRequest, pk: int) -> HttpResponse:
    """Show page pictures or escaped text; a part of a page when htmx asks."""
    evidence, blob = _readable(request, pk)
    record_audit(actor=request.seat, action="evidence.preview", obj=evidence, now=clock.now())
    context = {"evidence": evidence, "kind": previews.preview_kind(blob)} | _shown(request, blob)
    part = request.headers.get("HX-Request") == "true"
    name = "indicators/preview_part.html" if part else "indicators/preview.html"
    return render(request, name, context)


@require_safe
def preview_page(request: SeatedRequest, pk: int, number: int) -> HttpResponse:
    """Send page `number` (a photo has one) as a picture made by the worker."""
    evidence, blob = _readable(request, pk)
    kind = previews.preview_kind(blob)
    if kind == "pages":
        path = previews.page_picture(blob, number)
    elif kind == "picture" and number == 1:
        path = previews.picture(blob)
    else:
        raise Http404
    record_audit(actor=request.seat, action="evidence.preview_page", obj=evidence, now=clock.now())
    response = HttpResponse(path.read_bytes(), content_type="image/png")
    response["X-Content-Type-Options"] = "nosniff"
    return response


def _readable(request: SeatedRequest, pk: int) -> tuple[Evidence, Blob]:
    """Return the proof and its blob; 404 out of sight, 403 when its bytes are not to be read."""
    evidence = find(request, pk)
    require(request.seat, "read_file", evidence)
    if evidence.blob is None:
        raise Http404
    return evidence, evidence.blob


def _shown(request: SeatedRequest, blob: Blob) -> dict[str, object]:
    """Return what the preview template needs; a file that cannot be shown gives its sentence."""
    kind = previews.preview_kind(blob)
    try:
        if kind == "text":
            return {"text": previews.text(blob)}
        if kind != "pages":
            return {"numbers": [1]}
        count = previews.page_count(blob)
    except Refused as refusal:
        return {"refusal": refusal.message}
    start = min(whole_number(request.GET.get("from"), 1, LARGEST) or 1, count)
    last = min(start + PAGES_AT_ONCE - 1, count)
    return {
        "numbers": range(start, last + 1),
        "count": count,
        "before": max(start - PAGES_AT_ONCE, 1) if start > 1 else None,
        "after": last + 1 if last < count else None,
    }
