"""What an app sends is drawn as Slack draws it, as text, and nothing is lost silently."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect
from slack_sdk import WebClient

from bot.demo import stack
from bot.demo.server import Slack
from bot.demo.workspace import Workspace
from tests.browser.fairness import grave_in_either_theme
from tests.browser.hands import both, last
from tests.browser.probe import Probe
from tests.demo.blocks import Json, actions, button, image, modal, mrkdwn, name_input, plain, section
from tests.demo.manifests import EVERYTHING
from tests.demo.probes import CAST, served
from tests.demo.sink import HOME, MESSAGE, MODAL, PIXEL, field

HOSTILE = "<script>alert(1)</script> <img src=x onerror=alert(1)> <javascript:alert(1)|press> \u202ereversed"


@pytest.fixture
def probe() -> Probe:
    return Probe()


@pytest.fixture
def slack(probe: Probe, port: int) -> Iterator[Slack]:
    """The stand-in with that app instead of the real one."""
    with Slack(Workspace(people=CAST, manifest=EVERYTHING), port=port) as slack, served(probe) as address:
        slack.connect(request_url=address)
        yield slack


@pytest.fixture
def client(slack: Slack) -> WebClient:
    return WebClient(token=slack.workspace.app.token, base_url=slack.api_url)


def drawn(page: Page, slack: Slack, client: WebClient, *blocks: dict[str, Any]) -> Locator:
    """Give the message with these blocks, as Ana sees it."""
    client.chat_postMessage(channel=slack.workspace.person("ana").id, text="x", blocks=list(blocks))
    expect(last(page)).to_be_visible()
    return last(page)


def looks(said: Locator) -> str:
    """Give what stands in an element, with the tags that shape it."""
    return str(said.evaluate('(one) => one.innerHTML.replace(/ (class|href|target|rel|title|id)="[^"]*"/g, \'\')'))


MRKDWN = {
    "ask *Bea*, _today_, ~not~ `*now*`": "ask <strong>Bea</strong>, <em>today</em>, <s>not</s> <code>*now*</code>",
    "*bold and _both_*": "<strong>bold and <em>both</em></strong>",
    "2*3*4 and snake_case_name": "2*3*4 and snake_case_name",
    "```ask\n*Bea*```": "<pre>ask\n*Bea*</pre>",
    "&gt; her own words\nsaid Bea": "<blockquote>her own words</blockquote>said Bea",
    ">>>one\ntwo": "<blockquote>one<br>two</blockquote>",
    "the <https://example.com/a?b=1&amp;c=2|deck &amp; notes>": "the <a>deck &amp; notes</a>",
    "see https://example.com/deck.": "see <a>https://example.com/deck</a>.",
    "<mailto:bea@example.com|Bea>": "<a>Bea</a>",
    "<!channel> look in <#C404|deals>": "<span>@channel</span> look in <span>#deals</span>",
    "done :white_check_mark: :wave::skin-tone-2: :no-such-thing:": "done ✅ 👋🏻 :no-such-thing:",
    "&lt;b&gt; &amp;amp; co": "&lt;b&gt; &amp;amp; co",
    "• one\n• two": "• one<br>• two",
    "<!date^1392734382^{date_num} {time_secs}|then>": "<time>2014-02-18 3:39:42 PM</time>",
    "<!date^1392734382^{date}^https://example.com|then>": "<a>February 18th, 2014</a>",
    "<!date^1392734382^{date_long}, {date_short}|then>": "<time>Tuesday, February 18th, 2014, Feb 18, 2014</time>",
    "<!date^nonsense^{date}|then>": "<time>then</time>",
}


def test_mrkdwn_becomes_elements_and_all_else_stays_text(page: Page, slack: Slack, client: WebClient) -> None:
    bea = slack.workspace.person("bea")
    cases = MRKDWN | {f"Ask <@{bea.id}>": "Ask <span>@Bea Novak</span>"}
    verbatim = {"type": "section", "text": mrkdwn("*see* https://example.com") | {"verbatim": True}}
    unmarked = {"type": "section", "text": plain("*see* :tada:")}
    said = drawn(page, slack, client, *map(section, cases), verbatim, unmarked).locator(".section .text")
    assert [looks(one) for one in said.all()] == [
        *cases.values(),
        "<strong>see</strong> https://example.com",
        "*see* 🎉",
    ]


def test_hostile_text_does_no_harm(page: Page, slack: Slack, client: WebClient) -> None:
    wicked = {"type": "link", "url": "javascript:alert(1)", "text": "press"}
    rich = {"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": [wicked]}]}
    shown = drawn(
        page,
        slack,
        client,
        section(HOSTILE),
        {"type": "header", "text": plain(HOSTILE)},
        {"type": "markdown", "text": f"{HOSTILE}\n\n[press](javascript:alert(1))"},
        rich,
        image(alt_text=HOSTILE),
    )
    expect(shown.locator(".section")).to_contain_text("<script>alert(1)</script>")
    assert shown.locator(".words :is(a, script, img)").count() == 0


@both
def test_everything_is_drawn_and_what_cannot_be_is_named(page: Page, slack: Slack, client: WebClient) -> None:
    shown = drawn(page, slack, client, *MESSAGE)
    expect(shown.locator(".unknown")).to_have_text(["This block cannot be shown: video"])
    expect(shown.locator("ol").first).to_have_attribute("start", "4")
    expect(shown.get_by_role("img", name="Sales went up")).to_contain_text("example.com")
    assert shown.get_by_role("img", name="A dot").get_attribute("src") == PIXEL
    expect(shown.get_by_role("cell", name="Bea")).to_have_css("text-align", "right")
    expect(shown.get_by_role("checkbox", name="done")).to_be_checked()


def test_a_long_text_is_folded_until_one_asks_for_more(page: Page, slack: Slack, client: WebClient) -> None:
    shown = drawn(page, slack, client, section("word " * 300))
    folded = shown.locator(".text").bounding_box()
    shown.get_by_role("button", name="Show more").click()
    whole = shown.locator(".text").bounding_box()
    assert folded is not None
    assert whole is not None
    assert whole["height"] > folded["height"]
    expect(shown.get_by_role("button", name="Show less")).to_be_visible()


def pick(page: Page, field: Locator, typed: str, *keys: str) -> None:
    """Open a menu with the keyboard, type into its search and press keys."""
    field.focus()
    page.keyboard.press("Enter")
    page.keyboard.type(typed)
    expect(page.get_by_role("option").first).to_be_visible()
    for key in keys:
        page.keyboard.press(key)


def by(shown: Locator, name: str) -> Locator:
    return shown.get_by_role("button", name=name).first


def press(page: Page, field: Locator, *keys: str) -> None:
    """Press keys, beginning at a field."""
    field.focus()
    for key in keys:
        page.keyboard.press(key)


def work(page: Page, shown: Locator) -> None:
    """Use each element of the message with the keyboard."""
    pick(page, by(shown, "Pick a kind"), "peo", "Enter")
    pick(page, by(shown, "Find a topic"), "pr", "ArrowDown", "Enter")
    pick(page, by(shown, "Pick somebody"), "bea", "Enter")
    pick(page, by(shown, "Pick a place"), "gen", "Enter")
    press(page, by(shown, "February 10"), "Enter", "ArrowRight", "ArrowDown", "Enter")
    pick(page, by(shown, "2:30"), "9:41pm", "Enter")
    pick(page, by(shown, "Several"), "", "Enter", "ArrowDown", "Enter", "Escape")
    press(page, shown.get_by_role("checkbox", name="Product"), "Space")
    press(page, shown.get_by_role("radio", name="Product"), "Space")
    press(page, by(shown, "More actions"), "Enter", "ArrowDown", "Enter")
    expect(by(shown, "Pick a kind")).to_contain_text("People")
    press(page, by(shown, "Right"), "Enter")
    expect(by(shown, "Right")).not_to_have_attribute("aria-busy", "true")


def of(option: Json) -> Any:
    """Name what was chosen by its value."""
    return [one["value"] for one in option.get("selected_options", [option.get("selected_option")])]


def test_each_element_is_worked_by_keyboard_and_heard_in_slack_s_shape(
    page: Page, slack: Slack, client: WebClient, probe: Probe
) -> None:
    work(page, drawn(page, slack, client, *MESSAGE))

    heard = {one["action_id"]: one for one in probe.actions(times=11)}
    assert of(heard["static_select"]) == ["people"]
    assert of(heard["external_select"]) == ["price"]
    assert heard["users_select"]["selected_user"] == slack.workspace.person("bea").id
    assert heard["conversations_select"]["selected_conversation"] == slack.workspace.conversation("general").id
    assert heard["datepicker"]["selected_date"] == "2026-02-18"
    assert heard["timepicker"]["selected_time"] == "21:41"
    assert of(heard["multi_static_select"]) == of(heard["checkboxes"]) == ["product", "price"]
    assert (of(heard["radio_buttons"]), of(heard["overflow"])) == (["product"], ["price"])
    assert heard["right"]["value"] == "yes"
    pressed = next(one for one in probe.of("block_actions") if one["actions"][0]["action_id"] == "right")
    state = pressed["state"]["values"]
    assert state["chosen"]["timepicker"]["selected_time"] == "21:41"
    assert of(state["several"]["multi_static_select"]) == ["product", "price"]


def test_a_button_that_asks_first_is_pressed_only_after_yes(
    page: Page, slack: Slack, client: WebClient, probe: Probe
) -> None:
    shown = drawn(page, slack, client, *MESSAGE)
    for answer in ("No", "Yes"):
        shown.get_by_role("button", name="Delete").click()
        page.get_by_role("dialog").get_by_role("button", name=answer).click()
        expect(page.get_by_role("dialog")).to_be_hidden()
    expect(shown.get_by_role("button", name="Delete")).not_to_have_attribute("aria-busy", "true")
    assert [one["action_id"] for one in probe.actions()] == ["delete"]


def test_a_button_that_leads_to_a_colleague_opens_the_messages_with_them(
    page: Page, slack: Slack, client: WebClient
) -> None:
    address = (
        f"https://slack.com/app_redirect?team={slack.workspace.team_id}&channel={slack.workspace.person('bea').id}"
    )
    shown = drawn(page, slack, client, actions(button("Message Bea", url=address), button("Elsewhere", action_id="b")))
    shown.get_by_role("button", name="Message Bea").click()
    expect(page.locator("#place")).to_contain_text("Bea Novak")
    assert len(page.context.pages) == 1


def test_what_is_chosen_in_a_message_outlives_its_update(page: Page, slack: Slack, client: WebClient) -> None:
    shown = drawn(page, slack, client, *MESSAGE)
    pick(page, shown.get_by_role("button", name="Pick a kind"), "peo", "Enter")
    sent = slack.person("ana").sees()[-1]
    client.chat_update(channel=sent.channel, ts=sent.ts, text="x", blocks=[section("Changed"), *MESSAGE[9:]])
    expect(shown).to_contain_text("Changed")
    expect(shown.get_by_role("button", name="Pick a kind")).to_contain_text("People")


def opened(page: Page, slack: Slack, body: Json) -> Locator:
    stack.opened(slack.workspace, slack.workspace.person("ana").id, body)
    dialog = page.locator("#modal")
    expect(dialog).to_be_visible()
    return dialog


@both
def test_a_modal_says_what_is_wrong_keeps_what_was_typed_and_hands_all_of_it_in(
    page: Page, slack: Slack, probe: Probe
) -> None:
    dialog = opened(page, slack, MODAL)
    expect(dialog.get_by_label("Name")).to_be_focused()
    page.keyboard.type("Ac")
    dialog.get_by_label("Mail").fill("ana")
    dialog.get_by_label("How many").fill("3")
    page.keyboard.press("Enter")
    expect(dialog.locator(".error")).to_have_text(
        ["Please enter at least 3 characters.", "Please enter a valid email address."]
    )
    expect(dialog.get_by_label("Name")).to_be_focused()
    expect(dialog.get_by_label("How many")).to_have_value("3")
    page.keyboard.press("End")
    page.keyboard.type("me")
    dialog.get_by_label("Mail").fill("ana@example.com")
    pick(page, dialog.get_by_label("Kind ", exact=False).first, "peo", "Enter")
    pick(page, dialog.get_by_label("Kinds"), "", "Enter", "ArrowDown", "Enter", "ArrowDown", "Enter", "Escape")
    dialog.get_by_label("Remove Product").press("Enter")
    dialog.get_by_label("Day").press("Enter")
    page.get_by_role("dialog", name="Choose a date").get_by_role("button", name="15").first.click()
    dialog.get_by_label("Files").set_input_files({"name": "a.csv", "mimeType": "text/csv", "buffer": b"a,b\n"})
    expect(dialog.locator(".files li")).to_have_text(["📄 a.csv"])
    dialog.get_by_label("Name").press("ControlOrMeta+Enter")

    expect(dialog).to_be_hidden()
    values = probe.values()
    assert values["plain_text_input"]["value"] == "Acme"
    assert values["static_select"]["selected_option"]["value"] == "people"
    assert [one["value"] for one in values["multi_static_select"]["selected_options"]] == ["price"]
    assert values["datepicker"]["selected_date"].endswith("-15")
    assert values["file_input"]["files"][0]["name"] == "a.csv"


def test_modals_stand_on_each_other_and_give_back_what_was_typed_and_the_focus(
    page: Page, slack: Slack, client: WebClient, probe: Probe
) -> None:
    second = MODAL | {"title": plain("Second"), "blocks": [section("On top")], "close": plain("Go back")}
    probe.on["right"] = lambda heard: client.views_open(trigger_id=heard["trigger_id"], view=MODAL)
    probe.answers = [{"response_action": "push", "view": second}]
    shown = drawn(page, slack, client, *MESSAGE)
    dialog = page.locator("#modal")

    shown.get_by_role("button", name="Right").press("Enter")
    dialog.get_by_label("Name").fill("Acme")
    page.keyboard.press("Enter")
    expect(dialog.get_by_role("heading")).to_have_text("Second")
    dialog.get_by_role("button", name="Back", exact=True).click()
    expect(dialog.get_by_label("Name")).to_have_value("Acme")
    view = slack.person("ana").wait_for_modal()
    client.views_update(view_id=view.id, view=MODAL | {"blocks": [section("Changed"), *MODAL["blocks"]]})
    expect(dialog).to_contain_text("Changed")
    expect(dialog.get_by_label("Name")).to_have_value("Acme")
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    expect(shown.get_by_role("button", name="Right")).to_be_focused()
    assert [one["view"]["title"]["text"] for one in probe.of("view_closed", times=2)] == ["Second", "Everything"]


def test_a_field_tells_the_app_as_it_was_asked_to(page: Page, slack: Slack, probe: Probe) -> None:
    often = {"trigger_actions_on": ["on_character_entered"]}
    first = name_input(dispatch_action=True)
    second = field("plain_text_input", "Note", dispatch_action_config=often) | {"dispatch_action": True}
    here = field("conversations_select", "Where", default_to_current_conversation=True)
    dialog = opened(page, slack, modal(first, second, here))

    dialog.get_by_label("Name").press_sequentially("Acme")
    with page.expect_response("**/act"):
        page.keyboard.press("Enter")
    with page.expect_response("**/act"):
        dialog.get_by_label("Note").press_sequentially("x")
    dialog.get_by_role("button", name="Save").click()
    expect(dialog).to_be_hidden()

    assert [(one["action_id"], one["value"]) for one in probe.actions(times=2)] == [
        ("name", "Acme"),
        ("plain_text_input", "x"),
    ]
    with_app = slack.workspace.dm(slack.workspace.person("ana").id).id
    assert probe.values()["conversations_select"]["selected_conversation"] == with_app


def test_an_app_that_fails_leaves_the_modal_standing(page: Page, slack: Slack) -> None:
    dialog = opened(page, slack, MODAL)
    dialog.get_by_label("Name").fill("Acme")
    slack.connect(request_url="http://127.0.0.1:9/")
    page.keyboard.press("Enter")
    expect(dialog.get_by_role("alert")).to_have_text("We had some trouble connecting. Try again?")
    expect(dialog.get_by_label("Name")).to_have_value("Acme")


def test_the_home_tab_is_drawn_and_pressed_like_a_message(
    page: Page, slack: Slack, client: WebClient, probe: Probe
) -> None:
    client.views_publish(user_id=slack.workspace.person("ana").id, view=HOME)
    page.get_by_role("tab", name="Home").click()
    page.locator("#home").get_by_role("button", name="Begin").click()
    expect(page.locator("#home").get_by_role("button", name="Begin")).not_to_have_attribute("aria-busy", "true")
    assert probe.of("block_actions")[0]["view"]["type"] == "home"


@both
def test_nothing_drawn_shuts_anybody_out(page: Page, slack: Slack, client: WebClient) -> None:
    drawn(page, slack, client, *MESSAGE)
    assert grave_in_either_theme(page, "#messages") == []
    dialog = opened(page, slack, MODAL)
    dialog.get_by_role("button", name="Save").click()
    expect(dialog.locator(".error")).to_have_count(1)
    pick(page, dialog.get_by_label("Kinds"), "")
    assert grave_in_either_theme(page, "#modal") == []
