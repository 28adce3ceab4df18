"""The house keeps its own rules: import-linter checks the layers in `make check`, and these tests the rest."""

import ast
import tomllib
from collections.abc import Iterator
from pathlib import Path

import models.asks
import models.gaps
import models.lessons
import models.messages
import models.people
import models.recaps
import models.requests
import models.stories
import models.topics
from bot.core import cadence, gaps, lessons, matching, outbox, quiz, recall, recaps, requests, results, sheets, stories
from tests import trees
from tests.trees import ROOT

HOUSE = ("bot", "models", "migrations")
LONGEST_FUNCTION, LONGEST_FILE = 40, 250
CLOCK = ROOT / "bot/database.py"
SLACK = ROOT / "bot/slack/__init__.py"
CLOCKS = {"datetime.now", "datetime.utcnow", "datetime.today", "date.today"}
ENVIRONMENT = {"os.environ", "os.getenv", "os.putenv"}
TRANSACTIONS = ("sessions.begin", "reading")
CLIENTS = {"_slack", "slack", "client", "_lookup"}


def names(files: list[Path]) -> list[str]:
    return [str(file.relative_to(ROOT)) for file in files]


def test_a_new_package_is_kept_from_the_tables_until_somebody_says_otherwise() -> None:
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
    kept = next(one for one in contracts if one.get("forbidden_modules") == ["models"])["source_modules"]
    inside = {file.stem for file in (ROOT / "bot").iterdir() if file.suffix == ".py" or (file / "__init__.py").exists()}
    assert set(kept) == {f"bot.{name}" for name in inside - {"__init__", "usecases"}}


def test_of_the_sdk_a_view_uses_the_blocks_alone() -> None:
    used = {name for file in trees.files("bot/views") for name in trees.imports(file) if name.startswith("slack")}
    assert used
    assert all(name.startswith("slack_sdk.models.") for name in used)


def test_nobody_but_one_module_calls_slack() -> None:
    clients = {"slack_sdk.WebClient", "slack_sdk.web.WebClient", "slack_sdk.webhook.WebhookClient"}
    assert [file for file in trees.files(*HOUSE) if trees.imports(file) & clients] == [SLACK]


def test_a_use_case_leaves_the_commit_to_its_caller() -> None:
    ends = {"commit", "rollback", "close"}
    called = {name for file in trees.files("bot/usecases") for name in trees.called(trees.tree(file))}
    assert called
    assert not {name for name in called if name.rpartition(".")[2] in ends}


def test_the_environment_is_read_through_the_settings_alone() -> None:
    found = [file for file in trees.files(*HOUSE) if mentioned(file) & ENVIRONMENT]
    assert names(found) == []


def test_there_is_one_clock() -> None:
    found = [file for file in trees.files(*HOUSE) if mentioned(file) & CLOCKS]
    assert names(found) == names([CLOCK])


def test_nobody_waits_for_slack_while_a_transaction_is_open() -> None:
    assert sum(len(list(transactions(file))) for file in trees.files("bot")) > 10
    assert [said for file in trees.files("bot") for said in calls_in_transactions(file)] == []


def test_a_call_hidden_in_a_helper_is_found_too(tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.py"
    wrong.write_text("def f():\n    with deps.sessions.begin():\n        g()\ndef g():\n    self._slack.say()\n")
    assert calls_in_transactions(wrong) == ["wrong.py:2 calls self._slack.say"]


def test_every_file_and_every_function_can_be_read_in_one_sitting() -> None:
    ours = trees.files("bot", "models")
    assert names([file for file in ours if len(file.read_text("utf-8").splitlines()) > LONGEST_FILE]) == []
    assert [one.name for file in ours for one in trees.functions(file) if length(one) > LONGEST_FUNCTION] == []


def test_what_core_hands_around_cannot_be_changed() -> None:
    loose = [
        f"{file.relative_to(ROOT)}:{node.name}"
        for file in trees.files("bot/core")
        for node in ast.walk(trees.tree(file))
        if isinstance(node, ast.ClassDef)
        for decorator in node.decorator_list
        if "dataclass" in ast.unparse(decorator) and not {"frozen=True", "slots=True"} <= arguments(decorator)
    ]
    assert loose == []


def test_code_and_tables_use_the_same_words() -> None:
    assert set(results.Role) == set(models.topics.ROLES)
    assert set(results.Standing) == set(models.people.STANDINGS)
    assert set(requests.RequestKind) == set(models.requests.REQUEST_KINDS)
    assert set(matching.Outcome) == set(models.asks.OUTCOMES)
    assert set(sheets.KINDS) == set(models.topics.KINDS)
    assert set(lessons.LessonKind) == set(models.lessons.LESSON_KINDS)
    assert set(lessons.LessonState) == set(models.lessons.LESSON_STATES)
    assert set(gaps.GapState) == set(models.gaps.GAP_STATES)
    assert set(stories.StoryKind) == set(models.stories.STORY_KINDS)
    assert set(cadence.Kind) == set(models.messages.MESSAGE_KINDS)
    assert set(outbox.State) == set(models.messages.MESSAGE_STATES)
    assert set(recaps.PlanState) == set(models.recaps.PLAN_STATES)
    assert set(recaps.Audience) == set(models.recaps.AUDIENCES)
    assert set(quiz.Form) == set(models.recaps.FORMS)
    assert set(recall.Arm) == set(models.recaps.ARMS)


def test_every_surface_is_one_the_tables_know() -> None:
    said = {surface for file in trees.files("bot") for surface in trees.constants(file, keyword="surface")}
    assert said == set(models.asks.SURFACES)


def test_a_request_is_always_in_a_state_the_tables_know() -> None:
    said = trees.constants(ROOT / "bot/usecases/receiving.py", keyword="state")
    assert said
    assert said <= set(models.requests.REQUEST_STATES)


def mentioned(file: Path) -> set[str]:
    """Give every chain of attributes that stands in a file."""
    return {trees.dotted(node) for node in ast.walk(trees.tree(file)) if isinstance(node, ast.Attribute)}


def length(function: ast.FunctionDef) -> int:
    return (function.end_lineno or function.lineno) - function.lineno + 1


def arguments(decorator: ast.expr) -> set[str]:
    return {ast.unparse(one) for one in decorator.keywords} if isinstance(decorator, ast.Call) else set()


def transactions(file: Path) -> Iterator[ast.With]:
    """Give every `with` block of a file that holds a transaction open."""
    for node in ast.walk(trees.tree(file)):
        if isinstance(node, ast.With) and any(
            name.endswith(TRANSACTIONS) for item in node.items for name in trees.called(item.context_expr)
        ):
            yield node


def calls_in_transactions(file: Path) -> list[str]:
    """Say which calls of Slack a file makes while a transaction is open, itself or through its own functions."""
    own = {function.name: function for function in trees.functions(file)}
    said = []
    for block in transactions(file):
        reached: set[str] = set()
        waiting: list[ast.AST] = list(block.body)
        while waiting:
            for name in trees.called(waiting.pop()):
                helper = name.removeprefix("self.")
                if helper in own and helper not in reached:
                    reached.add(helper)
                    waiting.append(own[helper])
                if CLIENTS & set(name.split(".")[:-1]):
                    said.append(f"{file.name}:{block.lineno} calls {name}")
    return said
