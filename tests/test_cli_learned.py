"""What was learned and what nobody could be named for, listed and decided on in a terminal."""

import json
import re
from collections.abc import Callable

import pytest
from click.testing import CliRunner, Result

from bot.cli import sko
from bot.core.results import Asked
from bot.deps import Deps
from bot.usecases import asking, correcting, directories, learning
from tests import cast
from tests.cast import Cast

Run = Callable[..., Result]


@pytest.fixture
def played(deps: Deps) -> Cast:
    directories.feed(deps)
    with deps.sessions.begin() as session:
        return cast.enter(session)


@pytest.fixture
def run(played: Cast, database_url: str, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Type a command on a directory that holds the cast."""
    monkeypatch.setenv("DATABASE_URL", database_url)
    return lambda *words: CliRunner().invoke(sko, words)


@pytest.fixture
def lesson(deps: Deps, played: Cast) -> str:
    """Let Ana teach something; give the lesson's id."""
    ana = played.id("ana")
    with deps.sessions.begin() as session:
        asked = asking.who(session, deps.index, "nordkassa leaflets", surface="dm", asker=ana, now=deps.now())
        assert isinstance(asked, Asked)
        asking.keep(session, asked)
        correcting.helped(session, asked.offers[0].suggestion_id, by=ana, now=deps.now())
        return learning.lessons(session, limit=1)[0].id


def test_what_was_learned_is_listed_and_never_who_taught_it(run: Run, lesson: str) -> None:
    assert run("learned").stdout == (
        f"{lesson}  “leaflets” leads to NordKassa: waits for you, and counts until then for whoever taught it alone "
        "(that helped, 1 person, 2027-02-02)\n"
    )
    told = json.loads(run("learned", "--json").stdout)
    assert told == [
        {
            "id": lesson,
            "kind": "helped",
            "title": "NordKassa",
            "words": ["leaflets"],
            "people": 1,
            "on": "2027-02-02",
            "state": "waiting",
            "reach": "askers",
        }
    ]


def test_a_lesson_is_known_by_an_id_that_can_be_typed(lesson: str) -> None:
    assert re.fullmatch(r"[a-km-z2-9]{8}", lesson)


def test_a_lesson_that_is_approved_answers_everybody_from_then_on(run: Run, lesson: str) -> None:
    assert run("ask", "leaflets").stdout.startswith("I have nobody")
    assert "approved, counts for everybody" in run("learned", "approve", lesson).stdout
    assert run("ask", "leaflets").stdout.startswith("Ask Marta Lindgren about NordKassa")
    assert run("learned", "--waiting").stdout.startswith("Nothing here.")
    assert "taken back, may be taught anew" in run("learned", "undo", lesson).stdout
    assert run("ask", "leaflets").stdout.startswith("I have nobody")


def test_a_decision_that_is_not_open_says_what_to_do_first(run: Run, lesson: str) -> None:
    run("learned", "approve", lesson)
    told = run("learned", "reject", lesson)
    assert (told.exit_code, told.stderr) == (1, f"{lesson} is approved. Undo that first: sko learned undo {lesson}\n")
    run("learned", "undo", lesson)
    assert "rejected, counts for nobody" in run("learned", "reject", lesson).stdout
    assert run("learned", "undo", lesson).stderr.endswith(f"sko learned approve {lesson}\n")


def test_a_question_is_assigned_by_the_name_of_a_topic_and_leads_there(run: Run) -> None:
    run("ask", "who", "won", "the", "karaoke")
    (gap,) = json.loads(run("gaps", "--json").stdout)
    assert f"{gap['id']}  “who won the karaoke”: nobody yet (asked once, first on " in run("gaps").stdout
    told = run("gaps", "assign", str(gap["id"]), "old TOWN tour")
    assert "leads to Old town tour" in told.stdout
    assert run("gaps").stdout == "No question waits for a person.\n"
    assert "gap, 0 people" in run("learned").stdout
    again = run("gaps", "assign", str(gap["id"]), "NK")
    assert again.stderr.startswith(f"Somebody decided on {gap['id']} before: it leads to Old town tour.")
    assert "nobody yet" in run("gaps", "reopen", str(gap["id"])).stdout
    assert "dismissed" in run("gaps", "dismiss", str(gap["id"])).stdout


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("learned", "approve", "nonsense"), "There is no such lesson"),
        (("learned", "undo", "\udcff\0"), "There is no such lesson"),
        (("gaps", "dismiss", "99999999999999999999"), "There is no such question on the list."),
        (("gaps", "dismiss", "one"), "There is no such question on the list."),
        (("gaps", "assign", "1", "NordKassa"), "There is no such question on the list."),
        (("gaps", "assign", "1", "Nordkasse"), "No topic is called “Nordkasse”. The closest are: NordKassa."),
        (("gaps", "assign", "1", "🤖"), "No topic is called “🤖”, nor anything like it."),
    ],
)
def test_what_cannot_be_done_is_said_in_one_sentence(run: Run, words: tuple[str, ...], said: str) -> None:
    told = run(*words)
    assert (told.exit_code, told.stdout) == (1, "")
    assert told.stderr.startswith(said)
    assert len(told.stderr.splitlines()) == 1
