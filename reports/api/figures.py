"""`figures`: the numbers of the overview as JSON."""

from datetime import datetime
from typing import Any

from django.utils import timezone
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.generics import get_object_or_404
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from indicators.current import current_campaign
from indicators.models import Campaign
from reports import policies
from reports.figures.campaign import campaign_figures
from reports.figures.counts import Counts, TaskCounts
from units import clock
from units.access import Seat
from units.api_auth import HasSeat
from units.clock import local_date
from units.day_words import day_cn

_RATES = {
    name: serializers.FloatField(allow_null=True, label=label)
    for name, label in (("done_rate", "完成率"), ("on_time_rate", "按时率"))
}
CountsSerializer = type(
    "CountsSerializer",
    (serializers.Serializer,),
    {name: serializers.IntegerField() for name in Counts._fields} | _RATES,
)
TaskCountsSerializer = type(
    "TaskCountsSerializer",
    (serializers.Serializer,),
    {name: serializers.IntegerField() for name in TaskCounts._fields},
)


class LineSerializer(serializers.Serializer[Any]):
    """A chapter or a unit."""

    id = serializers.IntegerField(allow_null=True)
    title = serializers.CharField()
    asked = serializers.BooleanField()
    counts = CountsSerializer()


class FiguresSerializer(serializers.Serializer[Any]):
    """All numbers of a bid as of one moment."""

    campaign = serializers.IntegerField()
    as_of = serializers.DateTimeField()
    tasks = TaskCountsSerializer()
    total = CountsSerializer()
    chapters = LineSerializer(many=True)
    units = LineSerializer(many=True)


class AskSerializer(serializers.Serializer[Any]):
    """What may be asked for."""

    campaign = serializers.IntegerField(
        required=False, min_value=1, max_value=2**63 - 1, error_messages={"invalid": "应为数字。"}
    )
    as_of = serializers.CharField(required=False, max_length=40)

    def validate_as_of(self, text: str) -> datetime:
        """Read an ISO date and time, Beijing time where no zone is given; only today's has numbers.

        States are counted as they are: of another day they would be numbers that never were.
        """
        now: datetime = self.context["now"]
        try:
            value = datetime.fromisoformat(text)
            day = local_date(value if timezone.is_aware(value) else timezone.make_aware(value))
        except (ValueError, OverflowError):
            raise serializers.ValidationError(
                "应为日期时间，如 2026-11-23T17:00:00+08:00（地址中的加号写作 %2B）。"
            ) from None
        if day != local_date(now):
            raise serializers.ValidationError(
                f"这里只提供当前数据，请不填 as_of 或填今天；{day_cn(day)}的数据见当期通报。"
            )
        return now


class FiguresView(APIView):
    """数据: for the office and county leaders, the same object as 创建总览."""

    permission_classes = (HasSeat,)

    @extend_schema(
        parameters=[
            OpenApiParameter("campaign", OpenApiTypes.INT, description="缺省为进行中的批次"),
            OpenApiParameter(
                "as_of", OpenApiTypes.DATETIME, description="只能是今天；数据截至此刻"
            ),
        ],
        responses=FiguresSerializer,
    )
    def get(self, request: Request) -> Response:
        """Return the figures of a campaign as of now; `as_of` of another day is refused."""
        seat: Seat = request._request.seat  # type: ignore[attr-defined]
        policies.require(seat, "overview")
        now = clock.now()
        ask = AskSerializer(data=request.query_params, context={"now": now})
        ask.is_valid(raise_exception=True)
        campaign = _campaign(seat, ask.validated_data.get("campaign"))
        return Response(campaign_figures(campaign, as_of=now).as_json())


def _campaign(seat: Seat, pk: int | None) -> Campaign:
    found = current_campaign(seat.county_id) if pk is None else None
    if found is not None:
        return found
    rows = Campaign.objects.filter(county_id=seat.county_id)
    campaign: Campaign = get_object_or_404(rows, pk=pk)
    return campaign
