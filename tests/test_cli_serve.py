"""`sko serve`: it starts only when it can, says in one line why not, and ends when it is told to."""

import socket
import uuid
from collections.abc import Mapping

import pytest
from click.testing import CliRunner

from bot.cli import sko as command
from bot.demo import payloads
from tests.installed import connect, installed, said, settings
from tests.office import wait_until
from tests.postgres import free_port
from tests.processes import PATIENCE, health, sko
from tests.sockets import over_sockets

MARTA = "Ask Marta Lindgren about NordKassa."
RIGHT = {
    "DATABASE_URL": "sqlite:///sko.db",
    "SLACK_BOT_TOKEN": "xoxb-sesame",
    "SLACK_SIGNING_SECRET": "sesame",
    "SLACK_APP_TOKEN": "",
    "SLACK_API_URL": "http://127.0.0.1:9/api/",
    "SKO_ORGANIZERS": "",
    "PORT": "0",
}


@pytest.mark.parametrize(
    ("changed", "begins"),
    [
        ({"SLACK_BOT_TOKEN": ""}, "SLACK_BOT_TOKEN is not set: "),
        ({"SLACK_BOT_TOKEN": "xoxp-sesame"}, "SLACK_BOT_TOKEN: should start with xoxb-"),
        ({"SLACK_SIGNING_SECRET": ""}, "SLACK_SIGNING_SECRET is not set: "),
        ({"SLACK_APP_TOKEN": "xoxb-sesame"}, "SLACK_APP_TOKEN: should start with xapp-"),
        ({"DATABASE_URL": "mysql://sesame"}, "DATABASE_URL: only sqlite:///"),
        ({"DATABASE_URL": "sesame"}, "DATABASE_URL: should look like "),
        ({"DATABASE_URL": "postgresql://sko@host:sesame/x"}, "DATABASE_URL: should look like "),
        ({"DATABASE_URL": "postgresql+asyncpg://sko:sesame@host/x"}, "DATABASE_URL: only sqlite:///"),
        ({"SLACK_API_URL": "slack.com"}, "SLACK_API_URL: should be an address"),
        ({"SKO_ORGANIZERS": "U0ANA, mara"}, "SKO_ORGANIZERS: “mara” is neither"),
        ({"PORT": "http"}, "PORT: "),
        ({"PORT": "70000"}, "PORT: "),
    ],
)
def test_a_wrong_setting_stops_the_start_with_one_line_that_names_it(changed: Mapping[str, str], begins: str) -> None:
    ended = CliRunner().invoke(command, ["serve"], env={**RIGHT, **changed})
    assert ended.exit_code == 1
    [line] = ended.output.splitlines()
    assert line.startswith(begins)
    assert "sesame" not in line


def test_a_port_that_is_taken_stops_the_start_with_one_line(sqlite_url: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with sko("serve", "--port", str(port), **{**RIGHT, "DATABASE_URL": sqlite_url}) as process:
            assert process.ended() == 1
            assert process.printed == f"Port {port} at 127.0.0.1 cannot be used: choose another with PORT or --port.\n"


def test_a_schema_that_is_behind_stops_the_start_with_one_line(postgres_server: str) -> None:
    ended = CliRunner().invoke(command, ["serve"], env={**RIGHT, "DATABASE_URL": postgres_server})
    assert (ended.exit_code, ended.output) == (1, "The database has no tables yet: run `alembic upgrade head`.\n")


def test_a_token_that_slack_refuses_ends_it_with_one_line(sqlite_url: str) -> None:
    with installed(sqlite_url) as slack:
        wrong = settings(slack, sqlite_url, SLACK_BOT_TOKEN="xoxb-revoked", PORT="0")
        with sko("serve", **wrong) as process:
            assert process.ended() == 1
            lines = [line for line in process.printed.splitlines() if "level=info" not in line]
            assert lines == [
                "SLACK_BOT_TOKEN is refused by Slack (invalid_auth): "
                "copy the Bot User OAuth Token of the installed app again."
            ]


def test_it_serves_while_slack_and_the_database_are_away_and_ends_when_told_to() -> None:
    port = free_port()
    away = {**RIGHT, "DATABASE_URL": "postgres://sko@127.0.0.1:9/sko", "PORT": str(port)}
    with sko("serve", **away) as process:
        wait_until(lambda: health(port)[0] == 503, seconds=PATIENCE)
        process.ask_to_end()
        assert process.ended() == 0
        assert "Traceback" not in process.printed


def test_the_answer_in_flight_is_finished_before_it_ends(sqlite_url: str) -> None:
    port = free_port()
    with installed(sqlite_url) as slack, sko("serve", **settings(slack, sqlite_url, PORT=str(port))) as process:
        connect(slack, port)
        slack.faults.slow(method="chat.postMessage", seconds=1)
        slack.person("ana").dm("who owns NordKassa?")
        process.ask_to_end()
        assert process.ended() == 0
        assert said(slack, "ana") == [MARTA]
        assert "Traceback" not in process.printed


def test_socket_mode_acknowledges_each_envelope_and_answers_once(sqlite_url: str) -> None:
    port = free_port()
    with installed(sqlite_url) as slack, over_sockets(slack) as sockets:
        ana, workspace = slack.person("ana"), slack.workspace
        more = {"SLACK_APP_TOKEN": "xapp-1", "SLACK_SIGNING_SECRET": "", "SLACK_API_URL": sockets.api_url}
        with sko("serve", **settings(slack, sqlite_url, PORT=str(port), **more)) as process:
            process.says("socket open")
            message = ana.say(None, "who owns NordKassa?")
            event = payloads.message_event(workspace, message, workspace.dm(ana.person.id))
            envelope = {
                "envelope_id": str(uuid.uuid4()),
                "type": "events_api",
                "accepts_response_payload": False,
                "payload": payloads.envelope(workspace, event),
            }
            for attempt in range(3):
                sockets.send(envelope | ({"retry_attempt": attempt, "retry_reason": "timeout"} if attempt else {}))
            url = slack._urls.issue(user=ana.person.id, channel=message.channel)
            form = payloads.command(
                workspace,
                ana.person,
                workspace.dm(ana.person.id),
                name="/sko",
                text="who owns the payload of Discount approval",
                response_url=url,
            )
            typed = {
                "envelope_id": str(uuid.uuid4()),
                "type": "slash_commands",
                "accepts_response_payload": True,
                "payload": form,
            }
            for _ in range(2):
                sockets.send(typed)
            wait_until(lambda: len(sockets.acknowledged) == 5 and len(said(slack, "ana")) == 2)
            assert sockets.acknowledged.count(str(envelope["envelope_id"])) == 3
            assert sorted(said(slack, "ana")) == [MARTA, "Ask Oskar Wendt about Discount approval."]
            assert health(port) == (200, "ok: schema 0008\n")
            assert "Traceback" not in process.printed
            sockets.break_off()  # of which the library may complain at length before it connects again
            sockets.send(typed | {"envelope_id": str(uuid.uuid4())})
            wait_until(lambda: len(said(slack, "ana")) == 3)
            process.ask_to_end()
            assert process.ended() == 0
            assert "unforeseen" not in process.printed
            assert "xapp-1" not in process.printed


def test_an_app_token_that_slack_refuses_ends_it(sqlite_url: str) -> None:
    with installed(sqlite_url) as slack, over_sockets(slack, refusal="invalid_auth") as sockets:
        more = {"SLACK_APP_TOKEN": "xapp-1", "SLACK_API_URL": sockets.api_url, "PORT": "0"}
        with sko("serve", **settings(slack, sqlite_url, **more)) as process:
            assert process.ended() == 1
            assert process.printed.splitlines()[-1] == (
                "SLACK_APP_TOKEN is refused by Slack (invalid_auth): "
                "make an app-level token with the scope connections:write."
            )
            assert "Traceback" not in process.printed
            assert "xapp-1" not in process.printed
