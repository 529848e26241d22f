"""The API of the bodies of a county, to read."""

from typing import Any

from django.db.models import QuerySet
from rest_framework import mixins, serializers, viewsets

from units.access import Seat
from units.filters import UnitFilter
from units.models import Unit


class UnitSerializer(serializers.ModelSerializer[Unit]):
    """One body; `asked_only` bodies are 协助单位: never late, never scored."""

    relation_label = serializers.CharField(source="get_relation_display", read_only=True)
    asked_only = serializers.BooleanField(read_only=True)
    aliases = serializers.SlugRelatedField[Any](slug_field="text", many=True, read_only=True)

    class Meta:
        model = Unit
        fields = (
            "id",
            "name",
            "short",
            "relation",
            "relation_label",
            "asked_only",
            "same_body",
            "position",
            "active",
            "aliases",
        )


class UnitViewSet(mixins.ListModelMixin, mixins.RetrieveModelMixin, viewsets.GenericViewSet[Unit]):
    """Bodies of the caller's county."""

    serializer_class = UnitSerializer
    filterset_class = UnitFilter
    queryset = Unit.objects.none()

    def get_queryset(self) -> "QuerySet[Unit]":
        """Return the bodies of the county of the seat."""
        seat: Seat | None = getattr(self.request, "seat", None)
        if seat is None:
            return Unit.objects.none()
        rows: QuerySet[Unit] = Unit.objects.visible_to(seat)
        return rows.prefetch_related("aliases")
