"""Everything an app can send that Slack draws, once: for the tests that draw it and those that check it."""

from __future__ import annotations

from tests.demo.blocks import Json, actions, button, mrkdwn, option, plain, section

PIXEL = "data:image/gif;base64,R0lGODlhAQABAIAAAP8AAP///yH5BAAAAAAALAAAAAABAAEAAAICRAEAOw=="
SURE = {"title": plain("Sure?"), "text": mrkdwn("It is *gone* then."), "confirm": plain("Yes"), "deny": plain("No")}
ONE, TWO, THREE = option("Product", "product"), option("Price", "price"), option("People", "people")
GROUPS = [
    {"label": plain("Home"), "options": [ONE, TWO]},
    {"label": plain("Away"), "options": [THREE]},
]


def menu(kind: str, **more: object) -> Json:
    return {"type": kind, "action_id": kind, **more}


def field(kind: str, label: str, **more: object) -> Json:
    block = {"type": "input", "block_id": kind, "label": plain(label), "element": menu(kind, **more)}
    return block | {"optional": True}


def words(*pieces: Json) -> Json:
    return {"type": "rich_text_section", "elements": list(pieces)}


def said(text: str, **style: bool) -> Json:
    return {"type": "text", "text": text, **({"style": style} if style else {})}


RICH: Json = {
    "type": "rich_text",
    "elements": [
        words(
            said("Bold", bold=True),
            said(", "),
            said("both", bold=True, italic=True),
            said(" and "),
            said("x = 1", code=True),
        ),
        {"type": "rich_text_list", "style": "bullet", "elements": [words(said("first")), words(said("second"))]},
        {"type": "rich_text_list", "style": "ordered", "indent": 1, "offset": 3, "elements": [words(said("fourth"))]},
        {"type": "rich_text_quote", "elements": [said("her words")]},
        {"type": "rich_text_preformatted", "border": 1, "elements": [said("a\n  b")]},
        words(
            {"type": "emoji", "name": "wave", "skin_tone": 3},
            {"type": "link", "url": "https://example.com", "text": "a link"},
            {"type": "broadcast", "range": "here"},
            {"type": "date", "timestamp": 1_392_734_382, "format": "{date_num}"},
            {"type": "color", "value": "#F405B3"},
        ),
    ],
}
MARKDOWN = """# Plan
Some **bold**, *slanted*, ~~gone~~ and `code`, a [link](https://example.com).

- one
  - inner
- [x] done
- [ ] to do

3. third
4. fourth

> quoted
> twice

```python
print("<b>")
```

| Topic | Owner |
| --- | ---: |
| Price | **Bea** |

---
The end."""

MESSAGE: list[Json] = [
    {"type": "header", "text": plain("Competitor X :tada:")},
    section("Ask *Bea*, she _knows_. <https://example.com|The deck>", accessory=button("Open", value="7")),
    {"type": "section", "fields": [mrkdwn("*Owner*\nBea"), mrkdwn("*Backup*\nAna")]},
    section("With a picture", accessory={"type": "image", "image_url": PIXEL, "alt_text": "A dot"}),
    {
        "type": "context",
        "elements": [{"type": "image", "image_url": PIXEL, "alt_text": "dot"}, mrkdwn("From the *kickoff*")],
    },
    {"type": "divider"},
    {"type": "image", "title": plain("A chart"), "image_url": "https://example.com/a.png", "alt_text": "Sales went up"},
    RICH,
    {"type": "markdown", "text": MARKDOWN},
    {
        "type": "actions",
        "block_id": "pressed",
        "elements": [
            button("Right", action_id="right", style="primary", value="yes"),
            button("Delete", action_id="delete", style="danger", confirm=SURE),
            button("Visit", action_id="visit", accessibility_label="Visit the page"),
            menu("overflow", options=[ONE, TWO]),
        ],
    },
    {
        "type": "actions",
        "block_id": "chosen",
        "elements": [
            menu("static_select", placeholder=plain("Pick a kind"), option_groups=GROUPS),
            menu("external_select", placeholder=plain("Find a topic"), min_query_length=2),
            menu("users_select", placeholder=plain("Pick somebody")),
            menu("conversations_select", placeholder=plain("Pick a place")),
            menu("datepicker", initial_date="2026-02-10"),
            menu("timepicker", initial_time="14:30"),
        ],
    },
    section(
        "Several",
        block_id="several",
        accessory=menu("multi_static_select", placeholder=plain("Pick some"), options=[ONE, TWO]),
    ),
    section("Ticked", block_id="ticked", accessory=menu("checkboxes", options=[ONE, TWO], initial_options=[TWO])),
    section("One of", block_id="one-of", accessory=menu("radio_buttons", options=[ONE, TWO])),
    {
        "type": "video",
        "title": plain("Talk"),
        "video_url": "https://example.com/v",
        "alt_text": "v",
        "thumbnail_url": PIXEL,
    },
]

FIELDS: list[Json] = [
    field("plain_text_input", "Name", min_length=3, max_length=40)
    | {"optional": False, "hint": plain("As it is written")},
    field("email_text_input", "Mail"),
    field("url_text_input", "Page"),
    field("number_input", "How many", is_decimal_allowed=False, min_value="1", max_value="9"),
    field("static_select", "Kind", options=[ONE, TWO, THREE], initial_option=ONE),
    field("multi_static_select", "Kinds", options=[ONE, TWO, THREE], max_selected_items=2),
    field("multi_users_select", "People"),
    field("channels_select", "Channel"),
    field("checkboxes", "Ticked", options=[ONE | {"description": plain("What we make")}, TWO]),
    field("radio_buttons", "One of", options=[ONE, TWO], initial_option=TWO),
    field("datepicker", "Day"),
    field("timepicker", "Time"),
    field("datetimepicker", "Moment"),
    field("file_input", "Files", max_files=2, filetypes=["csv"]),
]
MODAL: Json = {
    "type": "modal",
    "callback_id": "sink",
    "notify_on_close": True,
    "title": plain("Everything"),
    "submit": plain("Save"),
    "blocks": [section("Fill it in"), *FIELDS],
}
HOME: Json = {
    "type": "home",
    "blocks": [{"type": "header", "text": plain("Your week")}, actions(button("Begin")), *FIELDS[4:6]],
}
