"""任务台账 as a download."""

from tempfile import SpooledTemporaryFile

from django.http import FileResponse, HttpResponseBase
from django.views.decorators.http import require_safe

from indicators.current import current_campaign
from reports import policies
from reports.services.ledgers import export_ledger
from units import clock
from units.clock import local_date
from units.errors import Refused
from units.requests import SeatedRequest
from units.services.audit import record_audit
from units.views.attachment import XLSX

IN_MEMORY = 2_000_000


@require_safe
def ledger(request: SeatedRequest) -> HttpResponseBase:
    """`/ledger.xlsx`: for the office and county leaders; audited."""
    policies.require(request.seat, "overview")
    campaign = current_campaign(request.seat.county_id)
    if campaign is None:
        raise Refused("还没有进行中的创建批次，没有台账可以导出。请先在“设置”中建立创建批次。")
    now = clock.now()
    # The response closes the file.
    file = SpooledTemporaryFile(IN_MEMORY)  # noqa: SIM115
    export_ledger(campaign, file, now=now)
    record_audit(actor=request.seat, action="ledger.export", obj=campaign, now=now)
    file.seek(0)
    return FileResponse(
        file,
        as_attachment=True,
        filename=f"任务台账{local_date(now):%Y%m%d}.xlsx",
        content_type=XLSX,
    )
