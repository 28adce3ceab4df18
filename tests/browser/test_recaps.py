"""A kickoff's recaps in the demo: started, answered right and wrong, put off, stopped, and counted."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from bot.demo.clock import real_time
from bot.demo.company import SHEET
from bot.demo.run import demo
from bot.demo.server import Slack
from bot.demo.visitors import Visitors
from tests.browser.fairness import grave
from tests.browser.hands import act_as, last, look_at, type_

TUESDAY = datetime(2026, 3, 10, 11, 0, tzinfo=UTC)
WHILE_TIME_PASSES = 120_000
ENOUGH = 7  # colleagues who answer
ASKED = re.compile(r"Who would you ask about (.+)\?")


@pytest.fixture
def slack(made: Path, port: int) -> Iterator[Slack]:
    """The demo, begun on a Tuesday after its kickoff; on another day other holidays would be in the way."""
    ago = TUESDAY - real_time()
    with demo(made, port=port, now=lambda: real_time() + ago) as slack:
        yield slack


def owners() -> dict[str, str]:
    """Give who is named for each topic, as everybody could read at the kickoff."""
    with SHEET.open(encoding="utf-8", newline="") as sheet:
        rows = list(csv.DictReader(sheet))
    return {row["topic"]: row["owner"] for row in rows} | {"Site survey": "Tobias Renk"}  # whose owner has left


def play(page: Page, card: str) -> None:
    """Press a card of the guide, and wait for what it leads to."""
    guide = page.get_by_role("button", name="Guide", exact=True)
    expect(guide).to_be_visible()  # not before the cards are known
    if guide.get_attribute("aria-expanded") == "false":
        guide.click()
    page.locator("#guide .card").filter(has_text=card).click()
    expect(page.locator("#guide .next")).to_be_visible(timeout=WHILE_TIME_PASSES)


def start(page: Page) -> None:
    """Start the recaps as Mara."""
    play(page, "Start the recaps")
    expect(last(page)).to_contain_text("Not started")
    last(page).get_by_role("button", name="Start").click()
    page.get_by_role("dialog").get_by_role("button", name="Start").click()
    expect(last(page)).to_contain_text("Going out since")


def pass_time(page: Page, move: str) -> None:
    """Let time pass, and wait until it stands again."""
    if page.locator("#panel").is_hidden():
        page.get_by_role("button", name="Behind the scenes").click()
    page.locator("#panel").get_by_role("tab", name="Time").click()
    page.get_by_role("button", name=move).click()
    expect(page.locator(".clock")).to_have_attribute("aria-busy", "true")
    expect(page.locator(".clock[aria-busy]")).to_have_count(0, timeout=WHILE_TIME_PASSES)


def answer(question: Locator, *, right: bool) -> str:
    """Press the right name, or one that is not; give the topic."""
    expect(question).to_contain_text("Who would you ask about")
    asked = ASKED.findall(question.inner_text())[-1]
    names = [one.inner_text() for one in question.locator("button.press").all()]
    name = next(one for one in names if one != "Show me" and (one == owners()[asked]) is right)
    question.get_by_role("button", name=name).click()
    return str(asked)


def test_a_plan_is_started_and_a_recap_answered_right_and_wrong_put_off_and_stopped(page: Page, slack: Slack) -> None:
    slack.visitors = Visitors([one.handle for one in slack.workspace.people])  # their answers would only take time
    start(page)
    assert grave(page, "#messages") == []
    play(page, "Answer a recap as a rep")
    question = last(page)
    expect(question).not_to_contain_text("Key points")
    topic = answer(question, right=True)
    expect(question).to_contain_text("Right.")
    expect(question).to_contain_text(f"Ask {owners()[topic]}")
    expect(question).to_contain_text("Key points")
    assert grave(page, "#messages") == []

    question.get_by_role("button", name="One more").click()
    answer(question, right=False)
    expect(question).to_contain_text("Not quite.")

    question.get_by_role("button", name="Snooze a week").click()
    expect(question).to_contain_text("No recaps before")
    question.get_by_role("button", name="Resume").click()
    question.get_by_role("button", name="Stop", exact=True).click()
    expect(question).to_contain_text("No more recaps.")
    pass_time(page, "Next week")
    expect(page.locator("#messages article.by-app").filter(has_text="Show me")).to_have_count(0)


def test_weeks_pass_while_one_watches_and_the_number_fills(page: Page, slack: Slack) -> None:
    people = [one.handle for one in slack.workspace.people]
    slack.visitors = Visitors({*people} - {*people[2 : 2 + ENOUGH]})  # Ana and Mara come first; a few answers will do
    start(page)
    pass_time(page, "Next week")
    pass_time(page, "Next day")
    expect(page.locator(".clock")).to_contain_text("8 days ahead of the real time.")
    assert grave(page, "#panel") == []
    act_as(page, "Ana Sobral")
    look_at(page, "sko")
    expect(page.locator("#messages article.by-app")).to_have_count(2)
    expect(last(page)).to_contain_text("Show me")

    act_as(page, "Mara")
    look_at(page, "sko")
    type_(page, "/sko stats")
    expect(last(page)).to_contain_text("% name the right person unaided")
    expect(last(page)).to_contain_text("Day 2, to begin with")


def test_a_check_is_answered_by_typing_names(page: Page, slack: Slack) -> None:
    slack.visitors = Visitors([one.handle for one in slack.workspace.people])
    start(page)
    act_as(page, "Ana Sobral")
    look_at(page, "sko")
    pass_time(page, "Next recap")
    check = last(page)
    expect(check).to_contain_text("2 days after the kickoff")
    expect(page.locator(".clock")).to_contain_text("Wed 11 Mar, 09:30")

    check.locator("button", has_text="Type a name").first.click()
    page.keyboard.type("w")
    expect(page.get_by_role("option")).to_have_count(0)
    page.keyboard.type("an")
    expect(page.get_by_role("option")).to_have_text(["Wanda Kosińska"])
    page.keyboard.press("Enter")
    expect(check.locator("button", has_text="Type a name")).to_have_count(3)
    assert grave(page, "#messages") == []
    check.get_by_role("button", name="Done").click()
    page.get_by_role("dialog").get_by_role("button", name="Not yet").click()
    expect(check.locator("button", has_text="Type a name")).to_have_count(3)
    check.get_by_role("button", name="Done").click()
    page.get_by_role("dialog").get_by_role("button", name="Done").click()
    expect(check).to_contain_text("Thank you. This is who to ask:")
