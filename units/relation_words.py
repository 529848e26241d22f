"""The relations a body can have to the county, and the words tables use for them.

Source: product page, "单位关系"; who may be written to, and how, follows from the relation.
"""

from __future__ import annotations

from units.table_words import fold

RELATION_LABELS: dict[str, str] = {
    "government": "县政府部门",
    "party": "党委部门",
    "township": "乡镇街道",
    "congress": "人大政协",
    "discipline": "纪委监委",
    "judicial": "法院检察院",
    "vertical": "垂管及驻县单位",
    "mass": "群团",
    "enterprise": "企事业",
}

_SYNONYMS: dict[str, tuple[str, ...]] = {
    "government": ("政府部门", "政府工作部门", "县政府工作部门", "县直部门"),
    "party": ("党委工作部门", "县委部门", "党委工作机关"),
    "township": ("乡镇", "街道", "乡镇（街道）", "镇街", "乡镇、街道"),
    "congress": ("人大", "政协", "人大、政协"),
    "discipline": ("纪委", "监委", "纪检监察", "纪检监察机关"),
    "judicial": ("法院", "检察院", "司法机关", "法院、检察院", "两院"),
    "vertical": ("垂管及驻县", "垂管", "垂管单位", "驻县单位", "垂直管理单位", "中省市驻县单位"),
    "mass": ("群团组织", "群团部门", "人民团体"),
    "enterprise": ("企事业单位", "事业单位", "企业", "国有企业"),
}

_CODES: dict[str, str] = {
    fold(word).casefold(): code
    for code, label in RELATION_LABELS.items()
    for word in (code, label, *_SYNONYMS[code])
}


def relation_code(word: str) -> str | None:
    """The code of a relation as a table writes it (label, code or usual synonym), else None."""
    return _CODES.get(fold(word).casefold())


def relation_choices() -> str:
    """The accepted labels as one phrase, for messages."""
    return "、".join(RELATION_LABELS.values())
