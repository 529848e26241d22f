"""Addresses of 今日待办."""

from django.urls import URLPattern, path

from reports.views.desk import desk

urlpatterns: list[URLPattern] = [path("", desk.desk, name="desk")]
