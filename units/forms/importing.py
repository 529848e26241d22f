"""A table of bodies or groups to look at before it is taken in."""

from django import forms


class BodiesFileForm(forms.Form):
    """单位名录 or 分组."""

    file = forms.FileField(
        label="单位名录或分组表",
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.csv"}),
        help_text="上传 .xlsx 或 .csv，不超过 1 MB；先核对，确认前不写入任何数据。",
        error_messages={"required": "请选择文件。", "empty": "文件是空的，请检查后重新上传。"},
    )
