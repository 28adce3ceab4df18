"""A stranger opens the demo, asks, and is told who."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from bot.demo.server import Slack
from tests.browser.hands import act_as, both, last, look_at, thread_of, type_

ANSWER = "Wanda Kosińska"


@both
def test_a_command_is_answered_with_a_card_that_only_the_asker_sees(page: Page) -> None:
    look_at(page, "general")
    type_(page, "/sko who Kreasly-X")

    expect(last(page)).to_contain_text("Only visible to you")
    expect(last(page).locator("strong").first).to_have_text(ANSWER)
    act_as(page, "Callie")
    look_at(page, "general")
    expect(page.locator("#messages article").filter(has_text="Only visible to you")).to_have_count(0)


def test_the_next_best_takes_the_place_of_the_wrong_person(page: Page) -> None:
    look_at(page, "general")
    type_(page, "/sko who Kreasly-X")
    last(page).get_by_role("button", name="Not the right person").click()

    expect(last(page)).to_contain_text("Graham Pettifer")
    expect(page.locator("#messages article.by-app")).to_have_count(1)
    expect(last(page).locator(":focus")).to_have_count(1)


def test_a_direct_message_is_answered_and_can_be_followed_up(page: Page) -> None:
    look_at(page, "sko")
    type_(page, "who knows about Kreasly-X?")
    expect(last(page)).to_contain_text(ANSWER)
    type_(page, "who else?")
    expect(last(page)).to_contain_text("Graham Pettifer")


def test_a_mention_is_answered_in_its_thread(page: Page) -> None:
    look_at(page, "general")
    type_(page, "@sko who owns Kreasly-X?")

    expect(last(page).locator(".mention")).to_have_text("@sko")
    expect(thread_of(last(page))).to_contain_text(ANSWER)


def test_the_shortcut_on_a_message_answers_its_reader(page: Page, slack: Slack) -> None:
    slack.person("callie").say("general", "Anybody met Kreasly-X before?")
    look_at(page, "general")
    last(page).hover()
    last(page).get_by_role("button", name="More actions").click()
    page.get_by_role("menuitem", name="Who do I ask?").click()

    expect(last(page)).to_contain_text("Only visible to you")
    expect(last(page)).to_contain_text(ANSWER)


def test_a_guest_reads_one_sentence_and_nothing_of_the_directory(page: Page) -> None:
    act_as(page, "Lex")
    look_at(page, "general")
    type_(page, "/sko who Kreasly-X")

    expect(last(page)).to_contain_text("Ask a colleague")
    expect(page.locator("main")).not_to_contain_text(ANSWER)


def test_what_somebody_else_says_appears_by_itself(page: Page, slack: Slack) -> None:
    look_at(page, "general")
    expect(page.locator("#place")).to_have_text("# general")
    slack.person("callie").say("general", "<b>Hello</b> & *welcome*")

    expect(last(page)).to_contain_text("<b>Hello</b> & welcome")
    expect(last(page).locator(".content strong")).to_have_text("welcome")


def test_the_home_tab_shows_what_the_app_put_there(page: Page) -> None:
    look_at(page, "sko")
    page.get_by_role("tab", name="Home").click()
    expect(page.locator("#home .block").first).to_be_visible()


def test_an_app_that_does_not_answer_is_said_to_have_failed(page: Page, slack: Slack) -> None:
    look_at(page, "general")
    expect(page.locator("#place")).to_have_text("# general")
    slack.connect(request_url="http://127.0.0.1:9/")
    type_(page, "/sko who Kreasly-X")
    expect(last(page)).to_contain_text(re.compile('failed with the error "dispatch_failed"'))
