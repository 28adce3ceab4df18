"""Stories of colleagues: told in a form, shown once approved, gone once withdrawn."""

from __future__ import annotations

import json
import threading

import pytest
from sqlalchemy import select

from bot.core.stories import LONGEST
from bot.demo import payloads
from bot.demo.acting import Actor
from bot.demo.filling import elements_of
from bot.demo.things import Message, View
from bot.usecases import directories, telling
from bot.usecases.admitting import ORGANIZERS_ONLY
from bot.views import stories
from models import Story, Topic
from tests.databases import EMBEDDED
from tests.listeners import door
from tests.listeners.desks import press, things
from tests.listeners.test_surfaces import EVERYBODY
from tests.office import Office, wait_until
from tests.rows import is_settled

WORDS = "They wanted <b>three</b> terminals & I brought *four*.\n\nNever again. <!channel>"
SENTENCE = "Ask a colleague at Northbeam, this directory is for employees."


def opened(actor: Actor) -> View:
    """Open the form of a story."""
    actor.command("/sko", "story")
    return actor.wait_for_modal()


def filled(
    actor: Actor, view: View, topic: str = "terminal", words: str = WORDS, kind: str = "win"
) -> dict[str, object]:
    """Give what somebody fills in, the topic found by typing."""
    offered = actor.options(view, menu(view), topic)["options"]
    return {stories.TOPIC: offered[0] if offered else None, stories.KIND: chosen(view, kind), stories.WORDS: words}


def menu(view: View) -> str:
    return next(
        str(one["action_id"]) for _, one in elements_of(view.body["blocks"]) if one["type"] == "external_select"
    )


def chosen(view: View, kind: str) -> dict[str, object]:
    kinds = next(one for _, one in elements_of(view.body["blocks"]) if one["type"] == "static_select")
    return next(one for one in kinds["options"] if one["value"] == kind)


def tell(office: Office, handle: str = "ana", *, topic: str = "terminal", words: str = WORDS) -> Message:
    """Let somebody tell a story, and give the thanks."""
    actor = office.person(handle)
    view = opened(actor)
    assert actor.submit(view, filled(actor, view, topic, words)) is None
    return actor.wait_for_reply()


def listed(office: Office, handle: str) -> Message:
    """Give what somebody reads after `/sko stories`."""
    actor = office.person(handle)
    actor.command("/sko", "stories")
    return actor.wait_for_reply()


def card(office: Office, handle: str = "marta", topic: str = "terminal pricing") -> str:
    """Ask about a topic, and give all that the card says."""
    actor = office.person(handle)
    actor.command("/sko", f"who {topic}")
    return actor.wait_for_reply().shown


def rows(office: Office) -> list[tuple[str, bool, bool]]:
    """Give what peers told: the words, whether they are approved, and whether they were taken back."""
    with office.web.deps.sessions() as session:
        found = session.scalars(select(Story).where(Story.source == "peer").order_by(Story.id)).all()
        return [(one.text, one.approved_at is not None, one.withdrawn_at is not None) for one in found]


def test_a_story_is_shown_word_for_word_and_signed_once_an_organizer_has_approved_it(office: Office) -> None:
    assert "Terminal pricing" in tell(office).shown
    assert "terminals" not in card(office)
    waiting = listed(office, "priya")
    assert "Win by" in waiting.shown
    assert "&lt;b&gt;three&lt;/b&gt; terminals &amp; I brought" in waiting.shown
    approved = press(office.person("priya"), waiting, stories.APPROVE)
    assert "*Ana Ferreira*'s story on *Terminal pricing* is shown to colleagues now." in approved.shown
    shown = card(office)
    assert "&lt;b&gt;three&lt;/b&gt; terminals &amp; I brought" in shown
    assert "— *Ana Ferreira*" in shown
    assert "shown to colleagues" in listed(office, "ana").shown


@EMBEDDED
def test_nobody_is_pinged_by_a_story_wherever_it_stands(office: Office) -> None:
    tell(office)
    priya = office.person("priya")
    waiting = listed(office, "priya")
    pages = [waiting, press(priya, waiting, stories.APPROVE), listed(office, "ana")]
    actor = office.person("marta")
    actor.mention("general", "who terminal pricing")
    pages.append(actor.wait_for_reply(channel="general"))
    assert "Never again." in pages[-1].shown
    for page in pages:
        assert not page.mentions & EVERYBODY, page.shown


@EMBEDDED
def test_what_was_told_last_comes_first_and_then_the_words_of_the_sheet(office: Office) -> None:
    for topic, words in (("nord", "Mine."), ("terminal", "The first."), ("terminal", "The second.")):
        tell(office, topic=topic, words=words)
        press(office.person("priya"), listed(office, "priya"), stories.APPROVE)
    assert "Mine." in card(office, topic="nordkassa", handle="henrik")
    assert "undercut me" in card(office, topic="nordkassa", handle="ana")  # nobody is told their own words
    assert "The second." in card(office)
    assert "The second." not in card(office, handle="ana")


def test_a_story_that_is_withdrawn_is_gone_at_once_whatever_was_decided_before(office: Office) -> None:
    tell(office)
    press(office.person("priya"), listed(office, "priya"), stories.APPROVE)
    assert "Never again." in card(office)
    withdrawn = press(office.person("ana"), listed(office, "ana"), stories.WITHDRAW)
    assert "is gone: nobody is shown it any more." in withdrawn.shown
    assert things(withdrawn, stories.WITHDRAW) == []
    assert "Never again." not in card(office)
    assert rows(office) == [(WORDS, True, True)]


@EMBEDDED
def test_withdrawing_asks_first(office: Office) -> None:
    tell(office)
    [(_, button)] = things(listed(office, "ana"), stories.WITHDRAW)
    assert button["confirm"]["deny"]["text"] == stories.KEEP_LABEL


@EMBEDDED
def test_who_told_a_story_of_the_sheet_can_withdraw_it_too(office: Office) -> None:
    assert "undercut me" in card(office, topic="nordkassa")
    press(office.person("henrik"), listed(office, "henrik"), stories.WITHDRAW)
    assert "undercut me" not in card(office, topic="nordkassa")


@EMBEDDED
def test_a_story_withdrawn_before_it_was_approved_is_never_shown_and_the_organizer_is_told_so(office: Office) -> None:
    tell(office)
    waiting = listed(office, "priya")
    press(office.person("ana"), listed(office, "ana"), stories.WITHDRAW)
    said = press(office.person("priya"), waiting, stories.APPROVE)
    assert "*Ana Ferreira* has withdrawn the story on *Terminal pricing*. It is shown to nobody." in said.shown
    assert things(said, stories.APPROVE) == things(said, stories.REOPEN) == []
    assert "Never again." not in card(office)


def test_of_two_organizers_one_decides_and_the_other_reads_how_it_is(office: Office) -> None:
    tell(office)
    hers, his = listed(office, "priya"), listed(office, "oskar")
    press(office.person("priya"), hers, stories.DECLINE)
    said = press(office.person("oskar"), his, stories.APPROVE)
    assert "*Ana Ferreira*'s story on *Terminal pricing* is shown to nobody." in said.shown
    assert "Never again." not in card(office)
    assert "not taken up by the organizers" in listed(office, "ana").shown


@EMBEDDED
def test_a_decision_can_be_undone_and_taken_anew(office: Office) -> None:
    tell(office)
    priya = office.person("priya")
    approved = press(priya, listed(office, "priya"), stories.APPROVE)
    undone = press(priya, approved, stories.REOPEN)
    assert "waits for a decision again" in undone.shown
    assert "Never again." not in card(office)
    press(priya, undone, stories.DECLINE)
    assert rows(office) == [(WORDS, False, False)]
    assert "Never again." not in card(office)


def test_the_same_form_is_one_story_however_often_and_however_it_is_sent(office: Office) -> None:
    tell(office)
    office.slack.replay(3)
    tell(office)
    wait_until(lambda: is_settled(office))
    assert rows(office) == [(WORDS, False, False)]


def test_the_same_words_told_by_two_forms_at_once_are_one_story(office: Office) -> None:
    topic, ana = office.cast.topics["Terminal pricing"].id, office.cast.id("ana")
    both = threading.Barrier(2)

    def send() -> None:
        both.wait()
        with office.web.deps.sessions.begin() as session:
            telling.tell(session, topic_id=topic, kind="win", text=WORDS, by=ana, now=office.web.deps.now())

    threads = [threading.Thread(target=send) for _ in range(2)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert len(rows(office)) == 1


@EMBEDDED
def test_what_was_withdrawn_may_be_told_again_by_whoever_told_it(office: Office) -> None:
    tell(office)
    press(office.person("ana"), listed(office, "ana"), stories.WITHDRAW)
    tell(office)
    assert rows(office) == [(WORDS, False, True), (WORDS, False, False)]


@pytest.mark.parametrize(
    ("topic", "words", "wrong"),
    [
        ("terminal", "  \n ", {stories.WORDS: telling.NO_WORDS}),
        ("terminal", "é" * (LONGEST + 1), {stories.WORDS: telling.TOO_LONG.format(most=LONGEST, count=LONGEST + 1)}),
    ],
)
@EMBEDDED
def test_what_cannot_be_kept_is_said_beside_its_field(
    office: Office, topic: str, words: str, wrong: dict[str, str]
) -> None:
    ana = office.person("ana")
    view = opened(ana)
    values = filled(ana, view, topic, "x") | {stories.WORDS: words}
    answer = submitted(office, ana, view, values)
    assert answer == {"response_action": "errors", "errors": wrong}
    assert rows(office) == []


def submitted(office: Office, actor: Actor, view: View, values: dict[str, object]) -> object:
    """Send a form past what Slack itself would hold back, and give what it is answered with."""
    state = actor._filled(view.body["blocks"], values)
    payload = payloads.submission(office.slack.workspace, actor.person, view, state=state)
    return json.loads(door.interaction(office, payload).body)


@EMBEDDED
def test_a_missing_or_vanished_topic_is_said_beside_its_field(office: Office) -> None:
    ana = office.person("ana")
    view = opened(ana)
    values = filled(ana, view)
    nothing = submitted(office, ana, view, values | {stories.TOPIC: None, stories.KIND: None})
    assert nothing == {
        "response_action": "errors",
        "errors": {stories.TOPIC: telling.NO_TOPIC, stories.KIND: telling.NO_KIND},
    }
    with office.web.deps.sessions.begin() as session:
        session.get_one(Topic, office.cast.topics["Terminal pricing"].id).archived_at = office.web.deps.now()
    left = ana.submit(view, values)
    assert left
    assert left.errors == {stories.TOPIC: directories.NO_SUCH_TOPIC}
    assert rows(office) == []


@EMBEDDED
def test_a_story_on_a_topic_that_left_waits_with_it(office: Office) -> None:
    tell(office)
    topic = office.cast.topics["Terminal pricing"].id
    for archived_at, waits in ((office.web.deps.now(), False), (None, True)):
        with office.web.deps.sessions.begin() as session:
            session.get_one(Topic, topic).archived_at = archived_at
        assert bool(things(listed(office, "priya"), stories.APPROVE)) is waits
    assert len(things(listed(office, "ana"), stories.WITHDRAW)) == 1


def heard(office: Office, handle: str, page: Message, verb: str) -> str:
    """Press somebody else's button, and give the last thing that is said to whoever pressed."""
    actor, (block, one) = office.person(handle), things(page, verb)[0]
    actor.click(page, one["action_id"], block=block)
    wait_until(lambda: is_settled(office))
    said = [one for one in office.slack.workspace.messages(page.channel) if one.only_for == actor.person.id]
    return said[-1].text


@EMBEDDED
def test_nobody_but_an_organizer_reads_or_decides_what_waits(office: Office) -> None:
    tell(office)
    waiting = listed(office, "priya")
    assert "three" not in listed(office, "marta").shown
    for verb in (stories.APPROVE, stories.DECLINE):
        assert heard(office, "marta", waiting, verb) == ORGANIZERS_ONLY
    assert rows(office) == [(WORDS, False, False)]


@EMBEDDED
def test_nobody_withdraws_what_somebody_else_told(office: Office) -> None:
    tell(office)
    assert heard(office, "priya", listed(office, "ana"), stories.WITHDRAW) == telling.NOT_YOURS
    assert rows(office) == [(WORDS, False, False)]


@pytest.mark.parametrize("handle", ["gwen", "fred"])
@EMBEDDED
def test_guests_can_do_nothing_of_it(office: Office, handle: str) -> None:
    tell(office)
    view = opened(office.person("ana"))
    guest = office.person(handle)
    for verb in ("story", "stories"):
        guest.command("/sko", verb)
        assert guest.wait_for_reply().text == SENTENCE
    sent = submitted(office, guest, view, filled(office.person("ana"), view, words="Mine."))
    assert SENTENCE in str(sent)
    assert rows(office) == [(WORDS, False, False)]


@EMBEDDED
def test_organizers_read_on_home_and_in_help_how_many_stories_wait(office: Office) -> None:
    tell(office)
    priya = office.person("priya")
    priya.open_home()
    assert "1 story to approve in `/sko stories`" in priya.wait_for_home().shown
    assert "to approve" not in listed(office, "ana").shown


@EMBEDDED
def test_a_long_list_goes_on_with_a_press_and_every_story_can_be_withdrawn(office: Office) -> None:
    topic, ana = office.cast.topics["Terminal pricing"].id, office.cast.id("ana")
    with office.web.deps.sessions.begin() as session:
        for n in range(40):
            text = f"Story {n} " + "&" * 1900
            telling.tell(session, topic_id=topic, kind="loss", text=text, by=ana, now=office.web.deps.now())
    actor, page, seen = office.person("ana"), listed(office, "ana"), 0
    while things(page, stories.MORE):
        seen += len(things(page, stories.WITHDRAW))
        page = press(actor, page, stories.MORE)
    assert seen + len(things(page, stories.WITHDRAW)) == 40
    waiting = listed(office, "priya")
    assert stories.THERE_IS_MORE in waiting.shown
    assert things(waiting, stories.APPROVE)


@EMBEDDED
def test_the_longest_story_is_read_whole_by_whoever_decides_on_it(office: Office) -> None:
    tell(office, words="<&*" * 666)
    pieces = [block["text"]["text"] for block in listed(office, "priya").blocks if block["type"] == "section"]
    words = "".join(one.removeprefix("> ") for one in pieces if one.startswith("> "))
    assert words.replace("\u2060", "") == "&lt;&amp;*" * 666
