"""`evidence`, `indicators`, `campaigns`: the rows the pages show, and registering proof."""

from typing import Any

from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema
from rest_framework import mixins, status, viewsets
from rest_framework.request import Request
from rest_framework.response import Response

from indicators.api.serializers import (
    CampaignSerializer,
    EvidenceSerializer,
    IndicatorSerializer,
    NewEvidenceSerializer,
)
from indicators.choices import EvidenceKind
from indicators.filters import CampaignFilter, EvidenceFilter, IndicatorFilter
from indicators.models import Campaign, Evidence, Indicator
from indicators.policies import require
from indicators.services import evidence as service
from units import clock
from units.access import Seat


class SeatedView(viewsets.GenericViewSet[Any]):
    """A view for one kind of rows; `action_needed` is the verb of the policy."""

    action_needed = ""

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        """Refuse a role that has no use for the collection."""
        super().initial(request, *args, **kwargs)
        require(self.seat, self.action_needed)

    @property
    def seat(self) -> Seat:
        """Who asks."""
        seat: Seat = self.request._request.seat  # type: ignore[attr-defined]
        return seat

    @property
    def describing(self) -> bool:
        """Whether the schema is being written, with nobody asking."""
        return bool(getattr(self, "swagger_fake_view", False))


class EvidenceView(mixins.ListModelMixin, mixins.RetrieveModelMixin, SeatedView):
    """佐证材料."""

    action_needed = "see_evidence"
    queryset = Evidence.objects.none()
    serializer_class = EvidenceSerializer
    filterset_class = EvidenceFilter

    def get_queryset(self) -> QuerySet[Evidence]:
        """The proof the seat may read."""
        if self.describing:
            return Evidence.objects.none()
        rows = Evidence.objects.visible_to(self.seat, today=clock.today())
        return rows.select_related("unit", "blob")

    @extend_schema(request=NewEvidenceSerializer, responses={201: EvidenceSerializer})
    def create(self, request: Request) -> Response:
        """Register a file, an excerpt, a public address or an offline note."""
        require(self.seat, "add_evidence")
        context = {"county_id": self.seat.county_id}
        form = NewEvidenceSerializer(data=request.data, context=context)
        form.is_valid(raise_exception=True)
        made = self._register(form)
        return Response(EvidenceSerializer(made).data, status=status.HTTP_201_CREATED)

    def _register(self, form: NewEvidenceSerializer) -> Evidence:
        given = form.validated_data
        common = {
            "actor": self.seat,
            "unit": given["unit"],
            "title": given["title"],
            "facts": form.facts(),
            "now": clock.now(),
        }
        if given["kind"] == EvidenceKind.URL:
            return service.register_url(url=given["url"], **common)
        if given["kind"] == EvidenceKind.OFFLINE:
            return service.register_offline(**common)
        return service.register_file(upload=given["file"], kind=given["kind"], **common)


class IndicatorView(mixins.ListModelMixin, mixins.RetrieveModelMixin, SeatedView):
    """指标."""

    action_needed = "see_indicators"
    queryset = Indicator.objects.none()
    serializer_class = IndicatorSerializer
    filterset_class = IndicatorFilter

    def get_queryset(self) -> QuerySet[Indicator]:
        """The indicators of the seat's county in the order of the printed table."""
        if self.describing:
            return Indicator.objects.none()
        rows = Indicator.objects.visible_to(self.seat, today=clock.today())
        return rows.prefetch_related("methods", "materials")


class CampaignView(mixins.ListModelMixin, mixins.RetrieveModelMixin, SeatedView):
    """创建批次."""

    action_needed = "read_campaigns"
    queryset = Campaign.objects.none()
    serializer_class = CampaignSerializer
    filterset_class = CampaignFilter

    def get_queryset(self) -> QuerySet[Campaign]:
        """The campaigns of the seat's county."""
        if self.describing:
            return Campaign.objects.none()
        return Campaign.objects.filter(county_id=self.seat.county_id).select_related("system")
