"""`manage.py plan_reminders [--campaign ID] [--today DAY] [--dry-run] [--json]`: climb the ladder."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from indicators.models import Campaign
from reports.services.ladder import firing
from reports.services.ladder.preview import preview
from units import clock
from units.errors import Refused
from units.management.options import as_json, day
from units.services.counties import moment_of


class Command(BaseCommand):
    """Fire what is owed, as the job does; `--dry-run` only says what, and why."""

    help = "按督促提醒规则办理今天应办的提醒；--dry-run 只列出、不办理"
