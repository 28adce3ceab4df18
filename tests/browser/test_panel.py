"""Somebody who looks behind the scenes: the guided start, the wire, bad days, the clock and a new beginning."""

from __future__ import annotations

import re

from playwright.sync_api import Browser, Page, expect

from bot.demo.server import Slack
from bot.demo.wire import Crossing
from tests.browser.fairness import grave
from tests.browser.hands import both, last, look_at, type_

ANSWER = "Wanda Kosińska"


def open_panel(page: Page, tab: str = "Wire") -> None:
    page.get_by_role("button", name="Behind the scenes").click()
    page.locator("#panel").get_by_role("tab", name=tab).click()


def unfair(page: Page) -> list[str]:
    """Give what axe finds grave about the panel and the guide."""
    return grave(page, "#panel", "#guide")


@both
def test_who_comes_for_the_first_time_is_led_into_the_middle_of_it(page: Page) -> None:
    page.get_by_role("button", name="Ask as a rep").click()

    expect(page.locator("#place")).to_contain_text("sales")
    expect(page.locator("#messages article").last).to_contain_text(ANSWER)
    expect(page.locator("#guide")).to_contain_text("Not the right person")
    expect(page.locator("#typed")).to_be_focused()
    assert unfair(page) == []

    page.get_by_role("button", name="Close the hint").click()
    expect(page.locator("#guide")).to_be_hidden()
    page.reload()
    expect(page.locator("#guide-open")).to_have_attribute("aria-expanded", "false")
    page.get_by_role("button", name="Guide", exact=True).click()
    expect(page.get_by_role("button", name="Ask as a rep")).to_be_focused()

    look_at(page, "general")
    expect(page.locator("#guide")).to_be_hidden()


def test_the_guide_steps_aside_for_what_one_says_by_oneself(page: Page) -> None:
    expect(page.get_by_role("button", name="Ask as a rep")).to_be_visible()
    type_(page, "who knows about Kreasly-X?")
    expect(page.locator("#messages article").last).to_contain_text(ANSWER)
    expect(page.locator("#guide")).to_be_hidden()


@both
def test_what_goes_over_the_wire_is_there_at_once_and_can_be_opened(page: Page, slack: Slack) -> None:
    open_panel(page)
    rows = page.locator(".wire > li")
    expect(rows.first).to_be_visible()
    slack.person("callie").dm("who knows about Kreasly-X?")
    expect(rows.filter(has_text="event message").first).to_contain_text("200")
    said = rows.filter(has_text="chat.postMessage").last
    said.get_by_role("button").click()
    expect(said.locator("pre").first).to_contain_text(ANSWER)
    assert "xoxb-" not in page.locator("#panel").inner_text()
    assert unfair(page) == []

    slack.redeliver()
    expect(rows.filter(has_text="again, no. 1")).to_have_count(1)
    details = ("[ERROR] no more than 50 items allowed [json-pointer:/blocks]",)
    wrong = Crossing(to_app=False, what="chat.update", status=200, ms=3, refused="invalid_blocks", details=details)
    slack.wire.note(wrong)
    slack.wire.note(Crossing(to_app=True, what="command /sko", status=None, ms=3004, refused="operation_timeout"))
    expect(rows.filter(has_text="invalid_blocks")).to_contain_text("no more than 50 items allowed")
    expect(rows.last).to_contain_text("operation_timeout after 3.0 s")

    page.get_by_label("Show").select_option("Problems only")
    expect(rows).to_have_count(2)
    page.get_by_role("button", name="Clear").click()
    expect(rows).to_have_count(0)
    expect(page.locator("#panel")).to_contain_text("Nothing yet")
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name="Behind the scenes")).to_be_focused()


def test_a_thread_that_opens_takes_the_place_of_the_panel(page: Page, slack: Slack) -> None:
    slack.person("bea").say("general", "Hello")
    look_at(page, "general")
    open_panel(page, "Wire")
    said = last(page)
    expect(said).to_contain_text("Hello")
    said.hover()
    said.get_by_role("button", name="Reply in thread").click()
    expect(page.get_by_role("combobox", name="Reply…")).to_be_focused()
    expect(page.locator("#panel")).to_be_hidden()

    open_panel(page, "Wire")
    expect(page.locator("#thread")).to_be_hidden()
    page.keyboard.press("Escape")
    expect(page.locator("#thread")).to_be_visible()


def test_a_bad_day_is_ordered_seen_and_over(page: Page) -> None:
    look_at(page, "general")
    open_panel(page, "Bad days")
    away = page.get_by_role("button", name="Database away")
    away.click()
    expect(away).to_have_attribute("aria-pressed", "true")
    type_(page, "/sko who Kreasly-X")
    expect(page.locator("#messages article").last).to_contain_text("I cannot reach my directory just now")
    away.click()
    expect(page.locator("#panel")).to_contain_text("The database is back.")

    page.get_by_role("button", name="Answer 429").click()
    expect(page.locator("#panel")).to_contain_text("waits for 2 calls")
    assert unfair(page) == []
    type_(page, "/sko who Kreasly-X")
    expect(page.locator("#panel")).to_contain_text("It hit response_url, response_url.")
    expect(page.locator("#messages article").filter(has_text=ANSWER)).to_have_count(1)
    page.get_by_role("button", name="Everything works again").click()
    expect(page.locator("#panel")).not_to_contain_text("It hit")


def test_the_clock_and_the_beginning_are_the_same_for_every_page(page: Page, slack: Slack, browser: Browser) -> None:
    look_at(page, "general")
    type_(page, "Is this the beginning?")
    other = browser.new_page()
    other.goto(page.url)
    expect(other.locator("#messages")).to_contain_text("Is this the beginning?")
    open_panel(page, "Time")
    expect(page.locator(".clock")).to_contain_text(re.compile(r"Now: \w{3} \d+ \w{3,4}, \d\d:\d\d \(Ana’s time\)"))
    page.get_by_role("button", name="Next week").click()
    expect(page.locator(".clock")).to_contain_text("7 days ahead of the real time.")
    assert unfair(page) == []

    page.get_by_role("button", name="Reset to the beginning").click()
    page.get_by_role("button", name="Reset", exact=True).click()

    expect(other.locator("#messages")).not_to_contain_text("Is this the beginning?")
    expect(page.locator(".clock")).to_contain_text("This is the real time.")
    expect(page.get_by_role("button", name="Ask as a rep")).to_be_focused()
    assert slack.workspace.ready
    other.close()
