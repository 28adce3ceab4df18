"""Where the pictures are taken: the demo on a clock that stands still, and a browser in which nothing moves."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Literal

from playwright.sync_api import Browser, Page, Route, expect, sync_playwright

from bot.demo.behind import Behind
from bot.demo.company import REP
from bot.demo.run import demo
from bot.demo.server import Slack
from tests.browser.conftest import FLAGS

TUESDAY = datetime(2026, 3, 10, 9, 41, tzinfo=UTC)
WIDE, LOW, CARD, TALL, PHONE = (1280, 800), (1280, 640), (980, 800), (980, 1120), (390, 844)
BEEN_HERE = "localStorage.setItem('sko-demo-guide-seen', 'yes')"
ACKNOWLEDGED_MS, CALLED_MS = 31, 4
# The same letters and colours wherever the pictures are taken.
STILL = [*FLAGS, "--font-render-hinting=none", "--disable-lcd-text", "--force-color-profile=srgb", "--hide-scrollbars"]

Theme = Literal["light", "dark"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """The demo, and a browser that shows it."""

    slack: Slack
    browser: Browser

    @contextmanager
    def page(
        self, place: str, *, size: tuple[int, int] = WIDE, theme: Theme = "light", first_time: bool = False
    ) -> Iterator[Page]:
        """Show a place (a channel's name, or "" for the app) to Ana, and nothing that moves."""
        self._begin_anew()
        context = self.browser.new_context(
            viewport={"width": size[0], "height": size[1]},
            device_scale_factor=2,
            color_scheme=theme,
            reduced_motion="reduce",
            locale="en-US",
            timezone_id="UTC",
        )
        workspace = self.slack.workspace
        here = workspace.conversation(place) if place else workspace.dm(workspace.person(REP).id)
        page = context.new_page()
        if not first_time:
            page.add_init_script(BEEN_HERE)
        page.route("**/wire?*", _steady)
        page.goto(f"{self.slack.page_url}?as={REP}&in={here.id}")
        expect(page.locator("body.starting")).to_have_count(0)
        yield page
        context.close()

    @property
    def behind(self) -> Behind:
        """Give the app behind it, and its clock."""
        assert self.slack.behind
        return self.slack.behind

    def _begin_anew(self) -> None:
        """Let nothing of one picture be seen in the next."""
        self.behind.reset()


def _steady(route: Route) -> None:
    """Let each crossing take the same time whenever it is shown."""
    answer = route.fetch()
    told = answer.json()
    for crossing in told["crossings"]:
        crossing["ms"] = ACKNOWLEDGED_MS if crossing["to_app"] else CALLED_MS
    route.fulfill(response=answer, json=told)


@contextmanager
def stage() -> Iterator[Stage]:
    """Set everything up, and take it down again."""
    with (
        TemporaryDirectory() as folder,
        demo(Path(folder), now=lambda: TUESDAY) as slack,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=STILL)
        yield Stage(slack=slack, browser=browser)
        browser.close()
