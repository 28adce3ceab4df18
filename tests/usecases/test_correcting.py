"""What a person says of an answer."""

from collections.abc import Callable

import pytest
from sqlalchemy import select, update

from bot.core.results import Answer, Card, Choice, Nobody
from bot.deps import Deps
from bot.errors import UserMistake
from bot.usecases import correcting
from models import Gap, Person, Suggestion
from tests.cast import Cast
from tests.usecases.conftest import Ask

Say = Callable[..., Answer]


@pytest.fixture
def say(deps: Deps, played: Cast) -> Say:
    """Press a button as Ana, or as whoever is named."""

    def say(what: Callable[..., Answer], suggestion_id: str, *, by: str = "ana") -> Answer:
        with deps.sessions.begin() as session:
            return what(session, suggestion_id, by=played.id(by), now=deps.now())

    return say


def card(answer: Answer) -> Card:
    """Insist on a card."""
    assert isinstance(answer, Card)
    return answer


def test_not_the_right_person_offers_the_next_best_until_nobody_is_left(ask: Ask, say: Say, deps: Deps) -> None:
    offered = card(ask("nordkassa"))
    names = [offered.first.who.name]
    while isinstance(following := say(correcting.wrong_person, offered.suggestion_id), Card):
        assert following.is_next
        offered = following
        if offered.title == "NordKassa":
            names.append(offered.first.who.name)
        else:
            names.append("")
    assert names[:4] == ["Marta Lindgren", "Oskar Wendt", "Priya Raman", "Henrik Dahl"]
    assert isinstance(following, Nobody)
    with deps.reading() as session:
        assert session.scalar(select(Gap.question)) == "nordkassa"


def test_not_the_right_person_pressed_twice_offers_the_same_next_person(ask: Ask, say: Say) -> None:
    first = card(ask("nordkassa")).suggestion_id
    once = card(say(correcting.wrong_person, first))
    again = card(say(correcting.wrong_person, first))
    assert once.suggestion_id == again.suggestion_id


def test_what_a_person_says_is_recorded_on_the_suggestion(ask: Ask, say: Say, deps: Deps) -> None:
    first = card(ask("nordkassa"))
    second = card(say(correcting.wrong_person, first.suggestion_id))
    assert card(say(correcting.helped, second.suggestion_id)).helped
    with deps.reading() as session:
        verdicts = {row.id: row.verdict for row in session.scalars(select(Suggestion))}
    assert (verdicts[first.suggestion_id], verdicts[second.suggestion_id]) == ("wrong", "helped")


def test_a_choice_is_picked_and_the_others_stay_within_reach(ask: Ask, say: Say) -> None:
    choice = ask("pricing clinic")
    assert isinstance(choice, Choice)
    picked = card(say(correcting.pick, choice.options[1].suggestion_id))
    assert picked.title == choice.options[1].title
    assert [other.title for other in picked.others] == [choice.options[0].title]


def test_nobody_but_the_asker_can_press_the_buttons_of_a_private_answer(ask: Ask, say: Say) -> None:
    suggestion = card(ask("nordkassa")).suggestion_id
    with pytest.raises(UserMistake, match="Ask me yourself"):
        say(correcting.helped, suggestion, by="oskar")


def test_anybody_may_press_the_buttons_of_an_answer_in_a_channel(ask: Ask, say: Say) -> None:
    suggestion = card(ask("nordkassa", surface="mention")).suggestion_id
    assert card(say(correcting.helped, suggestion, by="oskar")).helped


def test_a_button_of_an_answer_that_is_no_more_says_what_to_do(ask: Ask, say: Say) -> None:
    ask("nordkassa")
    with pytest.raises(UserMistake, match="Ask again"):
        say(correcting.helped, "no-such-suggestion")


def test_nobody_is_named_to_themselves_when_they_press_a_button_under_somebody_elses_answer(ask: Ask, say: Say) -> None:
    offered = card(ask("nordkassa", surface="mention"))
    following = card(say(correcting.wrong_person, offered.suggestion_id, by="oskar"))
    assert following.first.who.name == "Priya Raman"
    assert following.asker_is == "backup"


def test_not_the_right_person_goes_on_after_somebody_else_was_helped(ask: Ask, say: Say) -> None:
    offered = card(ask("nordkassa", surface="mention"))
    say(correcting.helped, offered.suggestion_id, by="henrik")
    following = card(say(correcting.wrong_person, offered.suggestion_id))
    assert following.first.who.name == "Oskar Wendt"


def test_an_offer_whose_people_have_left_meanwhile_goes_to_the_organizers(ask: Ask, say: Say, deps: Deps) -> None:
    choice = ask("pricing clinic")
    assert isinstance(choice, Choice)
    with deps.sessions.begin() as session:
        session.execute(update(Person).values(standing="left"))
    assert isinstance(say(correcting.pick, choice.options[0].suggestion_id), Nobody)
    with deps.reading() as session:
        assert session.scalar(select(Gap.question)) == "pricing clinic"
