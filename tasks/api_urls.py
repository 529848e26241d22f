"""Addresses of the API of tasks."""

from django.urls import URLPattern, URLResolver, path
from rest_framework.routers import SimpleRouter

from tasks.api.views import PartViewSet, PlanViewSet, TaskViewSet

router = SimpleRouter()
router.register("plans", PlanViewSet, basename="api-plan")
router.register("tasks", TaskViewSet, basename="api-task")
router.register("assignments", PartViewSet, basename="api-assignment")

urlpatterns: list[URLPattern | URLResolver] = [
    *router.urls,
    path(
        "assignments/<int:pk>/<slug:verb>/",
        PartViewSet.as_view({"post": "act"}),
        name="api-assignment-act",
    ),
]
