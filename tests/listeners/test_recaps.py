"""Recaps in the hands of the person who got one: answered once, put off, stopped, and theirs alone."""

import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import delete, select, update

from bot.config import Settings
from bot.core.outbox import Skip, Why
from bot.core.quiz import Form
from bot.demo import payloads
from bot.demo.acting import Actor
from bot.demo.things import Message
from bot.deps import Deps
from bot.usecases import laying, recalling
from bot.views import checks, quiets, recaps
from bot.views.menus import RECAP_PICK
from models import Outgoing, Person, Quiet, Recap, Role, Story, Topic, Unwanted
from tests.conftest import Clock
from tests.databases import EMBEDDED
from tests.listeners import door
from tests.listeners.desks import offered, press, things
from tests.office import Office, wait_until
from tests.recapping import DAY_TWO, FIRST, OWNERS, SECOND, Sent, posted, start, tried
from tests.rows import is_settled

WEEK = timedelta(days=7)


@pytest.fixture
def at_work(office: Office, clock: Clock) -> Office:
    """The office, with recaps for Ana and Oskar started; it is the first slot."""
    with office.web.deps.sessions.begin() as session:
        start(session, office.cast)
    clock.time = FIRST
    return office


def got(office: Office, clock: Clock) -> tuple[Sent, Message, Actor]:
    """Let Ana get what is due."""
    sent, message = posted(office, "ana", now=clock.time)
    return sent, message, office.person("ana")


def rows(office: Office) -> list[Recap]:
    with office.web.deps.sessions() as session:
        return list(session.scalars(select(Recap).order_by(Recap.place)))


def first(office: Office) -> Recap:
    return rows(office)[0]


def labels(message: Message) -> list[str]:
    """Give what can be pressed in a message."""
    return [
        one["text"]["text"] for block in message.blocks for one in block.get("elements", ()) if one["type"] == "button"
    ]


def right_and_wrong(office: Office) -> tuple[int, int]:
    """Give the places of the right and of a wrong answer to the first question."""
    correct = first(office).correct or 0
    return correct, (correct + 1) % 3


def answered(office: Office, actor: Actor, message: Message, place: int) -> Message:
    return press(actor, message, recaps.ANSWER, nth=place)


def quiet(office: Office) -> Quiet | None:
    with office.web.deps.sessions() as session:
        return session.scalars(select(Quiet)).one_or_none()


def owner_of(office: Office, row: Recap) -> Person:
    with office.web.deps.sessions() as session:
        return session.scalars(
            select(Person).join(Role, Role.person_id == Person.id).where(Role.topic_id == row.topic_id)
        ).one()


@EMBEDDED
def test_a_right_answer_shows_whom_to_ask_and_how_to_reach_them_in_the_same_message(
    at_work: Office, clock: Clock
) -> None:
    _, message, ana = got(at_work, clock)
    assert labels(message)[-1] == "Show me"
    right, _ = right_and_wrong(at_work)
    shown = answered(at_work, ana, message, right)
    owner = owner_of(at_work, first(at_work))
    assert shown.ts == message.ts
    assert shown.text.startswith(f"Right. Ask {owner.name} about ")
    assert "Point number" in shown.shown
    assert "We won it back" in shown.shown
    assert "Quentin Teller" in shown.shown
    assert labels(shown) == [
        f"Message {owner.name}",
        "One more",
        "Snooze a week",
        "Not this topic",
        "Stop",
    ]
    ((_, link),) = things(shown, checks.WRITE)
    team = at_work.slack.workspace.team_id
    assert link["url"] == f"https://slack.com/app_redirect?team={team}&channel={owner.slack_id}"
    assert (first(at_work).is_right, first(at_work).answer) == (True, str(right))
    before = ana.sees()
    assert ana.click(shown, link["action_id"]).ok
    wait_until(lambda: is_settled(at_work))
    assert ana.sees() == before


@EMBEDDED
def test_a_wrong_answer_is_told_kindly_and_names_the_right_person(at_work: Office, clock: Clock) -> None:
    _, message, ana = got(at_work, clock)
    _, wrong = right_and_wrong(at_work)
    chosen = labels(message)[wrong]
    shown = answered(at_work, ana, message, wrong)
    owner = owner_of(at_work, first(at_work))
    assert shown.text.startswith(f"Not quite. {chosen} looks after something else. Ask {owner.name} about ")
    assert first(at_work).is_right is False


@EMBEDDED
def test_show_me_shows_the_answer_and_counts_as_not_known(at_work: Office, clock: Clock) -> None:
    _, message, ana = got(at_work, clock)
    shown = press(ana, message, recaps.SHOW)
    assert shown.text.startswith("Here it is. Ask ")
    assert (first(at_work).is_right, first(at_work).answer) == (False, "")


def test_a_button_pressed_three_times_counts_once_and_shows_the_same(at_work: Office, clock: Clock) -> None:
    _, message, ana = got(at_work, clock)
    right, wrong = right_and_wrong(at_work)
    once = answered(at_work, ana, message, right)
    for place in (right, right, wrong):
        clock.forward(minutes=1)
        again = answered(at_work, ana, message, place)
        assert again.shown == once.shown
    assert len(rows(at_work)) == 1
    assert (first(at_work).answer, first(at_work).answered_at) == (str(right), FIRST)


def test_a_click_that_slack_delivers_again_has_one_effect(at_work: Office, clock: Clock) -> None:
    _, message, ana = got(at_work, clock)
    answered(at_work, ana, message, right_and_wrong(at_work)[0])
    before = ana.sees()
    assert [one.status for one in at_work.slack.replay(3)] == [200] * 3
    wait_until(lambda: is_settled(at_work))
    assert ana.sees() == before


def test_of_two_answers_at_once_one_counts_and_both_show_it(at_work: Office, clock: Clock) -> None:
    sent, _, _ = got(at_work, clock)
    deps, recap_id, begun = at_work.web.deps, first(at_work).id, threading.Barrier(3)
    shown: list[object] = []

    def press_one(place: int) -> None:
        begun.wait()
        with deps.sessions.begin() as session:
            shown.append(recalling.answer(session, recap_id, place, by=sent.person_id, now=FIRST))

    pressing = [threading.Thread(target=press_one, args=(place,)) for place in range(3)]
    for one in pressing:
        one.start()
    for one in pressing:
        one.join()
    assert len(shown) == 3
    assert shown[0] == shown[1] == shown[2]


def test_one_more_comes_twice_at_most_and_once_however_often_it_is_pressed(at_work: Office, clock: Clock) -> None:
    _, message, ana = got(at_work, clock)
    message = press(ana, message, recaps.SHOW)
    for count in (2, 3):
        more = message
        for _ in range(3):
            message = press(ana, more, recaps.MORE)
        assert message.ts == more.ts
        assert len(rows(at_work)) == count
        assert labels(message)[-1] == "Show me"
        message = press(ana, message, recaps.SHOW)
    assert "One more" not in labels(message)
    assert len({row.topic_id for row in rows(at_work)}) == 3
    assert len([block for block in message.blocks if "· ask" in str(block)]) == 2


@EMBEDDED
def test_one_more_where_nothing_is_due_says_so_kindly(at_work: Office, clock: Clock) -> None:
    _, message, ana = got(at_work, clock)
    message = press(ana, message, recaps.SHOW)
    with at_work.web.deps.sessions.begin() as session:
        kept = select(Recap.topic_id)
        session.execute(update(Topic).where(Topic.id.not_in(kept)).values(archived_at=FIRST))
    assert recaps.DRY in press(ana, message, recaps.MORE).shown
    assert len(rows(at_work)) == 1


def test_stop_is_confirmed_and_undone_in_the_same_message(at_work: Office, clock: Clock) -> None:
    _, message, ana = got(at_work, clock)
    shown = press(ana, press(ana, message, recaps.SHOW), quiets.STOP)
    assert "No more recaps." in shown.shown
    assert "/sko resume" in shown.shown
    assert labels(shown) == [labels(shown)[0], "Resume", "Not this topic"]
    assert quiet(at_work).stopped_at == FIRST  # type: ignore[union-attr]
    shown = press(ana, shown, quiets.RESUME)
    assert "No more recaps." not in shown.shown
    assert quiet(at_work).stopped_at is None  # type: ignore[union-attr]


@EMBEDDED
def test_who_stopped_still_gets_answers(at_work: Office, clock: Clock) -> None:
    ana = at_work.person("ana")
    ana.dm("stop")
    ana.wait_for_reply()
    ana.dm("who owns Heron?")
    assert ana.wait_for_reply().text == "Ask Uma Olsen about Heron."


def test_a_snooze_leaves_out_the_next_week_and_no_more(at_work: Office, clock: Clock) -> None:
    _, message, ana = got(at_work, clock)
    shown = press(ana, press(ana, message, recaps.SHOW), quiets.SNOOZE)
    assert "No recaps before Monday 8 February." in shown.shown.replace("*", "")
    assert "The next one comes on Tuesday 9 February." in shown.shown
    assert quiet(at_work).until == date(2027, 2, 8)  # type: ignore[union-attr]


def test_a_pause_lasts_until_the_day_that_was_chosen(at_work: Office, clock: Clock) -> None:
    _, message, ana = got(at_work, clock)
    message = press(ana, message, recaps.SHOW)
    (block, picker), *_ = things(message, quiets.PAUSE)
    ana.click(message, picker["action_id"], block=block, choice="2027-03-01")
    shown = ana.wait_for_reply()
    assert "No recaps before Monday 1 March." in shown.shown.replace("*", "")
    assert quiet(at_work).until == date(2027, 3, 1)  # type: ignore[union-attr]


@pytest.mark.parametrize("day", ["2027-01-26", "2026-12-24", "2029-01-01"])
@EMBEDDED
def test_a_pause_until_a_day_that_is_none_is_explained_and_nothing_changes(
    at_work: Office, clock: Clock, day: str
) -> None:
    _, message, ana = got(at_work, clock)
    message = press(ana, message, recaps.SHOW)
    (block, picker), *_ = things(message, quiets.PAUSE)
    ana.click(message, picker["action_id"], block=block, choice=day)
    assert ana.wait_for_reply().text.startswith("That ")
    assert quiet(at_work) is None


def test_a_topic_that_is_not_wanted_is_not_asked_again_until_that_is_undone(at_work: Office, clock: Clock) -> None:
    _, message, ana = got(at_work, clock)
    shown = press(ana, press(ana, message, recaps.SHOW), recaps.UNWANT)
    assert "I will not ask you about" in shown.shown
    assert "Not this topic" not in labels(shown)
    asked = first(at_work).topic_id
    with at_work.web.deps.sessions() as session:
        assert session.scalars(select(Unwanted.topic_id)).all() == [asked]
    assert "Not this topic" in labels(press(ana, shown, recaps.WANT))
    with at_work.web.deps.sessions() as session:
        assert session.scalars(select(Unwanted.topic_id)).all() == []


def test_the_undo_of_a_topic_stays_when_another_question_follows(at_work: Office, clock: Clock) -> None:
    _, message, ana = got(at_work, clock)
    shown = press(ana, press(ana, message, recaps.SHOW), recaps.UNWANT)
    shown = press(ana, shown, recaps.MORE)
    press(ana, shown, recaps.WANT)
    with at_work.web.deps.sessions() as session:
        assert session.scalars(select(Unwanted.topic_id)).all() == []


def test_the_buttons_of_last_weeks_message_still_do_the_right_thing(at_work: Office, clock: Clock) -> None:
    _, message, ana = got(at_work, clock)
    right, _ = right_and_wrong(at_work)
    clock.time = SECOND + timedelta(hours=1)
    tried(at_work.web.deps, now=clock.time)
    shown = answered(at_work, ana, message, right)
    assert (shown.ts, shown.text.partition(" ")[0]) == (message.ts, "Right.")
    shown = press(ana, shown, quiets.SNOOZE)
    assert "The next one comes on Monday 15 February." in shown.shown  # day 30


def test_a_snooze_before_this_weeks_recap_leaves_out_this_one(at_work: Office, clock: Clock) -> None:
    _, message, ana = got(at_work, clock)
    clock.time = SECOND - timedelta(days=1)
    shown = press(ana, press(ana, message, recaps.SHOW), quiets.SNOOZE)
    assert "The next one comes on Tuesday 9 February." in shown.shown


@EMBEDDED
def test_somebody_who_left_since_is_said_to_have_left_and_the_next_one_is_named(at_work: Office, clock: Clock) -> None:
    _, message, ana = got(at_work, clock)
    topic_id, owner = first(at_work).topic_id, owner_of(at_work, first(at_work))
    with at_work.web.deps.sessions.begin() as session:
        session.execute(update(Person).where(Person.id == owner.id).values(standing="left"))
        backup = Role(kind="backup", person=session.get_one(Person, at_work.cast.id("oskar")))
        backup.topic_id = topic_id
        session.add(backup)
    shown = answered(at_work, ana, message, right_and_wrong(at_work)[0])
    assert shown.text.startswith("Right. Ask Oskar Wendt about ")
    assert f"{owner.name}* was the one to ask when I wrote this, and has left the company since." in shown.shown


@EMBEDDED
def test_whoever_took_a_topic_over_since_is_right_too(at_work: Office, clock: Clock) -> None:
    _, message, ana = got(at_work, clock)
    _, wrong = right_and_wrong(at_work)
    before, new = owner_of(at_work, first(at_work)), first(at_work).options[wrong]["person"]
    with at_work.web.deps.sessions.begin() as session:
        session.execute(update(Role).where(Role.topic_id == first(at_work).topic_id).values(person_id=new))
    shown = answered(at_work, ana, message, wrong)
    assert shown.text.startswith(f"Right. Ask {labels(message)[wrong]} about ")
    assert f"*{before.name}* was the one to ask when I wrote this, and is not any more." in shown.shown
    assert first(at_work).is_right is True


@EMBEDDED
def test_whoever_takes_a_topic_over_after_a_wrong_answer_is_not_said_to_look_after_something_else(
    at_work: Office, clock: Clock
) -> None:
    _, message, ana = got(at_work, clock)
    _, wrong = right_and_wrong(at_work)
    answered(at_work, ana, message, wrong)
    new = first(at_work).options[wrong]["person"]
    with at_work.web.deps.sessions.begin() as session:
        session.execute(update(Role).where(Role.topic_id == first(at_work).topic_id).values(person_id=new))
    shown = press(ana, message, recaps.SHOW)
    assert shown.text.startswith(f"Not quite. Ask {labels(message)[wrong]} about ")


@pytest.mark.parametrize(
    ("form", "change", "said"),
    [
        ("where", {"channel": "#new-place"}, "Right. It was #ask-old when I wrote this, and is not any more. Ask "),
        ("truth", {"channel": "#ask-old"}, "Right. It was true when I wrote this, and is not said any more. Ask "),
    ],
)
@EMBEDDED
def test_what_is_said_of_a_topic_by_now_is_not_told_as_it_was(
    at_work: Office, clock: Clock, form: str, change: dict[str, str], said: str
) -> None:
    _, message, ana = got(at_work, clock)
    values = {"form": form, "correct": 0, "options": [{"text": one} for one in ("#ask-old", "#b", "#c")]}
    if form == "truth":
        values |= {"statement": "It cost 10", "options": []}
    topic_id = first(at_work).topic_id
    with at_work.web.deps.sessions.begin() as session:
        session.execute(update(Recap).values(**values))
        session.execute(update(Topic).where(Topic.id == topic_id).values(**change))
    assert answered(at_work, ana, message, 0).text.startswith(said)


@EMBEDDED
def test_somebody_who_is_away_since_is_not_said_to_be_replaced(at_work: Office, clock: Clock) -> None:
    _, message, ana = got(at_work, clock)
    topic_id, owner = first(at_work).topic_id, owner_of(at_work, first(at_work))
    with at_work.web.deps.sessions.begin() as session:
        session.execute(update(Person).where(Person.id == owner.id).values(away_until=FIRST + WEEK))
        backup = Role(kind="backup", person=session.get_one(Person, at_work.cast.id("oskar")))
        backup.topic_id = topic_id
        session.add(backup)
    shown = answered(at_work, ana, message, right_and_wrong(at_work)[0])
    assert shown.text.startswith("Right. Ask Oskar Wendt about ")
    assert f"*{owner.name}*, the go-to person, is back on Tuesday 2 February." in shown.shown
    assert "was the one to ask" not in shown.shown


@EMBEDDED
def test_a_topic_that_is_gone_by_now_is_said_to_be_gone(at_work: Office, clock: Clock) -> None:
    _, message, ana = got(at_work, clock)
    with at_work.web.deps.sessions.begin() as session:
        session.execute(update(Topic).values(archived_at=FIRST))
    shown = answered(at_work, ana, message, right_and_wrong(at_work)[0])
    assert "is not in the directory any more" in shown.shown
    assert owner_of(at_work, first(at_work)).name in shown.text


@EMBEDDED
def test_a_story_that_was_withdrawn_is_gone_from_what_follows(at_work: Office, clock: Clock) -> None:
    _, message, ana = got(at_work, clock)
    assert "We won it back" in message.shown
    with at_work.web.deps.sessions.begin() as session:
        session.execute(update(Story).values(withdrawn_at=FIRST))
    assert "We won it back" not in press(ana, message, recaps.SHOW).shown


@EMBEDDED
def test_whoever_left_is_not_quoted_before_a_question_any_more(at_work: Office, clock: Clock) -> None:
    _, message, ana = got(at_work, clock)
    assert "Quentin Teller" in message.shown
    with at_work.web.deps.sessions.begin() as session:
        session.execute(update(Person).where(Person.name == "Quentin Teller").values(standing="left"))
    ana.command("/sko", "recap")
    assert "Quentin Teller" not in ana.wait_for_reply().shown


def deliver(office: Office, handle: str, message: Message, action_id: str, *, value: str) -> None:
    """Have somebody press a button that was copied from another person's message."""
    workspace = office.slack.workspace
    person, own = workspace.person(handle), workspace.dm(workspace.person(handle).id)
    url = office.slack._urls.issue(user=person.id, channel=own.id)
    action = {"type": "button", "block_id": "b", "action_id": action_id, "value": value}
    copied = replace(message, channel=own.id)
    payload = payloads.click(workspace, person, copied, action=action, state={}, response_url=url)
    assert door.interaction(office, payload).status == 200
    wait_until(lambda: is_settled(office))


@pytest.mark.parametrize("handle", ["oskar", "gwen", "fred"])
def test_nobody_changes_anything_with_the_buttons_of_somebody_else(at_work: Office, clock: Clock, handle: str) -> None:
    sent, message, _ = got(at_work, clock)
    recap_id, before = first(at_work).id, kept(at_work)
    of_recap = ("recap_answer:0", f"recap_pick:{recap_id}", "recap_show", "recap_more", "recap_unwant")
    of_message = ("recap_stop", "recap_snooze", "recap_resume", "recap_done")
    for action in (*of_recap, *of_message):
        deliver(at_work, handle, message, action, value=recap_id if action in of_recap else sent.message_id)
        assert kept(at_work) == before, action


def kept(office: Office) -> object:
    """Give everything that a press in a recap may change."""
    with office.web.deps.sessions() as session:
        asked = session.execute(select(Recap.id, Recap.answered_at, Recap.answer, Recap.asked_at, Recap.closed_at))
        said = session.execute(select(Quiet.person_id, Quiet.stopped_at, Quiet.until)).all()
        sent = session.execute(select(Outgoing.state, Outgoing.channel, Outgoing.ts)).all()
        return asked.all(), said, sent, session.scalars(select(Unwanted.topic_id)).all()


@EMBEDDED
def test_a_button_with_a_made_up_id_gets_a_sentence(at_work: Office, clock: Clock) -> None:
    _, message, ana = got(at_work, clock)
    for action in ("recap_answer:0", "recap_stop", "recap_pause:nonsense", "recap_pick:x", "recap_done"):
        before = ana.sees()
        deliver(at_work, "ana", message, action, value="x" * 200)
        assert [one.text for one in ana.sees()[len(before) :]] == [laying.TOO_OLD], action


def test_a_press_proves_that_a_message_of_which_nobody_was_sure_was_sent(at_work: Office, clock: Clock) -> None:
    _, message, ana = got(at_work, clock)
    with at_work.web.deps.sessions.begin() as session:
        session.execute(update(Outgoing).values(state="unsure", sent_at=None, channel="", ts=""))
        session.execute(update(Recap).values(asked_at=None))
    press(ana, message, recaps.SHOW)
    with at_work.web.deps.sessions() as session:
        row = session.scalars(select(Outgoing)).one()
    assert (row.state, row.channel, row.ts, row.sent_at) == ("sent", message.channel, message.ts, FIRST)
    assert first(at_work).asked_at == FIRST


# Checks


def at_day_two(office: Office, clock: Clock) -> tuple[Message, Actor]:
    clock.time = DAY_TWO
    _, message, ana = got(office, clock)
    return message, ana


def pick(actor: Actor, message: Message, nth: int, name: str) -> Message:
    """Type a name into the nth menu of a check, and choose the first that is offered."""
    block, menu = things(message, RECAP_PICK)[nth]
    choice = offered(actor, message, RECAP_PICK, name.split(maxsplit=1)[0][:4], nth=nth)[0]
    actor.click(message, menu["action_id"], block=block, choice=choice)
    return actor.wait_for_reply()


@EMBEDDED
def test_a_check_offers_no_name_before_two_letters_are_typed(at_work: Office, clock: Clock) -> None:
    message, ana = at_day_two(at_work, clock)
    assert len(things(message, RECAP_PICK)) == 4
    assert not [name for name in OWNERS if name in message.shown + message.text]
    assert offered(ana, message, RECAP_PICK, "u") == []
    assert [one["text"]["text"] for one in offered(ana, message, RECAP_PICK, "um")] == ["Uma Olsen"]
    assert [one["text"]["text"] for one in offered(ana, message, RECAP_PICK, "brand")] == ["Viktor Brandt"]
    block, menu = things(message, RECAP_PICK)[0]
    asked = {"block_id": block, "action_id": menu["action_id"], "value": "u"}
    payload = payloads.suggestion(at_work.slack.workspace, ana.person, message, state={}, **asked)
    assert '"options": []' in door.interaction(at_work, payload).body


@EMBEDDED
def test_a_guest_is_offered_no_name(at_work: Office, clock: Clock) -> None:
    message, _ = at_day_two(at_work, clock)
    gwen = at_work.slack.workspace.person("gwen")
    block, menu = things(message, RECAP_PICK)[0]
    asked = {"block_id": block, "action_id": menu["action_id"], "value": "uma"}
    payload = payloads.suggestion(at_work.slack.workspace, gwen, message, state={}, **asked)
    assert '"options": []' in door.interaction(at_work, payload).body


def test_a_check_is_right_by_the_owner_may_be_changed_until_done_and_then_stays(at_work: Office, clock: Clock) -> None:
    message, ana = at_day_two(at_work, clock)
    by_place = rows(at_work)
    owners = [owner_of(at_work, row).name for row in by_place]
    others = [next(name for name in OWNERS if name != owner) for owner in owners]
    shown = pick(ana, message, 0, others[0])
    assert rows(at_work)[0].is_right is False
    shown = pick(ana, shown, 0, owners[0])
    shown = pick(ana, shown, 1, others[1])
    assert [row.is_right for row in rows(at_work)] == [True, False, None, None]
    assert owners[2] not in shown.shown.replace(others[1], "").replace(owners[0], "")
    chosen = [one.get("initial_option", {}).get("text", {}).get("text") for _, one in things(shown, RECAP_PICK)]
    assert chosen == [owners[0], others[1], None, None]
    over = press(ana, shown, checks.DONE)
    assert over.ts == message.ts
    assert all(f"Ask *{owner}*." in over.shown for owner in owners)
    assert f"not quite, you said {others[1]}" in over.shown
    pick(ana, shown, 0, others[0])
    assert [row.is_right for row in rows(at_work)] == [True, False, None, None]
    assert [row.answered_at is None for row in rows(at_work)] == [False, False, True, True]


def test_what_was_chosen_in_a_check_counts_as_it_was_after_a_week(at_work: Office, clock: Clock) -> None:
    message, ana = at_day_two(at_work, clock)
    owners = [owner_of(at_work, row).name for row in rows(at_work)]
    shown = pick(ana, message, 0, owners[0])
    clock.forward(days=7)
    pick(ana, shown, 0, next(name for name in OWNERS if name != owners[0]))
    pick(ana, shown, 1, owners[1])
    kept = rows(at_work)[0]
    assert (kept.is_right, kept.answered_at) == (True, DAY_TWO)
    assert rows(at_work)[1].answered_at == clock.time


def test_in_a_check_whoever_stands_in_for_an_owner_who_is_away_is_right(at_work: Office, clock: Clock) -> None:
    message, ana = at_day_two(at_work, clock)
    row = rows(at_work)[0]
    owner, stand_in = owner_of(at_work, row), next(name for name in OWNERS if name != owner_of(at_work, row).name)
    with at_work.web.deps.sessions.begin() as session:
        session.execute(update(Person).where(Person.id == owner.id).values(away_until=DAY_TWO + WEEK))
        backup = Role(kind="backup", person=session.scalars(select(Person).where(Person.name == stand_in)).one())
        backup.topic_id = row.topic_id
        session.add(backup)
    over = press(ana, pick(ana, message, 0, stand_in), checks.DONE)
    assert f"right. Ask *{stand_in}*." in over.shown
    assert "not quite" not in over.shown


def test_a_check_can_be_stopped_before_it_is_answered(at_work: Office, clock: Clock) -> None:
    message, ana = at_day_two(at_work, clock)
    shown = press(ana, message, quiets.STOP)
    assert "No more recaps." in shown.shown
    assert len(things(shown, RECAP_PICK)) == 4


# Typed


@pytest.mark.parametrize("say", [lambda ana: ana.command("/sko", "mute"), lambda ana: ana.dm("Stop!")])
def test_stop_works_before_any_plan_exists_and_is_undone_by_a_button(
    office: Office, clock: Clock, say: Callable[[Actor], object]
) -> None:
    ana = office.person("ana")
    say(ana)
    shown = ana.wait_for_reply()
    assert shown.text.startswith("No more recaps.")
    assert quiet(office).stopped_at == clock.time  # type: ignore[union-attr]
    shown = press(ana, shown, quiets.RESUME)
    assert shown.text.startswith("Recaps are on.")
    assert quiet(office).stopped_at is None  # type: ignore[union-attr]
    assert press(ana, shown, quiets.STOP).text.startswith("No more recaps.")


def test_resume_clears_whatever_was_said_before(at_work: Office, clock: Clock) -> None:
    _, message, ana = got(at_work, clock)
    shown = press(ana, press(ana, message, recaps.SHOW), quiets.SNOOZE)
    ana.dm("stop recaps")
    ana.wait_for_reply()
    ana.command("/sko", "resume")
    assert "The next one comes on Tuesday 2 February." in ana.wait_for_reply().shown
    assert (quiet(at_work).stopped_at, quiet(at_work).until) == (None, None)  # type: ignore[union-attr]
    assert shown


STOPS = (
    *("stop", "Stop it!", "please stop this", "stop sending me these", "stop sending me messages"),
    *("stop messaging me", "stop asking me questions", "no more recaps", "no more questions please"),
    *("opt out", "stop now", "*stop*", "“stop”", "stopp"),
)


@EMBEDDED
def test_however_somebody_says_stop_it_is_heard(office: Office) -> None:
    ana = office.person("ana")
    for words in STOPS:
        ana.dm(words)
        assert ana.wait_for_reply().text.startswith("No more recaps."), words
        assert quiet(office) is not None, words
        with office.web.deps.sessions.begin() as session:
            session.execute(delete(Quiet))


@EMBEDDED
def test_stop_after_the_command_is_heard_too(office: Office) -> None:
    ana = office.person("ana")
    ana.command("/sko", "stop")
    assert ana.wait_for_reply().text.startswith("No more recaps.")


@EMBEDDED
def test_a_question_that_begins_like_it_stays_a_question(office: Office) -> None:
    ana = office.person("ana")
    for said in ("stop loss clause", "mute the bell", "stop questions about pricing", "opt out rules"):
        ana.dm(said)
        ana.wait_for_reply()
        ana.command("/sko", said)
        ana.wait_for_reply()
    assert quiet(office) is None


@EMBEDDED
def test_stop_in_a_channel_is_answered_with_where_to_say_it(office: Office) -> None:
    ana = office.person("ana")
    ana.mention("general", "stop")
    assert "/sko mute" in ana.wait_for_reply(channel="general").text
    assert quiet(office) is None


def test_a_stop_survives_a_restart(at_work: Office, clock: Clock, database_url: str) -> None:
    at_work.person("ana").dm("unsubscribe")
    at_work.person("ana").wait_for_reply()
    another = Deps.build(Settings(DATABASE_URL=database_url), now=clock)
    (found,) = tried(another, now=FIRST)
    another.engine.dispose()
    assert found.verdict == Skip(why=Why.STOPPED)


def test_the_last_recap_is_shown_again_in_private_and_its_buttons_work(at_work: Office, clock: Clock) -> None:
    sent, message, ana = got(at_work, clock)
    ana.command("/sko", "recap", channel="general")
    copy = ana.wait_for_reply(channel="general")
    assert (copy.only_for, labels(copy)) == (ana.person.id, labels(message))
    right, _ = right_and_wrong(at_work)
    shown = press(ana, copy, recaps.ANSWER, nth=right, channel="general")
    assert (shown.only_for, shown.ts, shown.text.partition(" ")[0]) == (ana.person.id, copy.ts, "Right.")
    with at_work.web.deps.sessions() as session:
        assert session.get_one(Outgoing, sent.message_id).ts == message.ts


@EMBEDDED
def test_who_had_no_recap_yet_is_told_so(office: Office) -> None:
    ana = office.person("ana")
    ana.command("/sko", "recap")
    assert ana.wait_for_reply().text.startswith("You have had no recap yet.")


@EMBEDDED
def test_nobody_is_pinged_by_what_people_and_sheets_wrote(at_work: Office, clock: Clock) -> None:
    evil = f"<!channel> <@{at_work.slack.workspace.person('marta').id}> *all* & <https://evil.example|here>"
    with at_work.web.deps.sessions.begin() as session:
        session.execute(update(Topic).values(title=evil))
        session.execute(update(Story).values(text=evil))
    _, message, ana = got(at_work, clock)
    for one in (message, shown := press(ana, message, recaps.SHOW), press(ana, shown, recaps.UNWANT)):
        assert not at_work.slack.workspace.pinged(one) - {ana.person.id}
        assert "&amp;amp;" not in one.shown
    assert first(at_work).form == Form.WHO
