"""Numbered lines → a tree of items: 一、 over (一) over 1. over (1)."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise

from tasks.plan.assignments import Assignment, read_assignment
from tasks.plan.inline import Piece, split_line
from tasks.plan.labels import begins_with_label, find_labels
from tasks.plan.numbering import Mark, number_words
from tasks.plan.passage import Passage, joined
from tasks.plan.source import Line
from tasks.plan.unitnames import looks_like_unit
from tasks.plan.unnumbered import paragraphs_with_units, unnumbered_items

_CLOSING = re.compile(
    r"^ *(?:附件|附表|附:|抄送|主送|联系人|联系电话|联系方式|电子邮箱|图文解读|分享到|相关链接|扫一扫|责任编辑|编辑:|来源:|"
    r"\(?此件|\(联系|备注:|注:|注\d|说明:|打印|关闭|上一篇|下一篇|政策解读|解读)|^ *\d{4} ?年 ?\d{1,2} ?月 ?\d{1,2} ?日 *$"
)
_ISSUED = re.compile(
    r"^ *(?:[〇一二三四五六七八九]{4}|\d{4}) ?年 ?[\d一二三四五六七八九十]{1,3} ?月 ?[\d一二三四五六七八九十]{1,3} ?日 *$|^ *\(此件|^ *附件[\d一二三:]* *$"
)
_PLAIN_HEADING = re.compile(r"^[^,。;:!?、|\t]{2,30}$")
_NO_HEADING = re.compile(
    r"通知|办公[室厅]|人民政府$|委员会$|年\d|日$|(?:要点|方案|计划|安排|分解|分解表|分工|措施|清单|意见|办法|重点工作|目录|表)$|首页|浏览|字体|打印|来源|^\d"
)


@dataclass(eq=False)
class Node:
    """A numbered item with the lines that belong to it."""

    number: str
    mark: Mark
    lines: list[Passage]
    start: int
    parent: Node | None = None
    inline: bool = False
    section: Passage | None = None
    after_letter: bool = False
    children: list[Node] = field(default_factory=list)
    closed: bool = False

    @cached_property
    def words(self) -> Passage:
        return joined(self.lines)

    @cached_property
    def own(self) -> Assignment:
        return read_assignment(self.words)

    @property
    def labelled(self) -> bool:
        return bool(self.own.units) and self.own.how != "sentence"

    def heading(self) -> Passage:
        """Number and title, as a chapter is named."""
        first = self.words.without(self.own.holes).trimmed().lines()[0]
        end = first.folded.find("。")
        return first.part(0, end if end >= 0 else None).trimmed(" :;,\n")

    def ancestors(self) -> list[Node]:
        """From the chapter down to the parent."""
        return [*self.parent.ancestors(), self.parent] if self.parent else []

    def root(self) -> Node:
        return self.parent.root() if self.parent else self

    def below(self) -> list[Node]:
        return [node for child in self.children for node in (child, *child.below())]


@dataclass
class _Builder:
    nodes: list[Node] = field(default_factory=list)
    stack: list[Node] = field(default_factory=list)
    section: Passage | None = None
    issued: bool = False

    def open(self, piece: Piece, mark: Mark, *, inline: bool) -> None:
        while self.stack and not self._holds(self.stack[-1].mark, mark):
            self.stack.pop()
        number = number_words(piece.passage.text[slice(*mark.written)])
        node = Node(
            number,
            mark,
            [piece.passage.part(mark.end)],
            piece.passage.at[0],
            self.stack[-1] if self.stack else None,
            inline,
            self.section,
            self.issued,
        )
        if node.parent:
            node.parent.children.append(node)
        self.stack.append(node)
        self.nodes.append(node)

    def _holds(self, outer: Mark, inner: Mark) -> bool:
        if outer.style == inner.style and outer.rank == inner.rank:
            return False
        return outer.rank < inner.rank and all(
            node.mark.style != inner.style or node.mark.rank != inner.rank for node in self.stack
        )

    def plain(self, passage: Passage, *, heading: bool) -> None:
        """An unnumbered line: it belongs to the open item, or it names a section, or it ends all."""
        if _ISSUED.match(passage.folded):
            self.issued = True
        node = self.stack[-1] if self.stack else None
        if node and not node.closed and belongs(node, passage, heading=heading):
            node.lines.append(passage)
            return
        if node:
            node.closed = True
        if heading:
            self.section = passage.trimmed()
            self.stack.clear()


def belongs(node: Node, line: Passage, *, heading: bool) -> bool:
    """Is an unnumbered line part of the item above it?"""
    if not line.folded.strip():
        return True
    if _CLOSING.match(line.folded):
        return False
    if begins_with_label(line.folded) or line.folded.lstrip().startswith("("):
        return True
    if heading and (node.words.folded.strip()):
        return False
    settled = read_assignment(joined(node.lines), sentences=False)
    if not settled.units or _is_headline(node, settled):
        return True
    longer = read_assignment(joined([*node.lines, line]), sentences=False)
    return len(longer.units) > len(settled.units) or len(longer.deadlines) > len(settled.deadlines)


def _is_headline(node: Node, settled: Assignment) -> bool:
    """A title with its units on one line, whose text is still to come: 「(一)标题(牵头单位:甲局)」"""
    lines = [line for line in node.lines if line.text.strip()]
    words = joined(node.lines).without(settled.holes).folded.strip()
    return len(lines) == 1 and settled.how == "bracket" and "。" not in words and len(words) < 40


def build_outline(lines: list[Line]) -> list[Node]:
    """All numbered items in reading order, each with its parent, children and lines."""
    builder = _Builder()
    pieces = [split_line(line) for line in lines]
    for index, parts in enumerate(pieces):
        for order, piece in enumerate(parts):
            if piece.mark:
                builder.open(piece, piece.mark, inline=order > 0)
            else:
                builder.plain(piece.passage, heading=_is_heading(pieces, index))
    if not builder.nodes:
        return [_plain_node(group) for group in unnumbered_items([ln.passage for ln in lines])]
    return [part for node in builder.nodes for part in _with_paragraphs(node)]


def _with_paragraphs(node: Node) -> list[Node]:
    """The item, and below it the paragraphs that are items by themselves."""
    places = paragraphs_with_units(node.lines)
    if node.children or len(places) < 2:
        return [node]
    bounds = [place for place in places if place] + [len(node.lines)]
    parts = [
        _plain_node(node.lines[start:end], node if 0 not in places else node.parent)
        for start, end in pairwise(bounds)
    ]
    if 0 not in places:
        node.children += parts
    elif node.parent:
        node.parent.children[node.parent.children.index(node) + 1 :] = [
            *parts,
            *node.parent.children[node.parent.children.index(node) + 1 :],
        ]
    node.lines = node.lines[: bounds[0]]
    return [node, *parts]


def _plain_node(lines: list[Passage], parent: Node | None = None) -> Node:
    mark = Mark("plain", 8, None, (0, 0), 0, 0)
    return Node("", mark, lines, lines[0].span[0], parent)


def _is_heading(pieces: list[list[Piece]], index: int) -> bool:
    """A short line without number or punctuation directly above a numbered line."""
    line = pieces[index][0].passage.folded.strip()
    if len(pieces[index]) > 1 or not _PLAIN_HEADING.match(line) or _NO_HEADING.search(line):
        return False
    following = next((p for p in pieces[index + 1 :] if p[0].passage.folded.strip()), None)
    return bool(following and following[0].mark) and not _looks_like_value(line)


def _looks_like_value(line: str) -> bool:
    return looks_like_unit(line) or bool(find_labels(line))
