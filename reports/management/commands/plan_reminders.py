"""`manage.py plan_reminders [--campaign ID] [--today DAY] [--dry-run] [--json]`: climb the ladder."""

from django.core.management.base import BaseCommand


class Command(BaseCommand):
    """Fire what is owed, as the job does; `--dry-run` only says what, and why."""

    help = "按督促提醒规则办理今天应办的提醒；--dry-run 只列出、不办理"
