"""缓急, 用印, 联合发文 and 附件 of a document: set while it is a draft, taken over by the next one."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from reports.choices import Urgency
from reports.letters.carried import MOST_ANNEXES, MOST_OFFICES, allowed
from reports.letters.pasted import NotRead, annex_of
from reports.models import Letter, LetterAnnex, LetterHead
from reports.services.letters.building import recipients
from reports.services.letters.freezing import thaw
from reports.services.letters.machine import begin, move
from units.access import Seat
from units.errors import Conflict, Refused
from units.words import need_words

COPIED = ("urgency", "sealed", "co_issuers")


@dataclass(frozen=True)
class AnnexWords:
    """An annex as it was typed or pasted; `slot` is its place on the form, from 1."""

    slot: int
    title: str
    text: str
    landscape: bool = False

    def field(self, name: str) -> str:
        """Return the name of one of its fields."""
        return f"annex-{self.slot}-{name}"


@dataclass(frozen=True)
class Choice:
    """What the office has chosen; `co_issuers` are full names of 发文设置."""

    urgency: str = ""
    sealed: bool = True
    co_issuers: Sequence[str] = ()
    annexes: Sequence[AnnexWords] = ()


@transaction.atomic
def carry(
    letter_id: int,
    choice: Choice,
    *,
    actor: Seat,
    now: datetime,
    expected_version: int | None = None,
) -> Letter:
    """Set what a draft carries; a checked letter becomes a draft again.

    Raises Refused naming the field for what the kind cannot carry, an office that may not issue
    jointly and an annex that cannot be set; Conflict when somebody was faster.
    """
    letter = begin("draft", letter_id, actor=actor)
    if expected_version is not None and expected_version != letter.version:
        raise Conflict("这份文书刚被他人修改过，请刷新后再改；您填写的内容仍在页面上。")
    _refuse_not_allowed(letter, choice)
    _refuse_offices(letter, choice.co_issuers)
    rows = [_annex(letter, n, words) for n, words in enumerate(choice.annexes, 1)]
    thaw(letter)
    letter.own_annexes.all().delete()
    LetterAnnex.objects.bulk_create(rows)
    return move(
        letter,
        "draft",
        actor=actor,
        now=now,
        urgency=choice.urgency,
        sealed=choice.sealed,
        co_issuers=list(choice.co_issuers),
    )


def take_over(before: Letter, letter: Letter) -> None:
    """Give a new draft what the one before carried; both are locked by the caller."""
    for name in COPIED:
        setattr(letter, name, getattr(before, name))
    letter.save(update_fields=COPIED)
    LetterAnnex.objects.bulk_create(
        LetterAnnex(
            letter=letter,
            position=row.position,
            title=row.title,
            text=row.text,
            landscape=row.landscape,
        )
        for row in before.own_annexes.all()
    )


def offices_for(letter: Letter) -> list[str]:
    """Return the offices that may issue the document too: those of 发文设置, not its recipients."""
    head = LetterHead.objects.filter(county_id=letter.county_id).first()
    names = [unit.name for unit in recipients(letter)] if letter.unit_id else []
    offices = head.joint_names if head else []
    return [office for office in offices if not any(office.endswith(name) for name in names)]


def _refuse_not_allowed(letter: Letter, choice: Choice) -> None:
    may, kind = allowed(letter.kind), letter.get_kind_display()
    wrong = {
        "urgency": bool(choice.urgency) and not may.urgency,
        "sealed": not choice.sealed and not may.unsealed,
        "co_issuers": bool(choice.co_issuers) and not may.joint,
        "annexes": bool(choice.annexes) and not may.annexes,
    }
    words = {
        "urgency": f"{kind}不标紧急程度。",
        "sealed": f"{kind}须加盖印章。",
        "co_issuers": f"{kind}不联合发文。",
        "annexes": f"{kind}不另加附件。",
    }
    refused = {name: words[name] for name, is_wrong in wrong.items() if is_wrong}
    if choice.urgency not in Urgency.values:
        refused["urgency"] = "请选择紧急程度。"
    if len(choice.annexes) > MOST_ANNEXES:
        refused["annexes"] = f"自行添加的附件最多{MOST_ANNEXES}个。"
    if refused:
        raise Refused("".join(refused.values()), fields=refused)


def _refuse_offices(letter: Letter, offices: Collection[str]) -> None:
    if len(offices) > MOST_OFFICES:
        words = f"联合发文机关除本办外最多选{MOST_OFFICES}个。"
        raise Refused(words, fields={"co_issuers": words})
    # One that 发文设置 has dropped since may stay with a draft that has it.
    known = {*offices_for(letter), *letter.co_issuers}
    for office in offices:
        if office not in known:
            words = f"“{office}”不在“设置—发文设置”的联合发文机关中，或者是本件的主送机关。"
            raise Refused(words, fields={"co_issuers": words})


def _annex(letter: Letter, position: int, words: AnnexWords) -> LetterAnnex:
    title = need_words(words.title, "附件名称", words.field("title"))
    need_words(words.text, "附件内容", words.field("text"))
    # Tabs at either end are cells of a table, and stay.
    text = words.text.replace("\r\n", "\n").replace("\r", "\n").strip("\n")
    try:
        annex_of(title, text)
    except NotRead as error:
        message = f"附件“{title}”：{error}"
        raise Refused(message, fields={words.field("text"): str(error)}) from error
    return LetterAnnex(
        letter=letter,
        position=position,
        title=title[:100],
        text=text,
        landscape=words.landscape,
    )
