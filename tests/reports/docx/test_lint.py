from dataclasses import replace
from datetime import date

import pytest

from reports.docx.lint import lint
from reports.docx.samples import sample
from reports.docx.snapshot import Annex, Column, Form, FormCell, FormRow, Paragraph, Table
from tests.reports.docx.conftest import KINDS


def said(letter, people=()):
    return {(finding.strength, finding.place) for finding in lint(letter, people)}


def with_text(text, kind="notice"):
    letter = sample(kind)
    return replace(letter, blocks=(*letter.blocks, Paragraph(0, text)))


@pytest.mark.parametrize("kind", KINDS)
def test_the_samples_are_clean(kind):
    assert lint(sample(kind)) == []


@pytest.mark.parametrize(
    "number",
    [
        "示委法治办〔2026〕08号",
        "示委法治办[2026]8号",
        "示委法治办〔2026〕第8号",
        "〔2026〕8号",
        "8",
    ],
)
def test_a_number_out_of_form_is_refused(number):
    assert ("规定", "发文字号") in said(replace(sample("notice"), number=number))


def test_a_number_of_another_year_than_the_date_is_refused():
    assert ("规定", "发文字号") in said(replace(sample("notice"), number="示委法治办〔2025〕8号"))


def test_no_number_yet_is_no_finding():
    assert lint(replace(sample("notice"), number=None)) == []


@pytest.mark.parametrize(
    ("change", "place"),
    [
        ({"title": "  "}, "标题"),
        ({"title": "第一季度重点任务进展情况"}, "标题"),
        ({"issuer": ""}, "发文机关"),
        ({"blocks": ()}, "正文"),
        ({"addressees": ()}, "主送机关"),
        ({"addressees": ("张某某县长",)}, "主送机关"),
        ({"date": None}, "成文日期"),
        ({"signers": ("某某某",)}, "签发人"),
        ({"annexes": (Annex("清单。"),)}, "附件1"),
        ({"annexes": (Annex(""),)}, "附件1"),
    ],
)
def test_a_broken_rule_of_the_standard_names_its_place(change, place):
    assert ("规定", place) in said(replace(sample("notice"), **change))


def test_a_report_needs_its_signer():
    assert ("规定", "签发人") in said(replace(sample("report"), signers=()))


def test_rows_that_do_not_fit_their_columns_are_refused():
    table = Table((Column("甲"), Column("乙")), (("1", "2"), ("1",)))
    form = Form((1, 1), (FormRow((FormCell("甲"),)),))
    found = said(replace(sample("notice"), blocks=(table, form)))
    assert {("规定", "正文表格1第2行"), ("规定", "正文表单1第1行")} <= found


@pytest.mark.parametrize(
    ("text", "strength"),
    [
        ("依据示委发[2026]第3号文件", "规定"),
        ("依据示委发〔2026〕03号文件", "规定"),
        ("标注机密的文件", "规定"),
        ("请于2026-04-08前报送", "一般"),
        ("请于2026年04月8日前报送", "一般"),
        ("二〇二六年四月八日", "一般"),
        ("县司法局,县财政局", "一般"),
        ("完成率90%,其中", "一般"),
        ("共5项,其中", "一般"),
        ("包括:3项任务", "一般"),
        ("各乡镇<街道办>", "一般"),
        ("于3月31日(周二)前", "一般"),
        ("县司法局，，县财政局", "一般"),
        ("县司法局、，县财政局", "一般"),
        ("县司法局 县财政局", "一般"),
        ("各乡镇（街道", "一般"),
        ("“双随机抽查", "一般"),
        ("有关单位敷衍塞责", "实务"),
        ("有关单位严重失职", "实务"),
        ("有关单位不作为", "实务"),
        ("有关单位拖后腿", "实务"),
        ("任务进度排名如下", "实务"),
    ],
)
def test_words_are_found_where_they_stand(text, strength):
    letter = with_text(text)
    count = sum(isinstance(block, Paragraph) for block in letter.blocks)
    assert (strength, f"正文第{count}段") in said(letter)


@pytest.mark.parametrize(
    "text",
    ["于17:30前报送2,000份", "比例为1:5，不足<5%", "（一）“双随机”检查", "ISO(9001)认证", "等等……"],
)
def test_marks_that_are_right_are_no_finding(text):
    assert lint(with_text(text)) == []


def test_words_in_tables_and_annexes_are_found_too():
    table = Table((Column("情况"),), (("敷衍塞责",),))
    found = said(replace(sample("notice"), annexes=(Annex("清单", (table,)),)))
    assert ("实务", "附件1表格1") in found


def test_ranking_words_are_allowed_outside_a_notice():
    assert lint(with_text("任务进度排名如下", "handover")) == []


def test_personal_names_do_not_belong_in_a_notice():
    letter = with_text("经办人欧阳某某未报送")
    assert [f.message for f in lint(letter, ["欧阳某某", ""])] == [
        "通报不写个人姓名，请删去“欧阳某某”。"
    ]
    assert lint(letter) == []


def test_more_than_4000_characters_warn():
    assert ("实务", "正文") in said(with_text("文" * 4000))
    assert lint(with_text("文" * 3000)) == []


def test_an_ordinal_of_another_level_warns():
    letter = replace(sample("notice"), blocks=(Paragraph(1, "（一）截至今日"),))
    assert ("一般", "正文第1段") in said(letter)


def test_an_annex_that_is_spoken_of_but_missing_warns():
    assert ("一般", "附件说明") in said(replace(with_text("详见附件。"), annexes=()))


def test_a_notice_says_as_of_when():
    letter = replace(sample("notice"), blocks=(Paragraph(0, "现将情况通报如下。"),))
    assert ("实务", "正文") in said(letter)


def test_the_strongest_findings_come_first():
    letter = replace(with_text("有关单位不作为，详见2026-1-1文件"), date=None)
    assert [f.strength for f in lint(letter)] == ["规定", "一般", "实务"]


@pytest.mark.parametrize(
    ("text", "late"),
    [
        ("请于2026年3月20日前报送完成情况", True),
        ("请各单位认真办理，务必于3月20日17时前书面反馈", True),
        ("请于4月8日前报送完成情况", False),
        ("请于1月10日前报送完成情况", True),
        # Nobody asks for anything here, or somebody else once did.
        ("办理时限为2026年3月20日", False),
        ("请对照“3月20日前完成”的要求办理", False),
        ("请于2月30日前报送", False),
    ],
)
@pytest.mark.parametrize(("kind", "strength"), [("notice", "规定"), ("reminder", "实务")])
def test_a_limit_before_the_day_of_the_document_is_refused(text, late, kind, strength):
    letter = replace(with_text(text, kind), date=date(2026, 4, 1))
    found = [f for f in lint(letter) if "限期" in f.message]
    assert [f.strength for f in found] == [strength] * late


def test_a_limit_without_year_may_be_one_of_the_next():
    letter = replace(with_text("请于1月10日前报送"), date=date(2026, 12, 20))
    assert not [f for f in lint(letter) if "限期" in f.message]


def test_a_body_that_was_asked_stands_in_no_late_list():
    columns = (Column("承办单位"), Column("逾期工作日", "number"))
    table = Table(columns, (("县法院", "3"), ("县司法局", "3"), ("协助单位：县税务局", "1")))
    letter = replace(sample("notice"), annexes=(Annex("逾期事项清单", (table,)),))
    found = [(f.strength, f.place) for f in lint(letter, asked=["县法院"]) if "协助" in f.message]
    assert found == [("规定", "附件1表格1第1行"), ("规定", "附件1表格1第3行")]
    harmless = Table((Column("协助单位"),), (("县法院",),))
    letter = replace(letter, annexes=(Annex("进展情况表", (harmless,)),))
    assert not [f for f in lint(letter, asked=["县法院"]) if "不列入" in f.message]


def test_a_figure_that_the_notice_does_not_know_is_warned_of():
    letter = replace(
        sample("notice"), blocks=(Paragraph(0, "截至3月31日17时，共34项，完成率90%。"),)
    )
    assert lint(letter, known={"34", "90"}) == []
    found = lint(letter, known={"34"})
    assert [(f.strength, f.place) for f in found] == [("实务", "正文第1段")]
    assert "“90%”" in found[0].message
    # 文号 and workdays are no figures of the notice.
    text = "截至3月31日17时，依据示委发〔2026〕3号，自印发之日起5个工作日内报送。"
    assert lint(replace(letter, blocks=(Paragraph(0, text),)), known=set()) == []
