"""确认导入: all tasks become drafts, or none does."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import Max

from indicators.models import Campaign
from tasks.choices import GroupMode, ImportState, PartRole, PlanState, TaskState
from tasks.models import Assignment, Plan, PlanChapter, PlanImport, Task, TaskGroup
from tasks.services.far_days import too_far
from tasks.services.history import record_each
from tasks.services.plan_import.editing import begin
from tasks.services.plan_import.meaning import Meanings, meanings, undecided
from tasks.services.plan_import.rows import MUST_DECIDE, Row, Word
from tasks.services.plan_import.whole import whole_doubts
from units.access import Seat
from units.clock import local_date
from units.errors import Refused
from units.models import Unit, UnitGroup
from units.policies import post_of
from units.services.audit import record_audit
from units.services.bodies import UnitFacts, add_unit, remember_words

BATCH = 500
WORDS = {
    PartRole.LEAD: "牵头单位",
    PartRole.RESPONSIBLE: "责任单位",
    PartRole.SUPPORT: "配合单位",
}


def open_points(found: PlanImport, meant: Meanings | None = None) -> list[str]:
    """Return what must be decided before the import can be confirmed, in sentences."""
    said = [] if found.title else ["请填写文件名称，函件和通报按它引用"]
    open_words = undecided(found, meant)
    for row in _kept(found):
        place = f"第{row['key']}项“{row['number']}{row['title'][:20]}”"
        unknown = [w for w in (*row["lead"], *row["co"]) if w in open_words]
        if unknown:
            said.append(f"{place}：请为“{'”“'.join(unknown)}”选择单位")
        if not row["lead"] and not row["co"]:
            said.append(f"{place}：请指定牵头单位或责任单位")
        said += [
            f"{place}：{doubt['message']}"
            for doubt in row["doubts"]
            if doubt["code"] in MUST_DECIDE - {"unknown_unit", "no_units"} and not doubt["settled"]
        ]
    return said


@transaction.atomic
def confirm(
    import_id: int,
    *,
    actor: Seat,
    now: datetime,
    doubts_checked: bool = False,
    whole_checked: bool = False,
    expected_version: int | None = None,
) -> Plan:
    """Turn the import into a plan with its chapters and draft tasks.

    Raises Refused while something must be decided, or while doubts have not been looked at
    (`doubts_checked` says that a person has, `whole_checked` that the document is the right one
    and not in already); nothing is written then.
    """
    found = begin(import_id, actor, expected_version)
    meant = meanings(found)
    points = open_points(found, meant)
    if points:
        more = f"等{len(points)}处" if len(points) > 3 else ""
        raise Refused(f"还不能导入：{'；'.join(points[:3])}{more}。")
    rows = list(_kept(found))
    if not rows:
        raise Refused("所有任务都已被略去，没有可以导入的内容。")
    _refuse_far_dates(rows, found.campaign, local_date(now))
    if not doubts_checked and any(not d["settled"] for row in rows for d in row["doubts"]):
        raise Refused("还有疑点没有核对，请逐项处理，或勾选“其余疑点已核对”。")
    doubts = [] if whole_checked else whole_doubts(found)
    if doubts:
        raise Refused(f"{doubts[0]}确需导入的，请勾选“已核对，仍要导入”。")
    for doubt in (doubt for row in rows for doubt in row["doubts"]):
        doubt["settled"] = True
    plan = _plan(found, actor, now)
    writer = _Writer(found, plan, _units_of(found, meant, actor, now))
    tasks = writer.write(rows)
    record_each(tasks, action="import", actor=actor, now=now, to_state=TaskState.DRAFT)
    found.state, found.plan = ImportState.CONFIRMED, plan
    found.version += 1
    found.save()
    record_audit(actor=actor, action="plan_import.confirm", obj=found, now=now)
    return plan


def _kept(found: PlanImport) -> Iterator[Row]:
    return (row for row in found.rows if not row["dropped"])


def _refuse_far_dates(rows: Iterable[Row], campaign: Campaign, today: date) -> None:
    for row in rows:
        wrong = too_far(_due_on(row), campaign, today)
        if wrong:
            raise Refused(f"第{row['key']}项“{row['number']}{row['title'][:20]}”的时限{wrong}")


def _due_on(row: Row) -> date | None:
    return date.fromisoformat(row["due_on"]) if row["due_on"] else None


def _plan(found: PlanImport, actor: Seat, now: datetime) -> Plan:
    """Return the new plan; the one of the same year before it is from now on replaced.

    The campaign's row is held, so that two imports at once take different versions.
    """
    Campaign.objects.select_for_update(no_key=True).get(pk=found.campaign_id)
    earlier = Plan.objects.filter(campaign=found.campaign, year=found.year)
    if earlier.filter(title=found.title, doc_number=found.doc_number).exists():
        raise Refused(
            f"{found.year}年的《{found.title}》已经导入过；如为另一份文件，请先修改名称。"
        )
    last = earlier.aggregate(last=Max("version"))["last"] or 0
    earlier.filter(state=PlanState.CURRENT).update(state=PlanState.REPLACED)
    return Plan.objects.create(
        campaign=found.campaign,
        year=found.year,
        title=found.title,
        doc_number=found.doc_number,
        version=last + 1,
        state=PlanState.CURRENT,
        text=found.text,
        source=found.source,
        filename=found.filename,
        imported_at=now,
        imported_by=post_of(actor),
    )


def _units_of(found: PlanImport, meant: Meanings, actor: Seat, now: datetime) -> Meanings:
    """Return what each word means, new units made and decided words remembered as aliases."""
    county = found.campaign.county
    chosen = {word: unit for word, unit in meant.items() if isinstance(unit, Unit)}
    remember_words(actor=actor, county=county, meant=chosen, now=now)
    new = [word for word, entry in found.words.items() if entry["target"] == "new"]
    if not new:
        return meant
    for position, word in enumerate(new, Unit.objects.filter(county=county).count() + 1):
        relation = found.words[word]["relation"]
        facts = UnitFacts(name=word, short=word, relation=relation, position=position)
        meant[word] = add_unit(actor=actor, county=county, facts=facts, now=now)
    return meant


@dataclass
class _Writer:
    """Writes tasks in order, all of a kind at once; chapters are made when first met."""

    found: PlanImport
    plan: Plan
    meant: Meanings

    def __post_init__(self) -> None:
        self.chapters: dict[str, PlanChapter] = {}
        self.members: dict[int, list[Unit]] = {}
        self.groups: dict[tuple[int, int, str], TaskGroup] = {}

    def write(self, rows: Sequence[Row]) -> list[Task]:
        tasks = Task.objects.bulk_create(
            [self._task(position, row) for position, row in enumerate(rows, 1)], BATCH
        )
        parts = [
            part for task, row in zip(tasks, rows, strict=True) for part in self._parts(task, row)
        ]
        TaskGroup.objects.bulk_create(self.groups.values(), BATCH)
        Assignment.objects.bulk_create(parts, BATCH)
        return tasks

    def _task(self, position: int, row: Row) -> Task:
        return Task(
            campaign=self.found.campaign,
            plan=self.plan,
            chapter=self._chapter(row),
            number=row["number"][:20],
            position=position,
            title=row["title"][:500],
            requirement=row["requirement"] or row["title"],
            deadline_text=row["deadline_text"][:100],
            due_on=_due_on(row),
            long_term=row["long_term"],
            other_deadlines=row["other_deadlines"],
            span_start=row["span"][0],
            span_end=row["span"][1],
        )

    def _parts(self, task: Task, row: Row) -> Iterable[Assignment]:
        parts: dict[int, Assignment] = {}
        for rank, (word, role) in enumerate(_names(row), 1):
            meant = self.meant.get(word)
            if isinstance(meant, UnitGroup):
                self._group(task, meant, word, role, rank, parts)
            elif meant is not None and meant.pk not in parts:
                parts[meant.pk] = self._part(task, meant, role, len(parts) + 1)
        return parts.values()

    def _chapter(self, row: Row) -> PlanChapter | None:
        if not row["chapter"]:
            return None
        title = row["chapter"][0][:200]
        if title not in self.chapters:
            self.chapters[title] = PlanChapter.objects.create(
                plan=self.plan, title=title, position=len(self.chapters) + 1
            )
        return self.chapters[title]

    def _group(
        self,
        task: Task,
        group: UnitGroup,
        word: str,
        role: str,
        rank: int,
        parts: dict[int, Assignment],
    ) -> None:
        entry: Word = self.found.words[word]
        mode = entry["modes"].get(role, GroupMode.NAMED)
        members = self._members(group) if mode == GroupMode.EACH else []
        if not members and mode == GroupMode.EACH:
            mode = GroupMode.NAMED  # nobody to ask yet: who is registered later can be called in
        named = TaskGroup(task=task, group=group, role=role, word=word[:100], rank=rank, mode=mode)
        self.groups.setdefault((task.pk, group.pk, role), named)
        for unit in members:
            if unit.pk not in parts:
                parts[unit.pk] = self._part(task, unit, role, len(parts) + 1)

    def _members(self, group: UnitGroup) -> list[Unit]:
        if group.pk not in self.members:
            self.members[group.pk] = list(group.current_members())
        return self.members[group.pk]

    def _part(self, task: Task, unit: Unit, role: str, rank: int) -> Assignment:
        return Assignment(
            campaign=self.found.campaign,
            task=task,
            unit=unit,
            role=role,
            word=WORDS[PartRole(role)],
            rank=rank,
            blocking=role != PartRole.SUPPORT,
        )


def _names(row: Row) -> Iterator[tuple[str, str]]:
    for word in row["lead"]:
        yield word, PartRole.LEAD
    yield from zip(row["co"], row["co_roles"], strict=True)
