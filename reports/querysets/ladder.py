"""What the office has set of the ladder, for rules outside it."""

from typing import Any

from django.db.models import QuerySet

from reports.choices import StepAction, StepAnchor


class LadderStepQuerySet(QuerySet[Any]):
    """`objects` of LadderStep."""

    def calls_after_returns(self, county_id: int) -> "LadderStepQuerySet":
        """Steps that ask for a call or a visit after so many returns, the fewest first."""
        return self.filter(
            county_id=county_id,
            enabled=True,
            action=StepAction.CALL,
            anchor=StepAnchor.RETURNS,
        ).order_by("offset")

    def prompts(self, county_id: int) -> "LadderStepQuerySet":
        """Steps that draft a 提示函 for lateness, the earliest first."""
        return self.filter(
            county_id=county_id, action=StepAction.PROMPT, anchor=StepAnchor.DUE
        ).order_by("offset")

    def supervises(self, county_id: int) -> "LadderStepQuerySet":
        """Steps that draft a 督办函 after the limit of a 提示函, the earliest first."""
        return self.filter(
            county_id=county_id, action=StepAction.SUPERVISE, anchor=StepAnchor.ISSUE_OF_PROMPT
        ).order_by("offset")
