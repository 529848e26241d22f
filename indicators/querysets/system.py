"""Named sets of indicators."""

from typing import Any

from django.db.models import Count, Q, QuerySet

from indicators.choices import Method


class IndicatorQuerySet(QuerySet[Any]):
    """`objects` of Indicator."""

    def leaves(self) -> "IndicatorQuerySet":
        """Third-level indicators: those that are scored and proved."""
        return self.filter(level=3)

    def count_methods(self) -> dict[str, int]:
        """Return how many third-level indicators each method looks at, by method code."""
        return self.leaves().aggregate(
            **{m.value: Count("pk", filter=Q(methods__method=m), distinct=True) for m in Method}
        )
