"""签收并报送: text, files, addresses, offline notes and what was handed in before."""

from typing import Any, cast

from django import forms
from django.http import QueryDict

from reports.forms.fields import FilesField, long_text
from tasks.models import Submission, TaskMaterial
from units.forms.fields import DayField


class HandInForm(forms.Form):
    """One form for draft, hand-in and sign-off; which button was pressed is the view's to read.

    Nothing is required here: a draft may be empty. What a hand-in needs the service says.
    """

    expected_version = forms.IntegerField(
        widget=forms.HiddenInput, required=False, min_value=0, max_value=10**9
    )
    # What the draft was when the page was made; another's words are not overwritten unseen.
    draft_seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=16)
    text = long_text("完成情况", rows=6, required=False, limit=20000)
    gap_note = long_text("未齐说明", rows=2, required=False)
    uploads = FilesField(label="文件、照片")
    photos = FilesField(label="拍照")
    signoff_sheet = forms.FileField(label="审签表", required=False)
    url = forms.CharField(label="公开网址", required=False, max_length=500)
    url_title = forms.CharField(label="网页标题", required=False, max_length=200)
    offline_title = forms.CharField(label="材料名称", required=False, max_length=200)
    offline_doc_number = forms.CharField(label="文号", required=False, max_length=60)
    offline_formed_on = DayField(label="形成日期", required=False)
    offline_pages = forms.IntegerField(
        label="页数",
        required=False,
        # How many there may be the service says, together with all else that is wrong.
        error_messages={"invalid": "请填写整数。"},
        widget=forms.NumberInput(attrs={"min": 1}),
    )
    offline_keeper = forms.CharField(label="保管人（处）", required=False, max_length=100)
    find = forms.CharField(label="查找本单位交过的材料", required=False, max_length=100)

    def __init__(self, *args: Any, materials: list[TaskMaterial], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.materials = materials
        # Whether what was given is in the draft already, so that the page may say so.
        self.kept = False
        # The draft as a colleague has left it, where it stands against what was typed here.
        self.theirs: Submission | None = None
        self.refused_status = 400
        for material in materials:
            self.fields[f"material_{material.pk}"] = FilesField(label=material.title)
        choices = [("", "其他材料"), *((str(m.pk), m.title) for m in materials)]
        for name in ("url_material", "offline_material", "reuse_material"):
            self.fields[name] = forms.ChoiceField(
                label="对应哪项材料", choices=choices, required=False
            )

    def titles(self, field: str) -> list[str]:
        """Return the names typed beside the files of a field, in the order of the files."""
        given = cast("QueryDict", self.data).getlist(f"{field}_titles")
        return [title.strip()[:200] for title in given]

    def saw(self, mark: str) -> None:
        """Let the page that is shown again begin from the draft as it is now."""
        data = cast("QueryDict", self.data).copy()
        data["draft_seen"] = mark
        self.data = data

    def material(self, name: str) -> TaskMaterial | None:
        """Return the ticked material that the choice `name` points to."""
        chosen = self.cleaned_data.get(name)
        return next((m for m in self.materials if str(m.pk) == chosen), None)

    @property
    def material_rows(self) -> list[tuple[TaskMaterial, forms.BoundField]]:
        """The ticked materials, each with its own file field."""
        return [(m, self[f"material_{m.pk}"]) for m in self.materials]
