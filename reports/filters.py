"""Filters of documents: the same names on pages and in the API."""

from typing import Any

import django_filters
from django import forms
from django.db.models import Exists, OuterRef, Q, QuerySet

from reports.choices import LetterKind, LetterState
from reports.models import Letter, LetterReceipt
from reports.querysets.letter import OUT_STATES, unreceived
from units.access import Seat
from units.filters import units_of

# tab: (label, states; none for what waits for a receipt, what an empty tab says)
TABS: dict[str, tuple[str, tuple[LetterState, ...], str]] = {
    "drafts": (
        "拟稿",
        (LetterState.DRAFT, LetterState.CHECKED),
        "没有在拟的文书。到“任务”中勾选任务后交办，会在这里生成拟稿。",
    ),
    "sign": ("待签发", (LetterState.FOR_SIGNATURE,), "没有待签发的文书。"),
    "issue": ("待印发", (LetterState.SIGNED,), "没有已签发待编号印发的文书。"),
    "issued": ("已印发", OUT_STATES, "还没有印发过的文书。"),
    "receipts": ("待签收", (), "已印发的文书都已签收。"),
    "stopped": ("不再发出", (LetterState.DISCARDED,), "没有停止发出的文书。"),
}


def tabs_of(seat: Seat) -> list[str]:
    """Return the tabs a seat has: unit people what waits for them first, leaders the issued."""
    if seat.is_office:
        return list(TABS)
    return ["issued"] if seat.is_leader else ["receipts", "issued"]


def in_tab(tab: str, seat: Seat) -> Q:
    """Return the condition of a tab."""
    states = TABS[tab][1]
    return Q(state__in=states) if states else Q(unreceived(seat), state=LetterState.ISSUED)


class LetterFilter(django_filters.FilterSet):
    """标签, 文种, 收文单位, 文字."""

    tab = django_filters.ChoiceFilter(
        label="标签",
        method="by_tab",
        choices=[(key, tab[0]) for key, tab in TABS.items()],
        widget=forms.HiddenInput,
    )
    kind = django_filters.ChoiceFilter(
        label="文种", choices=LetterKind.choices, empty_label="全部文种"
    )
    unit = django_filters.ModelChoiceFilter(
        label="收文单位",
        method="by_unit",
        queryset=units_of,
        empty_label="全部单位",
        widget=forms.Select(attrs={"data-picker": ""}),
    )
    q = django_filters.CharFilter(
        label="文字",
        method="by_text",
        max_length=100,
        widget=forms.TextInput(attrs={"placeholder": "标题、文号"}),
    )

    class Meta:
        model = Letter
        fields: list[str] = []

    def by_tab(self, rows: QuerySet[Letter], name: str, value: str) -> QuerySet[Letter]:
        """Those of a tab of the page."""
        seat: Seat = self.request.seat
        return rows.filter(in_tab(value, seat))

    def by_unit(self, rows: QuerySet[Letter], name: str, value: Any) -> QuerySet[Letter]:
        """Those that go to a unit; who else got what they got is not for unit people to find out."""
        receipts = LetterReceipt.objects.filter(letter_id=OuterRef("pk"), unit=value)
        return rows.filter(Exists(receipts.of(self.request.seat)))

    def by_text(self, rows: QuerySet[Letter], name: str, value: str) -> QuerySet[Letter]:
        """Those with the words in title or number."""
        numbered = Letter.objects.numbered(value).values("pk")
        return rows.filter(Q(title__icontains=value) | Q(pk__in=numbered))
