"""`letters`: the documents the page shows, to read. Signing and issuing are for people only."""

from typing import Any

from django.db.models import QuerySet
from rest_framework import mixins, serializers, viewsets
from rest_framework.request import Request

from reports.filters import LetterFilter
from reports.models import Letter, LetterItem
from reports.policies import require
from units.access import Seat


class ItemSerializer(serializers.ModelSerializer[LetterItem]):
    """A part the document speaks of."""

    task = serializers.IntegerField(source="assignment.task_id", read_only=True)

    class Meta:
        model = LetterItem
        fields = ("assignment", "task", "outcome", "note")


class LetterSerializer(serializers.ModelSerializer[Letter]):
    """A document as it is listed; `sent` and `received` count the units the caller may see."""

    kind_label = serializers.CharField(source="get_kind_display", read_only=True)
    state_label = serializers.CharField(source="get_state_display", read_only=True)
    number = serializers.CharField(source="number_text", read_only=True)
    unit_name = serializers.CharField(source="unit.short", default="", read_only=True)
    sent = serializers.IntegerField(read_only=True)
    received = serializers.IntegerField(read_only=True)

    class Meta:
        model = Letter
        fields = (
            "id",
            "campaign",
            "kind",
            "kind_label",
            "state",
            "state_label",
            "number",
            "title",
            "urgency",
            "unit",
            "unit_name",
            "batch",
            "answer_by",
            "signed_on",
            "issued_on",
            "revoked_by",
            "sent",
            "received",
        )


class LetterDetailSerializer(LetterSerializer):
    """One document with the parts it speaks of."""

    items = ItemSerializer(many=True, read_only=True)

    class Meta(LetterSerializer.Meta):
        fields = (*LetterSerializer.Meta.fields, "items")  # type: ignore[assignment]


class LetterView(mixins.ListModelMixin, mixins.RetrieveModelMixin, viewsets.GenericViewSet[Letter]):
    """文书: 50 a page, filtered as the page is."""

    queryset = Letter.objects.none()
    serializer_class = LetterSerializer
    filterset_class = LetterFilter
    lookup_value_regex = r"\d{1,18}"

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        """Refuse a role that has no use for documents."""
        super().initial(request, *args, **kwargs)
        require(self.seat, "read")

    @property
    def seat(self) -> Seat:
        """Who asks."""
        seat: Seat = self.request._request.seat  # type: ignore[attr-defined]
        return seat

    def get_queryset(self) -> "QuerySet[Letter]":
        """Return the documents in sight, the last issued first."""
        if getattr(self, "swagger_fake_view", False):
            return Letter.objects.none()
        rows: QuerySet[Letter] = Letter.objects.visible_to(self.seat).with_receipts(self.seat)
        if self.action == "retrieve":
            rows = rows.prefetch_related("items__assignment")
        return rows.select_related("unit").order_by("-issued_on", "-pk")

    def get_serializer_class(self) -> type[LetterSerializer]:
        """Return the longer form for one document."""
        return LetterDetailSerializer if self.action == "retrieve" else LetterSerializer
