"""Spellings of a body's name brought to keys that can be compared."""

from __future__ import annotations

import re

from units.characters import bracket_pairs, fold

_TAIL = re.compile(
    r"(?:等(?:有关|相关)?(?:部门|单位|\d+个(?:部门|单位))?|(?:按|按照|依)(?:各自)?职(?:责|能)(?:分工)?.*|(?:分别|共同|具体)?(?:负责|牵头|配合|落实))+$"
)
_LEVEL = re.compile(
    r"^(?:中共|中国共产党)?(?:本|我|全)?(?P<level>[县市区旗省州])(?=.{2})(?!场监|监局|直|级)"
)
_PARTY = re.compile(r"^(?:委|人民政府|政府)(?=.{2})(?!委|员|办公室$|办公厅$|各?部门|各?单位)")
_PLACE = re.compile(
    r"^(?:中共)?[^局委办部院府县市区旗]{2,4}(?:自治县|县|市|区|旗)(?=(?:委|政府|人民|司法|公安|财政|民政|[一-龥]{2,}局))"
)
_ENDINGS = (
    ("委员会办公室", "办"),
    ("办公室", "办"),
    ("委员会", "委"),
    ("管理局", "局"),
    ("事务局", "局"),
    ("和", ""),
    ("人民政府", ""),
    ("街道办事处", "街道"),
    ("街道办", "街道"),
    ("党委政府", ""),
    ("政府", ""),
)

_TOWN = r"(?:乡镇|镇乡|镇街道?|乡|镇|街道办事处|街道办|街道|办事处)"
_GROUPS = (
    (
        "towns",
        re.compile(
            rf"^(?:全县)?(?:各|全部)?(?:县)?{_TOWN}+(?:党委|党工委|人民政府|政府|管委会|办事处)*$|^各.*{_TOWN}(?:党委|人民政府|政府)*$"
        ),
    ),
    (
        "open",
        re.compile(
            r"^(?:[县市区省州]?(?:直|级|政府)?)?(?:其他|其它|各)?(?:有关|相关)(?:成员|责任|职能|行业|主管)?(?:部门|单位|部门单位|单位部门)+$"
        ),
    ),
    (
        "enforcement",
        re.compile(r"^(?:全县)?(?:各)?(?:级)?(?:县直|县级)?(?:行政)?执法(?:部门|单位|机关|机构)+$"),
    ),
    (
        "departments",
        re.compile(
            r"^(?:全县)?(?:各)?(?:县|市|区)?(?:直|级|政府|直属)?(?:机关)?(?:各)?(?:部门|单位|直属机构|部门单位|委办局)+$"
        ),
    ),
)


def tidy(word: str) -> str:
    """Folded, without blanks and without what hangs on behind (等, 按职责分工负责)."""
    plain = fold(word).replace(" ", "").replace("\n", "").strip("、,;。:*")
    return _TAIL.sub("", plain) or plain


def flat(word: str) -> str:
    """The key of a spelling: tidy, brackets taken away but not what is in them."""
    return tidy(word).replace("(", "").replace(")", "").replace("、", "")


def bracketed(key: str) -> tuple[str, str]:
    """(name, inside of the bracket behind it); the second is empty where there is none."""
    pairs = bracket_pairs(key)
    if not pairs:
        return key, ""
    start, end = pairs[-1]
    return key[:start] + key[end:], key[start + 1 : end - 1].removeprefix("原")


def core(key: str, county: str = "") -> str:
    """A key without what says only where it is: 示例县司法局, 市司法局 → 司法局; 县委组织部 → 组织部."""
    bare = key.removeprefix("中共")
    if county and bare.startswith(county) and len(bare) > len(county) + 1:
        bare = bare.removeprefix(county)
    elif place := _PLACE.match(bare):
        bare = bare[place.end() :]
    else:
        bare = _LEVEL.sub("", bare)
    return _PARTY.sub("", bare)


def endings(bare: str) -> list[str]:
    """Other spellings of a core: 卫健委 ↔ 卫健局, …办公室 ↔ …办, 公安 → 公安局."""
    found = []
    for long, short in _ENDINGS:
        if bare.endswith(long) and len(bare) > len(long) + 1:
            found.append(bare.removesuffix(long) + short)
        elif not short and long == "和" and "和" in bare[1:-1]:
            found.append(bare.replace("和", ""))
    if bare.endswith(("局", "委", "办")) and len(bare) > 2:
        found += [bare[:-1] + other for other in "局委办" if other != bare[-1]]
    if not re.search(r"[局委办部院会府团站所社队心道镇乡]$", bare) and len(bare) >= 2:
        found.append(bare + "局")
    return [word for word in found if len(word) > 1]


def group_category(key: str) -> str | None:
    """towns, open (有关部门), enforcement or departments; None for a name that is no group."""
    return next((name for name, pattern in _GROUPS if pattern.match(key)), None)
