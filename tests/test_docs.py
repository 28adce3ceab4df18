"""The pages are true: what they name exists, and what exists is named."""

import ast
import json
import re
import shlex
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from bot import manifest
from bot.cli import sko
from bot.config import Settings
from bot.core import grammar
from bot.core.sheets import KINDS, Field
from bot.demo import limits
from bot.errors import SettingMissing
from bot.listeners import shortcuts
from bot.usecases import receiving
from bot.views import help as helping
from tests import trees
from tests.pictures.scenes import SCENES
from tests.trees import ROOT

PAGES = (ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md")))
SPAN = re.compile(r"`([^`\n]+)`")
BLOCK = re.compile(r"^ *```(\w*)\n(.*?)^ *```", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\[[^\]]+\]\(([^)\s]+)\)")
HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)
OURS = re.compile(
    r"(?:bot|models|migrations|tests|docs|\.ci)/[\w./-]*|README\.md|LICENSE|Makefile|Procfile|[\w-]+\.(?:toml|txt|ini)"
)
PICTURE = re.compile(r"!\[([^\]]*)\]\(([^)\s]+)\)")
SPOKEN, LARGEST_PICTURE = 40, 300_000  # characters that tell what is seen; bytes
TARGET = re.compile(r"^(\w+):", re.MULTILINE)
WRONG = {
    "DATABASE_URL": ("nonsense", "mysql://host/name"),
    "SLACK_BOT_TOKEN": ("xoxp-1",),
    "SLACK_APP_TOKEN": ("xoxb-1",),
    "SLACK_API_URL": ("slack.com",),
    "SKO_ORGANIZERS": ("Ana",),
}


@cache
def page(name: str) -> str:
    return (ROOT / name).read_text("utf-8")


def everything() -> str:
    return "\n".join(file.read_text("utf-8") for file in PAGES)


def spans(text: str) -> set[str]:
    """Give what stands as code inside sentences."""
    return set(SPAN.findall(BLOCK.sub("", text)))


def typed() -> Iterator[str]:
    """Give every line of the pages that is meant to be typed into a shell."""
    for file in PAGES:
        for language, block in BLOCK.findall(file.read_text("utf-8")):
            yield from (line.strip() for line in block.splitlines() if language == "sh" or line.startswith("sko "))


def section(name: str, title: str) -> str:
    """Give one section of a page."""
    return page(name).split(f"\n## {title}\n")[1].split("\n## ")[0]


def first_cells(text: str) -> set[str]:
    """Give what stands as code in the first column of the tables of a text."""
    rows = [line.split("|")[1] for line in text.splitlines() if line.startswith("| `")]
    return {span for row in rows for span in SPAN.findall(row)}


def commands() -> dict[str, click.Command]:
    """Give every command as click loads it."""
    ctx = click.Context(sko)
    return {name: command for name in sko.list_commands(ctx) if (command := sko.get_command(ctx, name))}


def options_of(name: str) -> set[str]:
    """Give everything a command can be told with two dashes or one."""
    return {one for param in commands()[name].params for one in (*param.opts, *param.secondary_opts)}


# Commands


def test_every_command_is_documented_and_every_documented_command_exists() -> None:
    named = {span.split()[1] for span in first_cells(section("docs/operators.md", "Commands"))}
    assert named == commands().keys()


@pytest.mark.parametrize("name", sorted(commands()))
def test_every_option_of_a_command_is_documented_beside_it(name: str) -> None:
    row = next(line for line in page("docs/operators.md").splitlines() if line.startswith(f"| `sko {name}"))
    options = {one for one in options_of(name) if one.startswith("--")}
    assert options == {span for span in SPAN.findall(row) if span.startswith("--")}


@pytest.mark.parametrize("name", [None, *sorted(commands())])
def test_every_command_explains_itself(name: str | None) -> None:
    told = CliRunner().invoke(sko, [*([name] if name else []), "--help"])
    assert told.exit_code == 0
    assert told.output.startswith("Usage:")


def test_what_the_pages_tell_to_type_can_be_typed() -> None:
    tried = 0
    for line in typed():
        match shlex.split(line.partition("#")[0]):
            case ["sko", name, *rest]:
                assert {word for word in rest if word.startswith("--")} <= options_of(name), line
            case ["make", *targets]:
                assert set(targets) <= set(TARGET.findall(page("Makefile"))), line
            case ["export", setting, *_]:
                assert setting.partition("=")[0] in aliases(), line
            case _:
                continue
        tried += 1
    assert tried > 10


def test_the_line_that_is_explained_is_the_one_of_the_procfile() -> None:
    web = next(line for line in page("Procfile").splitlines() if line.startswith("web: "))
    assert web.removeprefix("web: ") in page("docs/operators.md")


def test_every_target_of_make_is_named_and_every_named_one_exists() -> None:
    targets = set(TARGET.findall(page("Makefile")))
    named = set(re.findall(r"`make (\w+)", everything()))
    assert named <= targets
    assert all(re.search(rf"\b{target}\b", section("docs/architecture.md", "What is where")) for target in targets)


def test_every_verb_of_the_command_is_documented() -> None:
    read = next(one for one in trees.functions(ROOT / "bot/core/grammar.py") if one.name == "command")
    verbs = {ast.literal_eval(node.value) for node in ast.walk(read) if isinstance(node, ast.MatchValue)} - {""}
    verbs |= grammar.ALONE.keys()
    assert {"who", "edit", "upload"} <= verbs
    told = page("docs/reps.md") + page("docs/organizers.md")
    assert {verb for verb in verbs if f"`/sko {verb}" not in told} == set()


# Settings, Slack, jobs


def aliases() -> set[str]:
    return {str(field.alias) for field in Settings.model_fields.values()}


def test_every_setting_is_documented_and_every_documented_setting_exists() -> None:
    assert first_cells(section("docs/operators.md", "Settings")) == aliases()


@pytest.mark.parametrize(("name", "value"), [(name, value) for name, values in WRONG.items() for value in values])
def test_what_a_malformed_setting_says_is_documented(name: str, value: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(SettingMissing) as wrong:
        Settings.load()
    row = next(line for line in page("docs/operators.md").splitlines() if line.startswith(f"| `{name}`"))
    said = str(wrong.value).removeprefix(f"{name}: ").removeprefix(f"“{value}” is ").removesuffix(".")
    assert f"“{said}”" in row


def test_the_scopes_and_events_are_those_of_the_manifest() -> None:
    told = section("docs/operators.md", "Slack: events and scopes")
    events = manifest.read()["settings"]["event_subscriptions"]["bot_events"]
    assert first_cells(told) == manifest.scopes() | set(events)


def test_the_manifest_says_what_the_way_to_install_it_says_to_change() -> None:
    written = (ROOT / "bot/manifest.json").read_text("utf-8")
    assert '"socket_mode_enabled": false' in written
    assert written.count("https://sko.example.com") == 4
    assert json.loads(written.replace('"socket_mode_enabled": false', '"socket_mode_enabled": true'))


def test_every_job_of_the_worker_is_documented() -> None:
    scheduled = {
        trees.dotted(node.args[0]).removeprefix("self.")
        for node in ast.walk(trees.tree(ROOT / "bot/worker.py"))
        if isinstance(node, ast.Call) and trees.dotted(node.func) == "self._every"
    }
    assert scheduled
    assert first_cells(section("docs/operators.md", "The worker's jobs")) == scheduled


def test_how_long_things_are_kept_is_what_the_code_says() -> None:
    told = section("docs/operators.md", "What is kept, and how long")
    assert f"| {receiving.KEEP_REQUESTS.days} days" in told
    assert f"| {receiving.KEEP_WORDS.days} days" in told


# Words that people read in the product


def test_the_pages_quote_the_product_to_the_letter() -> None:
    assert helping.UNKNOWN.partition(".")[0] in page("docs/operators.md")
    assert helping.GUEST.replace("{company}", "…") in page("docs/reps.md")
    shortcut = next(one for one in manifest.read()["features"]["shortcuts"])
    assert shortcut["callback_id"] == shortcuts.WHO_DO_I_ASK
    assert f"**{shortcut['name']}**" in page("docs/reps.md")
    answers = (ROOT / "bot/views/answers.py").read_text("utf-8")
    for label in re.findall(r"^\| \*\*(.+?)(?:…)?\*\*", section("docs/reps.md", "The buttons"), re.MULTILINE):
        assert f'"{label.strip()}' in answers


def test_the_columns_and_kinds_of_a_sheet_are_those_that_are_read() -> None:
    told = section("docs/organizers.md", "The sheet")
    assert first_cells(told) == set(Field)
    assert all(kind in told for kind in KINDS)


def test_every_page_that_states_a_limit_of_slack_is_named() -> None:
    stated = {value.page for value in vars(limits).values() if isinstance(value, limits.Limit)}
    told = section("docs/architecture.md", "The stand-in Slack")
    assert {one for one in stated if one not in told} == set()


# Pictures


def test_every_picture_is_shown_in_words_too_and_none_is_left_over() -> None:
    shown = {
        (file.parent / target).resolve(): words
        for file in PAGES
        for words, target in PICTURE.findall(file.read_text("utf-8"))
    }
    assert shown.keys() == set((ROOT / "docs/pictures").iterdir())
    assert [file.name for file, words in shown.items() if len(words) < SPOKEN] == []


def test_every_picture_is_taken_of_the_page_and_is_small() -> None:
    taken = {file.stem: file for file in (ROOT / "docs/pictures").iterdir()}
    assert {scene.name for scene in SCENES} == taken.keys()
    assert [file.name for file in taken.values() if file.stat().st_size > LARGEST_PICTURE] == []


def test_the_first_thing_one_sees_is_an_answer() -> None:
    top = page("README.md").split("\n## ")[0]
    assert PICTURE.findall(top)[0][1] == "docs/pictures/answer.png"
    assert [line for line in BLOCK.findall(top)[0][1].splitlines() if line] == ["make demo", "make test"]


# Paths and links


@pytest.mark.parametrize("file", PAGES, ids=lambda file: file.name)
def test_every_path_that_is_named_exists(file: Path) -> None:
    named = {span for span in spans(file.read_text("utf-8")) if OURS.fullmatch(span)}
    assert {one for one in named if not (ROOT / one).exists()} == set()


def test_the_tree_in_the_architecture_is_the_tree() -> None:
    drawn = BLOCK.search(section("docs/architecture.md", "What is where"))
    assert drawn
    top = {line.split()[0] for line in drawn[2].splitlines() if line[:1].strip()}
    inside = {line.split()[0] for line in drawn[2].splitlines() if re.match(r"  \S", line)}
    assert {one for one in top if not (ROOT / one).exists()} == set()
    assert {one.rstrip("/") for one in inside} == {
        file.name
        for file in (ROOT / "bot").iterdir()
        if file.name not in {"__init__.py", "__pycache__", "manifest.json"}
    }


@pytest.mark.parametrize("file", PAGES, ids=lambda file: file.name)
def test_every_link_leads_somewhere(file: Path) -> None:
    for link in LINK.findall(file.read_text("utf-8")):
        target, _, anchor = link.partition("#")
        if target.startswith("https://"):
            continue
        there = (file.parent / target).resolve() if target else file
        assert there.exists(), link
        assert not anchor or anchor in {slug(heading) for heading in HEADING.findall(there.read_text("utf-8"))}, link


def slug(heading: str) -> str:
    """Give the anchor under which a heading is reached."""
    return re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")


def test_the_code_that_is_shown_can_be_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (code,) = [block for language, block in BLOCK.findall(page("docs/architecture.md")) if language == "python"]
    (tmp_path / "manifest.json").write_text((ROOT / "bot/manifest.json").read_text("utf-8"), "utf-8")
    monkeypatch.chdir(tmp_path)
    told: list[str] = []
    shown = code.replace("port=3001", "port=0").replace("Event().wait()", "")

    exec(shown, {"print": lambda *addresses: told.extend(addresses)})

    assert told[1] == f"{told[0]}api/"
