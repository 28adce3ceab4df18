"""Everybody can use the page: axe finds nothing serious on the main screens, in both themes and at both widths."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from bot.demo.server import Slack
from tests.browser.fairness import grave_in_either_theme
from tests.browser.hands import back_to_list, both, last, look_at, type_


@both
def test_the_main_screens_are_for_everybody(page: Page, slack: Slack) -> None:
    expect(page.locator("#composer .send")).to_be_visible()
    assert grave_in_either_theme(page) == []
    page.get_by_role("tab", name="Home").click()
    expect(page.locator("#home .block").first).to_be_visible()
    assert grave_in_either_theme(page) == []

    slack.person("callie").say("sales", "@ana, have you met Kreasly-X?")
    back_to_list(page)
    page.locator("#me").click()
    assert grave_in_either_theme(page) == []
    page.keyboard.press("Escape")

    look_at(page, "sales")
    type_(page, "@sko who owns Kreasly-X?")
    expect(last(page).locator(".replies")).to_be_visible()
    type_(page, "/sko who Kreasly-X")
    expect(last(page)).to_contain_text("Only visible to you")
    page.locator("#typed").fill("/sko ")
    page.locator(".replies").last.click()
    expect(page.locator("#thread article").nth(1)).to_be_visible()
    assert grave_in_either_theme(page) == []
