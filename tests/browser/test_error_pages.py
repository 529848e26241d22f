"""The browser itself, and that its watch sees what it must."""

import pytest

pytestmark = pytest.mark.browser


def test_an_unknown_address_is_a_chinese_page(page, watch):
    watch.expected.append("404 (Not Found)")
    answer = page.goto("/no-such-page/")
    assert answer.status == 404
    assert page.locator("h1").inner_text()
    assert page.locator("html").get_attribute("lang").startswith("zh")


def test_the_watch_sees_errors_and_foreign_requests(page, watch):
    page.goto("/healthz")
    page.evaluate("console.error('broken')")
    page.evaluate("fetch('http://foreign.invalid/x').catch(() => 0)")
    page.wait_for_timeout(100)
    kinds = {fault.split(":")[0] for fault in watch.faults}
    assert {"console", "foreign"} <= kinds
    watch.expected += ["broken", "foreign.invalid", "ERR_"]
