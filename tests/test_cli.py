"""`sko` itself: a command costs what it needs, and is told of in its own words."""

import subprocess
import sys

import click
from click.testing import CliRunner

from bot.cli import COMMANDS, sko
from tests.trees import ROOT

HEAVY = {"sqlalchemy", "slack_bolt", "slack_sdk", "numpy", "alembic", "pydantic", "werkzeug"}
HEAVIEST = {"scipy", "matplotlib"}
IMPORTED = "import sys; [__import__(module) for module in sys.argv[1:]]; print(*sys.modules)"
LOADED = "import sys; from bot.cli import sko; sko(sys.argv[1:], standalone_mode=False); print(*sys.modules)"


def loaded(*arguments: str, code: str = LOADED) -> set[str]:
    """Run `sko` in a process of its own, and give the libraries it has loaded in the end."""
    ran = subprocess.run([sys.executable, "-c", code, *arguments], capture_output=True, text=True, check=True, cwd=ROOT)
    return {name.partition(".")[0] for name in ran.stdout.splitlines()[-1].split()}


def test_listing_the_commands_loads_none_of_them() -> None:
    assert loaded("--help") & HEAVY == set()


def test_the_demo_is_there_before_the_app_is_loaded() -> None:
    assert loaded("demo", "--help") & HEAVY == {"werkzeug"}


def test_what_counts_and_draws_is_loaded_by_nobody_who_has_not_been_asked_to() -> None:
    everybody = ("bot.web", "bot.worker", "bot.sockets", "bot.cli.stats", "bot.demo.behind")
    assert loaded(*everybody, code=IMPORTED) & HEAVIEST == set()


def test_every_command_is_listed_with_its_own_first_line() -> None:
    listed = " ".join(CliRunner().invoke(sko, ["--help"], terminal_width=200).output.split())
    for name in COMMANDS:
        command = sko.get_command(click.Context(sko), name)
        assert command is not None
        assert f"{name} {(command.help or '').partition(chr(10))[0]}" in listed


def test_a_command_that_is_none_is_said_to_be_none() -> None:
    ended = CliRunner().invoke(sko, ["anser"])
    assert ended.exit_code == 2
    assert "No such command" in ended.output
