"""Mara, who runs the kickoff, drops a sheet, reads what it would change, applies it, asks and undoes it."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from playwright.sync_api import Page, expect
from playwright.sync_api import TimeoutError as TooLate

from bot import demo
from tests.browser.hands import act_as, both, drop, last, look_at, type_

KICKOFF = Path(demo.__file__).parent / "kickoff.csv"
TRIES = 3  # at a form, on a machine that has much to do
NEW = "\nFolding robot tour,tool,,,Graham Pettifer,graham.pettifer@example.com\n???,tool,,,Graham Pettifer,\n"


def changed() -> bytes:
    """Give the demo's sheet with another owner, a topic more and a row that cannot be used."""
    text = KICKOFF.read_text("utf-8").replace(
        "Wanda Kosińska,wanda.kosinska@example.com", "Graham Pettifer,graham.pettifer@example.com", 1
    )
    return (text.rstrip("\n") + NEW).encode()


@both
def test_a_sheet_is_dropped_read_applied_asked_and_undone(page: Page) -> None:
    act_as(page, "Mara")
    look_at(page, "sko")
    drop(page, "kickoff.csv", changed())
    preview = last(page)
    expect(preview).to_contain_text("I read kickoff.csv. Nothing has changed yet.")
    expect(preview).to_contain_text("Folding robot tour")
    expect(preview).to_contain_text("owner: Wanda Kosińska → Graham Pettifer")
    expect(preview).to_contain_text("“???” has no letter or digit in it.")
    preview.get_by_role("button", name="Apply without 1 row").click()
    page.get_by_role("dialog").get_by_role("button", name="Apply").click()
    expect(last(page)).to_contain_text("Applied. Version 2 is in force")
    type_(page, "who knows the folding robot tour?")
    expect(last(page)).to_contain_text("Ask Graham Pettifer about Folding robot tour")
    type_(page, "/sko history")
    expect(last(page)).to_contain_text("applied “kickoff.csv”")
    last(page).get_by_role("button", name="Back to this").first.click()
    expect(last(page)).to_contain_text("Back to version 1")
    last(page).get_by_role("button", name="Apply", exact=True).click()
    page.get_by_role("dialog").get_by_role("button", name="Apply").click()
    expect(last(page)).to_contain_text("Version 3 is in force")


@both
def test_a_topic_is_edited_in_a_form_ten_minutes_before_the_session(page: Page) -> None:
    act_as(page, "Mara")
    look_at(page, "sko")
    form = page.get_by_role("dialog")
    for _ in range(TRIES):
        type_(page, "/sko edit kreasly")
        with suppress(TooLate):  # a form opens within three seconds or not at all, as sko then says
            form.wait_for(timeout=5000)
            break
    expect(form).to_contain_text("Edit a topic")
    form.get_by_label("Day").fill("Day 3")
    form.get_by_role("button", name="Save").click()
    expect(last(page)).to_contain_text("Saved. Version 2 is in force.")
    expect(last(page)).to_contain_text("→ Day 3")
