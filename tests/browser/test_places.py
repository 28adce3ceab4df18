"""Places, people and what is unread: a workspace as one finds it in Slack, with an app behind it that only listens."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect
from werkzeug import Request, Response

from bot.demo.server import Slack
from bot.demo.things import Channel
from bot.demo.workspace import Workspace
from tests.browser.hands import act_as, back_to_list, last, look_at, narrow, type_
from tests.demo.manifests import EVERYTHING
from tests.demo.probes import CAST, served

CHANNELS = (Channel(name="general"), Channel(name="sales"), Channel(name="partners", shared=True))
VERBS = {"/sko": {"who": "Name the person to ask", "help": "What to type"}}


def listening(environ: Any, start_response: Any) -> Any:
    """An app that acknowledges whatever it is sent."""
    Request(environ).get_data()
    return Response("")(environ, start_response)


def workspace() -> Workspace:
    return Workspace(people=CAST, channels=CHANNELS, manifest=EVERYTHING, verbs=VERBS)


@pytest.fixture
def slack(port: int) -> Iterator[Slack]:
    with Slack(workspace(), port=port) as slack, served(listening) as address:
        slack.connect(request_url=address)
        yield slack


def test_what_is_unread_is_bold_counted_and_marked_until_it_is_read(page: Page, slack: Slack) -> None:
    sales = page.locator("#channels button").filter(has_text="sales")
    slack.person("bea").say("sales", "Morning, all")
    expect(sales).to_have_class("unread")
    expect(page).to_have_title(re.compile(r"^\* Nordlicht"))
    slack.person("bea").say("sales", "@ana, did you see this?")
    expect(sales.locator(".badge")).to_have_text("1")
    expect(page).to_have_title(re.compile(r"^\(1\) Nordlicht"))

    sales.click()
    expect(page.locator(".divider.fresh")).to_contain_text("New")
    expect(sales.locator(".badge")).to_have_count(0)
    expect(page).to_have_title(re.compile("^Nordlicht"))
    look_at(page, "general")
    look_at(page, "sales")
    expect(last(page)).to_contain_text("did you see this?")
    expect(page.locator(".divider.fresh")).to_have_count(0)


def test_who_reads_further_up_is_told_and_led_to_the_latest(page: Page, slack: Slack) -> None:
    look_at(page, "general")
    for number in range(30):
        slack.person("bea").say("general", f"Line {number}")
    expect(last(page)).to_contain_text("Line 29")
    expect(last(page)).to_be_in_viewport()
    page.locator("#messages").evaluate("list => (list.scrollTop = 0)")

    slack.person("gus").say("general", "And one more")
    page.get_by_role("button", name="Jump to the latest").click()
    expect(last(page)).to_contain_text("And one more")
    expect(last(page)).to_be_in_viewport()
    expect(page.locator("#jump")).to_be_hidden()


def test_somebody_else_is_found_and_written_to_by_keyboard_alone(page: Page, slack: Slack) -> None:
    page.locator("#write").focus()
    page.keyboard.press("Enter")
    page.keyboard.type("nov")
    page.keyboard.press("Enter")
    expect(page.locator("#place")).to_have_text("Bea Novak")
    page.keyboard.type("Coffee?")
    page.keyboard.press("Enter")
    expect(last(page)).to_contain_text("Coffee?")

    page.locator("#me").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("b")
    page.keyboard.press("Enter")
    expect(page.locator("#me")).to_have_text("You are Bea NovakEnablement")
    expect(page.locator("#me")).to_be_focused()
    expect(last(page)).to_contain_text("Coffee?")
    assert slack.wire.deliveries("event message") == []


def test_who_asks_from_further_up_sees_the_answer(page: Page, slack: Slack) -> None:
    for number in range(30):
        slack.person("bea").say("general", f"Line {number}\nand more")
    look_at(page, "general")
    expect(last(page)).to_contain_text("Line 29")
    page.locator("#messages").evaluate("list => list.scrollTop = 0")
    type_(page, "/nothing")
    expect(last(page)).to_contain_text("/nothing is not a valid command.")
    expect(last(page)).to_be_in_viewport()


@narrow
def test_on_a_phone_the_list_and_a_conversation_are_a_screen_each(page: Page, slack: Slack) -> None:
    expect(page.locator("#sidebar")).to_be_hidden()
    back_to_list(page)
    expect(page.locator("#conversation")).to_be_hidden()
    expect(page.locator("#apps button")).to_be_focused()

    look_at(page, "general")
    expect(page.locator("#sidebar")).to_be_hidden()
    expect(page.locator("#place")).to_be_focused()
    slack.person("bea").say("general", "Hello")
    last(page).get_by_role("button", name="More actions").click()
    page.get_by_role("menuitem", name="Add a reaction").click()
    page.keyboard.type("eyes")
    page.keyboard.press("Enter")
    expect(last(page).locator(".reaction")).to_have_text("👀1")
    last(page).get_by_role("button", name="More actions").click()
    page.get_by_role("menuitem", name="Reply in thread").click()
    expect(page.locator("#conversation")).to_be_hidden()
    page.get_by_role("button", name="Close the thread").click()
    expect(page.locator("#conversation")).to_be_visible()


def test_the_theme_is_chosen_and_kept(page: Page, slack: Slack) -> None:
    ground = "getComputedStyle(document.querySelector('main')).backgroundColor"
    light = page.evaluate(ground)
    page.get_by_role("button", name="Theme").click()
    page.get_by_role("menuitemradio", name="Dark").click()
    dark = page.evaluate(ground)
    page.reload()
    expect(page.locator("#place")).to_have_text("sko")
    assert light != dark == page.evaluate(ground)


def test_what_others_say_is_told_once_to_who_cannot_see_it(page: Page, slack: Slack) -> None:
    look_at(page, "general")
    type_(page, "Anybody?")
    expect(last(page)).to_contain_text("Anybody?")
    expect(page.locator("#said")).to_have_text("")
    slack.person("bea").say("general", "*Me*")
    expect(page.locator("#said")).to_have_text("Bea Novak: Me")
    slack.person("bea").say("general", "How can I help?")
    expect(page.locator("#said")).to_have_text("Bea Novak: How can I help?")


def test_messages_in_a_row_stand_under_one_name(page: Page, slack: Slack) -> None:
    look_at(page, "general")
    for handle, text in [("bea", "One"), ("bea", "Two"), ("gus", "Three")]:
        slack.person(handle).say("general", text)
    expect(page.locator("#messages .by b")).to_have_text(["Bea Novak", "Gus Guest"])
    expect(page.locator("#messages .divider")).to_have_text("Today")


def test_the_end_of_the_demo_is_said_and_its_return_noticed(browser: Browser) -> None:
    with Slack(workspace()) as slack, served(listening) as address:
        slack.connect(request_url=address)
        page = browser.new_page()
        page.goto(slack.page_url)
        expect(page.locator("#place")).to_have_text("sko")
        port = int(slack.page_url.rstrip("/").rpartition(":")[2])

    expect(page.locator("#gone")).to_be_visible()
    type_(page, "Is anybody there?")
    expect(page.locator("#composer .error")).to_be_visible()
    expect(page.locator("#typed")).to_have_value("Is anybody there?")
    with Slack(workspace(), port=port) as slack, served(listening) as address:
        expect(page.locator("#gone")).to_be_hidden()
        expect(page.locator("#starting")).to_have_text("The app is starting …")
        slack.connect(request_url=address)
        expect(page.locator("#starting")).to_be_hidden()
        page.locator("#typed").press("Enter")
        expect(last(page)).to_contain_text("Is anybody there?")
    page.close()


def test_a_guest_and_somebody_of_another_company_are_told_apart(page: Page, slack: Slack) -> None:
    page.locator("#me").click()
    expect(page.get_by_role("menuitemradio", name="Gus")).to_contain_text("Guest")
    expect(page.get_by_role("menuitemradio", name="Fay")).to_contain_text("From another company")
    page.keyboard.press("Escape")
    act_as(page, "Fay")
    expect(page.locator("#channels button")).to_have_text(["#partners"])
