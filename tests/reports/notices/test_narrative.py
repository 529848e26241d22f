"""The sentences of a 通报 for 0, 1 and many: none may contradict another."""

import pytest

from reports.letters.narrative import out_of_season, propose_notice


def figures(as_of="2026-03-31T17:00:00+08:00", *, total=(0, 0, 0), month=(0, 0, 0, 0), **fields):
    """Figures of March: `total` is expected, done, on time; `month` due, done, on time, waiting."""
    expected, done, on_time = total
    rates = [round(100 * n / expected, 1) if expected else None for n in (done, on_time)]
    return {
        "period": "2026-03-01",
        "as_of": as_of,
        "plans": [],
        "tasks": {"issued": 1, "closed": 0},
        "total": {
            "parts": 9,
            "expected": expected,
            "done": done,
            "on_time": on_time,
            "overdue": 0,
            "due_soon": 0,
            "done_rate": rates[0],
            "on_time_rate": rates[1],
            **fields.pop("counts", {}),
        },
        "units": fields.pop("units", []),
        "month": dict(zip(("due", "done", "on_time", "submitted"), month, strict=True)),
        "before": None,
        "letters": dict.fromkeys(
            ("prompt_month", "prompt_year", "supervision_month", "supervision_year"), 0
        ),
        "soon_workdays": 5,
        **fields,
    }


def said(name, *args, **fields):
    return propose_notice(figures(*args, **fields), prompt_workdays=3)[name]


BOTH = "（完成率、按时率均按应完成数计算）"


@pytest.mark.parametrize(
    ("total", "words"),
    [
        ((0, 0, 0), "目前没有到期应完成的承办事项。"),
        ((1, 0, 0), "到期应完成的承办事项1项，尚未办结。"),
        ((3, 0, 0), "到期应完成的承办事项3项，均尚未办结。"),
        ((1, 1, 1), "到期应完成的承办事项1项，已按时办结。"),
        ((3, 3, 3), "到期应完成的承办事项3项，均已按时办结。"),
        ((1, 1, 0), "到期应完成的承办事项1项，已办结，系超过办理时限后报送。"),
        ((3, 3, 0), "到期应完成的承办事项3项，均已办结，均系超过办理时限后报送。"),
        (
            (3, 3, 2),
            "到期应完成的承办事项3项，均已办结；其中按时办结2项，按时率66.7%（按应完成数计算）。",
        ),
        ((4, 2, 2), "到期应完成的承办事项4项，已办结2项，完成率50%，均系按时办结。"),
        ((2, 1, 0), "到期应完成的承办事项2项，已办结1项，完成率50%，系超过办理时限后报送。"),
        (
            (34, 32, 29),
            "到期应完成的承办事项34项，已办结32项，完成率94.1%；其中按时办结29项，按时率85.3%"
            + BOTH
            + "。",
        ),
    ],
)
def test_what_was_due_by_now(total, words):
    assert said("overall", total=total).splitlines()[1] == words


@pytest.mark.parametrize(
    ("month", "words"),
    [
        ((0, 0, 0, 0), "本月没有到期的承办事项。"),
        ((1, 1, 1, 0), "本月到期的承办事项1项，已按时办结。"),
        ((3, 3, 3, 0), "本月到期的承办事项3项，均已按时办结。"),
        ((3, 3, 1, 0), "本月到期的承办事项3项，均已办结，其中按时办结1项。"),
        ((2, 2, 0, 0), "本月到期的承办事项2项，均已办结，均系超过办理时限后报送。"),
        # Handed in is not done, and it is not known to be in time before it is accepted.
        ((3, 0, 0, 3), "本月到期的承办事项3项，均已报送、正在审核。"),
        ((1, 0, 0, 1), "本月到期的承办事项1项，已报送、正在审核。"),
        ((1, 0, 0, 0), "本月到期的承办事项1项，正在办理。"),
        ((2, 0, 0, 0), "本月到期的承办事项2项，均正在办理。"),
        (
            (5, 2, 1, 1),
            "本月到期的承办事项5项，已办结2项（按时办结1项），已报送、正在审核1项，正在办理2项。",
        ),
        ((3, 1, 0, 2), "本月到期的承办事项3项，已办结1项，已报送、正在审核2项。"),
    ],
)
def test_what_was_due_in_the_month(month, words):
    assert said("progress", month=month) == words


def test_a_running_month_says_up_to_when():
    early = "2026-03-19T17:00:00+08:00"
    assert said("progress", early, month=(4, 4, 4, 0)) == (
        "截至3月19日，本月已到期的承办事项4项，均已按时办结；本月尚未到期的不计在内。"
    )
    assert said("progress", early) == "截至3月19日，本月没有到期的承办事项。"
    late = "2026-04-02T17:00:00+08:00"
    assert said("progress", late, month=(2, 2, 2, 0)).startswith("3月到期的承办事项2项，")


END, RUNNING, AFTER = (f"2026-{day}T17:00:00+08:00" for day in ("03-31", "03-19", "04-02"))


@pytest.mark.parametrize(
    ("as_of", "prompts", "supervisions", "words"),
    [
        (END, (0, 0), (0, 0), "本月没有印发提示函、督办函。"),
        (END, (1, 1), (0, 0), "本月印发提示函1份。"),
        (END, (0, 0), (1, 1), "本月印发督办函1份。"),
        (END, (3, 3), (2, 2), "本月印发提示函3份、督办函2份。"),
        (END, (3, 5), (0, 1), "本月印发提示函3份，今年以来累计印发提示函5份、督办函1份。"),
        (RUNNING, (2, 2), (0, 0), "截至3月19日，本月已印发提示函2份。"),
        (AFTER, (2, 2), (0, 0), "3月印发提示函2份。"),
        (AFTER, (0, 4), (0, 0), "3月没有印发提示函、督办函。"),
    ],
)
def test_letters_of_the_month(as_of, prompts, supervisions, words):
    pairs = (*zip(("prompt_month", "prompt_year"), prompts, strict=True),)
    pairs += (*zip(("supervision_month", "supervision_year"), supervisions, strict=True),)
    text = said("progress", as_of, letters=dict(pairs), counts={"overdue": 1})
    assert text.splitlines()[1] == words


def test_no_letters_are_not_spoken_of_while_nothing_is_late():
    assert said("progress").splitlines() == ["本月没有到期的承办事项。"]


@pytest.mark.parametrize(
    ("before", "words"),
    [
        ({"day": "2026-02-27", "period": "2026-02-01"}, "与2月通报（截至2月27日）相比，"),
        (
            {"day": "2026-01-04", "period": "2025-12-01"},
            "与2025年12月通报（截至2026年1月4日）相比，",
        ),
        ({"day": "2026-02-28"}, "与上月末（2月28日）相比，"),
        ({"day": "2026-02-20"}, "与2026年2月20日相比，"),
    ],
)
def test_what_is_compared_with_is_told_by_its_month(before, words):
    numbers = {"expected": 2, "done": 1, "on_time": 1, "overdue": 1}
    text = said("overall", total=(3, 1, 1), before={**before, **numbers})
    assert text.splitlines()[2] == f"{words}到期应完成的事项增加1项，逾期的减少1项。"


def test_a_month_long_past_is_warned_of():
    assert out_of_season(figures("2026-04-10T17:00:00+08:00")) == ""
    assert "数据取自2026年4月11日，2026年3月早已结束" in out_of_season(
        figures("2026-04-11T17:00:00+08:00")
    )


def test_the_time_given_counts_from_the_issue_and_the_outlook_names_its_day():
    text = said("demands", counts={"overdue": 1, "due_soon": 2})
    assert "自本通报印发之日起3个工作日内报送完成情况和佐证材料" in text
    assert "截至2026年3月31日，有2项承办事项将在5个工作日内到期" in text


def test_bodies_that_were_asked_are_told_apart():
    units = [
        {"asked": asked, "counts": {"parts": parts}}
        for asked, parts in ((False, 5), (True, 2), (True, 0), (False, 2))
    ]
    assert "涉及3个单位（其中商请协助的单位1个）" in said("overall", units=units)
