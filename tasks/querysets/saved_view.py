"""Saved views: those of a seat, and all of them as one value of another query."""

from typing import TYPE_CHECKING, Any

from django.db.models import Aggregate, JSONField, QuerySet, Subquery
from django.db.models.functions import JSONObject

if TYPE_CHECKING:
    from units.access import Seat


class SavedViewQuerySet(QuerySet[Any]):
    """`objects` of SavedView."""

    def visible_to(self, seat: "Seat") -> "SavedViewQuerySet":
        """Those of the seat itself: nobody sees another's."""
        return self.filter(membership_id=seat.membership.pk if seat.membership else 0)

    def gathered(self) -> Subquery:
        """Return these views of one seat as a list of {pk, name, query}, None when there are none.

        Read along with another row, they spare a list page a query of its own.
        """
        rows = self.order_by().values("membership_id")
        view = JSONObject(pk="pk", name="name", query="query")
        return Subquery(rows.annotate(listed=_Gathered(view)).values("listed"))


class _Gathered(Aggregate):
    """The rows as a JSON list."""

    function = "JSON_GROUP_ARRAY"
    output_field = JSONField()

    def as_postgresql(self, compiler: Any, connection: Any, **extra: Any) -> Any:
        """PostgreSQL has another name for it."""
        return self.as_sql(compiler, connection, function="JSONB_AGG", **extra)
