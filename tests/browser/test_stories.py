"""A rep tells what she lived, an organizer approves it, a colleague reads it, and she takes it back."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from bot.demo.server import Slack
from tests.browser.hands import act_as, last, look_at, type_

WORDS = "They wished to buy. I said: lease it, and send it back if it sulks. They signed."


def says(page: Page, name: str, line: str) -> None:
    """Be somebody, and type a line in a channel."""
    act_as(page, name)
    look_at(page, "general")
    type_(page, line)


def test_a_story_is_told_approved_read_and_taken_back(page: Page, slack: Slack) -> None:
    look_at(page, "general")
    type_(page, "/sko story")
    dialog = page.locator("#modal")
    expect(dialog).to_be_visible()
    dialog.get_by_label("About which topic?").press("Enter")
    page.keyboard.type("robot lease")
    expect(page.locator(".listing").get_by_role("option").first).to_contain_text("Robot lease")
    page.keyboard.press("Enter")
    dialog.get_by_label("What is it?").press("Enter")
    page.keyboard.type("outtake")
    page.keyboard.press("Enter")
    dialog.get_by_label("In your own words").fill(WORDS)
    dialog.get_by_role("button", name="Send").click()
    expect(dialog).to_be_hidden()
    look_at(page, "sko")
    expect(last(page)).to_contain_text("Once an organizer has approved it, colleagues see it on Robot lease")

    says(page, "Mara", "/sko stories")
    expect(last(page)).to_contain_text(WORDS)
    last(page).get_by_role("button", name="Approve").click()
    expect(last(page)).to_contain_text("is shown to colleagues now")

    says(page, "Desmond", "/sko who robot lease")
    expect(last(page)).to_contain_text(f"{WORDS}— Ana Sobral")

    says(page, "Ana Sobral", "/sko stories")
    last(page).get_by_role("button", name="Withdraw").click()
    page.get_by_role("dialog").get_by_role("button", name="Withdraw").click()
    expect(last(page)).to_contain_text("is gone: nobody is shown it any more")
    expect(last(page).get_by_role("button", name="Withdraw")).to_have_count(0)

    says(page, "Desmond", "/sko who robot lease")
    expect(last(page)).to_contain_text("Robot lease")
    expect(last(page)).not_to_contain_text(WORDS)
