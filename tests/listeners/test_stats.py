"""`/sko stats`: one number for organizers, a picture of it, and nothing for anybody else."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import matplotlib.figure  # noqa: F401 - loaded before, for an answer is waited for five seconds
import pytest
import scipy.stats  # noqa: F401 - as above

from bot.demo.acting import Actor
from bot.demo.things import Message
from bot.listeners import stats
from bot.usecases.admitting import ORGANIZERS_ONLY
from bot.views import keeping
from bot.views import stats as views
from tests import checking
from tests.conftest import Clock
from tests.databases import EMBEDDED
from tests.listeners import door
from tests.listeners.test_learned import SENTENCE
from tests.office import Office, wait_until
from tests.rows import is_settled

pytestmark = EMBEDDED

BUTTON = {"type": "button", "value": "0", "text": {"type": "plain_text", "text": "x"}}
KNOWS, GUESSES = (True, True, True, False), (True, False, False, False)
NUMBER = "At day 30, 83 % name the right person unaided, 50 points above topics that were not recapped"


@pytest.fixture
def recapped(office: Office, clock: Clock) -> Office:
    """Six people were asked at day 30, which is over."""
    with office.web.deps.sessions.begin() as session:
        checking.started(session)
        for number, person in enumerate(checking.people(session, 6)):
            checking.checked(session, person, 30, KNOWS if number < 4 else GUESSES)
    clock.forward(days=40)
    return office


def told(actor: Actor, line: str = "stats") -> Message:
    """Type a command, and give what is said then."""
    actor.command("/sko", line)
    return actor.wait_for_reply()


def pictures(office: Office, actor: Actor) -> list[Any]:
    return [office.slack.workspace.uploads[one] for message in actor.sees() for one in message.files]


def test_the_first_line_is_the_number(recapped: Office) -> None:
    message = told(recapped.person("priya"))
    assert message.text.startswith(NUMBER)
    assert message.shown.startswith(f"*{NUMBER}")
    assert message.only_for == recapped.person("priya").person.id


def test_the_curve_is_a_press_away_and_comes_as_a_picture_into_the_direct_message(recapped: Office) -> None:
    priya = recapped.person("priya")
    message = told(priya)
    priya.click(message, views.SHOW_CURVE)
    wait_until(lambda: pictures(recapped, priya))
    [picture] = pictures(recapped, priya)
    assert (picture.name, picture.mimetype) == ("know-who.png", "image/png")
    assert picture.content.startswith(b"\x89PNG")
    assert "day 30: recapped 83 %, not recapped 33 %" in picture.alt
    [shared] = [one for one in priya.sees() if one.files]
    assert shared.text.startswith(NUMBER)
    wait_until(lambda: is_settled(recapped))
    assert [one.shown for one in priya.sees() if one.ts == message.ts] == [message.shown]


def test_a_press_on_the_home_tab_is_answered_in_the_direct_message(recapped: Office) -> None:
    priya = recapped.person("priya")
    priya.open_home()
    priya.click(priya.wait_for_home(), keeping.OPEN_STATS)
    assert priya.wait_for_reply().text.startswith(NUMBER)


def test_before_anybody_was_asked_it_says_so_in_numbers_that_are_all_zero(office: Office) -> None:
    priya = office.person("priya")
    message = told(priya)
    assert message.text == views.NOT_YET
    assert "0 people stopped recaps" in message.shown
    priya.click(message, views.SHOW_CURVE)
    wait_until(lambda: pictures(office, priya))


@pytest.mark.parametrize(("handle", "heard"), [("marta", ORGANIZERS_ONLY), ("gwen", SENTENCE), ("fred", SENTENCE)])
def test_nobody_but_an_organizer_hears_any_of_it(recapped: Office, handle: str, heard: str) -> None:
    actor = recapped.person(handle)
    assert told(actor).text == heard
    row = {"type": "actions", "block_id": "b1", "elements": [BUTTON | {"action_id": verb} for verb in stats.MEANING]}
    copied = replace(told(recapped.person("priya")), blocks=(row,))
    for verb in stats.MEANING:
        actor.click(copied, verb)
    wait_until(lambda: is_settled(recapped))
    assert pictures(recapped, actor) == []
    assert {one.text for one in actor.sees() if one.by_app} == {heard}


def test_what_only_begins_like_it_is_a_question(recapped: Office) -> None:
    assert told(recapped.person("marta"), "stats of terminal pricing").text == "Ask Priya Raman about Terminal pricing."


def test_the_same_command_delivered_again_is_answered_once(recapped: Office) -> None:
    priya = recapped.person("priya")
    form = door.form(recapped, "priya", "stats").encode()
    headers = door.sign(form, secret=recapped.slack.workspace.app.signing_secret)
    for _ in range(3):
        assert door.knock(recapped, form, {"Content-Type": door.FORM, **headers}).status == 200
    wait_until(lambda: is_settled(recapped))
    assert len([one for one in priya.sees() if one.text.startswith(NUMBER)]) == 1


def test_it_is_up_to_date_each_time_it_is_asked_for(recapped: Office, clock: Clock) -> None:
    priya = recapped.person("priya")
    told(priya)
    with recapped.web.deps.sessions.begin() as session:
        for person in checking.people(session, 6):
            checking.checked(session, person, 60, GUESSES)
    clock.forward(weeks=4)
    assert clock.time - timedelta(weeks=1) > checking.day_of(60)
    assert told(priya).text.startswith("At day 60, 50 % name the right person unaided")
