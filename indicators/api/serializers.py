"""What the API shows and takes of proof, indicators and campaigns."""

from typing import Any

from rest_framework import serializers

from indicators.choices import Chain, EvidenceKind
from indicators.models import Campaign, Evidence, Indicator
from indicators.services.evidence import Facts
from units.models import Unit


class EvidenceSerializer(serializers.ModelSerializer[Evidence]):
    """A proof as it is listed; its bytes only through the page that audits."""

    unit_name = serializers.CharField(source="unit.short", read_only=True)
    sha256 = serializers.CharField(source="blob.sha256", default="", read_only=True)
    size = serializers.IntegerField(source="blob.size", default=None, read_only=True)
    formed_after_its_year = serializers.BooleanField(read_only=True)

    class Meta:
        model = Evidence
        fields = (
            "id",
            "unit",
            "unit_name",
            "kind",
            "state",
            "title",
            "filename",
            "sha256",
            "size",
            "url",
            "doc_number",
            "formed_on",
            "formed_by",
            "sealed",
            "year",
            "pages",
            "page_hint",
            "keeper",
            "chain",
            "uploaded_at",
            "formed_after_its_year",
        )


class NewEvidenceSerializer(serializers.Serializer[Any]):
    """What registers a proof: `file` for 文件 and 摘录件 (multipart), `url` for 公开网址."""

    kind = serializers.ChoiceField(choices=EvidenceKind.choices)
    unit = serializers.PrimaryKeyRelatedField(queryset=Unit.objects.all())
    title = serializers.CharField(max_length=200, required=False, default="")
    file = serializers.FileField(required=False)
    url = serializers.CharField(max_length=500, required=False)
    doc_number = serializers.CharField(max_length=60, required=False, default="")
    formed_on = serializers.DateField(required=False, default=None)
    formed_by = serializers.CharField(max_length=100, required=False, default="")
    sealed = serializers.BooleanField(required=False, default=False)
    year = serializers.IntegerField(required=False, default=None)
    pages = serializers.IntegerField(required=False, default=None, max_value=100_000)
    page_hint = serializers.CharField(max_length=100, required=False, default="")
    keeper = serializers.CharField(max_length=100, required=False, default="")
    chain = serializers.ChoiceField(choices=Chain.choices, required=False, default="")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        county = self.context.get("county_id", 0)
        self.fields["unit"].queryset = Unit.objects.filter(county_id=county)  # type: ignore[attr-defined]

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """A kind needs its body."""
        needed = {"file": "file", "excerpt": "file", "url": "url"}.get(attrs["kind"])
        if needed and not attrs.get(needed):
            raise serializers.ValidationError({needed: "这一类型的材料必须提供此项。"})
        return attrs

    def facts(self) -> Facts:
        """Return what was given beside title, unit and body."""
        return Facts(**{name: self.validated_data[name] for name in Facts.__dataclass_fields__})


class IndicatorSerializer(serializers.ModelSerializer[Indicator]):
    """An indicator with its methods and material list."""

    methods = serializers.SerializerMethodField()
    materials = serializers.SerializerMethodField()

    class Meta:
        model = Indicator
        fields = (
            "id",
            "system",
            "parent",
            "level",
            "number",
            "position",
            "title",
            "requirement",
            "guidance",
            "methods",
            "materials",
        )

    def get_methods(self, indicator: Indicator) -> list[str]:
        """Codes of 测评方式."""
        return [row.method for row in indicator.methods.all()]

    def get_materials(self, indicator: Indicator) -> list[dict[str, str]]:
        """材料清单: title and chain tag."""
        return [{"title": row.title, "chain": row.chain} for row in indicator.materials.all()]


class CampaignSerializer(serializers.ModelSerializer[Campaign]):
    """A campaign; its indicator system by id and edition."""

    edition = serializers.CharField(source="system.edition", read_only=True)

    class Meta:
        model = Campaign
        fields = (
            "id",
            "name",
            "system",
            "edition",
            "level",
            "kind",
            "stage",
            "starts_on",
            "ends_on",
            "active",
        )
