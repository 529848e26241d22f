"""May this person do this to a document or a figure: one answer for pages, API and commands."""

from collections.abc import Callable
from typing import Any

from reports.letters.acts import TABLE
from reports.models import Letter, NoticeCheck
from units.access import Seat
from units.errors import Forbidden


def _office(seat: Seat, letter: Letter | None) -> bool:
    return seat.is_office and (letter is None or letter.county_id == seat.county_id)


def _signer(seat: Seat, letter: Letter | None) -> bool:
    """负责人 in person: a token never signs."""
    return _office(seat, letter) and seat.is_office_head and not seat.by_token


def _recipient(seat: Seat, letter: Letter | None) -> bool:
    return letter is not None and letter.receipts.filter(unit_id__in=seat.unit_ids).exists()


def _correspondence(seat: Seat, letter: Letter | None) -> bool:
    return seat.is_office or seat.is_leader or seat.is_unit


def _overview(seat: Seat, letter: Letter | None) -> bool:
    return seat.is_office or seat.is_leader


def _late_list(seat: Seat, letter: Letter | None) -> bool:
    return seat.is_office or seat.is_leader or seat.is_inspector


def _own_tasks(seat: Seat, letter: Letter | None) -> bool:
    return seat.is_unit


def _review(seat: Seat, letter: Letter | None) -> bool:
    """Parts answer to the first-named lead or to the office (rule 6)."""
    return seat.is_office or seat.is_unit


def _checked(seat: Seat, check: NoticeCheck | None) -> bool:
    return check is not None and check.unit_id in seat.unit_ids


def _inspector(seat: Seat, letter: Letter | None) -> bool:
    """督查室 and nobody else, of what was referred to it."""
    return seat.is_inspector and letter is not None and letter.is_referral


# verb: (who may, the words of the refusal)
VERBS: dict[str, tuple[Callable[[Seat, Any], bool], str]] = {
    "read": (_correspondence, "文书供依法治县办、县领导和收文单位查看。"),
    "draft": (_office, "只有依法治县办可以拟稿。"),
    "check": (_office, "只有依法治县办可以核稿。"),
    "send": (_office, "只有依法治县办可以送签。"),
    "sign": (_signer, "只有依法治县办负责人可以签发。"),
    "reject": (_signer, "只有依法治县办负责人可以退稿。"),
    "sign_offline": (_office, "只有依法治县办可以登记线下签发。"),
    "issue": (_office, "只有依法治县办可以编号印发。"),
    "discard": (_office, "只有依法治县办可以停止发出。"),
    "revoke": (_signer, "只有依法治县办负责人可以撤销已印发的文书。"),
    "receive": (_recipient, "只有收文单位可以签收。"),
    "notice": (_overview, "通报的数据供依法治县办和县领导查看，收文单位请在“文书”中查看通报。"),
    "answer": (_checked, "只有被核对的单位可以答复。"),
    "overview": (_overview, "创建总览供县领导和依法治县办查看。"),
    "late_list": (_late_list, "逾期清单供县领导、督查室和依法治县办查看。"),
    "referrals": (_late_list, "督办单供督查室、县领导和依法治县办查看。"),
    "enter_referral": (_inspector, "督办单的编号和办理结果由督查室登记。"),
    "tasks": (_overview, "任务清单供依法治县办和县领导查看；本单位的事项在“本单位任务”。"),
    "own_tasks": (_own_tasks, "“本单位任务”供承办单位使用。"),
    "review": (_review, "审核由依法治县办和牵头单位办理。"),
    "office": (_office, "这一步由依法治县办办理。"),
    "settings": (_office, "只有依法治县办可以修改本县设置。"),
}


def can(seat: Seat, verb: str, obj: Letter | NoticeCheck | None = None) -> bool:
    """Return whether the seat may do `verb`, to the document or check where one is meant."""
    return VERBS[verb][0](seat, obj)


def acts_open(seat: Seat, letter: Letter) -> dict[str, bool]:
    """Return for each verb of the letter table whether the seat may do it to the letter now.

    A joint document is signed on paper only (会签).
    """
    acts = {
        verb: act.starts_from(letter.state, letter.kind) and can(seat, verb, letter)
        for verb, act in TABLE.items()
    }
    acts["sign"] = acts["sign"] and not letter.co_issuers
    return acts


def require(seat: Seat, verb: str, obj: Letter | NoticeCheck | None = None) -> None:
    """Raise Forbidden, with the sentence of the verb, unless `can`."""
    if not can(seat, verb, obj):
        raise Forbidden(VERBS[verb][1])
