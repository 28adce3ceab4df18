"""The bench's own arithmetic, and that its pieces run; what it finds out of the matcher, `make bench` prints."""

from pathlib import Path

import numpy as np
import pytest

from bot.core.evaluation import Question
from bot.core.matching import Entry
from bot.core.matching.evidence import Evidence
from tests.bench import ablation, baselines, curve, latency, match, planning
from tests.bench.choose import UNUSED, Asked, Tried, choose, logistic, measured, try_out
from tests.bench.tables import QuestionSet, all_sets

LANTERN = Entry(topic_id=1, title="Lantern", aliases=("lamp post",), key_points=("Lights the way to the till",))
LEDGER = Entry(topic_id=2, title="Quay Ledger", key_points=("Counts what every harbour owes",))
QUESTIONS = ("lanterm", "lamppost", "the way to the till", "light at the till"), ("quay leger", "what a harbour owes")
TINY = QuestionSet(
    name="tiny",
    entries=(LANTERN, LEDGER),
    questions=(
        *(Question(text=text, expected=("Lantern",), style="one", row=2) for text in QUESTIONS[0]),
        *(Question(text=text, expected=("Quay Ledger",), style="two", row=2) for text in QUESTIONS[1]),
        Question(text="who won the karaoke", style="out", row=2),
    ),
)


def evidence(made_up: np.random.Generator, topics: int) -> Evidence:
    return Evidence(
        coverage=made_up.random(topics),
        likeness=made_up.random(topics),
        named=made_up.random(topics),
        found=made_up.integers(2, 4, topics).astype(float),
        titled=np.ones(topics),
        learned=np.zeros(topics),
        topics=topics,
        length=3.0,
    )


def test_what_orders_topics_is_learned_from_whom_it_put_first() -> None:
    made_up, naming = np.random.default_rng(4), 0.5
    asked = []
    for _ in range(400):
        one = evidence(made_up, 6)
        odds = np.exp(8 * (one.coverage + one.likeness + naming * one.named))
        expected = np.arange(6) == made_up.choice(6, p=odds / odds.sum())
        asked.append(Asked(question=Question(text="who", row=2), evidence=one, expected=expected))
    tried = Tried(name="made up", entries=(), questions=(), whole=asked, cut=[])
    assert choose([tried], unused=UNUSED["words"]).naming == pytest.approx(naming, abs=0.15)


def test_how_sure_one_may_be_is_learned_from_who_was_right() -> None:
    made_up, weights = np.random.default_rng(4), np.array([2.0, -1.0, 0.5, -0.7])
    rows = np.c_[made_up.normal(size=(20_000, 3)), np.ones(20_000)]
    right = made_up.random(20_000) < 1 / (1 + np.exp(-rows @ weights))
    assert np.allclose(logistic(rows, right, np.full(20_000, 1 / 20_000)), weights, atol=0.1)


def test_weights_chosen_from_questions_answer_them() -> None:
    tried = try_out(TINY, None)
    assert measured(tried, choose([tried], unused=UNUSED["words"])).overall.hit1 == 1


def test_every_method_gets_its_line_in_the_table() -> None:
    lines = match.measured(TINY)
    assert lines[0] == "tiny: 2 topics, 6 questions in scope, 1 to refuse"
    assert {line.split("  ")[0] for line in lines} >= {match.WORDS, match.MEANING, *match.ENCODED, *match.OTHERS}
    assert len({len(line) for line in lines[1:9]}) == 1


def test_without_the_encoder_the_table_holds_what_needs_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(baselines, "encoder", lambda: None)
    lines = match.measured(TINY)
    assert {line.split("  ")[0] for line in lines} >= {match.WORDS, *match.OTHERS}
    assert not any(line.startswith(match.MEANING) for line in lines)


def test_leaving_words_or_names_out_costs_something_and_every_part_can_be_left_out() -> None:
    _, everything, *others = ablation.ablated([TINY], None, ablation.LEFT_OUT, unused=UNUSED["words"])
    lost = {line[:28].strip(): line[28:].split()[1] for line in others}
    assert everything.split()[2] == "+0.000"
    assert lost.keys() == ablation.LEFT_OUT.keys() - {ablation.EVERYTHING}
    assert lost["all of a row but its names"].startswith("+0.")
    assert float(lost["all of a row but its names"]) > 0


def test_lessons_are_made_of_what_was_confirmed_by_the_rules_of_lessons() -> None:
    confirmed, asked = curve.halves(TINY, 0)
    assert len(confirmed) == 3
    assert len(asked) == 4
    kept = curve.lessons(TINY.questions[:4], TINY, askers=(curve.ANA, curve.OSKAR))
    assert [one.words for one in kept] == [("lamppost",), ("till",), ("light", "till")]
    lines = curve.curve([TINY], None, (curve.ANA,))
    assert [line.split("  ")[0] for line in lines[1:]] == list(curve.CONFIRMED)


def test_invented_directories_are_the_same_each_time_and_questions_hold_their_names() -> None:
    entries = latency.invented(20)
    assert entries == latency.invented(20)
    assert latency.questions(entries, 5) == latency.questions(entries, 5)
    assert len(latency.row("20", entries, latency.questions(entries, 5)).split()) == 8


def test_a_planned_week_is_measured_beside_the_plainest_way(sqlite_url: str) -> None:
    lines = planning.measured(sqlite_url, people=12)
    assert [what for what, _, beside in lines if not beside] == ["plan a week"]
    assert len(lines) == 5


def test_sets_that_come_with_it_are_measured_beside_others(tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.mkdir()
    (other / "topics.csv").write_text("topic,aliases\nLantern,lamp post | lamp\n", encoding="utf-8")
    (other / "questions.csv").write_text("question,expected_topics\nlamp?,Lantern\n", encoding="utf-8")
    *ours, last = all_sets([tmp_path])
    assert {one.name for one in ours} >= {"quayfolio", "tessera", "corvina"}
    assert (last.name, last.entries[0].aliases) == ("other", ("lamp post", "lamp"))
