"""Filters of lists, with the same names on pages and in the API."""

import django_filters
from django import forms
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import HttpRequest
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema_field

from indicators.choices import Chain, EvidenceKind, EvidenceState
from indicators.models import Campaign, Evidence, Indicator, IndicatorProof, IndicatorSystem
from units.filters import county_id_of, units_of


def _systems(request: HttpRequest | None) -> QuerySet[IndicatorSystem]:
    return IndicatorSystem.objects.filter(county_id=county_id_of(request))


def _leaves(request: HttpRequest | None) -> QuerySet[Indicator]:
    rows = Indicator.objects.leaves().filter(system__county_id=county_id_of(request))
    return rows.only("number", "title")


class EvidenceFilter(django_filters.FilterSet):
    """单位, 所属年度, 环节, 类型, 状态, 指标, 文字."""

    q = django_filters.CharFilter(label="文字", method="by_text", max_length=100)
    unit = django_filters.ModelChoiceFilter(label="单位", queryset=units_of, empty_label="全部")
    year = django_filters.NumberFilter(label="所属年度", min_value=2000, max_value=2100)
    chain = django_filters.ChoiceFilter(label="环节", choices=Chain.choices, empty_label="全部")
    kind = django_filters.ChoiceFilter(
        label="类型", choices=EvidenceKind.choices, empty_label="全部"
    )
    state = django_filters.ChoiceFilter(
        label="状态", choices=EvidenceState.choices, empty_label="全部"
    )
    indicator = django_filters.ModelChoiceFilter(
        label="指标", queryset=_leaves, empty_label="全部", method="by_indicator"
    )

    class Meta:
        model = Evidence
        fields = ("q", "unit", "year", "chain", "kind", "state", "indicator")

    def by_text(self, rows: QuerySet[Evidence], _: str, text: str) -> QuerySet[Evidence]:
        """Title, 文号 or name of the file contains the words."""
        return rows.filter(
            Q(title__icontains=text) | Q(doc_number__icontains=text) | Q(filename__icontains=text)
        )

    @extend_schema_field(OpenApiTypes.INT)
    def by_indicator(
        self, rows: QuerySet[Evidence], _: str, indicator: Indicator
    ) -> QuerySet[Evidence]:
        """Accepted as proof of the indicator."""
        proofs = IndicatorProof.objects.filter(evidence_id=OuterRef("pk"), indicator=indicator)
        return rows.filter(Exists(proofs))


class IndicatorFilter(django_filters.FilterSet):
    """体系, 级别, 测评方式, 文字."""

    q = django_filters.CharFilter(label="文字", field_name="title", lookup_expr="icontains")
    system = django_filters.ModelChoiceFilter(label="体系", queryset=_systems)
    method = django_filters.CharFilter(label="测评方式", field_name="methods__method")

    class Meta:
        model = Indicator
        fields = ("q", "system", "level", "method")


class CampaignFilter(django_filters.FilterSet):
    """是否进行中, 层级, 阶段."""

    class Meta:
        model = Campaign
        fields = ("active", "level", "stage")


class CompactEvidenceFilter(EvidenceFilter):
    """The same on a page: long choices get a search box."""

    class Meta(EvidenceFilter.Meta):
        pass

    def __init__(self, *args: object, **options: object) -> None:
        super().__init__(*args, **options)
        widgets: dict[str, forms.Field] = self.form.fields
        for name in ("unit", "indicator"):
            widgets[name].widget.attrs["data-picker"] = ""
