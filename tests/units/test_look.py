"""The words and drawings of the template tags."""

from datetime import UTC, date, datetime

import pytest
import time_machine
from django import forms
from django.core.paginator import Paginator
from django.template import Context, Template
from django.template.loader import render_to_string
from django.test import RequestFactory

from units.templatetags import look


def render(source: str, **context) -> str:
    return Template("{% load look %}" + source).render(Context(context))


def test_an_icon_beside_a_word_is_hidden_from_screen_readers():
    html = look.icon("late", "ic-12")
    assert 'class="ic ic-12"' in html
    assert 'aria-hidden="true"' in html
    assert "icons.svg#late" in html


def test_an_icon_alone_has_a_name_and_escapes_it():
    html = look.icon("phone", label='打"电话')
    assert 'aria-label="打&quot;电话"' in html
    assert "aria-hidden" not in html


def test_a_meter_lays_its_parts_side_by_side():
    html = look.meter(14, done=8, late=4, soon=1, ok=1)
    assert 'viewBox="0 0 14 10"' in html
    assert '<rect class="f-late" x="8" y="0" width="4"' in html
    assert '<rect class="f-soon" x="12" y="0" width="1"' in html
    assert 'aria-label="8/14 已办结"' in html
    assert "style" not in html


def test_a_meter_of_nothing_still_has_a_width():
    html = look.meter(0)
    assert 'viewBox="0 0 1 10"' in html
    assert "<rect" not in html


def test_a_meter_refuses_a_kind_without_a_colour():
    with pytest.raises(ValueError, match="broken"):
        look.meter(3, broken=1)


@pytest.fixture
def noon():
    """The day of the year whose dates are shown without it."""
    with time_machine.travel(datetime(2026, 3, 2, 4, tzinfo=UTC)):
        yield


@pytest.mark.parametrize(
    ("form", "words"),
    [
        ("long", "2026年3月31日(周二)"),
        ("short", "3月31日(周二)"),
        ("day", "3月31日"),
        ("full", "2026年3月31日"),
    ],
)
def test_dates_in_chinese(form, words, noon):
    assert look.date_cn(date(2026, 3, 31), form) == words


def test_another_year_is_always_told(noon):
    assert look.date_cn(date(2020, 1, 1), "day") == "2020年1月1日"
    assert look.date_cn(date(2027, 1, 1), "short") == "2027年1月1日(周五)"


def test_a_moment_is_shown_on_its_beijing_day(noon):
    moment = datetime(2026, 11, 22, 16, 30, tzinfo=UTC)
    assert look.date_cn(moment) == "2026年11月23日(周一)"
    assert look.time_cn(moment) == "11月23日 00:30"
    assert look.time_cn(moment, "long") == "2026年11月23日 00:30"


def test_a_day_as_json_keeps_it_reads_like_any_other():
    assert look.date_cn("2026-11-25", "full") == "2026年11月25日"


@pytest.mark.parametrize("tag", [look.date_cn, look.time_cn, look.file_size])
@pytest.mark.parametrize("nothing", [None, ""])
def test_nothing_is_a_dash(tag, nothing):
    assert tag(nothing) == "—"


@pytest.mark.parametrize(
    ("days", "form", "words"),
    [
        (5, "long", "还有 5 个工作日"),
        (0, "long", "今天到期"),
        (-3, "long", "逾期 3 个工作日"),
        (16, "short", "还有 16 日"),
        (-1, "short", "逾期 1 日"),
        (None, "long", "长期"),
    ],
)
def test_workdays_left(days, form, words):
    assert look.workdays_left(days, form) == words


@pytest.mark.parametrize(
    ("size", "words"),
    [
        (0, "0 B"),
        (820, "820 B"),
        (14_336, "14 KB"),
        (1024 * 1024 - 1, "1.0 MB"),
        (14_889_779, "14.2 MB"),
        (1_395_864_371, "1.3 GB"),
    ],
)
def test_file_sizes(size, words):
    assert look.file_size(size) == words


def test_query_replaces_and_drops_parameters():
    request = RequestFactory().get("/tasks/", {"state": "late", "q": "水利", "page": "3"})
    assert render("{% query page=4 %}", request=request).count("page=") == 1
    assert "page=4" in render("{% query page=4 %}", request=request)
    assert render("{% query state=None q='' %}", request=request) == "?"


def test_a_new_filter_goes_back_to_page_one_and_is_escaped():
    request = RequestFactory().get("/tasks/", {"page": "3", "q": '"><b>'})
    html = render("{% query state='soon' %}", request=request)
    assert "page" not in html
    assert html == "?q=%22%3E%3Cb%3E&amp;state=soon"


def test_query_without_a_request():
    assert render("{% query page=2 %}") == "?page=2"


def test_page_numbers_leave_out_the_far_ones():
    page = Paginator(range(231), 20).page(6)
    assert look.page_numbers(page) == [1, "…", 4, 5, 6, 7, 8, "…", 12]


def test_lookup():
    assert look.lookup({"a": 1}, "a") == 1
    assert look.lookup({"a": 1}, "b") == ""
    assert look.lookup(None, "b") == ""


def test_the_pager_names_the_rows_and_keeps_the_filter():
    page = Paginator(range(231), 20).page(2)
    request = RequestFactory().get("/tasks/", {"state": "late"})
    html = render_to_string("parts/pager.html", {"page": page, "unit": "件", "request": request})
    assert "第 21—40 件，共 231 件" in html
    assert 'href="?state=late&amp;page=3" rel="next"' in html
    assert '<span class="cur" aria-current="page">2</span>' in html


def test_one_page_needs_no_pager():
    page = Paginator(range(3), 20).page(1)
    assert "<nav" not in render_to_string("parts/pager.html", {"page": page})


class PlanForm(forms.Form):
    name = forms.CharField(label="任务名称", help_text="照方案原文")
    note = forms.CharField(label="说明", required=False)
    mode = forms.ChoiceField(label="方式", widget=forms.RadioSelect, choices=[("each", "逐一")])


def field(form: forms.Form, name: str) -> str:
    return render_to_string("parts/field.html", {"field": form[name]})


def test_an_error_stands_beside_its_field_and_is_tied_to_it():
    html = field(PlanForm({"name": ""}), "name")
    assert '<label class="label" for="id_name">任务名称' in html
    assert 'aria-describedby="id_name_helptext id_name_error"' in html
    assert 'id="id_name_helptext"' in html
    assert 'id="id_name_error"' in html
    assert 'aria-invalid="true"' in html


def test_an_optional_field_says_so_and_keeps_what_was_typed():
    html = field(PlanForm({"note": "已写"}), "note")
    assert "可不填" in html
    assert 'value="已写"' in html


def test_choices_are_a_group_with_a_name():
    assert "<legend" in field(PlanForm(), "mode")


def test_tiles_link_to_their_rows_and_dim_a_zero():
    tiles = [
        {"label": "逾期", "value": 11, "unit": "项", "url": "/tasks/?t=late", "tone": "late"},
        {"label": "延期", "value": 0},
    ]
    html = render_to_string("parts/tiles.html", {"tiles": tiles})
    assert 'class="tile tile-late"' in html
    assert 'href="/tasks/?t=late"' in html
    assert html.count("<a") == 1
    assert '<div class="tile tile-plain tile-zero">' in html


def test_the_masthead_shows_the_way_and_the_way_out():
    html = render_to_string(
        "parts/nav_links.html",
        {"nav": [{"label": "审核", "url": "/review/", "count": 8, "current": True}]},
    )
    assert 'aria-current="page"' in html
    assert 'aria-label="8 件待办"' in html
