"""A rep says who it should have been, an organizer approves, and the next question finds the right person."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from bot.demo.server import Slack
from tests.browser.hands import act_as, last, look_at, type_

QUESTION = "/sko who untangles the mangle belts"


def test_a_correction_that_mara_approves_is_the_answer_when_ana_asks_again(page: Page, slack: Slack) -> None:
    look_at(page, "general")
    type_(page, QUESTION)
    expect(last(page)).to_contain_text("I have nobody to name")
    last(page).get_by_role("button", name="Know who it is?").click()
    expect(page.get_by_role("option").nth(20)).to_be_attached()
    page.keyboard.type("help")
    menu = page.locator(".listing")
    expect(menu.get_by_role("option").first).to_have_text("Help lineAsk Tobias Renk")
    box = menu.bounding_box()
    assert box
    assert box["y"] + box["height"] <= page.viewport_size["height"]  # type: ignore[index]
    page.keyboard.press("Enter")
    expect(last(page)).to_contain_text("Thank you. Once an organizer agrees")
    expect(last(page)).to_contain_text("Ask Tobias Renk about Help line")

    act_as(page, "Mara")
    look_at(page, "general")
    type_(page, "/sko learned")
    expect(last(page)).to_contain_text("“untangles”, “mangle”, “belts” → Help line")
    last(page).get_by_role("button", name="Approve").click()
    expect(last(page)).to_contain_text("counts for everybody now")
    expect(last(page).get_by_role("button", name="Undo")).to_be_visible()

    act_as(page, "Ana Sobral")
    look_at(page, "general")
    type_(page, QUESTION)
    expect(last(page).locator("strong").first).to_have_text("Tobias Renk")
