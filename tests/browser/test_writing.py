"""Writing: what is completed, files, threads, and what only oneself can see."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from bot.demo.server import Slack
from tests.browser.hands import both, last, look_at, thread_of, type_
from tests.browser.test_places import listening, workspace
from tests.demo.probes import served


@pytest.fixture
def slack(port: int) -> Iterator[Slack]:
    with Slack(workspace(), port=port) as slack, served(listening) as address:
        slack.connect(request_url=address)
        yield slack


def drop(page: Page, name: str, size: int) -> None:
    """Drop a file of a size onto the conversation."""
    dropped = page.evaluate_handle(
        """([name, size]) => {
            const transfer = new DataTransfer();
            transfer.items.add(new File([new Uint8Array(size)], name, { type: "text/csv" }));
            return transfer;
        }""",
        [name, size],
    )
    page.locator("#conversation").dispatch_event("drop", {"dataTransfer": dropped})


def test_commands_people_channels_and_emoji_are_completed_by_keyboard_alone(page: Page, slack: Slack) -> None:
    look_at(page, "general")
    typed, offered = page.locator("#typed"), page.locator("#composer [role=option]")
    expect(typed).to_be_focused()
    page.keyboard.type("/s")
    expect(offered).to_contain_text("/sko")
    assert typed.get_attribute("aria-activedescendant") == offered.get_attribute("id")
    page.keyboard.press("Enter")
    expect(offered).to_have_count(2)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    for piece, key in [("@be", "Tab"), ("#par", "Enter"), (":tada", "Enter"), ("@gu", "Escape")]:
        page.keyboard.type(piece)
        expect(offered.first).to_be_visible()
        page.keyboard.press(key)
    expect(offered).to_have_count(0)
    expect(typed).to_have_value("/sko who @bea #partners 🎉 @gu")

    page.keyboard.press("Shift+Enter")
    page.keyboard.type("please")
    with page.expect_response("**/act"):
        page.keyboard.press("Enter")
    expect(typed).to_have_value("")
    (heard,) = slack.wire.deliveries("command /sko")
    assert heard.arguments["text"].endswith("🎉 @gu\nplease")


def test_files_are_dropped_shown_refused_and_sent(page: Page, slack: Slack) -> None:
    look_at(page, "general")
    drop(page, "huge.csv", 10 * 1024 * 1024 + 1)
    expect(page.locator("#composer .error")).to_have_text("huge.csv is too large: a file may have 10 MB here.")
    drop(page, "wrong.csv", 3)
    drop(page, "sheet.csv", 3)
    page.get_by_role("button", name="Remove wrong.csv").click()
    expect(page.locator("#composer .chips .file")).to_have_count(1)

    page.get_by_role("button", name="Send").first.click()
    expect(last(page).locator(".file")).to_have_text("sheet.csvCSV")
    expect(page.locator("#composer .chips")).to_be_hidden()
    (message,) = slack.person("bea").sees("general")
    assert len(slack.workspace.uploads[message.files[0]].content) == 3


def test_a_file_dropped_beside_every_place_for_it_does_not_take_the_page_away(page: Page) -> None:
    stays = """() => {
        const dataTransfer = new DataTransfer();
        dataTransfer.items.add(new File(["x"], "sheet.csv"));
        const drop = new DragEvent("drop", { dataTransfer, bubbles: true, cancelable: true });
        return !document.querySelector("#sidebar").dispatchEvent(drop);
    }"""
    assert page.evaluate(stays)
    expect(page.locator(".chips .file")).to_have_count(0)


def test_whatever_is_typed_lands_in_the_message_one_writes(page: Page, slack: Slack) -> None:
    slack.person("bea").say("general", "Hello")
    look_at(page, "general")
    page.locator("#me").focus()
    page.keyboard.type("Hi Bea")
    expect(page.locator("#typed")).to_have_value("Hi Bea")

    last(page).hover()
    last(page).get_by_role("button", name="Reply in thread").click()
    page.get_by_role("button", name="Close the thread").focus()
    page.keyboard.type("Me too")
    expect(page.get_by_role("combobox", name="Reply…")).to_have_value("Me too")
    expect(page.locator("#typed")).to_have_value("Hi Bea")


@both
def test_a_thread_stands_beside_the_channel(page: Page, slack: Slack) -> None:
    look_at(page, "general")
    type_(page, "Who takes Friday?")
    expect(last(page)).to_contain_text("Friday")
    asked = slack.person("ana").sees("general")[-1]
    slack.person("bea").say("general", "I do", thread_ts=asked.ts)
    expect(last(page).locator(".replies")).to_contain_text("1 new reply")

    replies = thread_of(last(page))
    expect(replies).to_contain_text("I do")
    answer = page.get_by_role("combobox", name="Reply…")
    expect(answer).to_be_focused()
    page.keyboard.type("/sko who")
    page.keyboard.press("Enter")
    expect(page.locator("#thread .error")).to_have_text("Slash commands do not work in threads.")
    expect(answer).to_have_value("/sko who")
    answer.fill("Thanks")
    page.keyboard.press("Enter")
    expect(replies).to_have_count(2)
    expect(page.locator("#replies .count")).to_have_text("2 replies")

    page.keyboard.press("Escape")
    expect(page.locator("#thread")).to_be_hidden()
    expect(last(page).locator(".replies")).to_be_focused()
    expect(last(page).locator(".replies")).to_contain_text("2 replies")
    expect(page.locator("#messages article")).to_have_count(1)


def test_what_only_oneself_can_see_is_dismissed(page: Page, slack: Slack) -> None:
    look_at(page, "general")
    type_(page, "/nothing")
    expect(last(page)).to_contain_text("/nothing is not a valid command.")
    last(page).get_by_role("button", name="Dismiss").click()
    expect(page.locator("#messages article")).to_have_count(0)
    assert slack.person("ana").sees("general") == []


def test_a_draft_waits_where_it_was_begun(page: Page, slack: Slack) -> None:
    look_at(page, "general")
    page.locator("#typed").fill("Not yet")
    look_at(page, "sales")
    expect(page.locator("#typed")).to_have_value("")
    look_at(page, "general")
    expect(page.locator("#typed")).to_have_value("Not yet")


def test_an_emoji_is_picked_into_the_text_and_under_a_message(page: Page, slack: Slack) -> None:
    look_at(page, "general")
    page.locator("#composer").get_by_role("button", name="Emoji").click()
    page.keyboard.type("tada")
    page.keyboard.press("Enter")
    expect(page.locator("#typed")).to_have_value("🎉")
    page.keyboard.press("Enter")
    expect(last(page)).to_contain_text("🎉")

    last(page).hover()
    last(page).get_by_role("button", name="Add a reaction").click()
    page.keyboard.type("eyes")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    reaction = last(page).locator(".reaction")
    expect(reaction).to_have_attribute("aria-pressed", "true")
    expect(last(page).get_by_role("button", name="Add a reaction")).to_be_focused()
    reaction.click()
    expect(reaction).to_have_count(0)
