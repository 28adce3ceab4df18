"""Mara asks whether the kickoff stuck, and sees the curve where she asked."""

from __future__ import annotations

import matplotlib.figure  # noqa: F401 - loaded before, for the page waits for ten seconds
import scipy.stats  # noqa: F401 - as above
from playwright.sync_api import Page, expect

from bot.views import stats as views
from tests.browser.hands import act_as, both, last, look_at, type_

SEEN = """image => image.complete && image.naturalWidth"""


@both
def test_the_number_is_read_and_the_curve_is_seen_in_the_conversation(page: Page) -> None:
    act_as(page, "Mara")
    look_at(page, "sko")
    type_(page, "/sko stats")
    expect(last(page)).to_contain_text(views.NOT_YET)
    last(page).get_by_role("button", name=views.CURVE_LABEL).click()
    picture = page.get_by_role("img", name="A chart of who name the right person")
    expect(picture).to_be_visible()
    page.wait_for_function("image => image.complete", arg=picture.element_handle())
    assert picture.evaluate(SEEN) == 800
    expect(last(page)).to_contain_text("know-who.png")
    with page.expect_download() as saved:
        picture.click()
    assert saved.value.suggested_filename == "know-who.png"
