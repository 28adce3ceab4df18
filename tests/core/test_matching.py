"""Claims about finding the right topic, and about saying so only when it is right."""

import random
import string
from concurrent.futures import ThreadPoolExecutor
from dataclasses import FrozenInstanceError

import pytest
from rapidfuzz.distance import OSA

from bot.core.matching import Entry, Index, Outcome, decide
from bot.core.matching.spelling import LETTERS_A_SLIP, Spellings

TOPICS = (
    Entry(
        topic_id=10,
        title="Fernhollow Lodges",
        kind="account",
        people=("Mara Holm", "Joel Castro"),
        key_points=("Forty cabins in the hills", "New investors since spring"),
        session="Territory Breakfast",
    ),
    Entry(
        topic_id=20,
        title="Pay by link",
        aliases=("PBL", "payment links"),
        people=("Priya Iyer", "Priya Iyer"),
        key_points=("Replaces card numbers taken over the phone",),
        session="Product Deep Dive",
    ),
    Entry(
        topic_id=30,
        title="Velmora",
        aliases=("Velmora Bank",),
        people=("Sven Lund",),
        key_points=("Loan covenants tie the hotel to its terminals",),
        stories=("They own the mortgage and the till.",),
        session="Battlecard Live",
    ),
    Entry(
        topic_id=40,
        title="Qualification",
        aliases=("MEDDPICC",),
        people=("Ruth Okafor", "Priya Iyer"),
        key_points=("Champion must be tested, not assumed",),
    ),
    Entry(topic_id=50, title="PCI DSS", aliases=("PCI",), people=("Greta Klein",), key_points=("Never by email",)),
    Entry(topic_id=60, title="R&amp;D tax credits", people=("Omar Sato",)),
    Entry(topic_id=70, title="Multi-property volume bundles", people=("Dana Webb",)),
    Entry(topic_id=80, title="Card machine", aliases=("desk terminal",), people=("Bo Duarte",)),
)
INDEX = Index.build(TOPICS)


def outcome(question: str, index: Index = INDEX) -> tuple[Outcome, list[int]]:
    """Return what a person would be shown: the outcome and the ids of the topics."""
    decision = decide(index.rank(question))
    return decision.outcome, [match.topic_id for match in decision.matches]


def card(question: str, index: Index = INDEX) -> int | None:
    """Return the id of the topic that is given as the answer, if one is."""
    shown, topics = outcome(question, index)
    return topics[0] if shown is Outcome.CARD else None


@pytest.mark.parametrize(
    ("question", "topic"),
    [
        ("Velmora", 30),
        ("velmora bank", 30),
        ("PBL", 20),
        ("who is the right one for R&D tax credits, is it Omar?", 60),
        ("<#C1|comp-velmora> is quiet, who knows about Velmora? :wave:", 30),
        ("had Fernhollow Lodges before me", 10),
        ("hey, quick one: my customer in Leeds asked again whether we do pay by link, who explains that best", 20),
        ("Wer ist für Pay by Link zuständig?", 20),
    ],
)
def test_a_name_that_is_right_gets_its_card(question: str, topic: int) -> None:
    assert card(question) == topic


@pytest.mark.parametrize(
    ("question", "topic"),
    [
        ("vellmora", 30),
        ("anyone who sold against velmroa?", 30),
        ("fernholow lodges", 10),
        ("fern hollow lodges", 10),
        ("paybylink", 20),
        ("who has the cardmachine", 80),
        ("quaification", 40),
    ],
)
def test_a_name_misspelt_split_or_run_together_gets_its_card(question: str, topic: int) -> None:
    assert card(question) == topic


@pytest.mark.parametrize(
    "question",
    [
        "who had Fernbridge Castle Hotels before me?",
        "Ferndale Lodges",
        "Velmonte Finance",
        "who did the Belmonte Bank battlecard",
        "PCR",
        "pbi",
    ],
)
def test_a_name_that_is_only_near_gets_no_card(question: str) -> None:
    assert card(question) is None


@pytest.mark.parametrize(
    "question", ["who", "thanks", "asdf", "hello there", "who knows", "do you ever sleep", "¿quién?"]
)
def test_small_talk_is_answered_with_nobody(question: str) -> None:
    assert outcome(question) == (Outcome.NOBODY, [])


def test_words_of_the_row_lead_to_it_without_its_name() -> None:
    assert card("loan covenants that tie a hotel to the terminals of its bank, who knows them?") == 30


def test_one_word_that_merely_occurs_in_a_row_is_no_answer() -> None:
    assert card("test") is None


def test_two_names_in_one_question_make_a_choice_of_both() -> None:
    shown, topics = outcome("who has velmora and who has pay by link?")
    assert shown is Outcome.CHOICE
    assert set(topics) >= {20, 30}


def test_a_presenter_leads_to_the_topic_they_own_before_the_one_they_stand_in_for() -> None:
    assert [match.topic_id for match in INDEX.rank("priya iyer")][:2] == [20, 40]


def test_unlisted_initials_are_mentioned_but_are_no_answer() -> None:
    shown, topics = outcome("MPVB")
    assert shown is not Outcome.CARD
    assert topics == [70]


def test_initials_that_two_topics_share_mean_neither() -> None:
    twins = Index.build([Entry(topic_id=1, title="Deal desk rota"), Entry(topic_id=2, title="Data deletion rules")])
    assert outcome("DDR", twins) == (Outcome.NOBODY, [])


def test_every_topic_is_ranked_once_and_the_best_first() -> None:
    ranking = INDEX.rank("who knows velmora")
    scores = [match.score for match in ranking]
    assert sorted(match.topic_id for match in ranking) == [entry.topic_id for entry in TOPICS]
    assert scores == sorted(scores, reverse=True)
    assert all(0 <= match.confidence <= 1 for match in ranking)


@pytest.mark.parametrize(
    "question", ["who knows velmora or pay by link", "Wer weiß etwas über Velmora und wer macht Pay-by-link?"]
)
def test_of_two_questions_in_one_both_answers_are_offered(question: str) -> None:
    decision = decide(INDEX.rank(question))
    titles = {entry.topic_id: entry.title for entry in TOPICS}
    assert decision.outcome is Outcome.CHOICE
    assert {titles[match.topic_id] for match in decision.matches} == {"Velmora", "Pay by link"}


def test_a_large_directory_is_ranked_in_full() -> None:
    large = Index.build(Entry(topic_id=number, title=f"Deal {number}") for number in range(200))
    ranking = large.rank("deal 117")
    assert ranking[0].topic_id == 117
    assert {match.topic_id for match in ranking} == set(range(200))


def test_equal_topics_keep_the_order_they_were_given_in() -> None:
    twins = Index.build(Entry(topic_id=number, title="Forecast") for number in (7, 3, 5))
    assert [match.topic_id for match in twins.rank("forecast")] == [7, 3, 5]


def test_equal_names_are_a_choice_not_an_answer() -> None:
    twins = Index.build([Entry(topic_id=1, title="Forecast"), Entry(topic_id=2, title="Forecast")])
    assert outcome("forecast", twins) == (Outcome.CHOICE, [1, 2])


@pytest.mark.parametrize("question", ["", "   ", ":wave:", "🔥🔥", "?!", "<@U07ZOLFEK>"])
def test_a_question_without_words_finds_nothing(question: str) -> None:
    assert INDEX.rank(question) == ()


def test_an_empty_directory_finds_nothing() -> None:
    assert Index.build([]).rank("velmora") == ()


def test_a_directory_without_a_readable_name_finds_nothing() -> None:
    assert outcome("velmora", Index.build([Entry(topic_id=1, title="🔥")])) == (Outcome.NOBODY, [])


def test_a_directory_of_one_topic_answers_and_refuses() -> None:
    only = Index.build([Entry(topic_id=1, title="Lantern", aliases=("fraud screening",))])
    assert card("who knows Lantern", only) == 1
    assert outcome("pricing", only) == (Outcome.NOBODY, [])


@pytest.mark.parametrize(
    ("question", "topic"),
    [
        ("кто отвечает за ценообразование", 1),
        ("ценобразование", 1),
        ("請求書の処理は誰に聞けばいいですか", 2),
        ("価格改定", 3),
        ("ผู้ดูแลใบแจ้งหนี้", 4),
    ],
)
def test_names_in_other_scripts_are_found(question: str, topic: int) -> None:
    titles = {1: "Ценообразование", 2: "請求書の処理", 3: "価格改定", 4: "ใบแจ้งหนี้"}
    index = Index.build(Entry(topic_id=number, title=title) for number, title in titles.items())
    assert card(question, index) == topic


@pytest.mark.parametrize("letter", ["{question} {padding}", "{padding} {question}"])
def test_a_question_is_found_at_either_end_of_a_long_letter(letter: str) -> None:
    padding = "dear colleague this afternoon yet another morning went by slowly " * 100
    ranking = INDEX.rank(letter.format(question="who knows Velmora Bank", padding=padding)[:7_000])
    assert ranking[0].topic_id == 30


@pytest.mark.parametrize("question", ["x" * 7_000, "請" * 7_000, "a " * 3_500, "<" * 7_000, ":" * 7_000, "a'" * 3_500])
def test_no_question_is_too_odd_to_be_ranked(question: str) -> None:
    assert card(question) is None


def test_many_threads_get_the_answers_one_would_get() -> None:
    asked = ["velmora", "vellmora", "pay by link", "who", "priya iyer", "card machine before me"] * 50
    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(INDEX.rank, asked)) == [INDEX.rank(question) for question in asked]


def test_the_same_topics_always_make_the_same_ranking() -> None:
    question = "who had the lodges in the hills, and what about payment links over the phone"
    assert Index.build(TOPICS).rank(question) == INDEX.rank(question)


def test_an_index_cannot_be_changed() -> None:
    with pytest.raises(FrozenInstanceError):
        INDEX.untold = ()  # type: ignore[misc]


def test_the_sieve_over_letters_loses_no_spelling_within_reach() -> None:
    made_up = random.Random(5)
    known = ["".join(made_up.choices("abcdexyz", k=made_up.randint(4, 9))) for _ in range(400)]
    spellings = Spellings.build(known)
    for _ in range(400):
        typed = "".join(made_up.choices(string.ascii_lowercase[:8] + "xyz", k=made_up.randint(4, LETTERS_A_SLIP)))
        fewest = min(OSA.distance(typed, text) for text in known)
        expected = {text for text in known if OSA.distance(typed, text) == fewest} if fewest <= 1 else set()
        assert {text for text, _ in spellings.near(typed)} == expected


@pytest.mark.parametrize(
    ("question", "title"),
    [
        ("roi calc", "ROI calculator"),
        ("who does the deal review brd?", "Deal review board"),
        ("fcst cadence", "Forecast cadence"),
    ],
)
def test_what_is_cut_short_is_read_by_the_word_beside_it(question: str, title: str) -> None:
    names = ("ROI calculator", "Deal review board", "Forecast cadence", "Call scripts", "Broad partner programme")
    index = Index.build(Entry(topic_id=number, title=name) for number, name in enumerate(names))
    decision = decide(index.rank(question))
    assert (decision.outcome, names[decision.matches[0].topic_id]) == (Outcome.CARD, title)


def test_a_word_cut_short_names_nothing_by_itself() -> None:
    index = Index.build([Entry(topic_id=1, title="ROI calculator"), Entry(topic_id=2, title="Deal review board")])
    assert decide(index.rank("brd")).outcome is Outcome.NOBODY


@pytest.mark.parametrize("question", ["what did Sven present?", "the thing Sven presented", "sven's session"])
def test_a_presenter_by_first_name_leads_to_what_they_presented(question: str) -> None:
    decision = decide(INDEX.rank(question))
    assert decision.outcome is not Outcome.NOBODY
    assert decision.matches[0].topic_id == 30
