"""Everybody can use the page: axe finds nothing serious on the main screens, in both themes and at both widths."""

from __future__ import annotations

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from bot.demo.server import Slack
from tests.browser.hands import back_to_list, both, last, look_at, type_

GRAVE = {"serious", "critical"}


def grave(page: Page) -> list[str]:
    """Name what is gravely wrong, in either theme."""
    found = []
    for theme in ("light", "dark"):
        page.emulate_media(color_scheme=theme, reduced_motion="reduce")
        for one in Axe().run(page).response["violations"]:
            if one["impact"] in GRAVE:
                found += [f"{theme} {one['id']}: {node['target']} {node['failureSummary']}" for node in one["nodes"]]
    return found


@both
def test_the_main_screens_are_for_everybody(page: Page, slack: Slack) -> None:
    expect(page.locator("#composer .send")).to_be_visible()
    assert grave(page) == []
    page.get_by_role("tab", name="Home").click()
    expect(page.locator("#home .block").first).to_be_visible()
    assert grave(page) == []

    slack.person("callie").say("sales", "@ana, have you met Kreasly-X?")
    back_to_list(page)
    page.locator("#me").click()
    assert grave(page) == []
    page.keyboard.press("Escape")

    look_at(page, "sales")
    type_(page, "@sko who owns Kreasly-X?")
    expect(last(page).locator(".replies")).to_be_visible()
    type_(page, "/sko who Kreasly-X")
    expect(last(page)).to_contain_text("Only visible to you")
    page.locator("#typed").fill("/sko ")
    page.locator(".replies").last.click()
    expect(page.locator("#thread article").nth(1)).to_be_visible()
    assert grave(page) == []
