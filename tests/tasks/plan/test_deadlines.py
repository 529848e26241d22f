"""Words of time in a plan."""

from datetime import date

import pytest

from tasks.plan.deadlines import Cycle, read_deadlines, read_value, read_values

YEAR = 2026


@pytest.mark.parametrize(
    ("text", "words", "day"),
    [
        ("3月底前公布", "3月底前", date(2026, 3, 31)),
        ("于2021年2月3日前报送", "2021年2月3日前", date(2021, 2, 3)),
        ("二〇二六年六月三十日前", "二〇二六年六月三十日前", date(2026, 6, 30)),
        ("第一季度前制定", "第一季度前", date(2026, 3, 31)),
        ("三季度末前完成", "三季度末前", date(2026, 9, 30)),
        ("上半年完成", "上半年", date(2026, 6, 30)),
        ("5月上旬前", "5月上旬前", date(2026, 5, 10)),
        ("9月中旬前", "9月中旬前", date(2026, 9, 20)),
        ("2月下旬前", "2月下旬前", date(2026, 2, 28)),
        ("今年年底前", "今年年底前", date(2026, 12, 31)),
        ("明年1月底前", "明年1月底前", date(2027, 1, 31)),
        ("年内完成", "年内", date(2026, 12, 31)),
        ("7月底基本完成试点", "7月底", date(2026, 7, 31)),
        ("每年3月1日前公开", "每年3月1日前", date(2026, 3, 1)),
        ("国庆节前办结", "国庆节前", date(2026, 9, 30)),
        ("２月底前", "２月底前", date(2026, 2, 28)),
    ],
)
def test_dated_phrases(text, words, day):
    (deadline,) = read_deadlines(text, year=YEAR)

    assert (deadline.text, deadline.due_on) == (words, day)
    assert text[deadline.start : deadline.end] == words


@pytest.mark.parametrize(
    "text",
    [
        "实施期限至2021年12月31日",
        "工伤保险费率下调50%的政策执行至2022年4月30日",
        "不超过3个工作日",
        "自受理之日起30个工作日内审结",
        "最迟在事件发生后5小时内",
        "到2035年基本建成",
        "较2022年再下降5个百分点",
        "《方案(2021年-2025年底前)》",
        "年底逐一对账",
        "年终述法",
        "三年内不得申报",
        "对2021年3月31日前登记的企业",
        "持续推进制度建设",
        "达到1.5前后",
        "",
    ],
)
def test_no_deadline(text):
    assert read_deadlines(text, year=YEAR) == []


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("第一季度前", "quarter_deadline"),
        ("6月前", "month_deadline"),
        ("2026年前", "year_deadline"),
        ("上半年前", "half_year_deadline"),
        ("每月28日前", "recurring"),
        ("春节前", "festival_deadline"),
    ],
)
def test_what_is_not_plain_is_doubted(text, code):
    (deadline,) = read_deadlines(text, year=YEAR)

    assert code in deadline.doubts


def test_a_later_phrase_takes_the_year_named_before_it():
    days = [d.due_on for d in read_deadlines("2021年2月3日前报甲,2月7日前报乙", year=YEAR)]

    assert days == [date(2021, 2, 3), date(2021, 2, 7)]


def test_a_day_that_does_not_exist_is_no_date():
    (deadline,) = read_deadlines("2月30日前", year=YEAR)

    assert deadline.due_on is None
    assert "unread_deadline" in deadline.doubts


@pytest.mark.parametrize(
    ("text", "unit", "days"),
    [
        ("每季度末月20日前", "quarter", [(3, 20), (6, 20), (9, 20), (12, 20)]),
        ("每季度末", "quarter", [(3, 31), (6, 30), (9, 30), (12, 31)]),
        ("每半年末", "half", [(6, 30), (12, 31)]),
    ],
)
def test_recurring_phrases_keep_their_cycle(text, unit, days):
    (deadline,) = read_deadlines(text, year=YEAR)

    assert deadline.kind == "cycle"
    assert deadline.due_on is None
    assert deadline.cycle.unit == unit
    assert [(day.month, day.day) for day in deadline.cycle.dates(YEAR)] == days


def test_a_monthly_cycle_has_twelve_days_and_a_weekly_one_none():
    assert len(Cycle("month", None, 28).dates(YEAR)) == 12
    assert Cycle("week").dates(YEAR) == ()


@pytest.mark.parametrize(
    ("value", "words", "day", "kind"),
    [
        ("5月底前动工", "5月底前动工", date(2026, 5, 31), "dated"),
        ("9月投入使用", "9月投入使用", date(2026, 9, 30), "dated"),
        ("2026/3/31", "2026/3/31", date(2026, 3, 31), "dated"),
        ("2026.6", "2026.6", date(2026, 6, 30), "dated"),
        ("2026年5月—10月", "2026年5月—10月", date(2026, 10, 31), "dated"),
        ("长期坚持", "长期坚持", None, "long_term"),
        ("立行立改", "立行立改", None, "long_term"),
        ("待上级通知", "待上级通知", None, "undated"),
        ("3月底前出台，6月底前完成", "3月底前出台", date(2026, 3, 31), "dated"),
    ],
)
def test_values_of_columns_and_labels(value, words, day, kind):
    deadline = read_value(value, year=YEAR)

    assert (deadline.text, deadline.due_on, deadline.kind) == (words, day, kind)


@pytest.mark.parametrize("value", ["", "/", "—", " ", "无"])
def test_an_empty_value_is_none(value):
    assert read_value(value, year=YEAR) is None


def test_further_dates_of_a_value_are_kept():
    days = [d.due_on for d in read_values("3月底前出台，6月底前完成", year=YEAR)]

    assert days == [date(2026, 3, 31), date(2026, 6, 30)]
