"""Tasks and parts of one campaign made in bulk, each part with the life it has had."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import timedelta

from reports.services.bulk.lives import Life, draft, handed_over
from reports.services.bulk.world import World, pour, write
from tasks.choices import PartRole, PartState, TaskState
from tasks.models import Assignment, PlanChapter, Task
from units.models import Unit

S = PartState
UNITS_PER_TASK = (1, 2, 4, 6, 8, 14)
# State of an issued task's part → weight.
GOALS = {
    S.PENDING: 4,
    S.ACTIVE: 34,
    S.SUBMITTED: 8,
    S.RETURNED: 4,
    S.ACCEPTED: 46,
    S.OBJECTED: 1,
    S.SUSPENDED: 3,
}
Drawn = list[tuple[Assignment, Life]]


def make_tasks(world: World, count: int, chapters: Sequence[PlanChapter]) -> list[Task]:
    """Write `count` tasks spread over the chapters, each tied to two indicators."""
    tasks = write(
        _task(world, n, chapters[(n - 1) * len(chapters) // count]) for n in range(1, count + 1)
    )
    through = Task.indicators.through
    pour(
        through(task_id=task.pk, indicator_id=indicator.pk)
        for task in tasks
        for indicator in world.rng.sample(list(world.indicators), 2)
    )
    return tasks


def make_parts(world: World, tasks: Iterable[Task]) -> Drawn:
    """Write the parts of the tasks; those handed over answer to their task's lead."""
    drawn = [pair for task in tasks for pair in _parts(world, task)]
    leads = write(part for part, _ in drawn if part.role == PartRole.LEAD)
    lead_of = {part.task_id: part for part in leads}
    others = [part for part, _ in drawn if part.role != PartRole.LEAD]
    for part in others:
        part.answers_to = lead_of[part.task_id] if part.state != S.DRAFT else None
    write(others)
    return drawn


def _task(world: World, n: int, chapter: PlanChapter) -> Task:
    rng, today = world.rng, world.today
    state = rng.choices((TaskState.DRAFT, TaskState.ISSUED, TaskState.CLOSED), (6, 72, 22))[0]
    span = rng.randrange(-150, 150 if state == TaskState.ISSUED else -20)
    due_on = today + timedelta(days=span if state != TaskState.DRAFT else 60)
    long_term = state == TaskState.ISSUED and n % 25 == 0
    latest = min(today, due_on) - timedelta(days=10)
    issued_on = rng.choice([day for day in world.issue_days if day <= latest][:3])
    closed_on = min(today, due_on + timedelta(days=15))
    return Task(
        campaign=world.campaign,
        plan_id=chapter.plan_id,
        chapter=chapter,
        number=f"({n})",
        position=n,
        title=f"{chapter.title}重点任务第{n}项",
        requirement="按照工作要点的安排，明确责任分工，建立工作台账，按时报送办理情况和佐证材料。",
        due_on=None if long_term else due_on,
        long_term=long_term,
        state=state,
        issued_on=None if state == TaskState.DRAFT else issued_on,
        closed_on=closed_on if state == TaskState.CLOSED else None,
    )


def _parts(world: World, task: Task) -> Iterator[tuple[Assignment, Life]]:
    count = world.rng.choice(UNITS_PER_TASK)
    for rank, unit in enumerate(world.rng.sample(world.staff.units, count), 1):
        role = _role(world, rank, unit)
        life = _life(world, task, blocking=role != PartRole.SUPPORT)
        yield _part(world, task, unit, role, rank, life), life


def _role(world: World, rank: int, unit: Unit) -> str:
    if rank == 1:
        return PartRole.LEAD
    if unit.asked_only:
        return PartRole.SUPPORT
    return world.rng.choice((PartRole.RESPONSIBLE, PartRole.RESPONSIBLE, PartRole.SUPPORT))


def _life(world: World, task: Task, *, blocking: bool) -> Life:
    if task.state == TaskState.DRAFT:
        return draft()
    goal = S.ACCEPTED if blocking else S.RELEASED
    if task.state == TaskState.ISSUED:
        goal = world.rng.choices(list(GOALS), weights=list(GOALS.values()))[0]
    assert task.issued_on is not None
    recent = goal in (S.PENDING, S.OBJECTED) and (task.due_on or world.today) >= world.today
    return handed_over(
        goal,
        issued_on=world.issue_days[0] if recent else task.issued_on,
        due_on=task.due_on,
        today=world.today,
        days=world.days,
        rng=world.rng,
    )


def _part(world: World, task: Task, unit: Unit, role: str, rank: int, life: Life) -> Assignment:
    return Assignment(
        campaign=world.campaign,
        task=task,
        unit=unit,
        role=role,
        word=PartRole(role).label,
        rank=rank,
        blocking=role != PartRole.SUPPORT,
        state=life.state,
        version=len(life.events),
        **life.values,
    )
