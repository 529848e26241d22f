"""Addresses of the API of tasks."""

from django.urls import URLPattern, URLResolver, path
from rest_framework.routers import SimpleRouter

from tasks.api.views import PartViewSet, PlanViewSet, TaskViewSet

router = SimpleRouter()
router.register("plans", PlanViewSet, basename="api-plans")
router.register("tasks", TaskViewSet, basename="api-tasks")
router.register("assignments", PartViewSet, basename="api-assignments")

urlpatterns: list[URLPattern | URLResolver] = [
    *router.urls,
    path(
        "assignments/<int:pk>/<slug:verb>/",
        PartViewSet.as_view({"post": "act"}),
        name="api-assignments-act",
    ),
]
