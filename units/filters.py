"""Filters of bodies, and what every filter of the house may choose from: the caller's county."""

import django_filters
from django.db.models import QuerySet
from django.http import HttpRequest

from units.models import Unit


def county_id_of(request: HttpRequest | None) -> int:
    """Return the county of whoever asks; 0, which no county has, for nobody and for the schema."""
    seat = getattr(request, "seat", None)
    county_id: int = seat.county_id if seat else 0
    return county_id


def units_of(request: HttpRequest | None) -> QuerySet[Unit]:
    """Return the bodies a filter may name: another county's is as unknown as none at all."""
    return Unit.objects.filter(county_id=county_id_of(request))


class UnitFilter(django_filters.FilterSet):
    """关系, 是否在用, 合署单位."""

    same_body = django_filters.ModelChoiceFilter(label="合署单位", queryset=units_of)

    class Meta:
        model = Unit
        fields = ("relation", "active", "same_body")
