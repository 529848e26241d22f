"""Lists of units: 「县司法局、县财政局等,各乡镇(街道)按职责分工负责」 → names with roles.

Top-down: a list is tokens between separators; a token may end in a verb that gives the role to
itself and to every name still waiting; a name may carry a bracket that says something about it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from tasks.plan.labels import LEAD, RESPONSIBLE, SUPPORT
from tasks.plan.passage import Passage
from tasks.plan.unitnames import is_hollow, is_person, looks_like_unit
from units.characters import bracket_pairs

SEPARATORS = "、,;\n/|。"

MANNER = (
    r"(?:等(?=(?:按|分|共|各自|依|负|牵|配|协|参|落))|"
    r"(?:按照?|依照?|依据|根据|结合|严格按照?|在)?(?:各自|本|其)?(?:的)?(?:工作)?(?:职责|职能|职权|任务)(?:分工|范围|权限)?(?:内|要求)?|"
    r"按照?(?:任务|工作)?分工|依?按?职责|分别|共同|各自|具体|统一|按要求|要|应当?|须|主动|迅速|一起|总|主要|全面|直接|密切|积极|予以|参与(?=配合)|全程|作为|为(?=牵头|责任|配合|主办|协办)|"
    r"分工(?=负责|落实|合作))*"
)
_VERB = re.compile(
    rf"(?P<manner>{MANNER})(?P<verb>牵头|主办|主责|总负责|会同|联合(?!会|社|体|国|执法|工会|惩戒|工作)|配合|协助|协办|协同|参与|参加|支持|"
    r"负责(?!人|制)|责任(?=单位|部门)|落实(?!办|专班)|承办|实施|办理|抓好|推进(?!办|组|委|领导|专班))"
)
_LEADING = ("牵头", "主办", "主责", "总负责", "会同", "联合")
_HELPING = ("配合", "协助", "协办", "协同", "参与", "参加", "支持")
FIRST_LEADS = re.compile(
    r"(?:第一|首|排在?最?前)[^,;。()]{0,10}(?:为|是|系|即)[^,;。()]{0,8}(?:牵头|主办|主责|汇总)"
)
_NOTE = re.compile(
    r"^(?:含|包括|包含|不含|以下|下同|简称|列|排|首|第一|按|负责|除|详见|见|联系|限|指|仅|不再|依|其中|"
    r"分别|.*(?:负责人|联系人|责任人)|各司其职|共同|具体|为主|统筹|不分先后)|下同|不再(?:列出|一一|重复|标注|单列)|先后"
)
_ITEMS = re.compile(
    r"^(?:负责|承担)?第? ?(?P<list>\d{1,3}(?: ?(?:[、,\-~至和及]|项|条)*第? ?\d{1,3})*) ?(?:项|条|款|点)(?:任务|工作)?$"
)
_AND = re.compile(r"以及|及(?!其|时)|和|与|暨")
_SUCH = re.compile(
    r"(?<![平高中初同优均])等(?:等)?(?=$|[县市区省州旗镇乡]|各|有关|相关|多?部门|单位|\d|[一二三四五六七八九十两]+(?:个|部|家)|\(|为)"
)
_MANY = re.compile(r"^(?:\d+|[一二三四五六七八九十两多]+)?(?:个|家)?(?:部门|单位|多部门|多单位)?$")
_LEAD_NOTE = re.compile(r"^(?:总|主要)?(?:牵头|主办|主责)(?:单位|部门|负责|抓总|组织)?$")
_OTHER_NOTE = re.compile(r"^(?:(?P<help>配合|协办|协助|参与)|责任|承办|负责|落实)(?:单位|部门)?$")
_TIME = re.compile(
    r"^(?:于|在|至|每)?(?:\d{1,4}|[一二三四五六七八九十〇]+|本|当|今|明)?(?:年|月|季度|半年)[^局委办部院]*$|^(?:上|下)半年|^第.季度|^(?:长期|持续|立行|全年|年底|年内)"
)
EMPTY = " /\\-—无;,、。:*"


@dataclass(frozen=True)
class UnitWord:
    """A unit as the plan writes it, its role and the plan's own word for the role.

    `items` are the numbers of the items it is meant for (「县司法局(第2、3项)」), usually none.
    """

    passage: Passage
    role: str
    word: str
    items: tuple[int, ...] = ()

    @property
    def name(self) -> str:
        return "".join(self.passage.text.split("\n")).strip()


@dataclass
class UnitList:
    """What a list says; `spoken` is true if a verb (牵头, 负责 …) gave a role.

    `times` are words of time among the names (「甲局牵头,持续推进」).
    """

    units: list[UnitWord] = field(default_factory=list)
    first_leads: bool = False
    spoken: bool = False
    times: list[Passage] = field(default_factory=list)


@dataclass
class _Reader:
    role: str | None
    word: str
    result: UnitList = field(default_factory=UnitList)
    waiting: list[UnitWord] = field(default_factory=list)
    led: bool = False

    def settle(self, role: str, word: str) -> None:
        """Give the role to all names that wait for one."""
        if self.role in (LEAD, SUPPORT) and role == RESPONSIBLE:
            role, word = self.role, self.word
        for unit in self.waiting:
            self.result.units.append(UnitWord(unit.passage, role, word, unit.items))
        self.led = self.led or (role == LEAD and bool(self.waiting))
        self.waiting.clear()

    def finish(self) -> UnitList:
        rest = SUPPORT if self.led else RESPONSIBLE
        self.settle(self.role or rest, self.word)
        return self.result


def read_units(passage: Passage, role: str | None = None, word: str = "") -> UnitList:
    """The units of a list; `role` and `word` are those of the label in front of it, if any.

    Verbs in the list are stronger than the label (责任单位:A牵头、B配合). Without label and verb
    the names get RESPONSIBLE, or SUPPORT once somebody leads.
    """
    reader = _Reader(role, word)
    reader.result.first_leads = bool(FIRST_LEADS.search(passage.folded))
    for token in tokens(passage):
        _read_token(reader, token)
    return reader.finish()


def tokens(passage: Passage, separators: str = SEPARATORS) -> list[Passage]:
    """The pieces between separators outside brackets; a blank separates only two names."""
    cuts, depth_ends = [], dict(bracket_pairs(passage.folded))
    start = index = 0
    while index < len(passage.folded):
        if index in depth_ends:
            index = depth_ends[index]
            continue
        if passage.folded[index] in separators:
            cuts.append(passage.part(start, index))
            start = index + 1
        index += 1
    cuts.append(passage.part(start))
    return [
        piece for cut in cuts for piece in _blank_separated(cut.trimmed()) if piece.text.strip()
    ]


def _blank_separated(piece: Passage) -> list[Passage]:
    for gap in re.finditer(" +", piece.folded):
        left, right = piece.part(0, gap.start()), piece.part(gap.end())
        if looks_like_unit(_bare(left.folded)) and looks_like_unit(
            _bare(right.folded.split(" ")[0])
        ):
            return [left, *_blank_separated(right)]
    return [piece]


def _bare(folded: str) -> str:
    found = _VERB.search(folded)
    return folded[: found.start()] if found and found.start() else folded


def _read_token(reader: _Reader, token: Passage) -> None:
    token = _without_notes(token)
    token = (
        token.trimmed(EMPTY + ")")
        if token.folded.count("(") < token.folded.count(")")
        else token.trimmed(EMPTY)
    )
    if _TIME.match(token.folded):
        reader.result.times.append(token)
        return
    if not token or _NOTE.search(token.folded) or FIRST_LEADS.search(token.folded):
        return
    found = _role_verb(token)
    if not found:
        _wait(reader, token)
        return
    name, verb, rest = found
    if name.text.strip():
        _wait(reader, name)
    reader.result.spoken = reader.result.spoken or bool(reader.waiting)
    reader.settle(_verb_role(verb, rest.folded), verb)
    joined_by = (
        re.match(r".{0,6}?(?:会同|联合(?!会)|商(?!务))", rest.folded)
        if verb not in ("会同", "联合")
        else re.match("", "")
    )
    if joined_by and reader.led:
        _read_token(reader, rest.part(joined_by.end()))


def _verb_role(verb: str, rest: str) -> str:
    if verb in _LEADING or re.match(r"(?:[^,;。]{0,2})?牵头", rest):
        return LEAD
    return SUPPORT if verb in _HELPING else RESPONSIBLE


def _role_verb(token: Passage) -> tuple[Passage, str, Passage] | None:
    """(name, verb, rest) at the first verb that stands behind a name, or at the beginning."""
    hidden = _blank_brackets(token.folded)
    position = 0
    while found := _VERB.search(hidden, position):
        name = token.part(0, found.start())
        if not name.text.strip() or looks_like_unit(_lead_in(name).folded) or found["manner"]:
            return name, found["verb"], token.part(found.end())
        position = found.end()
    return None


def _blank_brackets(folded: str) -> str:
    for start, end in bracket_pairs(folded):
        folded = folded[:start] + "\0" * (end - start) + folded[end:]
    return folded


def _lead_in(name: Passage) -> Passage:
    """The name without the small words before it (由, 及, 并由 …)."""
    found = re.match(r" *(?:并由|主要由|由|以及|及|和|与|并|请) *", name.folded)
    return name.part(found.end()) if found else name


def _without_notes(token: Passage) -> Passage:
    """Cut brackets that say something about the list (下同, 含…), keep those of names."""
    holes = []
    for start, end in bracket_pairs(token.folded):
        content = token.folded[start + 1 : end - 1].strip()
        if FIRST_LEADS.search(content) or (_NOTE.search(content) and not _ITEMS.match(content)):
            holes.append((start, end))
    return token.without(holes) if holes else token


def _wait(reader: _Reader, name: Passage) -> None:
    """Put the names of a token on the waiting list, or settle one that says its own role."""
    for part in _names(_lead_in(name)):
        bare, note = _own_note(part)
        bare = bare.trimmed(EMPTY)
        if not bare or is_person(bare.folded) or _NOTE.search(bare.folded):
            continue
        unit = UnitWord(bare, reader.role or RESPONSIBLE, reader.word, _items(note))
        if _LEAD_NOTE.match(note):
            reader.result.units.append(UnitWord(bare, LEAD, note))
            reader.led = reader.result.spoken = True
        elif other := _OTHER_NOTE.match(note):
            role = SUPPORT if other["help"] else RESPONSIBLE
            reader.result.units.append(UnitWord(bare, role, note))
            reader.result.spoken = True
        else:
            reader.waiting.append(unit)


def _own_note(name: Passage) -> tuple[Passage, str]:
    """A name and the bracket behind it, if that bracket gives a role or item numbers."""
    pairs = bracket_pairs(name.folded)
    if not pairs or pairs[-1][1] != len(name.folded.rstrip()):
        return name, ""
    start, end = pairs[-1]
    note = name.folded[start + 1 : end - 1].strip()
    if _LEAD_NOTE.match(note) or _OTHER_NOTE.match(note) or _ITEMS.match(note):
        return name.part(0, start), note
    return name, ""


def _items(note: str) -> tuple[int, ...]:
    found = _ITEMS.match(note)
    if not found:
        return ()
    numbers: list[int] = []
    for first, last in re.findall(r"(\d+)(?: ?(?:[-~至]) ?第? ?(\d+))?", found["list"]):
        numbers += range(int(first), min(int(last or first), int(first) + 99) + 1)
    return tuple(numbers)


def _names(name: Passage) -> list[Passage]:
    """Names joined by 和/及/与 or hidden behind 等 (「A局等市有关部门」 → A局, 市有关部门)."""
    hidden = _blank_brackets(name.folded)
    such = _SUCH.search(hidden)
    if such:
        right = name.part(such.end()).trimmed(EMPTY)
        tail = [] if _MANY.match(_blank_brackets(right.folded).strip("\0")) else _names(right)
        return [*_names(name.part(0, such.start())), *tail]
    for joint in _AND.finditer(hidden):
        left, right = name.part(0, joint.start()), name.part(joint.end())
        if _complete(left.folded) and _complete(right.folded) and len(right.folded) > 2:
            return [left, *_names(right)]
    return [name] if name.text.strip() else []


def _complete(folded: str) -> bool:
    word = re.sub(r"\(.*", "", folded).strip()
    return (
        looks_like_unit(folded)
        and not is_hollow(word)
        and not re.fullmatch(r".*(?:党委|党组)", word)
    )
