"""Lists and records under `visible_to`, and the actions of the transition table."""

from typing import Any

from django.db.models import QuerySet
from django.http import Http404
from drf_spectacular.utils import (
    OpenApiParameter,
    PolymorphicProxySerializer,
    extend_schema,
)
from rest_framework import viewsets
from rest_framework.decorators import action
from rest_framework.permissions import BasePermission
from rest_framework.request import Request
from rest_framework.response import Response

from tasks.api.needs import OFFERED, needs_of, proofs_of
from tasks.api.serializers import EventSerializer, PartSerializer, PlanSerializer, TaskSerializer
from tasks.filters import PartFilter, PlanFilter, TaskFilter
from tasks.models import Assignment, Plan, Task, TaskEvent
from tasks.policies import has_tasks, require
from tasks.services.workflow import ACTIONS
from units import clock
from units.access import Seat
from units.api_auth import HasSeat
from units.errors import Refused


def seat_of(request: Request) -> Seat:
    """Return the seat the caller acts from."""
    seat: Seat = request._request.seat  # type: ignore[attr-defined]
    return seat


class WorksWithTasks(BasePermission):
    """Office, county leaders and unit people; experts and 督查室 have no use for these lists."""

    message = "当前身份没有任务列表。"

    def has_permission(self, request: Request, view: Any) -> bool:
        """Return whether the seat has tasks to read."""
        seat = getattr(request._request, "seat", None)
        return seat is not None and has_tasks(seat)


class Reading(viewsets.ReadOnlyModelViewSet[Any]):
    """A list of 50 a page and one record; out of sight is 404."""

    permission_classes = (HasSeat, WorksWithTasks)
    lookup_value_regex = r"\d{1,18}"

    @property
    def seat(self) -> Seat:
        """The seat the caller acts from."""
        return seat_of(self.request)


class PlanViewSet(Reading):
    """工作要点(方案)."""

    serializer_class = PlanSerializer
    filterset_class = PlanFilter
    queryset = Plan.objects.none()

    def get_queryset(self) -> QuerySet[Plan]:
        """Plans in sight of the seat."""
        if getattr(self, "swagger_fake_view", False):
            return Plan.objects.none()
        rows: QuerySet[Plan] = Plan.objects.visible_to(self.seat)
        return rows.prefetch_related("chapters")


class TaskViewSet(Reading):
    """任务."""

    serializer_class = TaskSerializer
    filterset_class = TaskFilter
    queryset = Task.objects.none()

    def get_queryset(self) -> QuerySet[Task]:
        """Tasks whose head the seat may read."""
        if getattr(self, "swagger_fake_view", False):
            return Task.objects.none()
        rows: QuerySet[Task] = Task.objects.visible_to(self.seat)
        return rows

    @extend_schema(responses=EventSerializer(many=True), filters=False)
    @action(detail=True)
    def events(self, request: Request, pk: str) -> Response:
        """办理过程, oldest first."""
        rows = TaskEvent.objects.filter(task=self.get_object()).visible_to(self.seat)
        page = self.paginate_queryset(rows.select_related("user"))
        return self.get_paginated_response(EventSerializer(page, many=True).data)


class PartViewSet(Reading):
    """分工."""

    serializer_class = PartSerializer
    filterset_class = PartFilter
    queryset = Assignment.objects.none()

    def get_queryset(self) -> QuerySet[Assignment]:
        """Parts the seat may read."""
        if getattr(self, "swagger_fake_view", False):
            return Assignment.objects.none()
        rows: QuerySet[Assignment] = Assignment.objects.visible_to(self.seat)
        return rows.select_related("task", "unit", "campaign", "answers_to").order_by(
            "task__position", "task_id", "rank", "pk"
        )

    @extend_schema(
        request=PolymorphicProxySerializer(
            component_name="PartNeeds",
            serializers=[needs_of(row) for row in OFFERED.values()],
            resource_type_field_name=None,
        ),
        responses=PartSerializer,
        parameters=[
            OpenApiParameter("verb", str, OpenApiParameter.PATH, enum=list(OFFERED), required=True)
        ],
        operation_id="assignments_act",
    )
    def act(self, request: Request, pk: str, verb: str) -> Response:
        """Take an action: 404 out of sight, 403 not this person's, 409 too late, 400 bad needs."""
        row = OFFERED.get(verb)
        if row is None:
            raise Http404
        part: Assignment = self.get_object()
        require(self.seat, verb, part)
        if not isinstance(request.data, dict):
            raise Refused('请以 JSON 对象给出办理所需的内容，例如 {"reason": "……"}。')
        needs = needs_of(row, part)(data=request.data)
        needs.is_valid(raise_exception=True)
        given = dict(needs.validated_data)
        if "proofs" in given:
            given["proofs"] = proofs_of(part, given["proofs"])
        ACTIONS[verb](part.pk, actor=self.seat, now=clock.now(), **given)
        return Response(self.get_serializer(self.get_queryset().get(pk=part.pk)).data)
