"""Short sentences that refer to what was asked before."""

from bot.core.results import Answer, Aside, Asked, Card, Choice, Others, Remember
from bot.deps import Deps
from bot.usecases import following
from tests.cast import Cast
from tests.conftest import Clock
from tests.usecases.conftest import Ask


def who_else(deps: Deps, played: Cast) -> Answer:
    with deps.sessions.begin() as session:
        return following.who_else(session, asker=played.id("ana"), now=deps.now())


def and_also(deps: Deps, played: Cast, rest: str) -> Answer:
    with deps.sessions.begin() as session:
        asked = following.and_also(session, deps.index, rest, asker=played.id("ana"), now=deps.now())
    assert isinstance(asked, Asked)
    return asked.answer


def test_who_else_names_everybody_but_the_person_named_and_the_asker(ask: Ask, deps: Deps, played: Cast) -> None:
    ask("nordkassa")
    others = who_else(deps, played)
    assert isinstance(others, Others)
    assert [held.who.name for held in others.people] == ["Oskar Wendt", "Priya Raman", "Henrik Dahl"]


def test_the_key_points_are_those_of_the_topic_asked_about_last(ask: Ask, deps: Deps, played: Cast) -> None:
    ask("nordkassa")
    ask("discount approval")
    with deps.sessions.begin() as session:
        points = following.key_points(session, asker=played.id("ana"), now=deps.now())
    assert isinstance(points, Remember)
    assert (points.title, points.key_points) == ("Discount approval", ("Above fifteen percent the deal desk decides",))


def test_and_something_else_is_answered_together_with_what_was_asked_before(ask: Ask, deps: Deps, played: Cast) -> None:
    ask("who handles the terminals?")
    answer = and_also(deps, played, "pricing?")
    assert isinstance(answer, Card)
    assert answer.title == "Terminal pricing"


def test_nobody_elses_conversation_is_continued(ask: Ask, deps: Deps, played: Cast) -> None:
    ask("nordkassa", by="oskar")
    assert who_else(deps, played) is Aside.NO_TOPIC_YET


def test_a_conversation_is_forgotten_after_two_hours(ask: Ask, deps: Deps, played: Cast, clock: Clock) -> None:
    ask("nordkassa")
    clock.forward(hours=3)
    assert who_else(deps, played) is Aside.NO_TOPIC_YET


def test_who_else_after_an_open_choice_offers_it_again(ask: Ask, deps: Deps, played: Cast) -> None:
    choice = ask("pricing clinic")
    assert isinstance(choice, Choice)
    again = who_else(deps, played)
    assert isinstance(again, Choice)
    assert again.options == choice.options
