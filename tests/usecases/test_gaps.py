"""Questions that nobody could be named for, and what organizers make of them."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress

import pytest
from sqlalchemy import func, select

from bot.core.gaps import Gap, GapState
from bot.core.lessons import Lesson, LessonKind, LessonState
from bot.core.results import Card
from bot.deps import Deps
from bot.errors import UserMistake
from bot.usecases import gaps, learning, teaching
from models import Gap as Row
from models import GapAsker
from tests.cast import Cast
from tests.conftest import Clock
from tests.usecases.conftest import Ask

KARAOKE = "who won the karaoke"
Decide = Callable[..., Gap]


@pytest.fixture
def decide(deps: Deps, played: Cast) -> Decide:
    """Decide on a question as Olga, an organizer; the topic is named by its title."""

    def decide(what: Callable[..., Gap], gap_id: int, title: str = "") -> Gap:
        topic = [played.topics[title].id] if title else []
        with deps.sessions.begin() as session:
            return what(session, gap_id, *topic, by="Olga", now=deps.now())

    return decide


@pytest.fixture
def waiting(deps: Deps) -> Callable[[], tuple[Gap, ...]]:
    def waiting() -> tuple[Gap, ...]:
        with deps.reading() as session:
            found = gaps.waiting(session, limit=50)
            assert gaps.count(session) == len(found)
            return found

    return waiting


Waiting = Callable[[], tuple[Gap, ...]]


def title(ask: Ask, question: str, *, by: str = "ana") -> str:
    found = ask(question, by=by)
    return found.title if isinstance(found, Card) else ""


def lessons(deps: Deps) -> tuple[Lesson, ...]:
    with deps.reading() as session:
        return learning.lessons(session, limit=50)


def test_what_is_asked_most_is_listed_first_with_how_many_asked_it(ask: Ask, waiting: Waiting, clock: Clock) -> None:
    ask("coffee machine <https://example.com|here>")
    clock.forward(days=1)
    for by in ("ana", "oskar", "ana"):
        ask(KARAOKE, by=by)
    most, least = waiting()
    assert (most.question, most.times, most.people, most.state) == (KARAOKE, 3, 2, GapState.OPEN)
    assert (least.question, least.times, least.people) == ("coffee machine here", 1, 1)
    assert (most.since - least.since).days == 1


def test_an_assigned_question_leads_to_its_topic_for_everybody_at_once(
    ask: Ask, waiting: Waiting, decide: Decide, deps: Deps
) -> None:
    for by in ("ana", "oskar"):
        ask(KARAOKE, by=by)
    gap = decide(gaps.assign, waiting()[0].id, "Discount approval")
    assert (gap.state, gap.title) == (GapState.ASSIGNED, "Discount approval")
    assert waiting() == ()
    assert title(ask, "karaoke, who won it?", by="priya") == "Discount approval"
    (lesson,) = lessons(deps)
    assert (lesson.kind, lesson.state, lesson.people) == (LessonKind.GAP, LessonState.APPROVED, 2)


def test_an_assignment_can_be_taken_back(ask: Ask, waiting: Waiting, decide: Decide, deps: Deps) -> None:
    ask(KARAOKE)
    (gap,) = waiting()
    decide(gaps.assign, gap.id, "Discount approval")
    assert decide(gaps.reopen, gap.id) == gap
    assert waiting() == (gap,)
    assert title(ask, KARAOKE) == ""
    assert [one.state for one in lessons(deps)] == [LessonState.UNDONE]


def test_what_another_question_has_taught_too_stays_when_one_is_reopened(
    ask: Ask, waiting: Waiting, decide: Decide, deps: Deps
) -> None:
    for question in (KARAOKE, "the karaoke, who won"):
        ask(question)
    first, second = (decide(gaps.assign, one.id, "Discount approval") for one in waiting())
    decide(gaps.reopen, first.id)
    assert title(ask, KARAOKE) == "Discount approval"
    decide(gaps.reopen, second.id)
    assert title(ask, KARAOKE) == ""


def test_what_was_rejected_since_a_question_was_assigned_stays_rejected_when_that_is_reopened(
    ask: Ask, waiting: Waiting, decide: Decide, deps: Deps
) -> None:
    ask(KARAOKE)
    (gap,) = waiting()
    decide(gaps.assign, gap.id, "Discount approval")
    with deps.sessions.begin() as session:
        for decision in (learning.undo, learning.reject):
            decision(session, lessons(deps)[0].id, by="Olga", now=deps.now())
    decide(gaps.reopen, gap.id)
    assert [one.state for one in lessons(deps)] == [LessonState.REJECTED]


def test_whoever_is_told_of_a_gap_and_whoever_closes_it_wait_for_each_other(
    waiting: Waiting, decide: Decide, deps: Deps
) -> None:
    """On PostgreSQL two who lock the same rows in another order are told of a deadlock."""
    with deps.sessions.begin() as session:
        gaps.record(session, KARAOKE, asker=None, now=deps.now())
    (gap,) = waiting()
    with ThreadPoolExecutor(1) as organizer:
        with deps.sessions.begin() as session:
            teaching.count_up(session)  # as what helped, or a correction, begins
            closing = organizer.submit(decide, gaps.assign, gap.id, "Discount approval")
            with suppress(TimeoutError):
                closing.result(0.3)
            gaps.record(session, KARAOKE, asker=None, now=deps.now())
        assert closing.result(10).state is GapState.ASSIGNED


def test_what_was_rejected_before_counts_again_once_an_organizer_assigns_it(
    ask: Ask, waiting: Waiting, decide: Decide, deps: Deps
) -> None:
    ask(KARAOKE)
    (gap,) = waiting()
    decide(gaps.assign, gap.id, "Discount approval")
    decide(gaps.reopen, gap.id)
    with deps.sessions.begin() as session:
        learning.reject(session, lessons(deps)[0].id, by="Olga", now=deps.now())
    decide(gaps.assign, gap.id, "Discount approval")
    assert title(ask, KARAOKE) == "Discount approval"


def test_a_question_that_has_no_words_to_learn_is_assigned_all_the_same(
    ask: Ask, waiting: Waiting, decide: Decide, deps: Deps
) -> None:
    ask("4711?")
    (gap,) = waiting()
    assert decide(gaps.assign, gap.id, "Discount approval").state is GapState.ASSIGNED
    assert decide(gaps.reopen, gap.id).state is GapState.OPEN
    assert lessons(deps) == ()


def test_a_dismissed_question_is_off_the_list_until_it_is_reopened(ask: Ask, waiting: Waiting, decide: Decide) -> None:
    ask(KARAOKE)
    (gap,) = waiting()
    assert decide(gaps.dismiss, gap.id).state is GapState.DISMISSED
    assert waiting() == ()
    decide(gaps.reopen, gap.id)
    decide(gaps.reopen, gap.id)
    assert waiting() == (gap,)


def test_a_question_reopened_after_it_was_asked_again_is_one_with_everybody_who_asked(
    ask: Ask, waiting: Waiting, decide: Decide, clock: Clock, deps: Deps
) -> None:
    for by in ("ana", "oskar"):
        ask(KARAOKE, by=by)
    (before,) = waiting()
    decide(gaps.dismiss, before.id)
    clock.forward(days=3)
    for by in ("oskar", "priya"):
        ask(KARAOKE, by=by)
    after = decide(gaps.reopen, before.id)
    assert (after.times, after.people, after.since, after.state) == (4, 3, before.since, GapState.OPEN)
    assert waiting() == (after,)
    with deps.reading() as session:
        assert session.scalar(select(func.count(Row.id))) == 1
        assert session.scalar(select(func.count()).select_from(GapAsker)) == 3


def test_of_two_organizers_at_once_one_decides_and_the_other_sees_what(
    ask: Ask, waiting: Waiting, decide: Decide, deps: Deps
) -> None:
    ask(KARAOKE)
    (gap,) = waiting()
    decisions = [(gaps.assign, "Discount approval"), (gaps.dismiss, ""), (gaps.assign, "Quickpay"), (gaps.dismiss, "")]
    with ThreadPoolExecutor(4) as organizers:
        seen = set(organizers.map(lambda one: decide(one[0], gap.id, one[1]), decisions))
    assert len(seen) == 1
    assert {one.title for one in lessons(deps)} == {one.title for one in seen if one.title}


def test_a_question_or_topic_that_is_not_there_says_so(ask: Ask, waiting: Waiting, decide: Decide, deps: Deps) -> None:
    ask(KARAOKE)
    (gap,) = waiting()
    for what in (gaps.dismiss, gaps.reopen):
        with pytest.raises(UserMistake, match="no such question"):
            decide(what, gap.id + 1)
    with pytest.raises(UserMistake, match="no such question"):
        decide(gaps.assign, gap.id + 1, "Quickpay")
    with deps.sessions.begin() as session, pytest.raises(UserMistake, match="not in the directory"):
        gaps.assign(session, gap.id, 4711, by="Olga", now=deps.now())
    assert waiting() == (gap,)
