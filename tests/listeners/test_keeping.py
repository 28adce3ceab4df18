"""Whoever keeps no directory can neither change it nor look behind it, whatever they send."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import func, select

from bot.demo import payloads
from bot.demo.acting import Actor
from bot.demo.people import Kind
from bot.demo.people import Person as Account
from bot.demo.things import Message, View
from bot.listeners import filled, keeping, previews
from bot.usecases.admitting import ORGANIZERS_ONLY
from bot.views import keeping as keys
from bot.views import uploads
from models import Directory, Spelling, Topic, Upload, Version, table_of
from tests.databases import EMBEDDED
from tests.importing import ACME
from tests.listeners import door
from tests.listeners.dropping import dropped, form, labelled, press, typed
from tests.listeners.test_learned import HEARD
from tests.office import Office, wait_until
from tests.rows import is_settled
from tests.sheets import topics

SHEET = topics({"topic": "NordKassa", "owner": "Oskar Wendt"}, ACME)
COMMANDS = ("upload", "new", "edit", "history", "export", "export xlsx", "template")
ANYTHING = {"text": {"type": "plain_text", "text": "x"}, "value": "1"}
REFUSED = (ORGANIZERS_ONLY, "Only organizers fill my directory")


def kept(office: Office) -> list[Any]:
    """Give all that only organizers change: which topics, versions, previews and answers about names there are."""
    with office.web.deps.sessions() as session:
        counts = [session.scalar(select(func.count()).select_from(row)) for row in (Version, Spelling, Upload)]
        topics_ = session.execute(select(*table_of(Topic).c).order_by(Topic.id)).all()
        previews_ = session.execute(select(Upload.id, Upload.state, Upload.choices).order_by(Upload.id)).all()
        return [counts, topics_, previews_, session.scalars(select(Directory.version)).all()]


@pytest.fixture
def doors(office: Office) -> tuple[list[Message], list[View]]:
    """Every message with something to press, and every form, as organizers have them before them."""
    priya = office.person("priya")
    undone = press(priya, dropped(priya, SHEET), "Apply")
    shown = dropped(priya, topics({"topic": "Nord Kassa AB", "owner": "CRO"}))
    forms = [form(priya, shown, "Fix columns…")]
    priya.close(forms[0])
    forms.append(form(priya, shown, "Who is who…"))
    priya.close(forms[1])
    for line in ("upload", "new", "edit NordKassa"):
        priya.command("/sko", line)
        forms.append(priya.wait_for_modal())
        priya.close(forms[-1])
    history = typed(priya, "history")
    return [shown, undone, history, _with_all_verbs(history)], forms


def _with_all_verbs(message: Message) -> Message:
    """Give a message on which everything stands that an organizer can press, whether it is shown now or not."""
    buttons = [
        {"type": "button", "action_id": verb, "value": "1", "text": {"type": "plain_text", "text": verb}}
        for verb in (*previews.MEANING, *keeping.MEANING)
    ]
    rows = [{"type": "actions", "block_id": f"b{at}", "elements": buttons[at : at + 25]} for at in (0, 25)]
    return replace(message, blocks=tuple(row for row in rows if row["elements"]))


def _tries(office: Office, actor: Actor, pages: list[Message], forms: list[View]) -> Iterator[str]:
    """Press, send and type everything there is."""
    for page in pages:
        for block in page.blocks:
            for one in [*block.get("elements", ()), *([block["accessory"]] if "accessory" in block else [])]:
                if one.get("type") == "button":
                    actor.click(page, one["action_id"], block=block["block_id"])
                    yield one["action_id"].partition(":")[0]
    for view in forms:
        state = {"title": {"entry": {"type": "plain_text_input", "value": "Mine now"}}}
        payload = payloads.submission(office.slack.workspace, actor.person, view, state=state)
        door.interaction(office, payload)
        yield str(view.body["callback_id"])
    for line in COMMANDS:
        door.command(office, actor.person.handle, line)
        yield line


@EMBEDDED
def test_nobody_but_an_organizer_changes_or_opens_anything(
    office: Office, doors: tuple[list[Message], list[View]]
) -> None:
    for name, kind in (("robot", Kind.BOT), ("stranger", Kind.EMPLOYEE)):
        office.slack.workspace.put_person(Account(handle=name, name=name, kind=kind))
    wait_until(lambda: is_settled(office))
    before = kept(office)
    for handle in ("marta", "gwen", "fred", "lena", "robot", "stranger"):
        _tries_in_vain(office, handle, *doors)
        assert kept(office) == before, handle


def _tries_in_vain(office: Office, handle: str, pages: list[Message], forms: list[View]) -> None:
    workspace = office.slack.workspace
    person = replace(workspace.person(handle), kind=Kind.EMPLOYEE)  # a leaver's session may live on for a moment
    actor = Actor(workspace, office.slack._sender, office.slack._urls, person)
    tried = set(_tries(office, actor, pages, forms))
    assert {*previews.MEANING, *keeping.MEANING, *filled.FORMS, *COMMANDS} <= tried
    actor.upload("kickoff.csv", SHEET)
    wait_until(lambda: is_settled(office))
    heard = {one.text for one in workspace.seen_by(person.id, workspace.dm(person.id).id) if one.by_app}
    allowed = HEARD.get(handle)
    assert heard <= allowed if allowed is not None else all(text.startswith(REFUSED) for text in heard)
    assert actor.modal() is None


def test_an_organizer_reaches_everything_from_home(office: Office) -> None:
    priya = office.person("priya")
    priya.open_home()
    home = priya.wait_for_home()
    for verb, title in ((keys.OPEN_UPLOAD, "Upload a sheet"), (keys.NEW_TOPIC, "New topic")):
        priya.click(home, verb)
        assert priya.wait_for_modal().body["title"]["text"] == title
        priya.close(priya.wait_for_modal())
    priya.click(home, keys.OPEN_HISTORY)
    assert "version" in priya.wait_for_reply().text.lower()
    priya.click(home, keys.EXPORT_CSV)
    assert priya.wait_for_reply().files


def test_a_form_that_is_sent_again_does_nothing_more(office: Office) -> None:
    priya = office.person("priya")
    priya.command("/sko", "new")
    view = priya.wait_for_modal()
    title = {"title": {"entry": {"type": "plain_text_input", "value": "Robot fencing"}}}
    chosen = {"kind": {"entry": {"type": "static_select", "selected_option": ANYTHING | {"value": "tool"}}}}
    payload = payloads.submission(office.slack.workspace, priya.person, view, state=title | chosen)
    body = json.dumps(payload)
    for _ in range(2):
        assert door.interaction(office, json.loads(body)).status == 200
    wait_until(lambda: is_settled(office))
    with office.web.deps.sessions() as session:
        assert session.scalars(select(Topic.title).where(Topic.title == "Robot fencing")).all() == ["Robot fencing"]


def test_labels_of_the_preview_are_the_ones_that_are_pressed(office: Office) -> None:
    priya = office.person("priya")
    shown = dropped(priya, SHEET)
    assert labelled(shown, "Apply")[1]["action_id"] == uploads.APPLY
