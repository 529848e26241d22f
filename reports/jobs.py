"""Jobs of documents and figures: load, call one service, choose the retry."""

from celery import shared_task

from indicators.models import Campaign
from reports.pdf import PdfFailed, PdfUnavailable
from reports.services.days import count_day
from reports.services.ladder import firing
from reports.services.letters import batches, rendering, unreceived
from units import clock
from units.dispatch import kick_each
from units.services import works


@shared_task(name="reports.render_letter")
def render_letter(letter_id: int) -> None:
    """Make the files of an issued letter."""
    rendering.make_files(letter_id, now=clock.now())


@shared_task(name="reports.render_missing")
def render_missing() -> None:
    """Ask for each issued letter whose file was never made."""
    kick_each("reports.render_letter", "letter_id", rendering.missing_files())


@shared_task(name="reports.render_pdf", autoretry_for=(PdfFailed,), max_retries=2)
def render_pdf(letter_id: int) -> str:
    """Make the PDF of an issued letter and of those that wait, where LibreOffice is installed."""
    try:
        rendering.make_pdfs(letter_id, now=clock.now())
    except PdfUnavailable as error:
        return str(error)
    return ""


@shared_task(name="reports.issue_batch")
def issue_batch(work_id: int) -> None:
    """Issue the signed letters of a batch."""
    now = clock.now()
    with works.taken(work_id, now=now) as work:
        if work:
            batches.run_issue(work, clock=clock.now)


@shared_task(name="reports.climb_ladder")
def climb_ladder() -> None:
    """Ask for each campaign whose ladder is on."""
    kick_each(
        "reports.climb_campaign", "campaign_id", firing.climbing().values_list("pk", flat=True)
    )


@shared_task(name="reports.climb_campaign")
def climb_campaign(campaign_id: int) -> None:
    """Fire what the ladder of one campaign owes, unless it was switched off meanwhile."""
    for campaign in firing.climbing().filter(pk=campaign_id):
        firing.run(campaign, now=clock.now())


@shared_task(name="reports.remind_receipts")
def remind_receipts() -> None:
    """Ask for each running campaign."""
    running = Campaign.objects.filter(active=True)
    kick_each("reports.remind_campaign", "campaign_id", running.values_list("pk", flat=True))


@shared_task(name="reports.remind_campaign")
def remind_campaign(campaign_id: int) -> None:
    """Remind units of the documents of one campaign not received in time, unless it ended."""
    for campaign in Campaign.objects.filter(pk=campaign_id, active=True):
        unreceived.remind_receipts(campaign, now=clock.now())


@shared_task(name="reports.count_days")
def count_days() -> None:
    """Ask for today's row of every running campaign; the last run of a day is the one that stays."""
    running = Campaign.objects.filter(active=True)
    kick_each("reports.count_campaign", "campaign_id", running.values_list("pk", flat=True))


@shared_task(name="reports.count_campaign")
def count_campaign(campaign_id: int) -> None:
    """Write today's row of one campaign, unless it was ended meanwhile."""
    for campaign in Campaign.objects.filter(pk=campaign_id, active=True):
        count_day(campaign, now=clock.now())
