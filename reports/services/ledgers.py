"""任务台账 into a file, as of one moment."""

from datetime import datetime
from pathlib import Path
from typing import IO

from indicators.models import Campaign
from reports.excel.ledger import write_ledger
from reports.figures.campaign import CampaignFigures, campaign_figures
from reports.figures.ledger import ledger_rows
from reports.figures.sets import Moment
from units.clock import local_date
from units.day_words import moment_cn


def export_ledger(
    campaign: Campaign, target: IO[bytes] | Path, *, now: datetime
) -> CampaignFigures:
    """Write the ledger of a campaign as xlsx and return the figures it was written with.

    Memory does not grow with the rows. Raises OSError where `target` cannot be written.
    """
    moment = Moment.of(campaign.county_id, local_date(now))
    figures = campaign_figures(campaign, as_of=now, moment=moment)
    rows = ledger_rows(campaign.pk, moment)
    write_ledger(target, rows, figures, campaign=campaign.name, as_of=as_of_words(now))
    return figures


def as_of_words(now: datetime) -> str:
    """Return 截至2026年11月22日 17:00."""
    return f"截至{moment_cn(now)}"
