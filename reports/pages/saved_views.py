"""我的视图 beside the tabs of the task list."""

from dataclasses import dataclass
from typing import Any

from indicators.models import Campaign


@dataclass(frozen=True)
class SavedChip:
    """One view of the seat: `query` follows `?` in the address."""

    pk: int
    name: str
    query: str


def saved_chips(campaign: Campaign | None) -> list[SavedChip]:
    """Return the views that were read along with the campaign, in the order they were saved."""
    listed: list[dict[str, Any]] = getattr(campaign, "saved_views", None) or []
    return sorted((SavedChip(**view) for view in listed), key=lambda chip: chip.pk)
