"""A rep says who it should have been: taken in, shown to organizers, and of use to others only once one approves."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from sqlalchemy import func, select

from bot.demo import payloads
from bot.demo.acting import Actor
from bot.demo.people import Kind
from bot.demo.people import Person as Account
from bot.demo.things import Message
from bot.views import menus
from models import Gap, Lesson, Teaching
from tests.databases import EMBEDDED
from tests.listeners import door
from tests.listeners.desks import choose, offered, press, things
from tests.office import Office, wait_until
from tests.rows import is_settled

pytestmark = EMBEDDED

OSKAR = "Thank you. Ask Oskar Wendt about Discount approval."
WORDS = "who signs haggling exceptions"  # of Discount approval, as nobody in the directory calls it


def nobody_yet(actor: Actor, words: str = WORDS) -> Message:
    """Ask what nobody is named for, and give the answer."""
    actor.command("/sko", words)
    said = actor.wait_for_reply()
    assert said.text.startswith("I have nobody to name")
    return said


def turned_down(actor: Actor) -> Message:
    """Turn down the person that was named, and give the next answer."""
    actor.command("/sko", "who owns NordKassa")
    return press(actor, actor.wait_for_reply(), "wrong_person")


def lessons(office: Office) -> list[tuple[str, str, int]]:
    """Give kind, state and how many teach it, for every lesson."""
    with office.web.deps.sessions() as session:
        people = select(func.count()).where(Teaching.lesson_id == Lesson.id).scalar_subquery()
        return [tuple(row) for row in session.execute(select(Lesson.kind, Lesson.state, people))]


def test_after_not_the_right_person_one_line_asks_for_the_topic_and_only_then(office: Office) -> None:
    ana = office.person("ana")
    ana.command("/sko", "who owns NordKassa")
    first = ana.wait_for_reply()
    assert things(first, menus.SHOULD_BE) == []
    following = press(ana, first, "wrong_person")
    assert menus.ASK_SHOULD_BE in following.shown
    assert (len(things(following, menus.SHOULD_BE)), following.ts) == (1, first.ts)


def test_a_correction_is_thanked_for_and_shows_whom_to_ask_now(office: Office) -> None:
    ana = office.person("ana")
    answer = turned_down(ana)
    said = choose(ana, answer, menus.SHOULD_BE, "disc")
    assert (said.text, said.ts) == (OSKAR, answer.ts)
    assert said.shown.startswith("Thank you.")


def test_who_nobody_was_named_for_may_be_told_by_whoever_asked(office: Office) -> None:
    ana = office.person("ana")
    said = choose(ana, nobody_yet(ana), menus.WHO_IS_IT, "discount")
    assert said.text == OSKAR
    assert "Once an organizer agrees, such questions lead to" in said.shown
    assert lessons(office) == [("correction", "waiting", 1)]


def test_in_a_direct_message_the_answer_itself_becomes_the_thanks(office: Office) -> None:
    ana = office.person("ana")
    ana.dm(WORDS)
    answer = ana.wait_for_reply()
    said = choose(ana, answer, menus.WHO_IS_IT, "discount")
    assert (said.ts, said.text) == (answer.ts, OSKAR)


def test_a_topic_that_nobody_is_named_for_puts_the_question_on_the_list_once(office: Office) -> None:
    ana = office.person("ana")
    for answer, verb in ((turned_down(ana), menus.SHOULD_BE), (nobody_yet(ana), menus.WHO_IS_IT)):
        for _ in range(2):
            said = choose(ana, answer, verb, "old town")
            assert said.text.startswith("Thank you. Nobody is named for Old town tour at the moment.")
    with office.web.deps.sessions() as session:
        assert sorted(session.scalars(select(Gap.times))) == [1, 1]


def test_a_correction_changes_nothing_for_anybody(office: Office) -> None:
    ana, henrik = office.person("ana"), office.person("henrik")
    choose(ana, nobody_yet(ana), menus.WHO_IS_IT, "discount")
    nobody_yet(ana)
    nobody_yet(henrik)


def test_a_correction_pressed_three_times_and_replayed_counts_once(office: Office) -> None:
    ana = office.person("ana")
    answer = nobody_yet(ana)
    for _ in range(3):
        choose(ana, answer, menus.WHO_IS_IT, "discount")
    office.slack.replay(3)
    wait_until(lambda: is_settled(office))
    assert lessons(office) == [("correction", "waiting", 1)]


def test_a_question_without_a_word_to_learn_is_answered_and_nobody_is_bothered(office: Office) -> None:
    ana = office.person("ana")
    said = choose(ana, turned_down(ana), menus.SHOULD_BE, "nord")
    assert "no word that I could learn" in said.shown
    assert lessons(office) == []


def test_in_a_channel_whoever_pressed_corrects_for_their_own_eyes(office: Office) -> None:
    ana, henrik = office.person("ana"), office.person("henrik")
    ana.mention("general", "who owns NordKassa haggling?")
    public = ana.wait_for_reply(channel="general")
    assert things(public, menus.SHOULD_BE) == []
    private = press(henrik, public, "wrong_person", channel="general")
    said = choose(henrik, private, menus.SHOULD_BE, "disc", channel="general")
    assert (said.only_for, said.ts, said.text) == (henrik.person.id, private.ts, OSKAR)
    assert [one.shown for one in ana.sees("general") if one.by_app] == [public.shown]


def test_a_mention_that_nobody_is_named_for_offers_no_menu_to_the_channel(office: Office) -> None:
    ana = office.person("ana")
    ana.mention("general", WORDS)
    assert things(ana.wait_for_reply(channel="general"), menus.WHO_IS_IT) == []


def test_a_topic_is_found_while_it_is_typed_with_whom_to_ask_about_it(office: Office) -> None:
    ana = office.person("ana")
    answer = nobody_yet(ana)
    for typed in ("dis", "approval", "discuont aproval", "deal desk", "DISCOUNT"):
        first = offered(ana, answer, menus.WHO_IS_IT, typed)[0]
        assert (first["text"]["text"], first["description"]["text"]) == ("Discount approval", "Ask Oskar Wendt")


def test_with_nothing_typed_every_topic_is_offered_and_nobody_to_themselves(office: Office) -> None:
    marta = office.person("marta")
    found = offered(marta, nobody_yet(marta), menus.WHO_IS_IT)
    told = {one["text"]["text"]: one["description"]["text"] for one in found}
    assert list(told) == list(office.cast.topics)
    assert (told["NordKassa"], told["Old town tour"]) == ("Ask Oskar Wendt", "Nobody is named for it yet")


def suggestion(office: Office, handle: str, said: Message, **changed: Any) -> dict[str, Any]:
    """Give the payload of somebody typing into the menu of a message."""
    block, one = things(said, menus.WHO_IS_IT)[0]
    asked = {"block_id": block, "action_id": one["action_id"], "value": "nord"}
    workspace = office.slack.workspace
    return payloads.suggestion(workspace, workspace.person(handle), said, state={}, **asked) | changed


def test_guests_foreigners_leavers_strangers_and_other_workspaces_are_offered_nothing(office: Office) -> None:
    said = nobody_yet(office.person("ana"))
    assert "NordKassa" in door.interaction(office, suggestion(office, "ana", said)).body
    everybody_else = [suggestion(office, handle, said) for handle in ("gwen", "fred", "lena")]
    everybody_else.append(suggestion(office, "ana", said, user={"id": "U0NOBODY"}))
    everybody_else.append(suggestion(office, "ana", said, team={"id": "T0ELSEWHERE"}))
    everybody_else.append(suggestion(office, "ana", said, team=None))
    for payload in everybody_else:
        heard = door.interaction(office, payload)
        assert (heard.status, heard.body) == (200, '{"options": []}')


def test_a_made_up_topic_gets_a_sentence_and_teaches_nothing(office: Office) -> None:
    ana = office.person("ana")
    answer = nobody_yet(ana)
    block, one = things(answer, menus.WHO_IS_IT)[0]
    for chosen in ("", "0", "99999", "x", "9" * 40, "-1"):
        topic = {"text": {"type": "plain_text", "text": "x"}, "value": chosen}
        ana.click(answer, one["action_id"], block=block, choice=topic)
        assert ana.wait_for_reply().text.startswith("That topic is not in the directory any more.")
    assert lessons(office) == []


def test_nobody_else_can_correct_what_was_answered_to_one_person_alone(office: Office) -> None:
    office.slack.workspace.put_person(Account(handle="robot", name="robot", kind=Kind.BOT))
    ana, workspace = office.person("ana"), office.slack.workspace
    topic = {"text": {"type": "plain_text", "text": "x"}, "value": str(office.cast.topics["Quickpay"].id)}
    answers = [(turned_down(ana), menus.SHOULD_BE), (nobody_yet(ana), menus.WHO_IS_IT)]
    for handle in ("henrik", "gwen", "fred", "lena", "robot"):
        person = replace(workspace.person(handle), kind=Kind.EMPLOYEE)  # a leaver's session may live on for a moment
        actor = Actor(workspace, office.slack._sender, office.slack._urls, person)
        for answer, verb in answers:
            block, one = things(answer, verb)[0]
            actor.click(answer, one["action_id"], block=block, choice=topic)
    wait_until(lambda: is_settled(office))
    assert lessons(office) == []
    everywhere = [one.text for each in workspace.people for one in workspace.messages(workspace.dm(each.id).id)]
    assert not [said for said in everywhere if "Quickpay" in said]
