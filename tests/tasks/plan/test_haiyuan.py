"""A real published plan in full: 31 tasks, their leads, their dates, and who is meant."""

from datetime import date

import pytest

from tasks.plan import read_plan
from tasks.plan.jsonform import as_json, words_of
from tests.tasks.plan.answers import PLANS
from tests.units.names import example_recognizer


@pytest.fixture(scope="module")
def reading():
    path = PLANS / "00-haiyuan-2023.txt"
    return read_plan(path.name, path.read_bytes(), year=2023, today=date(2023, 3, 10))


@pytest.fixture(scope="module")
def rows(reading):
    recognizer = example_recognizer()
    return as_json(reading, {word: recognizer.resolve(word) for word in words_of(reading)})


def task(reading, number):
    return next(task for task in reading.tasks if task.number == number)


def test_there_are_31_tasks_each_with_a_lead(reading):
    assert len(reading.tasks) == 31
    assert all(task.lead for task in reading.tasks)


def test_the_chapter_is_named_with_its_number(reading):
    assert task(reading, "(七)").chapter == ("三、规范行政决策程序",)


def test_every_lead_resolves_or_is_doubted(rows):
    for row in rows:
        doubted = {d["message"] for d in row["doubts"] if d["code"] == "unknown_unit"}
        for word in row["lead"]:
            assert word not in row["unresolved"] or any(word in message for message in doubted)


def test_all_bodies_of_this_plan_are_known(rows):
    assert {word for row in rows for word in row["unresolved"]} == set()
    first = rows[0]
    assert first["lead_units"] == [
        "县市场监督管理局",
        "县行政审批服务局",
        "国家税务总局示例县税务局",
    ]
    assert first["co_units"] == ["各乡镇(街道)", "各相关部门"]


def test_several_deadlines_are_kept_with_the_first_in_force(reading):
    reform = task(reading, "(二十)")

    assert (reform.deadline_text, reform.due_on) == ("3月底前", date(2023, 3, 31))
    assert reform.other_deadlines == (
        ("5月底前", date(2023, 5, 31)),
        ("7月底", date(2023, 7, 31)),
    )
    assert "several_deadlines" in {doubt.code for doubt in reform.doubts}


def test_first_quarter_is_31_march_with_a_doubt(reading):
    decision = task(reading, "(七)")

    assert decision.due_on == date(2023, 3, 31)
    assert "quarter_deadline" in {doubt.code for doubt in decision.doubts}


def test_a_deadline_before_today_is_doubted(reading):
    report = task(reading, "(三十)")

    assert report.due_on == date(2023, 3, 1)
    assert "past_deadline" in {doubt.code for doubt in report.doubts}


def test_spans_hold_the_items_words(reading):
    for item in reading.tasks:
        words = reading.text[slice(*item.span)]
        assert words.startswith(item.number)
        assert item.title in words
        assert all(name in words for name in (*item.lead, *item.co))


def test_closing_words_belong_to_no_task(reading):
    assert "图文解读" not in reading.text[slice(*reading.tasks[-1].span)]
    assert "各乡镇、各部门要进一步加强组织领导" not in reading.tasks[-1].requirement
