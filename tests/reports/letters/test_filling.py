"""Words in 【】: what fills them, when, and what is refused before anything is drafted from them."""

from dataclasses import replace
from datetime import date

import pytest

from reports.choices import LetterKind
from reports.docx.lint import lint
from reports.letters.checking import broken_wording, broken_words, unfilled, wrong_blanks
from reports.letters.facts import Facts, Head, Item
from reports.letters.filling import LETTERS, NOTICES, blanks_of, fill, fill_title, settle
from reports.letters.samples import sample
from reports.letters.wording import LABELS, STARTERS, propose
from reports.views.paper import sheets

HEAD = Head(
    "中共示例县委全面依法治县委员会办公室",
    "中共示例县委全面依法治县委员会办公室文件",
    "示委法治办函",
    "示委法治办",
    cc=("县委办公室", "县人民政府办公室"),
    printed_by="中共示例县委全面依法治县委员会办公室",
    contact_person="陈立",
    contact_phone="0000-0000000",
)
TODAY = date(2026, 3, 20)
ITEM = Item(
    "（一）", "任务甲", "", "牵头单位", date(2026, 3, 10), agreed_on=date(2026, 3, 1), late=True
)
FACTS = Facts(
    HEAD,
    "示例县司法局",
    2026,
    plan_title="工作要点",
    plan_number="示法组发〔2026〕2号",
    items=(ITEM,),
    as_of=TODAY,
    answer_by=date(2026, 3, 27),
    prompt_number="示委法治办函〔2026〕7号",
    prompt_on=date(2026, 3, 11),
)


@pytest.mark.parametrize(
    ("blank", "words"),
    [
        ("单位", "示例县司法局"),
        ("年度", "2026"),
        ("方案", "《工作要点》（示法组发〔2026〕2号）"),
        ("交办", "交办"),
        ("任务", "任务甲"),
        ("项数", "1"),
        ("几项", ""),
        ("签收期限", "2个工作日"),
        ("异议期限", "3个工作日"),
        ("到期", "办理时限已到"),
        ("时限", "办理时限为2026年3月10日"),
        ("原时限", "2026年3月1日"),
        ("所缺", "办理情况"),
        ("限期", "2026年3月27日"),
        ("截至", "2026年3月20日"),
        ("提示函文号", "示委法治办函〔2026〕7号"),
        ("提示函日期", "2026年3月11日"),
        (
            "提醒内容",
            "办理时限已到，请尽快报送完成情况和佐证材料；办理中遇有困难的，请与我办联系。",
        ),
        ("联系人", "陈立"),
        ("联系电话", "0000-0000000"),
    ],
)
def test_what_fills_a_blank(blank, words):
    assert fill(f"甲【{blank}】乙", FACTS) == f"甲{words}乙"


def test_every_blank_of_letters_is_tested_above():
    tested = {case[0] for case in test_what_fills_a_blank.pytestmark[0].args[1]}
    assert tested == {blank.name for blank in LETTERS}


@pytest.mark.parametrize("rows", [LETTERS, NOTICES])
def test_each_name_is_listed_once_and_explained(rows):
    assert len({blank.name for blank in rows}) == len(rows)
    assert all(blank.means and blank.kinds for blank in rows)


def test_an_addition_is_said_to_be_one():
    added = replace(FACTS, items=(replace(ITEM, added=True),))
    assert fill("【交办】", added) == "补充交办"


def test_what_is_missing_or_unknown_stays():
    bare = replace(FACTS, answer_by=None, prompt_number="", items=(ITEM, ITEM))
    text = "【限期】【提示函文号】【任务】【时限】【没有】"
    assert fill(text, bare) == text


def test_what_moves_waits_for_the_composition():
    words = propose(LetterKind.SUPERVISION, FACTS)
    assert words["title"] == "关于督办“任务甲”任务的函"
    assert words["opening"] == (
        "贵单位承办的“任务甲”任务，【时限】。"
        "我办已发函提示，截至【截至】，尚未收到【所缺】。现就该事项予以督办。"
    )


def test_a_fact_is_never_taken_for_a_blank():
    hostile = replace(FACTS, items=(replace(ITEM, title="【限期】的任务"),))
    assert fill("“【任务】”", hostile) == "“【限期】的任务”"
    assert settle("“【任务】”", hostile) == "“【任务】”"


def test_a_title_too_long_keeps_its_genre():
    long = replace(FACTS, items=(replace(ITEM, title="长" * 500),))
    title = fill_title(STARTERS[LetterKind.SUPERVISION]["title"], long)
    assert len(title) == 200
    assert title.endswith("……”任务的函")


@pytest.mark.parametrize("kind", STARTERS)
def test_the_products_own_words_are_right(kind):
    texts = STARTERS[kind]
    assert set(texts) <= set(LABELS)
    assert broken_wording(kind, texts, HEAD, today=TODAY) == {}
    made = sample(kind, texts, HEAD, today=TODAY, number="示委法治办函〔2026〕1号")
    assert "【" not in str(made)
    assert [finding for finding in lint(made) if finding.strength == "规定"] == []


@pytest.mark.parametrize(
    ("kind", "text", "said"),
    [
        ("handover", "请于【签收期间】签收", "“【签收期间】”不是可用的填写项"),
        ("handover", "请于【限期】前", "“【限期】”不能用在交办函中"),
        ("notice", "请【几项】", "“【几项】”不能用在工作进展情况通报中"),
        ("prompt", "请于【限期前报送", "“【限期前报送”处的【】不成对"),
        ("prompt", "请于限期】前报送", "“请于限期】”处的【】不成对"),
        ("prompt", "【【限期】】", "不成对"),
        ("prompt", "【】", "“【】”不是可用的填写项"),
        ("prompt", f"【{'长' * 21}】", "不成对"),
        ("prompt", "按〔2026〕第3号办理", "不加“第”"),
    ],
)
def test_what_is_refused_names_itself(kind, text, said):
    found = broken_wording(kind, {"opening": text}, HEAD, today=TODAY)
    assert found.keys() == {"opening"}
    assert said in found["opening"]


def test_a_title_takes_only_what_does_not_move():
    assert list(wrong_blanks("关于【年度】年任务的函", "prompt", title=True)) == []
    (said,) = wrong_blanks("截至【截至】的函", "prompt", title=True)
    assert "不能用在标题中" in said
    found = broken_wording("prompt", {"title": "关于报送情况"}, HEAD, today=TODAY)
    assert "标题缺少文种" in found["title"]


def test_the_title_of_one_letter_is_written_out():
    found = broken_words("prompt", {"title": "关于【年度】年任务的函"}, HEAD, today=TODAY)
    assert "“【年度】”在这里不会自动填写" in found["title"]
    assert unfilled({"a": "全文", "b": "全文】"}).keys() == {"b"}


def test_every_kind_says_what_it_knows():
    for kind in STARTERS:
        assert len({blank.name for blank in blanks_of(kind)}) == len(blanks_of(kind)) >= 7


@pytest.mark.parametrize("kind", STARTERS)
def test_the_marks_of_a_sample_take_no_room(kind):
    marked = sample(kind, STARTERS[kind], HEAD, today=TODAY)
    plain = sample(kind, STARTERS[kind], HEAD, today=TODAY, number="示委法治办函〔2026〕1号")
    pages = [[len(sheet.blocks) for sheet in sheets(made)] for made in (marked, plain)]
    assert pages[0] == pages[1]
    assert kind == LetterKind.NOTICE or len(pages[0]) <= 2
