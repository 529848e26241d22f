"""What forms and API refuse is said in plain sentences, not in the frameworks' words."""

import ast
import gettext
import re

import pytest
from django import forms
from rest_framework import serializers

from config.env import BASE_DIR
from units.models import Unit

WORDS = BASE_DIR / "config" / "locale" / "zh_Hans" / "LC_MESSAGES"
MACHINE = re.compile(
    "必填项|该字段|这个字段|有效的|可用的选项|确保|大于或等于|小于或等于|输入一|null|---"
)


class Form(forms.Form):
    name = forms.CharField(max_length=3)
    count = forms.IntegerField(min_value=2, max_value=9)
    share = forms.DecimalField()
    kind = forms.ChoiceField(choices=[("a", "甲")])
    kinds = forms.MultipleChoiceField(choices=[("a", "甲")])
    unit = forms.ModelChoiceField(Unit.objects.none())
    units = forms.ModelMultipleChoiceField(Unit.objects.none())
    mail = forms.EmailField()
    site = forms.URLField(assume_scheme="https")
    day = forms.DateField()
    hour = forms.TimeField()
    file = forms.FileField()


class Body(serializers.Serializer):
    name = serializers.CharField(max_length=3)
    count = serializers.IntegerField(min_value=2, max_value=9)
    kind = serializers.ChoiceField(choices=[("a", "甲")])
    kinds = serializers.ListField(child=serializers.CharField(), allow_empty=False)
    unit = serializers.PrimaryKeyRelatedField(queryset=Unit.objects.none())
    day = serializers.DateField()
    file = serializers.FileField()
    yes = serializers.BooleanField()


SENT = [
    {},
    dict.fromkeys(Form.base_fields, "x") | {"name": "四个字长", "count": "1", "unit": "7"},
    {"count": "10", "kinds": ["z"], "units": ["7"], "name": "\0"},
    {"name": None, "count": None, "kinds": [], "unit": None, "yes": "也许"},
]


def sentences(errors):
    return [str(text) for texts in errors.values() for text in texts]


@pytest.mark.django_db
@pytest.mark.parametrize("sent", SENT)
def test_no_field_speaks_like_a_machine(sent):
    body = Body(data=dict(sent))
    assert not body.is_valid()
    said = sentences(Form(sent).errors) + sentences(body.errors)
    assert len(said) >= 12
    assert [text for text in said if MACHINE.search(text) or re.search("[a-z]{6}", text)] == []


def test_a_select_without_choice_says_so():
    class One(forms.Form):
        unit = forms.ModelChoiceField(Unit.objects.none(), required=False)

    assert "---" not in str(One())
    assert "请选择" in str(One())


def test_the_compiled_words_are_those_of_the_source():
    text = (WORDS / "django.po").read_text(encoding="utf-8").split("\n\n", 1)[1]
    pairs = re.findall(r'^msgid (".*")\n(?:msgid_plural .*\n)?msgstr(?:\[0\])? (".*")$', text, re.M)
    assert len(pairs) > 30
    with (WORDS / "django.mo").open("rb") as file:
        words = gettext.GNUTranslations(file)
    for asked, said in pairs:
        asked, said = ast.literal_eval(asked), ast.literal_eval(said)
        assert said in (words.gettext(asked), words.ngettext(asked, asked, 1))
