"""What an app sends is drawn as Slack draws it, as text, and nothing is lost silently."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect
from slack_sdk import WebClient
from werkzeug import Request

from bot.demo import stack
from bot.demo.server import Slack
from bot.demo.workspace import Workspace
from tests.demo.blocks import actions, button, modal, mrkdwn, name_input, option, plain, section, select
from tests.demo.manifests import EVERYTHING
from tests.demo.probes import CAST, served


def yes(environ: Any, start_response: Any) -> list[bytes]:
    """An app that acknowledges whatever it is sent."""
    Request(environ).get_data()
    start_response("200 OK", [("Content-Length", "0")])
    return []


@pytest.fixture
def slack() -> Iterator[Slack]:
    """The stand-in with that app instead of the real one."""
    with Slack(Workspace(people=CAST, manifest=EVERYTHING)) as slack, served(yes) as address:
        slack.connect(request_url=address)
        yield slack


@pytest.fixture
def client(slack: Slack) -> WebClient:
    return WebClient(token=slack.workspace.app.token, base_url=slack.api_url)


def drawn(page: Page, slack: Slack, client: WebClient, *blocks: dict[str, Any]) -> Locator:
    """Give the message with these blocks, as Ana sees it."""
    client.chat_postMessage(channel=slack.workspace.person("ana").id, text="x", blocks=list(blocks))
    shown = page.locator("article").last
    expect(shown).to_be_visible()
    return shown


@pytest.mark.parametrize(
    ("text", "selector", "expected"),
    [
        ("ask *Bea* today", "strong", "Bea"),
        ("ask _Bea_ today", "em", "Bea"),
        ("ask ~Bea~ today", "s", "Bea"),
        ("ask `*Bea*` today", "code", "*Bea*"),
        ("```ask\n*Bea*```", "pre", "ask\n*Bea*"),
        ("&gt; her own words\nsaid Bea", "blockquote", "her own words"),
        ("the <https://example.com/a?b=1&amp;c=2|deck &amp; notes>", "a", "deck & notes"),
        ("see https://example.com/deck now", "a", "https://example.com/deck"),
        ("<!channel> look", ".mention.loud", "@channel"),
    ],
)
def test_mrkdwn_becomes_elements(
    page: Page, slack: Slack, client: WebClient, text: str, selector: str, expected: str
) -> None:
    assert drawn(page, slack, client, section(text)).locator(f".section {selector}").text_content() == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("&lt;b&gt;Bea&lt;/b&gt; &amp;amp; co", "<b>Bea</b> &amp; co"),
        ("<script>alert(1)</script>", "<script>alert(1)</script>"),
        ("<javascript:alert(1)|press>", "<javascript:alert(1)|press>"),
        ("2*3*4 and snake_case_name", "2*3*4 and snake_case_name"),
        ("done :white_check_mark: and :no-such-thing:", "done ✅ and :no-such-thing:"),
    ],
)
def test_what_is_no_markup_stays_text(page: Page, slack: Slack, client: WebClient, text: str, expected: str) -> None:
    said = drawn(page, slack, client, section(text)).locator(".section")
    assert said.text_content() == expected
    assert said.locator("a, script, b, strong, em").count() == 0


def test_somebody_mentioned_is_shown_by_name(page: Page, slack: Slack, client: WebClient) -> None:
    bea = slack.workspace.person("bea")
    shown = drawn(page, slack, client, section(f"Ask <@{bea.id}> in <#C404|deals>"))
    expect(shown.locator(".section")).to_have_text("Ask @Bea Novak in #deals")


def test_a_block_the_page_cannot_draw_is_a_red_box(page: Page, slack: Slack, client: WebClient) -> None:
    boxes = {"type": "checkboxes", "action_id": "c", "options": [option()]}
    shown = drawn(page, slack, client, {"type": "markdown", "text": "**Bea**"}, actions(boxes))
    expect(shown.locator(".unknown")).to_have_text(
        ["This block cannot be shown: markdown", "This element cannot be shown: checkboxes"]
    )


def test_a_button_that_asks_first_is_pressed_only_after_yes(page: Page, slack: Slack, client: WebClient) -> None:
    sure = {"title": plain("Sure?"), "text": mrkdwn("It is *gone* then."), "confirm": plain("Yes"), "deny": plain("No")}
    shown = drawn(page, slack, client, actions(button("Delete", confirm=sure, style="danger")))

    for answer in ("No", "Yes"):
        shown.get_by_role("button", name="Delete").click()
        page.get_by_role("dialog").get_by_role("button", name=answer).click()
        expect(page.get_by_role("dialog")).to_be_hidden()
    expect(shown.get_by_role("button", name="Delete")).to_be_enabled()

    assert len(slack.wire.deliveries("block_actions")) == 1


def test_a_choice_is_sent_when_it_is_made(page: Page, slack: Slack, client: WebClient) -> None:
    shown = drawn(page, slack, client, actions(select(option("Product", "product"), option("Price", "price"))))
    with page.expect_response("**/act"):
        shown.locator("select").select_option("price")

    sent = slack.wire.deliveries("block_actions")[0].arguments["actions"][0]
    assert sent["selected_option"]["value"] == "price"


def test_a_modal_says_what_is_missing_and_keeps_what_was_typed(page: Page, slack: Slack) -> None:
    ana = slack.workspace.person("ana").id
    kind = name_input(block_id="kind", label=plain("Kind"), element=select(option("Product", "product")))
    stack.opened(slack.workspace, ana, modal(name_input(), kind))
    dialog = page.get_by_role("dialog")

    dialog.get_by_label("Name").fill("Acme")
    dialog.get_by_role("button", name="Save").click()
    expect(dialog.locator(".error")).to_have_text("Please complete this required field.")
    expect(dialog.get_by_label("Name")).to_have_value("Acme")
    dialog.get_by_label("Kind").select_option("product")
    dialog.get_by_role("button", name="Save").click()

    expect(dialog).to_be_hidden()
    values = slack.wire.deliveries("view_submission")[0].arguments["view"]["state"]["values"]
    assert values["name"]["name"]["value"] == "Acme"


def test_escape_closes_a_modal(page: Page, slack: Slack) -> None:
    stack.opened(slack.workspace, slack.workspace.person("ana").id, modal(section("Hello")))
    expect(page.get_by_role("dialog")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_be_hidden()
    assert slack.workspace.views == {}
