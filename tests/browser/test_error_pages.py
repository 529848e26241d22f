"""The browser itself, and that its watch sees what it must."""

import pytest
from playwright.sync_api import Error

pytestmark = pytest.mark.browser


def test_an_unknown_address_is_a_chinese_page(page, watch):
    watch.expected.append("404 (Not Found)")
    answer = page.goto("/no-such-page/")
    assert answer.status == 404
    assert page.locator("h1").inner_text()
    assert page.locator("html").get_attribute("lang").startswith("zh")


def test_the_watch_sees_errors_and_foreign_requests(page, watch):
    page.goto("/no-such-page/")
    page.evaluate("console.error('broken')")
    with pytest.raises(Error, match="ERR_"):
        page.goto("http://foreign.invalid/")
    kinds = {fault.split(":")[0] for fault in watch.faults}
    assert {"console", "foreign"} <= kinds
    watch.expected += ["404 (Not Found)", "broken", "foreign.invalid"]
