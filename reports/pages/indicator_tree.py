"""The tree of indicators with what proves them: five reads, whatever the number of indicators."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Exists, OuterRef, Value

from indicators.choices import EvidenceState, Method
from indicators.gaps import FULL, NONE, PARTIAL, Coverage, coverage
from indicators.models import Campaign, Indicator, IndicatorProof, MaterialRequirement
from reports.pages.task_list import CODES
from tasks.choices import TaskState
from tasks.models import Assignment, Task
from tasks.querysets import definitions as is_
from units.access import Seat
from units.calendar import calendar

LEAF = 3
METHODS = frozenset(CODES)
STATES = (FULL, PARTIAL, NONE)


@dataclass
class Node:
    """One indicator; above the third level its numbers are the sums of those below."""

    pk: int
    level: int
    number: str
    title: str
    methods: list[str] = field(default_factory=list)
    below: list["Node"] = field(default_factory=list)
    coverage: Coverage = field(default=Coverage(0, 0, 0))
    # Tasks that serve a leaf: id → (closed, with a unit that is late).
    served_by: dict[int, tuple[bool, bool]] = field(default_factory=dict)

    @property
    def leaves(self) -> list["Node"]:
        """The third-level indicators of this branch, itself included."""
        if self.level == LEAF:
            return [self]
        return [leaf for node in self.below for leaf in node.leaves]

    @property
    def linked(self) -> list[tuple[bool, bool]]:
        """The tasks that serve any leaf of this branch, each once."""
        return list({pk: t for leaf in self.leaves for pk, t in leaf.served_by.items()}.values())

    @property
    def tasks(self) -> int:
        """How many tasks serve this branch."""
        return len(self.linked)

    @property
    def closed(self) -> int:
        """How many of them are closed."""
        return sum(closed for closed, _ in self.linked)

    @property
    def late(self) -> int:
        """How many of them have a unit that is late."""
        return sum(late for _, late in self.linked)

    @property
    def state(self) -> str:
        """NONE, PARTIAL or FULL; for leaves."""
        return self.coverage.state

    def count(self, method: str) -> int:
        """Return how many leaves are looked at by `method`."""
        return sum(method in leaf.methods for leaf in self.leaves)

    @property
    def onsite(self) -> int:
        """How many leaves are verified on site."""
        return self.count(Method.ONSITE)

    @property
    def web(self) -> int:
        """How many leaves are looked up on the web."""
        return self.count(Method.WEB)

    @property
    def full(self) -> int:
        """How many leaves have all their material."""
        return sum(leaf.state == FULL for leaf in self.leaves)

    @property
    def total(self) -> Coverage:
        """The sums of the leaves: materials asked for and there, proofs."""
        return _sum(leaf.coverage for leaf in self.leaves)

    @property
    def missing(self) -> int:
        """How many materials are missing below."""
        return sum(leaf.coverage.missing for leaf in self.leaves)


@dataclass
class Tree:
    """All the page shows: branches of the first level, and counts over all leaves in sight."""

    roots: list[Node]
    leaves: list[Node]
    levels: Counter[int]
    methods: Counter[str]
    states: Counter[str]
    proofs: int

    @property
    def empty_ones(self) -> list[Node]:
        """Indicators without any material, those seen on site or on the web first."""
        rows = [leaf for leaf in self.leaves if leaf.state == NONE]
        return sorted(rows, key=lambda leaf: not {"onsite", "web"} & set(leaf.methods))

    @property
    def rows(self) -> list[Node]:
        """The branches as lines, in the order of the printed table."""
        return [node for root in self.roots for node in _lines(root)]

    @property
    def missing(self) -> int:
        """How many materials are missing in all."""
        return sum(leaf.coverage.missing for leaf in self.leaves)


def tree(campaign: Campaign, seat: Seat, *, today: date, method: str = "", state: str = "") -> Tree:
    """Return the indicators in the seat's sight; `method` and `state` leave only such leaves.

    Counts are over all leaves in sight, whatever is left in the branches.
    """
    nodes, roots = _read(campaign, seat, today)
    leaves = [node for node in nodes if node.level == LEAF]
    _prove(campaign, leaves)
    if not seat.is_expert:
        _link(campaign, seat, leaves, today)
    kept = [leaf for leaf in leaves if method in {"", *leaf.methods} and state in {"", leaf.state}]
    numbers = {leaf.pk for leaf in kept}
    levels = Counter(node.level for root in roots for node in _lines(root) if node.leaves)
    return Tree(
        roots=[root for root in roots if _keep(root, numbers)],
        leaves=leaves,
        levels=levels,
        methods=Counter(code for leaf in leaves for code in leaf.methods),
        states=Counter(leaf.state for leaf in leaves),
        proofs=sum(leaf.coverage.proofs for leaf in leaves),
    )


def _read(campaign: Campaign, seat: Seat, today: date) -> tuple[list[Node], list[Node]]:
    """Return the nodes in sight (a leaf's branch with it) and the roots; one query."""
    seen = Indicator.objects.visible_to(seat, today=today, campaign_id=campaign.pk)
    rows = (
        Indicator.objects.filter(system_id=campaign.system_id)
        .annotate(seen=Exists(seen.filter(pk=OuterRef("pk"))))
        .order_by("position", "methods__id")
        .values_list("pk", "level", "number", "title", "parent_id", "seen", "methods__method")
    )
    nodes: dict[int, Node] = {}
    roots: list[Node] = []
    for pk, level, number, title, parent_id, in_sight, method in rows:
        if level == LEAF and not in_sight:
            continue
        if pk not in nodes:
            nodes[pk] = Node(pk, level, number, title)
            above = nodes.get(parent_id)
            (above.below if above else roots).append(nodes[pk])
        if method:
            nodes[pk].methods.append(method)
    for node in nodes.values():
        node.methods.sort(key=CODES.index)
    return list(nodes.values()), [root for root in roots if root.leaves]


def _prove(campaign: Campaign, leaves: list[Node]) -> None:
    """Set what each leaf asks for and has; one query for both."""
    asked = MaterialRequirement.objects.order_by().filter(
        indicator__system_id=campaign.system_id, indicator__level=LEAF
    )
    proofs = (
        IndicatorProof.objects.order_by()
        .filter(campaign=campaign)
        .exclude(evidence__state=EvidenceState.REMOVED)
    )
    of_each: dict[int, tuple[list[str], list[str]]] = defaultdict(lambda: ([], []))
    rows = asked.values_list("indicator_id", "chain", Value(0)).union(
        proofs.values_list("indicator_id", "evidence__chain", Value(1)), all=True
    )
    for pk, chain, proved in rows:
        of_each[pk][proved].append(chain)
    for leaf in leaves:
        leaf.coverage = coverage(*of_each[leaf.pk])


def _link(campaign: Campaign, seat: Seat, leaves: list[Node], today: date) -> None:
    """Set how the tasks of each leaf stand."""
    late = Assignment.objects.filter(is_.overdue(today, calendar()), task_id=OuterRef("task_id"))
    links = (
        Task.indicators.through.objects.filter(task__campaign=campaign)
        .filter(task__in=Task.objects.visible_to(seat).values("pk"))
        .exclude(task__state=TaskState.CANCELLED)
        .values_list("indicator_id", "task_id", "task__state", Exists(late))
    )
    found = {leaf.pk: leaf for leaf in leaves}
    for pk, task_id, state, is_late in links:
        if leaf := found.get(pk):
            leaf.served_by[task_id] = (state == TaskState.CLOSED, is_late)


def _keep(node: Node, leaf_ids: set[int]) -> bool:
    """Leave only branches that lead to one of the leaves."""
    node.below = [child for child in node.below if _keep(child, leaf_ids)]
    return node.pk in leaf_ids if node.level == LEAF else bool(node.below)


def _lines(node: Node) -> list[Node]:
    return [node, *(line for child in node.below for line in _lines(child))]


def _sum(rows: Iterable[Coverage]) -> Coverage:
    found = list(rows)
    return Coverage(
        sum(row.asked for row in found),
        sum(row.there for row in found),
        sum(row.proofs for row in found),
    )
