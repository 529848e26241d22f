"""A real browser against a real server. Every page used here must stay clean:

no error in its console, no request to another host, no answer of 500.
"""

import os
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import sync_playwright

from tests.conftest import CHROMIUM

# Playwright runs an event loop in this thread; Django would refuse its database there.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")


@pytest.fixture(scope="session")
def browser():
    """The machine's chromium, one per process."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


class Watch:
    """Collects what a page must not do."""

    def __init__(self, host):
        self.host = host
        self.faults = []
        # What a test provokes on purpose: part of a console text.
        self.expected = []

    def on(self, page):
        """Listen to one page."""
        page.on("console", self._console)
        page.on("pageerror", lambda error: self.faults.append(f"script: {error}"))
        page.on("request", self._request)
        page.on("response", self._response)

    def _console(self, message):
        if message.type == "error":
            self.faults.append(f"console: {message.text} {message.location.get('url', '')}")

    def _request(self, request):
        parts = urlsplit(request.url)
        if parts.scheme not in {"data", "blob", "about"} and parts.netloc != self.host:
            self.faults.append(f"foreign: {request.url}")

    def _response(self, response):
        if response.status >= 500:
            self.faults.append(f"{response.status}: {response.url}")

    def check(self):
        """Fail with everything seen that was not expected."""
        left = [f for f in self.faults if not any(words in f for words in self.expected)]
        assert left == []


@pytest.fixture
def watch(live_server):
    """The watch over all pages of a test; it is checked at the end."""
    watch = Watch(urlsplit(live_server.url).netloc)
    yield watch
    watch.check()


@pytest.fixture
def new_page(browser, live_server, watch):
    """Give a page in a session of its own: `new_page(width=390)` is a phone."""
    contexts = []

    def make(width=1366, height=768):
        context = browser.new_context(
            base_url=live_server.url,
            viewport={"width": width, "height": height},
            locale="zh-CN",
            timezone_id="Asia/Shanghai",
        )
        contexts.append(context)
        context.set_default_timeout(15000)
        page = context.new_page()
        watch.on(page)
        return page

    yield make
    for context in contexts:
        context.close()


@pytest.fixture
def page(new_page):
    """One page of a desktop browser."""
    return new_page()
