"""Debian's Chromium, headless, on the demo as `sko demo` starts it: the real app behind the stand-in."""

from __future__ import annotations

import os
import shutil
import socket
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Dialog, Page, expect, sync_playwright

from bot.demo.behind import DATABASE
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
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",  # any other host is not found, and the console says so
    "--disable-features="  # the last such list is the one that counts: what Playwright sets aside belongs in it too
    "WebUIOmniboxPopup,WebUIOmniboxAimPopup,WebUIOmniboxFullPopup,"  # 200 files for an address bar nobody uses
    "AimEnabled,HttpsUpgrades,LensOverlay,MediaRouter,OptimizationHints,PaintHolding,PreconnectToSearch",
]
expect.set_options(timeout=20_000)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=shutil.which("chromium"), headless=True, args=FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def context(browser: Browser) -> Iterator[BrowserContext]:
    """One browser's memory for many tests, who find the page's own files in it and nothing else."""
    with closing(browser.new_context(reduced_motion="reduce")) as context:
        yield context


@pytest.fixture(scope="session")
def port() -> int:
    """A port for every demo of a run, so that the browser knows the page again; none that a client is given by default.

    Each process looks for one in ten of its own.
    """
    first = 20_000 + os.getpid() % 1_000 * 10
    return next(filter(_is_free, range(first, first + 10)))


@pytest.fixture(autouse=True)
def _remembered(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the browser keep the files of the page, which stay the same, and no faces, for another cast has others."""
    monkeypatch.setattr("bot.demo.browser.MAX_AGE", 3600)
    monkeypatch.setattr("bot.demo.portraits.KEPT_SECONDS", 0)


@pytest.fixture
def slack(made: Path, port: int) -> Iterator[Slack]:
    """The demo, on a port of its own."""
    with demo(made, port=port) as slack:
        yield slack


@pytest.fixture
def made(tmp_path: Path, sqlite_template: Path) -> Path:
    """A folder for a demo, with its tables made already."""
    shutil.copy(sqlite_template, tmp_path / DATABASE)
    return tmp_path


@pytest.fixture(scope="session")
def window(context: BrowserContext) -> Page:
    """The window all tests look through, one after the other: opening another for each takes longer than most tests."""
    return context.new_page()


@pytest.fixture
def page(request: pytest.FixtureRequest, window: Page, slack: Slack) -> Iterator[Page]:
    """The page, wide unless `narrow` or `both`, which asks nothing of anybody but the stand-in and never stumbles."""
    width, height = getattr(request, "param", WIDE)
    window.set_viewport_size({"width": width, "height": height})
    with watched(window, slack.page_url) as wrong:
        window.goto(slack.page_url)
        expect(window.locator("#channels button").first).to_be_attached()
        yield window
        drawn = window.evaluate("document.documentElement.scrollWidth")
    assert drawn == width
    assert wrong == []


@contextmanager
def watched(window: Page, address: str) -> Iterator[list[str]]:
    """Note what goes wrong in a window and where else it leads; afterwards it is as if nobody had looked through it."""
    wrong: list[str] = []

    def dismiss(dialog: Dialog) -> None:
        wrong.append(dialog.message)
        dialog.dismiss()

    listeners: dict[Any, Callable[[Any], None]] = {
        "pageerror": lambda error: wrong.append(str(error)),
        "console": lambda said: wrong.append(said.text) if said.type == "error" else None,
        "dialog": dismiss,
        "framenavigated": lambda frame: None if frame.url.startswith(address) else wrong.append(frame.url),
    }
    for event, listener in listeners.items():
        window.on(event, listener)
    try:
        yield wrong
    finally:
        for event, listener in listeners.items():
            window.remove_listener(event, listener)
        window.evaluate("localStorage.clear()")
        window.goto("about:blank")
        window.mouse.move(0, 0)
        window.emulate_media(color_scheme="light")


def _is_free(port: int) -> bool:
    with socket.socket() as probe, suppress(OSError):
        probe.bind(("127.0.0.1", port))
        return True
    return False
