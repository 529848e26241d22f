"""Decisions of the office on an import under review; each bumps its version."""

from collections.abc import Collection
from datetime import date, datetime

from django.db import transaction

from tasks.choices import GroupMode, ImportState
from tasks.models import PlanImport
from tasks.policies import require_import
from tasks.services.far_days import refuse_far
from tasks.services.plan_import.rows import Row, Target, Word, awaits_date, word_of
from units.access import Seat
from units.choices import Relation
from units.clock import local_date
from units.day_words import day_cn
from units.errors import Conflict, Refused
from units.models import Unit, UnitGroup
from units.names import recognizer_of
from units.services.audit import record_audit
from units.words import free_words, need_words

NAME_MAX = 50  # of a new unit, whose short name it is as well


@transaction.atomic
def edit_row(
    import_id: int,
    key: int,
    *,
    actor: Seat,
    now: datetime,
    number: str,
    title: str,
    requirement: str,
    due_on: date | None,
    long_term: bool,
    lead: list[str],
    co: list[str],
    expected_version: int | None = None,
) -> PlanImport:
    """Change one task; doubts about a field that changed count as settled.

    A word of `lead` or `co` not seen before is recognised when the page is shown again.
    """
    found = begin(import_id, actor, expected_version)
    title = need_words(title, "任务名称", "title")
    requirement = free_words(requirement, "工作要求", "requirement")
    if due_on and long_term:
        raise Refused("填了时限就不能再标为长期，请二选一。", fields={"due_on": "与“长期”二选一。"})
    refuse_far(due_on, found.campaign, today=local_date(now), field="due_on")
    row = _row(found, key)
    before = {name: row.get(name) for name in _FIELDS}
    roles = dict(zip(row["co"], row["co_roles"], strict=False))
    default = row["co_roles"][0] if row["co_roles"] else "responsible"
    row["number"], row["title"] = free_words(number, "编号", "number"), title
    row["requirement"] = requirement
    row["due_on"] = due_on.isoformat() if due_on else None
    row["long_term"] = long_term
    row["lead"], row["co"] = _clean(lead), _clean(co)
    row["co_roles"] = [roles.get(word, default) for word in row["co"]]
    _learn_words(found, [*row["lead"], *row["co"]])
    row["filled"] = row.get("filled", False) and row["due_on"] == before["due_on"]
    changed = {name for name in _FIELDS if row.get(name) != before[name]}
    for doubt in row["doubts"]:
        if doubt["field"] in _touched(changed):
            doubt["settled"] = True
    return save(found, actor, now)


_FIELDS = ("number", "title", "requirement", "due_on", "long_term", "lead", "co")


@transaction.atomic
def settle(
    import_id: int,
    keys: Collection[int],
    *,
    actor: Seat,
    now: datetime,
    expected_version: int | None = None,
) -> PlanImport:
    """Tick the doubts of these rows as looked at."""
    found = begin(import_id, actor, expected_version)
    for row in found.rows:
        if row["key"] in keys:
            for doubt in row["doubts"]:
                doubt["settled"] = True
    return save(found, actor, now)


@transaction.atomic
def fill_dates(
    import_id: int,
    *,
    actor: Seat,
    now: datetime,
    due_on: date | None,
    long_term: bool = False,
    expected_version: int | None = None,
) -> PlanImport:
    """Give every task without date in the plan the same one, or mark them 长期. May be repeated.

    Raises Refused for a date that is past or far off.
    """
    if (due_on is None) != long_term:
        raise Refused("请填写统一的时限，或选择标为长期。", fields={"due_on": "请填写时限。"})
    found = begin(import_id, actor, expected_version)
    today = local_date(now)
    if due_on and due_on < today:
        words = f"统一时限{day_cn(due_on)}已经过了，请填今天以后的日期。"
        raise Refused(words, fields={"due_on": words})
    refuse_far(due_on, found.campaign, today=today, field="due_on")
    for row in filter(awaits_date, found.rows):
        row["filled"] = True
        row["due_on"] = due_on.isoformat() if due_on else None
        row["long_term"] = long_term
        _settle_fields(row, {"deadline_text", "due_on"})
    return save(found, actor, now)


@transaction.atomic
def drop_row(
    import_id: int,
    key: int,
    *,
    actor: Seat,
    now: datetime,
    dropped: bool,
    expected_version: int | None = None,
) -> PlanImport:
    """Leave a row out (or take it in again): it was no task."""
    found = begin(import_id, actor, expected_version)
    _row(found, key)["dropped"] = dropped
    return save(found, actor, now)


@transaction.atomic
def decide_word(
    import_id: int,
    word: str,
    *,
    actor: Seat,
    now: datetime,
    target: Target,
    target_id: int | None = None,
    relation: str = "",
    modes: dict[str, str] | None = None,
    expected_version: int | None = None,
) -> PlanImport:
    """Say what a name means: once for the whole import, remembered as alias at confirmation."""
    found = begin(import_id, actor, expected_version)
    if word not in found.words:
        raise Refused(f"这份文件里没有“{word}”，请刷新后再选。")
    entry: Word = found.words[word]
    county_id = found.campaign.county_id
    if target == "unit":
        unit = Unit.objects.filter(county_id=county_id, active=True, pk=target_id or 0).first()
        name = unit.name if unit else ""
    elif target == "group":
        group = UnitGroup.objects.filter(county_id=county_id, pk=target_id or 0).first()
        name = group.name if group else ""
    elif target == "new":
        name = word if relation in Relation.values else ""
    else:
        target, name = "ignore", word
    if target == "new" and len(word) > NAME_MAX:
        raise Refused(
            f"“{word[:20]}……”超过 {NAME_MAX} 字，不能作为单位名称，请先修改任务中的写法。"
        )
    if not name:
        raise Refused(f"请为“{word}”选择单位、分组，或写明新增单位的单位关系。")
    entry["target"] = target
    entry["id"] = target_id if target in ("unit", "group") else None
    entry["name"] = name
    entry["certain"] = True
    entry["relation"] = relation if target == "new" else ""
    known = {k: v for k, v in (modes or {}).items() if v in GroupMode.values}
    if target == "group":
        entry["modes"] = {**_default_modes(), **entry["modes"], **known}
    for row in found.rows:
        if word in row["lead"] or word in row["co"]:
            for doubt in row["doubts"]:
                if doubt.get("word") == word:
                    doubt["settled"] = True
    return save(found, actor, now)


@transaction.atomic
def drop(
    import_id: int, *, actor: Seat, now: datetime, expected_version: int | None = None
) -> None:
    """放弃: nothing was written, nothing is left."""
    found = begin(import_id, actor, expected_version)
    found.state = ImportState.DROPPED
    save(found, actor, now)


def _default_modes() -> dict[str, str]:
    return {
        "lead": GroupMode.EACH.value,
        "responsible": GroupMode.NAMED.value,
        "support": GroupMode.NAMED.value,
    }


def begin(import_id: int, actor: Seat, expected_version: int | None) -> PlanImport:
    """Lock an import under review; raises Forbidden, or Conflict when it was changed meanwhile.

    `expected_version` is what a page showed; None for a caller that works alone (a command).
    """
    found = (
        PlanImport.objects.select_for_update(of=("self",))
        .select_related("campaign__county")
        .get(pk=import_id)
    )
    require_import(actor, found.campaign.county_id)
    if found.state != ImportState.REVIEW:
        raise Conflict(f"这次导入{found.get_state_display()}，不能再改。")
    if expected_version is not None and expected_version != found.version:
        raise Conflict("这份导入刚被他人修改过，请刷新后再改。")
    return found


def save(found: PlanImport, actor: Seat, now: datetime) -> PlanImport:
    """Keep what was decided on a locked import as its next version."""
    found.version += 1
    found.save()
    record_audit(actor=actor, action="plan_import.edit", obj=found, now=now)
    return found


def _row(found: PlanImport, key: int) -> Row:
    for row in found.rows:
        if row["key"] == key:
            typed: Row = row
            return typed
    raise Refused(f"这份导入里没有第{key}项，请刷新后再改。")


def _clean(words: list[str]) -> list[str]:
    return list(dict.fromkeys(word.strip() for word in words if word.strip()))


def _touched(changed: set[str]) -> set[str]:
    return changed | ({"deadline_text"} if changed & {"due_on", "long_term"} else set())


def _settle_fields(row: Row, fields: set[str]) -> None:
    for doubt in row["doubts"]:
        if doubt["field"] in fields:
            doubt["settled"] = True


def _learn_words(found: PlanImport, words: list[str]) -> None:
    fresh = [word for word in words if word not in found.words]
    if not fresh:
        return
    recognizer = recognizer_of(found.campaign.county)
    groups = {g.pk: g for g in UnitGroup.objects.filter(county=found.campaign.county)}
    for word in fresh:
        found.words[word] = word_of(recognizer.resolve(word), groups)
