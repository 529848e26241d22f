"""The happy path, from a real county plan to the leader's overview, with a real worker running."""

import re
from datetime import date, timedelta
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import expect

from reports.services.demo import people, plan
from tests.factories import at
from tests.indicators.uploads.samples import pdf
from units.clock import now
from units.models import ClockShift

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PLAN = Path(__file__).resolve().parent.parent / "data" / "plans" / "00-haiyuan-2023.txt"
MONDAY = date(2026, 3, 9)
# Led by 县司法局 alone; its responsible units are a group named as a whole.
TASK = "加强行政复议工作"
WAIT = 60_000


@pytest.fixture
def cast(transactional_db):
    """示例县 with bodies, people and a campaign, on a Monday in March 2026."""
    ClockShift.objects.create(seconds=int((at(MONDAY) - now()).total_seconds()))
    cast = people.populate(now(), MONDAY - timedelta(days=30))
    plan.open_campaign(cast, now())
    return cast


@pytest.fixture
def enter(new_page, cast):
    """Log somebody in: `enter("office")`, or on a phone with `width=360, height=740`."""

    def log_in(username, **size):
        page = new_page(**size)
        log_in_as(page, username, cast.password)
        return page

    return log_in


def test_from_the_plan_to_the_overview(enter, cast, real_worker):
    office, approver = enter("office"), enter("approver")
    bring_in_the_plan(office)
    hand_over(office, approver)
    hand_in(enter("sifaju", width=360, height=740))
    review_and_close(office)
    publish(office, approver)
    look(enter("leader"))


def log_in_as(page, username, password):
    page.on("dialog", lambda dialog: dialog.accept())
    page.goto("/login/")
    page.locator("[name=username]").fill(username)
    page.locator("[name=password]").fill(password)
    press(page, "^登录$")
    page.wait_for_url(lambda url: "/login/" not in url)


def press(page, words):
    """Press the button with these words."""
    page.locator("main, body").last.get_by_role("button", name=re.compile(words)).first.click()


def bring_in_the_plan(page):
    """31 tasks of 2023 are read; a doubt is settled, tasks without date get one, all become drafts."""
    page.goto("/import/")
    page.get_by_label("计划年度").fill("2026")
    page.locator("input[type=file]").set_input_files(PLAN)
    press(page, "读取并核对")
    expect(page.locator("main")).to_contain_text("还有 28 项没有时限")
    page.get_by_label("统一定为").fill("2026-06-30")
    press(page, "填入 28 项")
    press(page, "已核对，按读出的办")
    expect(page.locator("main")).to_contain_text("文件写的是2023年")
    page.get_by_label("已核对，仍要导入").check()
    page.get_by_label("其余疑点已核对").check()
    press(page, "确认导入 31 项任务")
    page.goto("/tasks/")
    expect(page.locator("tbody tr")).to_have_count(31)


def hand_over(office, approver):
    """One letter per unit: drafted and sent by the clerk, signed by the head, numbered."""
    office.goto("/tasks/")
    office.get_by_label(f"选中任务：{TASK}").check()
    press(office, "向单位交办")
    expect(office.get_by_role("heading", name="向 1 个单位交办")).to_be_visible()
    expect(office.locator("main")).to_contain_text(TASK)
    press(office, "拟 1 份函")
    press(office, "核稿并送签 1 件")
    batch = office.url
    approver.goto(batch)
    press(approver, "全部签发 1 件")
    office.goto(batch)
    press(office, "编号印发 1 件")
    expect(office.locator("main")).to_contain_text("示委法治办函〔2026〕1号", timeout=WAIT)


def hand_in(phone):
    """签收并报送 in one step, with words, a PDF and a photo."""
    phone.goto("/my/")
    phone.get_by_role("link", name=re.compile("签收")).first.click()
    phone.get_by_label(re.compile("完成情况")).fill("已制定实施方案，复议职责集中到位，见附件。")
    photo = BytesIO()
    Image.new("RGB", (640, 480), "white").save(photo, "JPEG")
    phone.locator("[name=uploads]").set_input_files(
        [
            {"name": "实施方案.pdf", "mimeType": "application/pdf", "buffer": pdf()},
            {"name": "会议照片.jpg", "mimeType": "image/jpeg", "buffer": photo.getvalue()},
        ]
    )
    press(phone, "签收并报送")
    expect(phone.locator("main")).to_contain_text("待审核", timeout=WAIT)


def review_and_close(office):
    """Read beside the text, accept, close the task."""
    office.goto("/review/")
    expect(office.locator("main")).to_contain_text("复议职责集中到位")
    press(office, "审核通过")
    office.goto("/tasks/")
    office.get_by_role("link", name=TASK).click()
    office.get_by_role("link", name=re.compile("^销号")).first.click()
    press(office, "销号")
    expect(office.locator("main")).to_contain_text("已销号")


def publish(office, approver):
    """The month's 通报: compiled, read through, sent, signed, numbered."""
    office.goto("/notices/")
    press(office, "编制本月通报")
    expect(office.get_by_role("heading", name="2026年3月通报")).to_be_visible()
    notice = office.url
    press(office, "^核稿并送签")
    approver.goto(notice)
    press(approver, "^签发")
    office.goto(notice)
    press(office, "印发")
    expect(office.locator("main")).to_contain_text("示委法治办〔2026〕1号", timeout=WAIT)


def look(leader):
    """The leader sees the closed task among the one that was handed over."""
    leader.goto("/dashboard/?scope=county")
    expect(leader.locator("main")).to_contain_text(re.compile(r"任务销号\s*1\s*/ 1 项"))
