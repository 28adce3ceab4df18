"""Which words are worth learning, and for whom they count."""

import time
from datetime import datetime, timedelta

import pytest

from bot.core.lessons import MOST, PRIVATE, Content, Kept, LessonState, Reach, content, reach, reached, taught
from bot.core.matching import Taught
from tests.cast import START

ANA, OSKAR, PRIYA = 1, 2, 3
APPROVED, REJECTED, WAITING = LessonState.APPROVED, LessonState.REJECTED, LessonState.WAITING


def kept(
    words: str,
    *askers: int | None,
    state: LessonState = WAITING,
    at: datetime = START,
    topic: int = 7,
    setting: str = "",
) -> Kept:
    return Kept(
        id=words,
        topic_id=topic,
        words=tuple(words.split()),
        setting=tuple(setting.split()),
        state=state,
        decided_at=None if state is WAITING else at,
        askers=askers,
    )


def for_everybody(*words: str, topic: int = 7) -> Taught:
    return Taught(topic_id=topic, words=words)


@pytest.mark.parametrize(
    ("question", "learned"),
    [
        ("who knows about leaflets", "leaflets"),
        ("wer weiß was über die Prospekte?", "prospekte"),
        ("Leaflets, LEAFLET and leaflets", "leaflet"),
        ("nordkassa", ""),
        ("nord kassa on day 2", "day"),
        ("an nk q4", ""),
        ("4711 or 0.5", ""),
        ("+49 (0)30/901820-11", ""),
        ("<@U123|Zoë Quist> and <mailto:a.b@example.com|a.b@example.com> ask", ""),
        ("ask lena.gone+sko@example.com", ""),
        ("<https://example.com/secret/acme|leaflets> www.example.com/acme", "leaflets"),
        ("@zoe.quist has leaflets", "leaflets"),
        ("crm.example.com/lead/acme leaflets", "leaflets"),
        ("leaflets for DE89370400440532013000 and INC0012345", "leaflets"),
        ("iso20022 leaflets", "iso20022 leaflets"),
        ("", ""),
    ],
)
def test_only_what_is_new_and_nobodys_business_is_learned(question: str, learned: str) -> None:
    assert " ".join(content(question, names=["NordKassa", "NK"]).words) == learned


@pytest.mark.parametrize("piece", ["a", "a.", "a-", "a@", "a/", "@", "<"])
def test_a_very_long_word_is_looked_through_once(piece: str) -> None:
    started = time.process_time()
    PRIVATE.sub(" ", piece * 8000)
    assert time.process_time() - started < 0.5


def test_a_pasted_letter_teaches_nothing() -> None:
    words = [f"{one}{other}word" for one in "abcdefg" for other in "abcdefg"]
    assert content(" ".join(words[:MOST]), names=["NordKassa"]).words
    assert content(" ".join(words[: MOST + 1]), names=["NordKassa"]) == Content()


def test_what_a_topic_is_called_is_the_setting_of_a_lesson() -> None:
    assert content("leaflets for nordkasa & nordkassa?", names=["NordKassa"]).setting == ("nordkassa",)


def test_the_same_words_are_one_lesson_whatever_their_order_and_endings() -> None:
    assert Content(words=("printed", "leaflets")).key == Content(words=("leaflet", "printing")).key
    assert Content(words=("leaflets",)).key != Content(words=("leaflets", "printed")).key


def test_words_of_one_person_count_for_them_alone() -> None:
    assert taught([kept("leaflets", ANA, setting="nordkassa")]) == [
        Taught(topic_id=7, words=("leaflets", "nordkassa"), asker=ANA)
    ]


def test_a_word_that_two_people_taught_counts_for_everybody_and_the_rest_of_their_questions_for_them() -> None:
    assert taught([kept("red leaflets", ANA), kept("blue leaflet", OSKAR)]) == [
        for_everybody("leaflets"),
        Taught(topic_id=7, words=("red", "leaflets"), asker=ANA),
        for_everybody("leaflet"),
        Taught(topic_id=7, words=("blue", "leaflet"), asker=OSKAR),
    ]


def test_two_people_have_to_mean_the_same_topic() -> None:
    assert {one.asker for one in taught([kept("leaflets", ANA), kept("leaflets", OSKAR, topic=8)])} == {ANA, OSKAR}


def test_one_person_who_says_it_in_two_ways_is_still_one() -> None:
    assert {one.asker for one in taught([kept("red leaflets", ANA), kept("leaflets", ANA)])} == {ANA}


def test_people_who_were_deleted_count_only_where_they_surely_were_two() -> None:
    assert taught([kept("red leaflets", None), kept("leaflets", None)]) == []
    assert taught([kept("leaflets", None, None)]) == [for_everybody("leaflets")]
    assert taught([kept("leaflets", None, ANA)]) == [for_everybody("leaflets")]


def test_what_was_approved_counts_for_everybody_though_nobody_is_known_to_have_taught_it() -> None:
    assert taught([kept("red leaflets", state=APPROVED)]) == [for_everybody("red", "leaflets")]


def test_a_correction_that_waits_counts_for_nobody() -> None:
    assert taught([kept("leaflets")]) == []


def test_a_rejected_word_counts_for_nobody_in_any_lesson_of_its_topic() -> None:
    lessons = [kept("leaflet", state=REJECTED), kept("red leaflets", ANA, OSKAR), kept("leaflets", ANA, topic=8)]
    assert taught(lessons) == [for_everybody("red"), Taught(topic_id=8, words=("leaflets",), asker=ANA)]


@pytest.mark.parametrize(
    ("hours", "words"), [(1, ("leaflets",)), (-1, None), (0, None)], ids=["later", "earlier", "at once"]
)
def test_of_two_decisions_on_a_word_the_latest_holds(hours: int, words: tuple[str, ...] | None) -> None:
    rejected = kept("leaflet", ANA, OSKAR, state=REJECTED)
    approved = kept("leaflets", state=APPROVED, at=START + timedelta(hours=hours))
    assert taught([approved, rejected]) == ([for_everybody(*words)] if words else [])


def test_what_was_undone_neither_counts_nor_decides() -> None:
    undone = kept("leaflets", state=LessonState.UNDONE)
    assert taught([undone, kept("leaflet", ANA)]) == [Taught(topic_id=7, words=("leaflet",), asker=ANA)]
    assert reach(undone, reached([undone])) is Reach.NOBODY


def test_a_lesson_reaches_everybody_only_with_all_of_its_words() -> None:
    lessons = [kept("red leaflets", ANA), kept("leaflet", OSKAR), kept("red", state=REJECTED)]
    reaches = reached(lessons)
    assert [reach(one, reaches) for one in lessons] == [Reach.ASKERS, Reach.EVERYBODY, Reach.NOBODY]
