"""Who, and how to reach them."""

from units.models.access import ApiToken, Membership
from units.models.audit import AuditEntry, AuditSeal
from units.models.body import Unit, UnitAlias, UnitGroup
from units.models.calendar import CalendarYear, ClockShift, Holiday
from units.models.county import County
from units.models.inbox import Delivery, InboxItem
from units.models.person import PasswordRecord, User
from units.models.work import Work

__all__ = [
    "ApiToken",
    "AuditEntry",
    "AuditSeal",
    "CalendarYear",
    "ClockShift",
    "County",
    "Delivery",
    "Holiday",
    "InboxItem",
    "Membership",
    "PasswordRecord",
    "Unit",
    "UnitAlias",
    "UnitGroup",
    "User",
    "Work",
]
