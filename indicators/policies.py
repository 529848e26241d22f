"""Who may do what with indicators, campaigns and proof (docs/rules.md)."""

from collections.abc import Callable
from typing import Any

from indicators.choices import EvidenceKind, EvidenceState
from indicators.models import Evidence
from units.access import Actor, Seat, SystemSeat
from units.errors import Forbidden, Refused
from units.models import Unit

Rule = Callable[[Seat, Any], bool]


def can(seat: Seat, action: str, obj: Any = None) -> bool:
    """Return whether `seat` may do `action` on an object it can see; unknown actions are errors."""
    return _RULES[action](seat, obj)


def require(seat: Actor, action: str, obj: Any = None) -> None:
    """Raise Forbidden unless `seat` may do `action`; the machine itself only what commands do."""
    if isinstance(seat, SystemSeat):
        allowed = action in _BY_COMMAND and seat.county.pk == obj
    else:
        allowed = can(seat, action, obj)
    if not allowed:
        raise Forbidden(_SENTENCES.get(action, "您没有办理这一事项的权限。"))


def may_use(unit: Unit, evidence: Evidence) -> bool:
    """Return whether `unit` may hand the evidence in or cite it: live, and of its own body (合署).

    What it was granted for reading is proof of what others did.
    """
    return evidence.state == EvidenceState.LIVE and evidence.unit.body_id == unit.body_id


def require_use(unit: Unit, evidence: Evidence) -> None:
    """Raise Refused unless `may_use`; proof of another unit is not named, it may be private."""
    if may_use(unit, evidence):
        return
    if evidence.unit.body_id != unit.body_id:
        raise Refused(f"只能使用{unit.short}自己的佐证材料，请从本单位的佐证材料中另选。")
    raise Refused(f"材料“{evidence.title}”已移除或正在移除，不能使用，请另选材料。")


def _office(seat: Seat, _: Any) -> bool:
    return seat.is_office


def _office_of(seat: Seat, county_id: int | None) -> bool:
    return seat.is_office and county_id in (None, seat.county_id)


def _see_evidence(seat: Seat, _: Any) -> bool:
    return seat.is_office or seat.is_leader or seat.is_unit or seat.is_expert


def _see_indicators(seat: Seat, _: Any) -> bool:
    return seat.is_office or seat.is_leader or seat.is_expert


def _member(seat: Seat, _: Any) -> bool:
    return seat.membership is not None


def _owns(seat: Seat, evidence: Evidence) -> bool:
    if seat.is_office:
        return seat.county_id == evidence.county_id
    return seat.is_unit and evidence.unit_id in seat.unit_ids


def _add_evidence(seat: Seat, unit: Unit | None) -> bool:
    if unit is None:
        return seat.is_office or seat.is_unit
    if seat.is_office:
        return seat.county_id == unit.county_id
    return seat.is_unit and unit.pk in seat.unit_ids


def _ask_removal(seat: Seat, evidence: Evidence) -> bool:
    return evidence.state == EvidenceState.LIVE and _owns(seat, evidence)


def _confirm_removal(seat: Seat, evidence: Evidence) -> bool:
    """A second person: of the office, or a head of the unit itself; never who asked."""
    asked = evidence.removal_asked_by
    if evidence.state != EvidenceState.REMOVAL or asked is None or asked.user_id == seat.user.pk:
        return False
    return _owns(seat, evidence) and (seat.is_office or seat.is_unit_lead)


def _drop_removal(seat: Seat, evidence: Evidence) -> bool:
    return evidence.state == EvidenceState.REMOVAL and _owns(seat, evidence)


def _read_file(seat: Seat, evidence: Evidence) -> bool:
    """While removal is asked for, only the owner and the office look at the bytes."""
    if evidence.kind not in (EvidenceKind.FILE, EvidenceKind.EXCERPT):
        return False
    if evidence.state == EvidenceState.REMOVAL:
        return _owns(seat, evidence)
    return evidence.state == EvidenceState.LIVE


_RULES: dict[str, Rule] = {
    "see_evidence": _see_evidence,
    "add_evidence": _add_evidence,
    "grant_evidence": _owns,
    "read_file": _read_file,
    "ask_removal": _ask_removal,
    "confirm_removal": _confirm_removal,
    "drop_removal": _drop_removal,
    "see_indicators": _see_indicators,
    "import_indicators": _office_of,
    "write_statement": _office_of,
    "assign_experts": _office_of,
    "read_campaigns": _member,
    "see_campaigns": _office,
    "change_campaign": _office_of,
}
_BY_COMMAND = frozenset({"import_indicators", "change_campaign"})

_SENTENCES = {
    "add_evidence": "只能为本单位登记佐证材料；依法治县办可以代为登记。",
    "grant_evidence": "只有材料所属单位和依法治县办可以授权其他单位查看。",
    "read_file": "这份材料没有可以打开的文件，或已申请移除。",
    "ask_removal": "只有材料所属单位和依法治县办可以申请移除，且材料应为有效状态。",
    "confirm_removal": "移除须由另一人确认（依法治县办或本单位负责人），申请人本人不能确认。",
    "drop_removal": "只有材料所属单位和依法治县办可以撤销移除申请。",
    "import_indicators": "只有依法治县办可以导入指标体系。",
    "assign_experts": "只有依法治县办可以设置专家评审范围。",
    "write_statement": "只有依法治县办可以填写自评说明。",
    "change_campaign": "只有依法治县办可以设置创建批次。",
}
