"""The keys of parse_plan are a contract."""

import json

from tasks.plan import read_text
from tasks.plan.jsonform import as_json, words_of
from tests.units.names import example_recognizer

TEXT = "1.清理文件。6月底前完成。(牵头单位:县司法局;配合单位:县外星事务局、有关部门)"


def read():
    reading = read_text(TEXT, year=2026)
    recognizer = example_recognizer()
    return as_json(reading, {word: recognizer.resolve(word) for word in words_of(reading)})


def test_keys_and_values():
    (row,) = read()

    assert list(row) == [
        "number",
        "title",
        "requirement",
        "chapter",
        "lead",
        "co",
        "co_role",
        "deadline_text",
        "due_on",
        "lead_units",
        "co_units",
        "unresolved",
        "doubts",
        "span",
    ]
    assert row["due_on"] == "2026-06-30"
    assert row["co_role"] == "support"
    assert row["lead_units"] == ["县司法局"]
    assert row["co_units"] == ["各相关部门"]
    assert row["unresolved"] == ["县外星事务局"]
    assert row["span"] == [0, len(TEXT)]


def test_doubts_say_what_and_where_in_chinese():
    (row,) = read()
    doubts = {doubt["code"]: doubt for doubt in row["doubts"]}

    assert "县外星事务局" in doubts["unknown_unit"]["message"]
    assert doubts["open_group"]["field"] == "co"


def test_it_is_plain_data():
    assert json.loads(json.dumps(read(), ensure_ascii=False)) == read()
