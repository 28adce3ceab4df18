"""The front door over HTTP: what is let in, what is refused, and how the process says it is well."""

import http.client
import io
import json
import threading
import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from urllib.parse import urlsplit

import pytest
from sqlalchemy import QueuePool, text
from werkzeug.test import Client

from bot import schema
from bot.config import Settings
from bot.web import LARGEST, Web
from models import Request
from tests.listeners import door
from tests.office import Office, opened, wait_until

SECRET_WORDS = "who owns the secret merger"


@pytest.fixture
def porch(sqlite_url: str) -> Iterator[Office]:
    """An office of which no more is seen than the front door; whatever database lies behind it is never asked."""
    with opened(sqlite_url) as office:
        yield office


def test_what_slack_did_not_sign_just_now_is_refused_and_leaves_no_trace(
    porch: Office, caplog: pytest.LogCaptureFixture
) -> None:
    secret, body = porch.slack.workspace.app.signing_secret, f"command=/sko&text={SECRET_WORDS}".encode()
    good, stale = door.sign(body, secret=secret), str(int(time.time()) - 301)
    digits = good["X-Slack-Signature"]
    cases: dict[str, dict[str, str]] = {
        "unsigned": {},
        "forged": door.sign(body, secret="another"),
        "another body's": door.sign(b"x", secret=secret),
        "stale": door.sign(body, secret=secret, stamp=stale),
        "from the future": door.sign(body, secret=secret, stamp=str(int(time.time()) + 400)),
        "no timestamp": {"X-Slack-Signature": digits},
        "empty timestamp": good | {"X-Slack-Request-Timestamp": ""},
        "garbled timestamp": good | {"X-Slack-Request-Timestamp": "soon"},
        "fractional timestamp": good | {"X-Slack-Request-Timestamp": "1.5e9"},
        "negative timestamp": good | {"X-Slack-Request-Timestamp": "-1"},
        "endless timestamp": good | {"X-Slack-Request-Timestamp": "9" * 5000},
        "superscript timestamp": good | {"X-Slack-Request-Timestamp": "²"},
        "non-ASCII timestamp": good | {"X-Slack-Request-Timestamp": "1\xe9"},
        "no signature": {"X-Slack-Request-Timestamp": good["X-Slack-Request-Timestamp"]},
        "short signature": good | {"X-Slack-Signature": "v0=abc"},
        "garbled signature": good | {"X-Slack-Signature": "v0=" + "z" * 64},
        "non-ASCII signature": good | {"X-Slack-Signature": "v0=\xe9" + "a" * 63},
        "another version's": good | {"X-Slack-Signature": "v1" + digits[2:]},
    }
    heard = {name: door.knock(porch, body, {"Content-Type": door.FORM, **with_}) for name, with_ in cases.items()}
    assert {name: one.status for name, one in heard.items()} == dict.fromkeys(cases, 401)
    with porch.web.deps.sessions() as session:
        assert session.query(Request).count() == 0
    assert "merger" not in caplog.text
    assert secret not in caplog.text


def test_a_body_that_is_far_too_large_is_refused_before_it_is_read(porch: Office) -> None:
    address = urlsplit(porch.slack.workspace.app.request_url)
    for headers in ({"Content-Length": str(LARGEST + 1)}, {"Content-Length": "9" * 30}):
        connection = http.client.HTTPConnection(address.hostname or "", address.port, timeout=10)
        connection.putrequest("POST", address.path)
        for name, value in headers.items():
            connection.putheader(name, value)
        connection.endheaders()
        assert connection.getresponse().status == 413
        connection.close()


def test_a_body_of_undeclared_length_is_not_read_for_ever(porch: Office) -> None:
    """Servers that unpack chunked bodies say that the input ends by itself."""
    endless = io.BytesIO(b"x" * (LARGEST + 10))
    client = Client(porch.web)
    heard = client.post("/slack/events", input_stream=endless, environ_base={"wsgi.input_terminated": True})
    assert heard.status_code == 413
    assert endless.tell() <= LARGEST + 1


def test_signed_nonsense_crashes_nothing(office: Office, caplog: pytest.LogCaptureFixture) -> None:
    refused = [(door.JSON, b"{"), (door.JSON, b"[1]"), (door.JSON, b"null"), (door.JSON, b"")]
    refused += [(door.FORM, b"payload="), (door.FORM, b"payload=%7B"), (door.FORM, b"payload=%5B%5D")]
    assert [door.signed(office, body, kind=kind).status for kind, body in refused] == [400] * len(refused)
    events = [{"type": "message"}, {"type": "message", "channel_type": "im", "user": "U1"}]
    events += [{"type": "app_mention", "user": "U1"}, {"type": "app_home_opened"}]
    assert [door.event(office, one).status for one in events] == [200] * len(events)
    assert door.signed(office, b"command=%2Fsko", kind=door.FORM).status == 200
    assert door.signed(office, b"\xff\xfe=%ff", kind=door.FORM).status == 401  # no text at all, so no text was signed
    assert door.signed(office, b"", kind="").status == 404
    assert "Traceback" not in caplog.text


def test_nothing_but_the_two_addresses_is_served(porch: Office) -> None:
    for method, path in (("GET", "/slack/events"), ("POST", "/healthz"), ("GET", "/"), ("POST", "/slack/events/")):
        assert door.knock(porch, b"", {}, path=path, method=method).status == 404


def test_slack_can_confirm_the_address_in_the_settings_of_the_app(porch: Office) -> None:
    body = json.dumps({"token": "x", "challenge": "3eZbrw1aB", "type": "url_verification"}).encode()
    heard = door.signed(porch, body, kind=door.JSON)
    assert (heard.status, json.loads(heard.body)) == (200, {"challenge": "3eZbrw1aB"})
    assert door.knock(porch, body, {"Content-Type": door.JSON}).status == 401


def test_unsigned_certificate_checks_are_not_answered(porch: Office) -> None:
    assert door.knock(porch, b"ssl_check=1&token=x", {"Content-Type": door.FORM}).status == 401


def test_what_nobody_listens_for_is_acknowledged_without_noise(
    office: Office, caplog: pytest.LogCaptureFixture
) -> None:
    ana = office.slack.workspace.person("ana")
    link = {"type": "button", "action_id": "open_deck", "block_id": "b", "url": "https://example.com/deck"}
    click = {
        "type": "block_actions",
        "user": {"id": ana.id},
        "team": {"id": office.slack.workspace.team_id},
        "trigger_id": "1.2.3",
        "response_url": "http://127.0.0.1:9/never",
        "actions": [link],
        "container": {"type": "message", "channel_id": "C1", "message_ts": "1.1"},
    }
    assert door.interaction(office, click).status == 200
    assert (
        door.interaction(office, click | {"actions": [link | {"action_id": "not_the_wrong_person_at_all"}]}).status
        == 200
    )
    assert door.event(office, {"type": "emoji_changed", "subtype": "add"}).status == 200
    assert door.event(office, {"type": "message", "subtype": "channel_join", "user": ana.id}).status == 200
    assert [one.message for one in caplog.records if one.name != "werkzeug"] == []
    with office.web.deps.sessions() as session:
        assert session.query(Request).count() == 0


def test_a_word_that_means_something_to_the_protocol_is_an_ordinary_word(office: Office) -> None:
    ana = office.person("ana")
    for line in (
        "who nordkassa payload",
        "who nordkassa payload=",
        "who nordkassa &payload=%7B",
        "ssl_check nordkassa",
    ):
        ana.command("/sko", line)
        assert "NordKassa" in ana.wait_for_reply().text


def test_health_tells_the_schema_and_needs_no_signature(office: Office) -> None:
    heard = door.knock(office, b"", {}, path="/healthz", method="GET")
    assert (heard.status, heard.body) == (200, "ok: schema 0008\n")


def test_health_says_in_one_sentence_that_the_schema_is_behind(office: Office) -> None:
    with office.web.deps.sessions.begin() as session:
        session.execute(text("UPDATE alembic_version SET version_num = '0000'"))
    heard = door.knock(office, b"", {}, path="/healthz", method="GET")
    assert heard.status == 503
    assert heard.body == "The database is at revision 0000, this version needs 0008: run `alembic upgrade head`.\n"


def test_health_says_in_one_sentence_that_the_database_is_away(postgres_server: str) -> None:
    settings = Settings(DATABASE_URL="postgresql://sko@127.0.0.1:9/sko", SLACK_SIGNING_SECRET="x")
    web = Web(settings)
    heard = Client(web).get("/healthz")
    web.close()
    assert (heard.status_code, heard.text) == (503, f"{schema.AWAY}\n")


def test_nothing_is_opened_before_the_server_forks(database_url: str) -> None:
    before = threading.active_count()
    web = Web(Settings(DATABASE_URL=database_url, SLACK_BOT_TOKEN="xoxb-1", SLACK_SIGNING_SECRET="x"))
    pool = web.deps.engine.pool
    assert isinstance(pool, QueuePool)
    assert (threading.active_count(), pool.checkedin(), pool.checkedout()) == (before, 0, 0)
    web.close()


def test_slack_is_asked_who_we_are_until_it_answers(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.web.RETRY", 0.02)
    office.slack.faults.error(method="auth.test")
    office.slack.faults.drop(method="auth.test")
    office.slack.faults.rate_limit(method="auth.test")
    late = Web(office.web.deps.settings)
    late.start()
    wait_until(lambda: late.slack.identity)
    late.close()
    assert len(office.slack.wire.calls("auth.test")) == 5
    assert not late.refused.is_set()


def test_a_refused_token_is_told_in_a_sentence_that_names_it(office: Office) -> None:
    office.slack.workspace.app = replace(office.slack.workspace.app, token="xoxb-another")
    late = Web(office.web.deps.settings)
    late.start()
    wait_until(late.refused.is_set)
    late.close()
    assert late.refusal.startswith("SLACK_BOT_TOKEN is refused by Slack (invalid_auth): ")


def test_something_unforeseen_ends_neither_the_sweep_nor_the_question_who_we_are(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = office.web.deps.settings
    monkeypatch.setattr("bot.web.RETRY", 0.01)
    monkeypatch.setattr("bot.web.SWEEP", 0.01)
    with closing(Web(settings)) as web:
        sweeps = fail_once(monkeypatch, web.answers, "sweep")
        introductions = fail_once(monkeypatch, web.slack, "introduce")
        web.start()
        wait_until(lambda: web.slack.identity and len(sweeps) > 1)
    assert len(introductions) == 2


def fail_once(monkeypatch: pytest.MonkeyPatch, thing: object, name: str) -> list[str]:
    """Let a method fail the first time; give a list that grows with each call."""
    works, calls = getattr(thing, name), list[str]()

    def fail() -> object:
        calls.append(name)
        if len(calls) == 1:
            raise RuntimeError("nobody thought of this")
        return works()

    monkeypatch.setattr(thing, name, fail)
    return calls
