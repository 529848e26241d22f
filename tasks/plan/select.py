"""Which numbered items are tasks, and which only group or frame them."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace

from tasks.plan.assignments import SENTENCE
from tasks.plan.draft import Draft, draft_of
from tasks.plan.labels import LEAD
from tasks.plan.outline import Node
from tasks.plan.passage import joined
from tasks.plan.unitlist import UnitWord, read_units
from tasks.plan.unitnames import is_hollow, looks_like_unit

_FRAME = re.compile(
    r"^(?:总体)?(?:要求|指导思想|总体思路|总体目标|工作目标|目标要求|主要目标|基本原则|工作原则|目标任务|指导思想和.*|指导思想与.*|"
    r"总体要求.*|总体目标.*|工作思路|编制依据|适用范围|术语.*)$"
)
_CARE = re.compile(
    r"^(?:(?:有关|相关|工作|几点|具体|保障)(?:要求|措施|保障|机制)|保障措施|组织保障|组织实施|组织领导|实施步骤|工作步骤|时间步骤|"
    r"方法步骤|时间安排|进度安排|附则|联系方式|其他事项|联系人.*|.*工作要求|.*保障措施|.*组织保障|加强组织领导|强化组织领导|督导考核|监督检查)$"
)
_CONTACT = re.compile(r"\d{7,}|\d{3,4}-\d{7,8}|@|联系(?:人|电话)")
_HEADING_UNITS = re.compile(
    r"(?P<role>牵头|负责|承担|主办)?(?:的)?(?:重点)?(?:工作|任务|事项|项目)?(?:\(?共? ?\d+ ?[项件个条]\)?)?$"
)
_FINE = 7  # rank of (1), below which numbers are points of an item rather than items


def select_tasks(nodes: list[Node]) -> list[Draft]:
    """The tasks among the numbered items, in order."""
    labelled = [node for node in nodes if node.labelled]
    spoken = labelled or [node for node in nodes if node.own.how == SENTENCE]
    if not spoken and len([n for n in nodes if n.children and _named_in_heading(n)]) > 1:
        return [
            draft for root in nodes if root.parent is None for draft in _tasks_below(root, nodes)
        ]
    if not spoken or (4 * len(spoken) < len([n for n in nodes if not n.children]) and not labelled):
        return _unlabelled(nodes)
    drafts: list[Draft] = []
    for root in (node for node in nodes if node.parent is None):
        if _assigned([root, *root.below()], labelled) or _joins(root, nodes, spoken):
            drafts += _tasks_below(root, nodes)
    return _shared_out(drafts)


def _assigned(nodes: list[Node], labelled: list[Node]) -> bool:
    """In a plan with labels only labels count; sentences do where the plan has nothing else."""
    return any(node.labelled or (not labelled and node.own.units) for node in nodes)


def _joins(root: Node, nodes: list[Node], spoken: list[Node]) -> bool:
    """A chapterless item without units among items of the same kind that have them."""
    if root.children or _frames(root, also_care=True):
        return False
    peers = [node for node in nodes if node.parent is None and node.mark.style == root.mark.style]
    with_units = [node for node in peers if node in spoken]
    return 2 * len(with_units) >= len(peers) - 1 and bool(with_units)


def _frames(node: Node, *, also_care: bool = False) -> bool:
    title = node.heading().folded.strip(" :")
    return bool(_FRAME.match(title) or (also_care and _CARE.match(title)))


def _tasks_below(node: Node, nodes: list[Node]) -> list[Draft]:
    """The tasks of one branch of a plan that names units."""
    if not node.children:
        return [draft_of(node)] if _is_task(node) else []
    below = [child for child in node.children if any(n.own.units for n in (child, *child.below()))]
    if not below:
        return _whole(node) if _is_like_leaves(node, nodes) else _inherit(node, nodes)
    if _belongs_to_parent(node, below, nodes):
        return _whole(node)
    drafts = [draft for child in node.children for draft in _tasks_below(child, nodes)]
    heading_units = node.own.units or _named_in_heading(node)
    return _with_inherited(drafts, heading_units) if heading_units else drafts


def _is_task(node: Node) -> bool:
    words = node.heading().folded
    return (
        len(words) > 1 and not _CONTACT.search(words) and not (_frames(node) and not node.own.units)
    )


def _is_like_leaves(node: Node, nodes: list[Node]) -> bool:
    """An item that names its units and whose points are only its text, like its neighbours."""
    if not node.own.units:
        return False
    if all(child.mark.rank >= _FINE for child in node.children):
        return True
    peers = [n for n in nodes if n.mark.style == node.mark.style and n.own.units and n is not node]
    return any(not peer.children for peer in peers)


def _belongs_to_parent(node: Node, below: list[Node], nodes: list[Node]) -> bool:
    """Units named once behind the last point of an item are the item's."""
    last = node.children[-1]
    if len(node.children) < 2 or below != [last] or last.children or _items_of(last):
        return False
    if last.mark.rank >= _FINE:
        return True
    peers = [n for n in nodes if n.mark.style == node.mark.style and n is not node]
    return any(n.own.units and not n.children for n in peers) or any(
        len(n.children) > 1 and [c for c in n.children if c.own.units] == [n.children[-1]]
        for n in peers
    )


def _whole(node: Node) -> list[Draft]:
    """The item together with the words of everything below it as one task."""
    merged = Node(
        node.number, node.mark, list(node.lines), node.start, node.parent, section=node.section
    )
    for child in node.below():
        lead_in = f"{child.number}"
        first = child.lines[0]
        at = [child.start] * len(lead_in)
        merged.lines.append(joined([type(first)(lead_in, at), first], ""))
        merged.lines += child.lines[1:]
    return [draft_of(merged)]


def _inherit(node: Node, nodes: list[Node]) -> list[Draft]:
    """No item below names units: each takes those of the heading."""
    drafts = [draft for child in node.children for draft in _tasks_below(child, nodes)]
    return _with_inherited(drafts, node.own.units or _named_in_heading(node))


def _with_inherited(drafts: list[Draft], units: list[UnitWord]) -> list[Draft]:
    for draft in drafts:
        if not draft.units and units:
            draft.units = list(units)
            draft.notes.append("inherited_units")
    return drafts


def _named_in_heading(node: Node) -> list[UnitWord]:
    """A heading that is nothing but a name (「一、县司法局」「二、县财政局牵头事项」)."""
    heading = node.heading()
    found = _HEADING_UNITS.search(heading.folded)
    names = heading.part(0, found.start()) if found else heading
    units = read_units(names, LEAD if found and found["role"] in ("牵头", "主办") else None)
    plain = [unit.passage.folded for unit in units.units]
    good = plain and all(looks_like_unit(name) and not is_hollow(name) for name in plain)
    return units.units if good else []


def _items_of(node: Node) -> bool:
    return any(unit.items for unit in node.own.units)


def _shared_out(drafts: list[Draft]) -> list[Draft]:
    """「甲局(第2、3项)」: units named with item numbers go to those items of the group."""
    for draft in drafts:
        aimed = [unit for unit in draft.units if unit.items]
        group = [d for d in drafts if d.scope is draft.scope]
        ordinals = {d.ordinal for d in group}
        if len(group) < 2 or not aimed or not {n for u in aimed for n in u.items} <= ordinals:
            continue
        draft.units = [unit for unit in draft.units if not unit.items]
        for unit in aimed:
            for target in (d for d in group if d.ordinal in unit.items):
                target.units.append(replace(unit, items=()))
    return drafts


def _unlabelled(nodes: list[Node]) -> list[Draft]:
    """A plan that names nobody: its lowest items, without frames and without a covering letter."""
    nodes = _without_letter(nodes)
    chosen: list[Node] = []
    wholes: list[Node] = []
    for root in (node for node in nodes if node.parent is None):
        _lowest(root, chosen, wholes)
    picked = [node for node in chosen if not any(_frames(n) for n in (node, *node.ancestors()))]
    if not picked:
        return []
    if any(node.mark.style != "bullet" for node in picked):
        picked = [node for node in picked if node.mark.style != "bullet"]
    usual = Counter(node.mark.rank for node in picked).most_common(1)[0][0]
    picked = [node for node in picked if node.mark.rank >= usual]
    return [
        _whole(node)[0] if node in wholes else draft_of(node) for node in picked if _is_task(node)
    ]


def _lowest(node: Node, chosen: list[Node], wholes: list[Node]) -> None:
    if not node.children:
        chosen.append(node)
    elif _is_text_with_points(node):
        chosen.append(node)
        wholes.append(node)
    else:
        for child in node.children:
            _lowest(child, chosen, wholes)


def _is_text_with_points(node: Node) -> bool:
    fine = all(child.mark.rank >= _FINE for child in node.children)
    return fine and len(node.words.folded.strip()) > 40


def _without_letter(nodes: list[Node]) -> list[Node]:
    """Items before the date line of a covering letter, if the numbering begins anew behind it."""
    behind = [node for node in nodes if node.after_letter]
    if not behind or len(behind) == len(nodes) or behind[0].mark.ordinal != 1:
        return nodes
    before = [node for node in nodes if not node.after_letter]
    return behind if len(behind) >= len(before) else nodes
