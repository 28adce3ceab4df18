"""Debian's Chromium, headless, on the demo as `sko demo` starts it: the real app behind the stand-in."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from bot.demo.run import demo
from bot.demo.server import Slack
from tests.browser.hands import WIDE

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-features="  # the last such list is the one that counts: what Playwright sets aside belongs in it too
    "WebUIOmniboxPopup,WebUIOmniboxAimPopup,WebUIOmniboxFullPopup,"  # 200 files for an address bar nobody uses
    "AimEnabled,HttpsUpgrades,LensOverlay,MediaRouter,OptimizationHints,PaintHolding,PreconnectToSearch",
]
expect.set_options(timeout=10_000)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=shutil.which("chromium"), headless=True, args=FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture
def slack(tmp_path: Path) -> Iterator[Slack]:
    """The demo, on any free port."""
    with demo(tmp_path) as slack:
        yield slack


@pytest.fixture
def page(request: pytest.FixtureRequest, browser: Browser, slack: Slack) -> Iterator[Page]:
    """The page, wide unless `narrow` or `both`, which asks nothing of anybody but the stand-in and never stumbles."""
    width, height = getattr(request, "param", WIDE)
    context = browser.new_context(viewport={"width": width, "height": height}, reduced_motion="reduce")
    page = context.new_page()
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("console", lambda said: wrong.append(said.text) if said.type == "error" else None)
    page.on("request", lambda asked: None if _is_ours(asked.url, slack) else wrong.append(asked.url))
    page.goto(slack.page_url)
    expect(page.locator("#channels button").first).to_be_attached()
    yield page
    drawn = page.evaluate("document.documentElement.scrollWidth")
    context.close()  # whatever was wrong: the next has the browser to itself
    assert drawn == width
    assert wrong == []


def _is_ours(url: str, slack: Slack) -> bool:
    return url.startswith((slack.page_url, "data:"))
