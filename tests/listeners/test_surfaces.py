"""The same answer on every surface, where it belongs, and readable by those alone who may read it."""

import html
import re
from dataclasses import replace
from datetime import timedelta

from sqlalchemy import select

from bot.core.results import Aside
from bot.demo import payloads
from bot.demo.acting import Actor
from bot.demo.things import Channel, Message
from bot.views.answers import ASIDES
from models import Alias, Ask, Directory, Story, Topic
from tests.databases import EMBEDDED
from tests.listeners import door
from tests.office import Office, wait_until
from tests.rows import is_settled

MARTA = "Ask Marta Lindgren about NordKassa."
PRIYA = "Ask Priya Raman about R&amp;D roadmap."
EVERYBODY = {"channel", "here", "everyone"}


def of_app(office: Office) -> list[Message]:
    """Everything the app said anywhere, oldest first."""
    workspace = office.slack.workspace
    places = [*workspace.channels(), *(workspace.dm(one.id) for one in workspace.people)]
    found = {one.ts: one for place in places for one in workspace.messages(place.id) if one.by_app}
    return [found[ts] for ts in sorted(found)]


@EMBEDDED
def test_a_mention_is_answered_once_in_its_thread_with_plain_names(office: Office) -> None:
    ana = office.person("ana")
    asked = ana.mention("general", "who owns NordKassa?")
    answer = ana.wait_for_reply(channel="general")
    assert (answer.text, answer.thread_ts, answer.ephemeral) == (MARTA, asked.ts, False)
    assert "Henrik Dahl" in answer.shown
    assert not answer.mentions
    assert "<@" not in answer.shown
    wait_until(lambda: is_settled(office))
    assert len(of_app(office)) == 1


@EMBEDDED
def test_a_mention_in_a_thread_is_answered_in_that_thread(office: Office) -> None:
    ana = office.person("ana")
    root = office.person("marta").say("general", "Lost another one today.")
    ana.mention("general", "who owns NordKassa?", thread_ts=root.ts)
    assert ana.wait_for_reply(channel="general").thread_ts == root.ts


@EMBEDDED
def test_a_mention_without_a_question_is_told_what_to_type(office: Office) -> None:
    ana = office.person("ana")
    ana.mention("general", "")
    assert "/sko who NordKassa" in ana.wait_for_reply(channel="general").text


@EMBEDDED
def test_an_edited_mention_is_not_answered_again(office: Office) -> None:
    message = replace(office.person("ana").mention("general", "who owns NordKassa?"), edited=True)
    wait_until(lambda: is_settled(office))
    assert door.event(office, payloads.mention_event(office.slack.workspace, message)).status == 200
    wait_until(lambda: is_settled(office))
    assert len(of_app(office)) == 1


@EMBEDDED
def test_nothing_of_the_directory_is_said_where_another_company_reads(office: Office) -> None:
    office.slack.workspace.add_channel(Channel(name="partners", shared=True))
    ana = office.person("ana")
    for text in ("who owns NordKassa?", "", "help", "thanks"):
        ana.mention("partners", text)
        answer = ana.wait_for_reply(channel="partners")
        assert answer.shown == ASIDES[Aside.SHARED_CHANNEL]
    with office.web.deps.sessions() as session:
        assert session.scalars(select(Ask.id)).all() == []


@EMBEDDED
def test_a_shortcut_is_answered_to_the_asker_alone_even_where_the_app_is_no_member(office: Office) -> None:
    office.slack.workspace.add_channel(Channel(name="elsewhere", app=False))
    ana, marta = office.person("ana"), office.person("marta")
    message = marta.say("elsewhere", "Does anybody know NordKassa?")
    ana.shortcut(message, callback_id="who_do_i_ask")
    answer = ana.wait_for_reply(channel="elsewhere")
    assert (answer.text, answer.only_for) == (MARTA, ana.person.id)
    assert [one for one in marta.sees("elsewhere") if one.by_app] == []


@EMBEDDED
def test_a_shortcut_is_answered_though_its_trigger_is_long_gone(office: Office) -> None:
    workspace, ana = office.slack.workspace, office.person("ana")
    message = office.person("marta").say("general", "Does anybody know NordKassa?")
    url = office.slack._urls.issue(user=ana.person.id, channel=message.channel)
    late = payloads.shortcut(workspace, ana.person, message, callback_id="who_do_i_ask", response_url=url)
    now = workspace.now()
    workspace.now = lambda: now + timedelta(seconds=30)
    assert door.interaction(office, late).status == 200
    assert ana.wait_for_reply(channel="general").text == MARTA
    assert [one.what for one in office.slack.wire.calls() if one.what.startswith("views.")] == []


@EMBEDDED
def test_a_shortcut_on_an_image_without_text_gets_one_sentence(office: Office) -> None:
    ana, marta = office.person("ana"), office.person("marta")
    for text in ("", "   "):
        image = marta.upload("robot.png", b"png", text=text, mimetype="image/png")
        ana.shortcut(image, callback_id="who_do_i_ask")
        wait_until(lambda: is_settled(office))
        answer = next(one for one in reversed(of_app(office)) if one.ephemeral)
        assert (answer.shown, answer.only_for) == (ASIDES[Aside.NO_TEXT], ana.person.id)


@EMBEDDED
def test_home_shows_what_to_type_and_the_other_tab_changes_nothing(office: Office) -> None:
    ana = office.person("ana")
    ana.open_home(tab="messages")
    wait_until(lambda: is_settled(office))
    assert ana.home() is None
    ana.open_home()
    assert "/sko who NordKassa" in ana.wait_for_home().shown


@EMBEDDED
def test_a_reply_in_a_thread_of_the_direct_message_stays_there(office: Office) -> None:
    ana = office.person("ana")
    root = ana.dm("thanks")
    ana.wait_for_reply()
    ana.dm("who owns NordKassa?", thread_ts=root.ts)
    answer = ana.wait_for_reply()
    assert (answer.text, answer.thread_ts) == (MARTA, root.ts)


@EMBEDDED
def test_a_click_replaces_only_what_the_clicker_alone_sees(office: Office) -> None:
    ana, marta = office.person("ana"), office.person("marta")
    ana.mention("general", "who owns NordKassa?")
    public = ana.wait_for_reply(channel="general")
    marta.click(public, "Not the right person")
    private = marta.wait_for_reply(channel="general")
    assert private.only_for == marta.person.id
    assert [one.shown for one in ana.sees("general") if one.by_app] == [public.shown]
    ana.command("/sko", "who owns NordKassa")
    answer = ana.wait_for_reply()
    ana.click(answer, "Not the right person")
    assert ana.wait_for_reply().ts == answer.ts


@EMBEDDED
def test_nobody_can_press_the_button_of_somebody_elses_private_answer(office: Office) -> None:
    ana, marta = office.person("ana"), office.person("marta")
    ana.command("/sko", "who owns NordKassa", channel="general")
    answer = ana.wait_for_reply(channel="general")
    marta.click(answer, "Not the right person")
    said = marta.wait_for_reply(channel="general")
    assert said.only_for == marta.person.id
    assert said.text.startswith("Only the person who asked")
    assert answer in ana.sees("general")


@EMBEDDED
def test_a_button_with_a_made_up_id_gets_a_sentence(office: Office) -> None:
    ana = office.person("ana")
    ana.command("/sko", "who owns NordKassa")
    answer = ana.wait_for_reply()
    blocks = [
        block | {"elements": [one | {"value": "x" * 2000} for one in block["elements"]]}
        if block["type"] == "actions"
        else block
        for block in answer.blocks
    ]
    ana.click(replace(answer, blocks=tuple(blocks)), "helped")
    assert ana.wait_for_reply().text.startswith("That answer is too old")


def by_command(actor: Actor, text: str) -> None:
    actor.command("/sko", text, channel="general")


def by_message(actor: Actor, text: str) -> None:
    actor.dm(text)


def by_mention(actor: Actor, text: str) -> None:
    actor.mention("general", text)


SURFACES = (by_command, by_message, by_mention)


def spike(office: Office) -> None:
    """Put into the directory what would ping everybody if it were not made harmless."""
    evil = f"<!channel> <!here> <!everyone> <@{office.slack.workspace.person('marta').id}> <!subteam^S0SALES|sales>"
    with office.web.deps.sessions.begin() as session:
        topic = session.scalars(select(Topic).where(Topic.title == "NordKassa")).one()
        topic.title = f"NordKassa {evil}"
        topic.session, topic.channel, topic.link = evil, evil, f"https://example.com/{evil}"
        for alias in session.scalars(select(Alias)):
            alias.name = f"{evil} {alias.name}"
        for story in session.scalars(select(Story)):
            story.text = evil
        session.get_one(Directory, session.scalars(select(Directory.id)).one()).version = 2
    office.web.deps.index._ready = None


@EMBEDDED
def test_nobody_is_ever_pinged(office: Office) -> None:
    spike(office)
    ana, workspace = office.person("ana"), office.slack.workspace
    evil = f"<!channel> <!here> <@{workspace.person('oskar').id}> @marta @here <!subteam^S0SALES>"
    for text in (f"{evil} who owns NordKassa", f"{evil} who runs the karaoke", "NordKassa", evil, "pricing"):
        for ask in SURFACES:
            ask(ana, text)
            ana.wait_for_reply()
        message = office.person("marta").say("general", text)
        ana.shortcut(message, callback_id="who_do_i_ask")
        ana.wait_for_reply(channel="general")
    raw = workspace.conversation("general").id
    for text in (f"{evil} who owns NordKassa", f"{evil} who runs the karaoke", evil):
        assert door.command(office, "ana", text).status == 200
        assert door.event(office, door.message(office, "ana", text)).status == 200
        mention = door.message(office, "ana", f"<@{workspace.app.user_id}> {text}", type="app_mention", channel=raw)
        assert door.event(office, mention).status == 200
    wait_until(lambda: is_settled(office))
    answers = of_app(office)
    assert len(answers) == 5 * 4 + 3 * 3
    for one in answers:
        assert not workspace.pinged(one) - {ana.person.id}, one.shown
        assert not one.mentions & {*EVERYBODY, "S0SALES"}, one.shown
        if not one.ephemeral and workspace.conversation(one.channel).name:
            assert not one.mentions, one.shown


@EMBEDDED
def test_an_ampersand_is_an_ampersand(office: Office) -> None:
    ana = office.person("ana")
    for ask in SURFACES:
        for text in ("who owns the R&D roadmap?", "R&D"):
            ask(ana, text)
            assert ana.wait_for_reply().text == PRIYA


def test_a_question_is_repeated_and_kept_as_it_was_typed(office: Office) -> None:
    ana = office.person("ana")
    typed = "who runs the <Q&A> karaoke at https://example.com/a?b=1&c=2"
    for ask in SURFACES:
        ask(ana, typed)
        assert typed in html.unescape(ana.wait_for_reply().shown).replace("\u2060", "")
    with office.web.deps.sessions() as session:
        assert all(typed.endswith(kept) and "<Q&A>" in kept for kept in session.scalars(select(Ask.text)))


def test_a_question_of_seven_thousand_characters_is_answered(office: Office) -> None:
    ana = office.person("ana")
    for ask in SURFACES:
        ask(ana, "who owns NordKassa? " + "and so on and on " * 410)
        answer = ana.wait_for_reply()
        assert answer.text
        assert not re.search("Something went wrong|cannot reach", answer.text)


def test_characters_that_no_database_keeps_are_left_out(office: Office) -> None:
    ana = office.person("ana")
    for text in ("who owns \0NordKassa\0?", "who owns \ud83d NordKassa?"):
        assert door.event(office, door.message(office, "ana", text)).status == 200
    assert (
        door.signed(office, door.form(office, "ana", "who owns NordKassa").encode() + b"%00", kind=door.FORM).status
        == 200
    )
    wait_until(lambda: is_settled(office))
    assert [one.text for one in ana.sees() if one.by_app] == [MARTA] * 3


@EMBEDDED
def test_somebody_who_types_only_a_name_of_a_person_gets_an_answer(office: Office) -> None:
    ana = office.person("ana")
    for ask in SURFACES:
        ask(ana, "@marta")
        assert ana.wait_for_reply().text


@EMBEDDED
def test_everything_said_has_a_text_for_notifications(office: Office) -> None:
    ana = office.person("ana")
    for text in ("NordKassa", "", "help", "who runs the karaoke", "pricing", "who had Fernhollow before me?"):
        by_command(ana, text)
        assert ana.wait_for_reply(channel="general").text.strip()
