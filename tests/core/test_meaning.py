"""A question finds its topic by what it means, too: with the real sentence encoder, which is read once."""

import pytest

from bot.core.matching import Entry, Index, Outcome, decide
from bot.core.matching.values import Encoder
from tests.bench import baselines

SCREENING, LANTERN, COFFEE = 1, 2, 3
ENTRIES = (
    Entry(topic_id=LANTERN, title="Lantern", key_points=("A folding robot for small hotels",)),
    Entry(topic_id=SCREENING, title="AML screening", key_points=("Verifying where a merchant's funds come from",)),
    Entry(topic_id=COFFEE, title="Quarterly forecast", key_points=("Commit on Mondays, before noon",)),
)
SYNONYM = "dirty cash being washed through our platform"
WORDS = Index.build(ENTRIES)


@pytest.fixture(scope="module")
def encoder() -> Encoder:
    found = baselines.encoder()
    assert found is not None
    return found


@pytest.fixture(scope="module")
def meaning(encoder: Encoder) -> Index:
    return WORDS.understood(encoder)


def test_a_synonym_that_shares_no_word_finds_its_topic(meaning: Index) -> None:
    first, second, *_ = meaning.rank(SYNONYM)
    assert first.topic_id == SCREENING
    assert first.confidence > 2 * second.confidence


def test_without_the_encoder_the_same_question_is_refused() -> None:
    assert decide(WORDS.rank(SYNONYM)).outcome is Outcome.NOBODY


def test_a_name_that_is_right_is_as_sure_as_without(meaning: Index) -> None:
    for index in (WORDS, meaning):
        decision = decide(index.rank("who knows Lantern?"))
        assert (decision.outcome, decision.matches[0].topic_id) == (Outcome.CARD, LANTERN)


@pytest.mark.parametrize("question", ["how do I reset my password", "hello, how are you?", "who won the match"])
def test_what_is_not_meant_for_us_stays_refused(meaning: Index, question: str) -> None:
    assert decide(meaning.rank(question)).outcome is Outcome.NOBODY


def test_the_reason_says_how_near_it_was(meaning: Index) -> None:
    by_meaning, *_ = meaning.rank(SYNONYM, why=True)
    by_words, *_ = WORDS.rank(SYNONYM, why=True)
    assert by_meaning.reason is not None
    assert by_words.reason is not None
    assert by_meaning.reason.meaning == pytest.approx(0.3, abs=0.25)
    assert by_words.reason.meaning is None


def test_questions_of_any_length_and_a_directory_of_one_topic_are_no_trouble(encoder: Encoder) -> None:
    alone = Index.build(ENTRIES[:1]).understood(encoder)
    assert [match.topic_id for match in alone.rank("folding " * 2_000)] == [LANTERN]
    assert Index.build([]).understood(encoder).rank("folding") == ()
