"""Addresses of 审核."""

from django.urls import URLPattern, path

from reports.views.review import reviewing

urlpatterns: list[URLPattern] = [
    path("review/", reviewing.review, name="review"),
    path("review/<int:pk>/", reviewing.review_part, name="review-part"),
    path("review/<int:pk>/begin/", reviewing.begin, name="review-begin"),
]
