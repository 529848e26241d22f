"""Serializers of what an action needs, made from the rows of the transition table."""

from typing import Any

from rest_framework import serializers

from indicators.models import Evidence
from tasks.choices import ReturnReason
from tasks.models import Assignment
from tasks.transitions import TABLE, Transition
from units.errors import Refused
from units.forms.fields import BAD_DAY
from units.models import Unit

REQUIRED: dict[str, Any] = {
    "required": "请填写这一项。",
    "blank": "请填写这一项。",
    "null": "请填写这一项。",
}


def _field(
    name: str, *, required: bool, part: Assignment | None
) -> serializers.Field[Any, Any, Any, Any]:
    options: dict[str, Any] = {"required": required, "error_messages": REQUIRED}
    if name == "reasons":
        return serializers.MultipleChoiceField(
            choices=ReturnReason.choices,
            allow_empty=False,
            required=required,
            error_messages={**REQUIRED, "empty": "请至少选择一项原因。"},
        )
    if name == "unit":
        county = part.campaign.county_id if part else 0
        return serializers.PrimaryKeyRelatedField(
            queryset=Unit.objects.filter(county_id=county, active=True),
            error_messages={**REQUIRED, "does_not_exist": "没有这个单位，请重新选择。"},
        )
    if name.endswith(("_on", "_by")):
        return serializers.DateField(
            allow_null=not required,
            required=required,
            error_messages={**REQUIRED, "invalid": BAD_DAY},
        )
    limit = {"text": 20000, "received_from": 200}.get(name, 2000)
    return serializers.CharField(max_length=limit, allow_blank=not required, **options)


MOST_PROOFS = 100
NO_PROOF = "没有这份材料，或不是承办单位的材料。"


def _proofs() -> serializers.Field[Any, Any, Any, Any]:
    return serializers.ListField(
        child=serializers.IntegerField(
            min_value=1, max_value=10**12, error_messages={"invalid": NO_PROOF}
        ),
        max_length=MOST_PROOFS,
        required=False,
        error_messages={
            "not_a_list": "请给出材料编号的列表。",
            "max_length": f"一次最多引用 {MOST_PROOFS} 份材料。",
        },
    )


def proofs_of(part: Assignment, ids: list[int]) -> list[tuple[Evidence, None]]:
    """Return the proof with these ids that the part's unit may use; raises Refused for others."""
    usable = Evidence.objects.usable_by(part.unit).filter(pk__in=ids)
    found = list(usable.select_related("unit"))
    if len(found) != len(set(ids)):
        raise Refused(NO_PROOF, fields={"proofs": NO_PROOF})
    return [(evidence, None) for evidence in found]


def needs_of(row: Transition, part: Assignment | None = None) -> type[serializers.Serializer[Any]]:
    """Return the serializer class of the row's needs, its options and `expected_version`.

    `submit` also takes `proofs`, a list of ids of evidence.
    """
    fields: dict[str, Any] = {
        name: _field(name, required=name in row.needs, part=part)
        for name in (*row.needs, *row.options)
    }
    if row.action == "submit":
        fields["proofs"] = _proofs()
    fields["expected_version"] = serializers.IntegerField(
        required=False, min_value=0, error_messages={"invalid": "请填写整数版本号。"}
    )
    return type(f"{row.action.title().replace('_', '')}Needs", (serializers.Serializer,), fields)


# What programs may ask for: everything but the issue, which is the letter machine's.
OFFERED = {name: row for name, row in TABLE.items() if name != "issue"}
