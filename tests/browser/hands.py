"""What a person does with the page: look somewhere, be somebody, type, read."""

from __future__ import annotations

import base64

import pytest
from playwright.sync_api import Locator, Page, expect

WIDE, NARROW = (1280, 800), (390, 844)
narrow = pytest.mark.parametrize("page", [NARROW], indirect=True, ids=["narrow"])
both = pytest.mark.parametrize("page", [WIDE, NARROW], indirect=True, ids=["wide", "narrow"])


def look_at(page: Page, place: str) -> None:
    """Open a channel, somebody's messages or the app; on a phone from the list of them."""
    back_to_list(page)
    page.locator("#sidebar li button").filter(has_text=place).click()
    expect(page.locator("#place")).to_contain_text(place)


def act_as(page: Page, name: str) -> None:
    """Be somebody else."""
    back_to_list(page)
    page.locator("#me").click()
    page.get_by_role("menuitemradio").filter(has_text=name).click()
    expect(page.locator("#me")).to_contain_text(name)


def back_to_list(page: Page) -> None:
    """On a phone, go back to the list of conversations."""
    if page.locator("#menu").is_visible():
        page.locator("#menu").click()


def type_(page: Page, text: str) -> None:
    """Type a line where one is, and send it."""
    page.locator("#typed").fill(text)
    page.keyboard.press("Enter")


def last(page: Page) -> Locator:
    """Give the newest message outside of threads."""
    return page.locator("#messages article").last


def thread_of(message: Locator) -> Locator:
    """Open the thread below a message, and give its replies without the message itself."""
    message.locator(".replies").click()
    return message.page.locator("#replies .count ~ article")


def drop(page: Page, name: str, data: bytes) -> None:
    """Drop a file onto the conversation, and send it."""
    dropped = page.evaluate_handle(
        """([name, text]) => {
            const bytes = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
            const transfer = new DataTransfer();
            transfer.items.add(new File([bytes], name, { type: "text/csv" }));
            return transfer;
        }""",
        [name, base64.b64encode(data).decode()],
    )
    page.locator("#conversation").dispatch_event("drop", {"dataTransfer": dropped})
    page.locator("#typed").focus()
    page.keyboard.press("Enter")
