"""What the matcher says a match rests on."""

import pytest

from bot.core.matching import Entry, Index, Reason, Taught

INDEX = Index.build(
    [
        Entry(
            topic_id=1,
            title="Fernhollow Lodges",
            aliases=("FHL",),
            people=("Mara Holm", "Mara Holm", "Joel Castro"),
            key_points=("Forty cabins in the hills",),
            session="Territory Breakfast",
            day="Day 2",
        ),
        Entry(topic_id=2, title="Pay by link", people=("Priya Iyer",)),
    ]
)
ANA, OSKAR = 1, 2


def reason(question: str, index: Index = INDEX, asker: int | None = None) -> Reason:
    first, *_ = index.rank(question, asker=asker, why=True)
    assert first.topic_id == 1
    assert first.reason is not None
    return first.reason


def test_nothing_is_said_unless_somebody_asks_why() -> None:
    assert all(match.reason is None for match in INDEX.rank("fernhollow lodges"))


@pytest.mark.parametrize("question", ["fernholow lodges", "fern hollow lodges", "who had FernhollowLodges before me"])
def test_the_name_is_told_as_the_directory_spells_it(question: str) -> None:
    assert reason(question).name == "Fernhollow Lodges"


def test_of_several_names_the_one_that_was_said_is_told() -> None:
    assert reason("who has FHL").name == "FHL"


def test_words_are_told_as_asked_and_as_they_are_spelled() -> None:
    assert reason("the cabbins up in the hills").words == (("cabbins", "cabins"), ("hills", "hills"))


def test_no_name_is_claimed_where_only_words_of_the_row_stand() -> None:
    assert reason("forty cabins").name == ""


def test_people_session_and_day_are_told_apart_from_words() -> None:
    said = reason("what did mara show at the territory breakfast on day 2")
    assert (said.people, said.places, said.words) == (("Mara Holm",), ("Territory Breakfast", "Day 2"), ())


def test_what_was_learned_is_told_to_those_for_whom_it_counts() -> None:
    taught = INDEX.taught([Taught(topic_id=1, words=("huts",), asker=ANA), Taught(topic_id=1, words=("campsite",))])
    assert reason("huts", taught, asker=ANA).learned == pytest.approx(1)
    assert reason("huts", taught, asker=OSKAR).learned == 0
    assert reason("campsite", taught, asker=OSKAR).learned == pytest.approx(1)


def test_of_two_questions_in_one_each_match_rests_on_its_own_half() -> None:
    first, second = INDEX.rank("who knows FHL and who does pay by link", why=True)
    assert first.reason is not None
    assert second.reason is not None
    assert (first.reason.name, second.reason.name) == ("FHL", "Pay by link")


def test_a_large_directory_says_why_of_the_first_ten_alone() -> None:
    large = Index.build(Entry(topic_id=number, title=f"Deal {number}") for number in range(30))
    assert [match.reason is not None for match in large.rank("deal 7", why=True)] == [True] * 10 + [False] * 20
