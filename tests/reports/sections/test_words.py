"""What the machine proposes for a 专报 and a 年度报告: right for none, one and many. Pure."""

from datetime import date

import pytest

from reports.docx.snapshot import Paragraph
from reports.figures.span import Span
from reports.letters.brief import MARK, Matter, compose_brief, propose_brief
from reports.letters.facts import Head
from reports.letters.yearly import compose_report, propose_report, web_text

HEAD = Head("某办", "某办文件", "某函", "某办", brief_to="县委、县政府有关领导")


def fact(n=1, days=3, unit=None, due="2026-11-05"):
    return {
        "task_title": f"任务{n}",
        "unit": f"县{n if unit is None else unit}局",
        "unit_id": n if unit is None else unit,
        "days_late": days,
        "due_on": due,
    }


def figures(span="week", day="2026-11-20T17:00:00+08:00", **given):
    first = {"week": "2026-11-16", "month": "2026-11-01", "year": "2026-01-01"}[span]
    last = {"week": "2026-11-22", "month": "2026-11-30", "year": "2026-12-31"}[span]
    return {
        "as_of": day,
        "span": {"kind": span, "first": first, "last": last},
        "tasks": {"draft": 0, "issued": 2, "closed": 1},
        "total": {"expected": 4, "done": 3, "done_rate": 75.0},
        "period": {"due": 0, "done": 0, "on_time": 0, "submitted": 0},
        "late": [],
        "coming": [],
        **given,
    }


def proposed(matters=(), named=2, **given):
    return propose_brief(figures(**given), matters, named=named)


@pytest.mark.parametrize(
    ("first", "kind", "last", "words", "following"),
    [
        ("2026-11-20", "week", "2026-11-22", "11月16日至22日", "2026-11-23"),
        ("2026-11-30", "week", "2026-12-06", "11月30日至12月6日", "2026-12-07"),
        ("2026-02-11", "month", "2026-02-28", "2月", "2026-03-01"),
        ("2026-02-11", "year", "2026-12-31", "2026年", "2027-01-01"),
    ],
)
def test_spans(first, kind, last, words, following):
    span = Span.of(kind, date.fromisoformat(first))
    assert (f"{span.last}", span.words, f"{span.following.first}") == (last, words, following)
    assert span.following.before == span


def test_nothing_late_nothing_to_settle_nothing_due():
    words = proposed()
    assert words["title"] == "11月16日至22日示范创建工作进展情况"
    assert words["overall"] == (
        "截至2026年11月20日17时，全县已交办任务3项，已销号1项；"
        "到期应完成的承办事项4项，已办结3项，完成率75%。本周还没有到期的承办事项。"
    )
    assert words["late"] == "目前没有到期未完成的事项。"
    assert words["matters"] == "目前没有需要县领导协调的事项。"
    assert words["next"] == "下周没有到期的承办事项。"


def test_one_of_each():
    words = proposed(
        [Matter("任务1", "县1局", "已发督办函，仍未完成")],
        late=[fact()],
        coming=[fact(2, 0, due="2026-11-25")],
        tasks={"draft": 0, "issued": 0, "closed": 1},
        total={"expected": 1, "done": 1, "done_rate": 100.0},
        period={"due": 1, "done": 0, "on_time": 0, "submitted": 1},
    )
    assert "已交办任务1项，已销号；到期应完成的承办事项1项，已办结。" in words["overall"]
    assert words["overall"].endswith("本周已到期1项，已报送、正在审核1项。")
    assert words["late"] == "“任务1”（县1局，逾期3个工作日）到期未完成，正在督促办理。"
    assert words["matters"] == "“任务1”（县1局）：已发督办函，仍未完成。"
    assert words["next"] == (
        "下周到期的承办事项1项，由县2局承办，主要是“任务2”。督促承办单位按时报送。"
        "督促到期未完成的单位抓紧办理。"
    )


def test_many_are_counted_and_the_longest_late_named():
    late = [fact(1, 3), fact(2, 9), fact(3, 5)]
    words = proposed(late=late, coming=[fact(n, 0) for n in (4, 5, 6)], span="month")
    assert words["late"] == (
        "到期未完成的承办事项3项，涉及3个单位。其中逾期时间较长的有："
        "“任务2”（县2局，逾期9个工作日）、“任务3”（县3局，逾期5个工作日）。以上事项正在督促办理。"
    )
    assert "下月到期的承办事项3项，涉及3个单位，主要是“任务4”“任务5”等任务。" in words["next"]
    one = proposed(late=[fact(1, unit=7), fact(2, unit=7)], named=0)["late"]
    assert one == "到期未完成的承办事项2项，均由县7局承办，正在督促办理。"


def test_compiled_after_its_end_the_next_week_is_the_one_that_runs():
    words = proposed(day="2026-11-23T09:00:00+08:00", coming=[fact()])
    assert words["next"].startswith("本周到期的承办事项1项")
    assert "11月16日至22日没有到期的承办事项。" in words["overall"]


def test_the_sheet_has_four_sections_and_numbers_several_matters():
    texts = {**proposed(), "matters": "甲事。\n乙事。", "span": "week"}
    sheet = compose_brief(HEAD, texts["title"], texts)
    assert sheet.masthead == MARK
    assert sheet.cc == ("县委、县政府有关领导",)
    heads = [block.text for block in sheet.blocks if block.level == 1]
    assert heads == ["一、总体进度。", "二、到期未完成。", "三、需县领导协调事项", "四、下周重点。"]
    assert Paragraph(0, "2. 乙事。") in sheet.blocks


def year(**given):
    found = {"plans": ["《要点》（某发〔2026〕3号）"], "tasks": 3, "closed": 1, "units": 2}
    chapters = [{"title": "二、规范执法", "done": 2}, {"title": "三、其他", "done": 0}]
    return figures("year", year={**found, "chapters": chapters, **given})


def test_the_yearly_report_tells_its_year_and_leaves_the_rest_marked():
    late = {"late": [fact(), fact(2), fact(3, due="2025-12-01")]}
    words = propose_report(year() | late, issuer="某县人民政府")
    assert words["title"] == "某县人民政府关于2026年法治政府建设情况的报告"
    first, second = words["done"].splitlines()
    assert "落实《要点》（某发〔2026〕3号），全年交办重点任务3项，由2个单位承办。" in first
    assert "截至2026年11月20日，重点任务已完成1项；没有到期应完成的承办事项。" in first
    assert second == "规范执法。已办结承办事项2项；【主要举措和成效】。"
    assert "到期未完成的承办事项2项，涉及2个单位" in words["lacking"]
    assert "【次数】" in words["leaders"]
    none = propose_report(year(plans=[], tasks=0, closed=0, units=0, chapters=[]), issuer="某县")
    assert none["done"] == "统筹推进重点任务。【主要举措】。"


def test_the_report_goes_up_with_its_signer_and_as_plain_text():
    head = Head(
        "某办",
        "某办文件",
        "某函",
        "某办",
        report_issuer="某县人民政府",
        report_code="某政",
        report_to=("某市人民政府",),
        report_signer="某某",
        report_printed_by="某县人民政府办公室",
    )
    texts = propose_report(year(), issuer="某县人民政府")
    report = compose_report(head, texts["title"], texts, signed_on=date(2027, 2, 1))
    assert (report.signers, report.addressees) == (("某某",), ("某市人民政府",))
    assert report.masthead == "某县人民政府文件"
    heads = [block.text for block in report.blocks if block.level == 1]
    assert [head[0] for head in heads] == ["一", "二", "三", "四"]
    web = web_text(report)
    assert web.startswith("某县人民政府关于2026年法治政府建设情况的报告\n")
    assert "　　（一）统筹推进重点任务。落实《要点》" in web
    assert web.endswith("某县人民政府\n2027年2月1日\n")
    assert "签发人" not in web
