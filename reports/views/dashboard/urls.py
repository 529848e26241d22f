"""Addresses of 创建总览 and of what its numbers open."""

from django.urls import URLPattern, path

from reports.views.dashboard import overview, parts

urlpatterns: list[URLPattern] = [
    path("dashboard/", overview.dashboard, name="dashboard"),
    path("dashboard/parts/", parts.parts, name="parts"),
    path("dashboard/tasks/", parts.tasks, name="task-rows"),
]
