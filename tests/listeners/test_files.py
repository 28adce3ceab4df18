"""Sheets dropped in the direct message: whose are read, what is said meanwhile, and that nobody waits for them."""

import time
from collections.abc import Iterator
from dataclasses import replace

import pytest
from sqlalchemy.exc import OperationalError

from bot.core.requests import LEASE, RequestKind
from bot.errors import SlackLater
from bot.listeners import files, messages, progress, working
from bot.listeners.answering import Answers
from bot.listeners.handing import Sent
from bot.views import help as helping
from models import Request
from tests.conftest import Clock
from tests.databases import EMBEDDED
from tests.listeners import door
from tests.listeners.sheets import CSV, Reader, said
from tests.office import Office, wait_until
from tests.rows import is_in_doubt, is_settled

READ = f"Read {len(CSV)} bytes of kickoff.csv"
READING = helping.READING.format(name="kickoff.csv")
MARTA = "Ask Marta Lindgren about NordKassa."


@pytest.fixture
def reader(monkeypatch: pytest.MonkeyPatch) -> Iterator[Reader]:
    reader = Reader()
    monkeypatch.setitem(working.WORK, files.SHEET, reader)
    yield reader
    reader.goes_on.set()


@pytest.fixture
def _impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(progress, "PATIENT", 0.1)


@EMBEDDED
def test_an_organizers_sheet_is_read_and_answered_in_the_direct_message(office: Office, reader: Reader) -> None:
    priya = office.person("priya")
    priya.upload("kickoff.csv", CSV)
    assert priya.wait_for_reply().text == READ
    wait_until(lambda: is_settled(office))
    assert said(priya) == [READ]
    with office.web.deps.sessions() as session:
        [kept] = session.query(Request).all()
        assert (kept.kind, kept.state, kept.files) == ("file", "answered", None)


@EMBEDDED
def test_a_sheet_dropped_in_a_thread_is_answered_in_that_thread(office: Office, reader: Reader) -> None:
    priya = office.person("priya")
    root = priya.dm("thanks")
    priya.wait_for_reply()
    priya.dm("Here", thread_ts=root.ts, files=(priya.attach("kickoff.csv", CSV, mimetype="text/csv"),))
    assert (priya.wait_for_reply().text, priya.wait_for_reply().thread_ts) == (READ, root.ts)


def test_a_sheet_delivered_again_is_read_once(office: Office, reader: Reader) -> None:
    priya = office.person("priya")
    priya.upload("kickoff.csv", CSV)
    office.slack.redeliver(3)
    wait_until(lambda: is_settled(office) and said(priya))
    assert (said(priya), len(reader.read)) == ([READ], 1)


@pytest.mark.parametrize(
    ("handle", "text", "answer"),
    [
        ("ana", "", helping.NOT_OPENED),
        ("ana", "who owns NordKassa?", MARTA),
        ("gwen", "", "Ask a colleague at Northbeam"),
    ],
)
@EMBEDDED
def test_nobody_elses_sheet_is_even_fetched(
    office: Office, reader: Reader, handle: str, text: str, answer: str
) -> None:
    person = office.person(handle)
    person.upload("kickoff.csv", CSV, text=text)
    assert person.wait_for_reply().text.startswith(answer)
    wait_until(lambda: is_settled(office))
    assert (reader.read, office.slack.wire.calls("download")) == ([], [])


@pytest.mark.parametrize(
    ("name", "mimetype", "text", "is_read"),
    [
        ("kickoff.xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "Our sheet", True),
        ("agenda.JSON", "application/octet-stream", "Our sheet", True),
        ("kickoff", "text/csv", "Our sheet", True),
        ("notes.txt", "text/plain", "Our sheet", True),
        ("deck.pdf", "application/pdf", "", True),
        ("deck.pdf", "application/pdf", "who owns NordKassa?", False),
        ("stage.png", "image/png", "who owns NordKassa?", False),
    ],
)
def test_a_file_is_taken_for_a_sheet_if_it_looks_like_one_or_nothing_else_was_said(
    name: str, mimetype: str, text: str, is_read: bool
) -> None:
    file = {"id": "F1", "name": name, "mimetype": mimetype, "filetype": "binary", "size": 3, "url_private": "https://x"}
    event = {"channel_type": "im", "channel": "D1", "user": "U1", "text": text, "subtype": "file_share"}
    read = messages.read({"event": event | {"files": [file]}}, request_id="Ev1")
    assert read
    assert (read.kind is RequestKind.FILE, read.text) == (is_read, text)
    assert [one.name for one in read.files] == [name] * is_read


@EMBEDDED
def test_a_file_of_which_slack_tells_nothing_is_looked_up(office: Office, reader: Reader) -> None:
    priya = office.person("priya")
    file_id = priya.attach("kickoff.csv", CSV, mimetype="text/csv")
    bare = [{"id": file_id, "file_access": "check_file_info", "mode": "hosted"}]
    door.event(office, door.message(office, "priya", "", subtype="file_share", files=bare))
    priya.wait_for_reply()
    assert office.slack.wire.calls("files.info")
    assert said(priya) == [f"Read {len(CSV)} bytes of "]


@pytest.mark.usefixtures("_impatient")
@EMBEDDED
def test_a_large_sheet_is_said_to_be_read_and_the_answer_takes_that_place(office: Office, reader: Reader) -> None:
    priya = office.person("priya")
    reader.goes_on.clear()
    priya.upload("kickoff.csv", CSV)
    reading = priya.wait_for_reply()
    assert reading.text == READING
    reader.goes_on.set()
    wait_until(lambda: said(priya) == [READ])
    assert [one.ts for one in priya.sees() if one.by_app] == [reading.ts]


@pytest.mark.usefixtures("_impatient")
@EMBEDDED
def test_a_sheet_with_a_wild_name_pings_nobody(office: Office, reader: Reader) -> None:
    priya = office.person("priya")
    reader.goes_on.clear()
    priya.upload("<!channel> *x*.csv", CSV)
    reading = priya.wait_for_reply()
    assert not reading.mentions
    assert "&lt;!channel&gt;" in reading.text


@EMBEDDED
def test_what_is_wrong_with_a_sheet_is_one_sentence_that_pings_nobody(office: Office, reader: Reader) -> None:
    priya = office.person("priya")
    office.slack.faults.error(method="download", status=404)
    priya.upload("<!here>.csv", CSV)
    answer = priya.wait_for_reply()
    assert "is not there any more" in answer.text
    assert not answer.mentions


@EMBEDDED
def test_the_app_says_which_scope_it_lacks_to_read_files(office: Office, reader: Reader) -> None:
    priya, app = office.person("priya"), office.slack.workspace.app
    office.slack.workspace.app = replace(app, scopes=app.scopes - {"files:read"})
    priya.upload("kickoff.csv", CSV)
    assert "the app may not read files" in priya.wait_for_reply().text


@EMBEDDED
def test_a_limit_on_downloads_is_waited_out(office: Office, reader: Reader) -> None:
    priya = office.person("priya")
    office.slack.faults.rate_limit(method="download", retry_after=1)
    priya.upload("kickoff.csv", CSV)
    assert priya.wait_for_reply().text == READ


@pytest.mark.usefixtures("_impatient")
@EMBEDDED
def test_questions_are_answered_while_five_sheets_are_read(office: Office, reader: Reader) -> None:
    priya, ana = office.person("priya"), office.person("ana")
    reader.goes_on.clear()
    for _ in range(5):
        priya.upload("kickoff.csv", CSV)
    wait_until(lambda: said(priya) == [READING] * 5 and len(reader.read) == working.BUSY)
    started = time.monotonic()
    ana.command("/sko", "who owns NordKassa")
    assert ana.wait_for_reply().text == MARTA
    assert time.monotonic() - started < 1
    reader.goes_on.set()
    wait_until(lambda: said(priya) == [READ] * 5)


@pytest.mark.usefixtures("_impatient")
def test_a_sheet_is_not_taken_over_while_the_process_that_reads_it_lives(
    office: Office, reader: Reader, clock: Clock
) -> None:
    priya = office.person("priya")
    other = Answers(office.web.deps, office.web.slack)
    reader.goes_on.clear()
    priya.upload("kickoff.csv", CSV)
    priya.wait_for_reply()
    for _ in range(4):
        clock.forward(seconds=LEASE.total_seconds() - 2)
        assert (office.web.answers.sweep(), other.sweep()) == (0, 0)
    reader.goes_on.set()
    wait_until(lambda: said(priya) == [READ])
    assert len(reader.read) == 1
    other.close()


@pytest.mark.usefixtures("_impatient")
def test_whoever_takes_a_sheet_over_answers_where_it_was_said_to_be_read(
    office: Office, reader: Reader, clock: Clock
) -> None:
    priya = office.person("priya")
    other = Answers(office.web.deps, office.web.slack)
    reader.goes_on.clear()
    priya.upload("kickoff.csv", CSV)
    reading = priya.wait_for_reply()
    clock.forward(seconds=LEASE.total_seconds() + 1)
    assert other.sweep() == 1  # as if the first process had died, for it has not held what it reads
    wait_until(lambda: len(reader.read) == 2)
    reader.goes_on.set()
    wait_until(lambda: said(priya) == [READ])
    assert [one.ts for one in priya.sees() if one.by_app] == [reading.ts]
    other.close()


def test_a_database_that_fails_meanwhile_is_admitted_once_and_made_good(
    office: Office, reader: Reader, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: object) -> Sent:
        raise OperationalError("SELECT 1", None, ConnectionError("gone"))

    priya = office.person("priya")
    with monkeypatch.context() as patched:
        patched.setitem(working.WORK, files.SHEET, fails)
        priya.upload("kickoff.csv", CSV)
        assert priya.wait_for_reply().text == helping.AWAY
    wait_until(lambda: not office.web.answers._waiting)
    clock.forward(seconds=LEASE.total_seconds() + 1)
    assert office.web.answers.sweep() == 1
    wait_until(lambda: said(priya) == [helping.AWAY, READ])


@EMBEDDED
def test_what_nobody_foresaw_is_admitted_once(
    office: Office, reader: Reader, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: object) -> Sent:
        raise ValueError("surprise")

    monkeypatch.setitem(working.WORK, files.SHEET, fails)
    priya = office.person("priya")
    priya.upload("kickoff.csv", CSV)
    assert priya.wait_for_reply().text == helping.BROKEN
    wait_until(lambda: is_settled(office))
    clock.forward(seconds=31)
    assert office.web.answers.sweep() == 0


@EMBEDDED
def test_slack_being_away_for_long_is_said_in_a_sentence(
    office: Office, reader: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away(*_: object) -> Sent:
        raise SlackLater("ratelimited", seconds=0.01)

    monkeypatch.setitem(working.WORK, files.SHEET, away)
    priya = office.person("priya")
    priya.upload("kickoff.csv", CSV)
    assert priya.wait_for_reply().text == helping.SLACK_AWAY


@pytest.mark.usefixtures("_impatient")
def test_an_answer_that_slack_lost_is_not_said_twice(office: Office, reader: Reader, clock: Clock) -> None:
    priya = office.person("priya")
    office.slack.faults.drop(method="chat.postMessage", after=True)
    priya.upload("kickoff.csv", CSV)
    priya.wait_for_reply()
    wait_until(lambda: is_in_doubt(office))
    clock.forward(seconds=31)
    assert office.web.answers.sweep() == 1
    wait_until(lambda: is_settled(office))
    assert said(priya) == [READ]
