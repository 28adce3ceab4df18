"""What was taken back disappears from messages that were sent long ago, too."""

import pytest
from sqlalchemy import update

from bot.jobs.outbox import Outbox
from bot.usecases import telling
from bot.views import recaps
from models import Story
from tests.conftest import Clock
from tests.listeners.desks import press
from tests.office import Office
from tests.recapping import FIRST, posted, start

WORDS = "We won it back"


@pytest.fixture
def at_work(office: Office, clock: Clock) -> Office:
    """The office, with recaps for Ana started; it is the first slot, and every story is Henrik's."""
    with office.web.deps.sessions.begin() as session:
        start(session, office.cast)
        session.execute(update(Story).values(person_id=office.cast.id("henrik")))
    clock.time = FIRST
    return office


def withdraw_all(office: Office) -> None:
    with office.web.deps.sessions.begin() as session:
        for (story_id,) in session.query(Story.id).all():
            telling.withdraw(session, story_id, by=office.cast.id("henrik"), now=office.web.deps.now())


def drawn_anew(office: Office) -> str:
    """Let a worker come by, and give what Ana sees in the one message she got."""
    worker = Outbox(office.web.deps, office.web.slack)
    worker.settle()
    worker.close()
    (message,) = office.person("ana").sees()
    return str(message.blocks)


def test_a_story_that_is_taken_back_goes_from_the_question_it_went_before(at_work: Office, clock: Clock) -> None:
    _, message = posted(at_work, "ana", now=clock.time)
    assert WORDS in str(message.blocks)
    withdraw_all(at_work)
    shown = drawn_anew(at_work)
    assert WORDS not in shown
    assert recaps.SHOW in shown, "the question still waits for its answer"


def test_a_story_that_is_taken_back_goes_from_the_answer_too(at_work: Office, clock: Clock) -> None:
    _, message = posted(at_work, "ana", now=clock.time)
    answered = press(at_work.person("ana"), message, recaps.SHOW)
    assert WORDS in str(answered.blocks)
    withdraw_all(at_work)
    shown = drawn_anew(at_work)
    assert WORDS not in shown
    assert "app_redirect" in shown, "and one can still write to whom to ask"


def test_what_slack_puts_off_is_drawn_anew_later(at_work: Office, clock: Clock) -> None:
    posted(at_work, "ana", now=clock.time)
    withdraw_all(at_work)
    at_work.slack.faults.rate_limit(method="chat.update", retry_after=1)
    assert WORDS in drawn_anew(at_work)
    clock.forward(minutes=1)
    assert WORDS not in drawn_anew(at_work)
    assert len(at_work.slack.wire.calls("chat.update")) == 2
    drawn_anew(at_work)
    assert len(at_work.slack.wire.calls("chat.update")) == 2, "once is enough"
