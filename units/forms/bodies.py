"""Bodies and groups."""

from typing import Any

from django import forms

from units.choices import GroupKind, Relation
from units.forms.fields import RowsField, WordsField
from units.models import County, Unit, UnitGroup


class UnitForm(forms.Form):
    """One body and the words it goes by."""

    name = forms.CharField(label="单位名称", max_length=100)
    short = forms.CharField(label="简称", max_length=50)
    relation = forms.ChoiceField(
        label="单位关系",
        choices=Relation.choices,
        help_text="决定以何种文种联系：人大政协、纪委监委、法检、垂管单位只发商请函，不计逾期。",
    )
    same_body = forms.ModelChoiceField(
        Unit.objects.none(),
        label="合署于",
        required=False,
        empty_label="（单设）",
        help_text="与所选单位是一个机构：人员和收件箱共用。",
    )
    position = forms.IntegerField(label="机构序", min_value=0, max_value=9999, initial=0)
    aliases = WordsField(
        label="别名",
        required=False,
        help_text="文件中对它的其他称谓，每行一个；识别工作要点时使用。",
    )

    answers_on_paper = forms.BooleanField(
        label="书面回执",
        required=False,
        help_text="交办函附回执，由单位填写盖章后送依法治县办；适用于不便使用平台的单位。",
    )

    def __init__(self, *args: Any, county: County, unit: Unit | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        others = Unit.objects.active().filter(county=county, same_body__isnull=True)
        self.fields["same_body"].queryset = others.exclude(  # type: ignore[attr-defined]
            pk=unit.pk if unit else None
        )


def unit_initial(unit: Unit) -> dict[str, Any]:
    """Return what the form shows of a body."""
    return {
        "name": unit.name,
        "short": unit.short,
        "relation": unit.relation,
        "same_body": unit.same_body_id,
        "position": unit.position,
        "answers_on_paper": unit.answers_on_paper,
        "aliases": list(unit.aliases.order_by("pk").values_list("text", flat=True)),
    }


class GroupForm(forms.Form):
    """One group of bodies."""

    name = forms.CharField(label="分组名称", max_length=100)
    kind = forms.ChoiceField(
        label="类型",
        choices=GroupKind.choices,
        help_text="“各相关部门”之类不固定成员，只在函中写明，不逐一交办。",
    )
    aliases = WordsField(label="别名", required=False)
    relations = forms.MultipleChoiceField(
        label="按单位关系",
        choices=Relation.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    members = RowsField(
        Unit.objects.none(),
        label="另加成员",
        required=False,
        widget=forms.SelectMultiple(attrs={"size": 12}),
    )

    def __init__(self, *args: Any, county: County, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        units = Unit.objects.active().filter(county=county)
        self.fields["members"].queryset = units  # type: ignore[attr-defined]


def group_initial(group: UnitGroup) -> dict[str, Any]:
    """Return what the form shows of a group."""
    return {
        "name": group.name,
        "kind": group.kind,
        "aliases": group.aliases,
        "relations": group.relations,
        "members": list(group.members.values_list("pk", flat=True)),
    }
