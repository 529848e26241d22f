"""What goes out and what is looked at."""

from reports.models.annex import LetterAnnex
from reports.models.figures import LetterFigures
from reports.models.head import LetterHead
from reports.models.ladder import LadderFiring, LadderStep
from reports.models.letter import Letter, LetterBatch, LetterItem, LetterReceipt
from reports.models.notice import Notice, NoticeCheck, NoticeSkip
from reports.models.referral import Referral
from reports.models.series import Series, SeriesNumber
from reports.models.snapshot import CampaignDay
from reports.models.wording import Wording

__all__ = [
    "CampaignDay",
    "LadderFiring",
    "LadderStep",
    "Letter",
    "LetterAnnex",
    "LetterBatch",
    "LetterFigures",
    "LetterHead",
    "LetterItem",
    "LetterReceipt",
    "Notice",
    "NoticeCheck",
    "NoticeSkip",
    "Referral",
    "Series",
    "SeriesNumber",
    "Wording",
]
