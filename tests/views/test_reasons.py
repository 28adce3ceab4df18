"""Why an answer is what it is, as an operator reads it."""

import pytest

from bot.core.explanations import Explanation, explain
from bot.core.matching import Entry, Index, Outcome, Reason, Taught, decide
from bot.core.matching.deciding import CARD_AT, CHOICE_AT, OFFER_AT, RIVAL_AT
from bot.views import reasons

INDEX = Index.build(
    [
        Entry(topic_id=1, title="NordKassa", people=("Marta Lindgren",), session="Battlecards", day="Day 2"),
        Entry(topic_id=2, title="Pay by link", people=("Priya Raman",), key_points=("Card numbers by telephone",)),
        Entry(topic_id=3, title="Pay by invoice"),
    ]
)


def why(question: str, *lessons: Taught) -> Explanation:
    ranking = INDEX.taught(lessons).rank(question, why=True)
    return explain(ranking, decide(ranking), titles={entry.topic_id: entry.title for entry in INDEX.entries})


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("nord kasssa", "NordKassa: the name “NordKassa”"),
        ("what did marta show on day 2", "NordKassa: people: Marta Lindgren; presented: Day 2"),
        ("card numbers by telephonne", "Pay by link: words: card, numbers, telephonne → telephone"),
        ("invoicings", "Pay by invoice: words: invoicings"),
        ("fakturen", "learned from use (1.00)"),
        ("rdkas", "NordKassa: nothing but some letters in common"),
    ],
)
def test_a_topic_comes_with_what_it_rests_on(question: str, said: str) -> None:
    first = reasons.lines(why(question, Taught(topic_id=3, words=("fakturen",)))).splitlines()[1]
    assert first.endswith(said)


def test_nearness_in_meaning_is_told_where_there_is_an_encoder() -> None:
    assert reasons._reason(Reason(meaning=0.614)) == "near in meaning (0.61)"


@pytest.mark.parametrize(
    ("question", "outcome", "rule", "thresholds"),
    [
        ("nordkassa", Outcome.CARD, reasons.SURE, (CARD_AT, RIVAL_AT)),
        ("nordkassa and pay by link", Outcome.CHOICE, reasons.RIVALLED, (CARD_AT, RIVAL_AT)),
        ("battlecards", Outcome.CHOICE, reasons.LIKELY, (CARD_AT, OFFER_AT, CHOICE_AT)),
        ("karaoke", Outcome.NOBODY, reasons.UNLIKELY, (OFFER_AT, CHOICE_AT)),
        (":wave:", Outcome.NOBODY, reasons.WORDLESS, ()),
    ],
)
def test_the_last_line_names_the_thresholds_that_decided(
    question: str, outcome: Outcome, rule: str, thresholds: tuple[float, ...]
) -> None:
    told = why(question)
    assert told.outcome is outcome
    assert reasons.lines(told).splitlines()[-1] == rule
    assert all(f"{threshold:.2f}" in rule for threshold in thresholds)


def test_other_programs_get_the_same_as_data() -> None:
    told = reasons.as_json(why("nord kasssa"))
    assert (told["outcome"], told["rule"]) == ("card", reasons.SURE)
    assert told["topics"][0]["name"] == "NordKassa"
    assert [topic["title"] for topic in told["topics"]] == ["NordKassa", "Pay by link", "Pay by invoice"]
    assert told["topics"][0].keys() == {
        "title", "confidence", "name", "words", "people", "places", "learned", "meaning"
    }  # fmt: skip
    slip = reasons.as_json(why("telephonne"))["topics"][0]["words"]
    assert slip == [{"asked": "telephonne", "spelled": "telephone"}]


def test_what_steers_a_terminal_is_not_said() -> None:
    index = Index.build([Entry(topic_id=1, title="Nord\x1b[31mKassa")])
    ranking = index.rank("kassa", why=True)
    told = reasons.lines(explain(ranking, decide(ranking), titles={1: "Nord\x1b[31mKassa"}))
    assert "\x1b" not in told
