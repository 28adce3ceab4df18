"""What is merely close can be looked at, but is never an answer."""

import pytest

from bot.core.matching import Decision, Match, Outcome
from bot.core.results import Asked, Card, Nobody, Others
from bot.deps import Deps
from bot.usecases import asking, correcting, following
from models import Ask, Gap
from tests.cast import Cast


@pytest.fixture
def close(deps: Deps, played: Cast) -> Nobody:
    """What Ana reads when two topics are close to her question, and neither is likely."""
    topics = (played.topics[title].id for title in ("NordKassa", "R&D roadmap"))
    decision = Decision(
        outcome=Outcome.NOBODY,
        matches=tuple(Match(topic_id=topic_id, score=0.3, confidence=0.07) for topic_id in topics),
    )
    with deps.sessions.begin() as session:
        asked = asking.answer(session, "free tills", decision, surface="dm", now=deps.now(), asker=played.id("ana"))
        assert isinstance(asked, Asked)
        said = asking.keep(session, asked)
    assert isinstance(said, Nobody)
    return said


def test_a_close_topic_can_be_looked_at_and_the_question_stays_with_the_organizers(
    close: Nobody, deps: Deps, played: Cast
) -> None:
    with deps.sessions.begin() as session:
        card = correcting.pick(session, close.closest[0].suggestion_id, by=played.id("ana"), now=deps.now())
        assert isinstance(card, Card)
        assert (card.title, card.first.who.name) == ("NordKassa", "Marta Lindgren")
        assert session.query(Gap).one().question == "free tills"
        assert session.query(Ask).one().outcome == "nobody"


def test_who_else_is_about_the_close_topic_that_was_looked_at(close: Nobody, deps: Deps, played: Cast) -> None:
    ana = played.id("ana")
    with deps.sessions.begin() as session:
        correcting.pick(session, close.closest[0].suggestion_id, by=ana, now=deps.now())
        others = following.who_else(session, asker=ana, now=deps.now())
    assert isinstance(others, Others)
    assert others.title == "NordKassa"


def test_after_not_the_right_person_what_was_merely_close_is_not_named(close: Nobody, deps: Deps, played: Cast) -> None:
    ana, named = played.id("ana"), set()
    with deps.sessions.begin() as session:
        said = correcting.pick(session, close.closest[0].suggestion_id, by=ana, now=deps.now())
        while isinstance(said, Card):
            named.add(said.title)
            said = correcting.wrong_person(session, said.suggestion_id, by=ana, now=deps.now())
    assert isinstance(said, Nobody)
    assert named == {"NordKassa"}
