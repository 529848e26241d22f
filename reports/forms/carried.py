"""What a document carries beside its words: 缓急, 用印, 联合发文, 附件."""

from typing import Any

from django import forms

from reports.choices import Urgency
from reports.forms.fields import long_text
from reports.letters.carried import MOST_ANNEXES, MOST_OFFICES, allowed
from reports.models import Letter, LetterAnnex
from reports.services.letters.carrying import AnnexWords, Choice, offices_for

TITLE_MAX = LetterAnnex._meta.get_field("title").max_length
TEXT_MAX = 50_000
PASTED = "一行一段。从 WPS 表格复制的内容直接粘贴，首行为表头，自动排成表格。"


class CarriedForm(forms.Form):
    """Fields of what the kind can carry; annexes as `annex-<slot>-<name>`, one slot left empty."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=10**9)

    def __init__(self, data: Any = None, *, letter: Letter) -> None:
        super().__init__(data, initial={"version": letter.version})
        self.letter, self.may = letter, allowed(letter.kind)
        rows = list(letter.own_annexes.all())
        self._stored = len(rows)
        offices = list(dict.fromkeys([*offices_for(letter), *letter.co_issuers]))
        if self.may.urgency:
            self.fields["urgency"] = forms.ChoiceField(
                label="紧急程度", choices=Urgency.choices, required=False, initial=letter.urgency
            )
        if self.may.joint and offices:
            self.fields["co_issuers"] = forms.MultipleChoiceField(
                label="联合发文机关",
                choices=[(name, name) for name in offices],
                required=False,
                initial=letter.co_issuers,
                widget=forms.CheckboxSelectMultiple,
                help_text=f"本办主办，最多再选{MOST_OFFICES}个；联合发文须会签，登记线下签发。",
                error_messages={"invalid_choice": "请从列出的机关中选择。"},
            )
        if self.may.unsealed:
            self.fields["sealed"] = forms.BooleanField(
                label="加盖印章", required=False, initial=letter.sealed
            )
        self.slots = range(1, self._room() + 1) if self.may.annexes else range(0)
        for slot in self.slots:
            self._add_slot(slot, rows[slot - 1] if slot <= len(rows) else None)

    def _room(self) -> int:
        """Return how many annexes there is room for: those sent, else those stored and one more."""
        sent = [n for n in range(1, MOST_ANNEXES + 1) if f"annex-{n}-title" in self.data]
        return max(sent, default=min(self._stored + 1, MOST_ANNEXES))

    def _add_slot(self, slot: int, row: LetterAnnex | None) -> None:
        title = forms.CharField(
            label="附件名称",
            max_length=TITLE_MAX,
            required=False,
            initial=row.title if row else "",
            error_messages={"max_length": f"附件名称最多 {TITLE_MAX} 字。"},
        )
        text = long_text("附件内容", rows=8, required=False, limit=TEXT_MAX, help_text=PASTED)
        text.strip = False  # tabs at either end are cells of a table
        text.initial = row.text if row else ""
        landscape = forms.BooleanField(
            label="横排（列数多的表格）", required=False, initial=bool(row and row.landscape)
        )
        fields = {"title": title, "text": text, "landscape": landscape}
        self.fields |= {f"annex-{slot}-{name}": field for name, field in fields.items()}

    def layout(self) -> list[forms.BoundField]:
        """Return the fields that are no annex."""
        return [self[name] for name in ("urgency", "co_issuers", "sealed") if name in self.fields]

    def annexes(self) -> list[dict[str, Any]]:
        """Return the bound fields of each slot with its number and whether it is stored already."""
        names = ("title", "text", "landscape")
        return [
            {
                "n": slot,
                "stored": slot <= self._stored,
                **{name: self[f"annex-{slot}-{name}"] for name in names},
            }
            for slot in self.slots
        ]

    def choice(self) -> Choice:
        """Return what was filled in; an annex without name and text is none."""
        filled = self.cleaned_data
        rows = (
            AnnexWords(
                slot,
                filled[f"annex-{slot}-title"],
                filled[f"annex-{slot}-text"],
                filled[f"annex-{slot}-landscape"],
            )
            for slot in self.slots
        )
        return Choice(
            urgency=filled.get("urgency", ""),
            sealed=filled.get("sealed", True),
            co_issuers=filled.get("co_issuers", ()),
            annexes=[row for row in rows if row.title or row.text.strip()],
        )
