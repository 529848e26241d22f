"""Three counters of wrong passwords: account + address, account, address (等保2.0, 身份鉴别)."""

from typing import Any

from axes.attempts import get_cool_off_threshold
from axes.handlers.database import AxesDatabaseHandler
from axes.helpers import get_client_username
from axes.models import AccessAttempt
from django.conf import settings
from django.db.models import Sum
from django.http import HttpRequest

from units.addresses import address_of


class LockoutHandler(AxesDatabaseHandler):
    """The counter of django-axes for account + address, and two more over the same rows."""

    def get_failures(self, request: HttpRequest, credentials: dict[str, Any] | None = None) -> int:
        """Return the failures that count against AXES_FAILURE_LIMIT.

        An account tried from everywhere, or an address trying every account, counts as having
        reached that limit.
        """
        failures: int = super().get_failures(request, credentials)
        if failures < settings.AXES_FAILURE_LIMIT and self._is_spread(request, credentials):
            return int(settings.AXES_FAILURE_LIMIT)
        return failures

    def _is_spread(self, request: HttpRequest, credentials: dict[str, Any] | None) -> bool:
        username = get_client_username(request, credentials)
        return (
            bool(username)
            and _failures(request, username=username) >= settings.LOCKOUT_ACCOUNT_FAILURES
        ) or _failures(request, ip_address=address_of(request)) >= settings.LOCKOUT_ADDRESS_FAILURES


def _failures(request: HttpRequest, **who: str) -> int:
    rows = AccessAttempt.objects.filter(attempt_time__gte=get_cool_off_threshold(request), **who)
    return rows.aggregate(n=Sum("failures_since_start"))["n"] or 0
