"""Forms: what is wrong stands beside its field, and what is right is done once and answered."""

import threading
import time
from collections.abc import Callable

import pytest
from sqlalchemy import select, text

from bot.core.requests import Incoming, RequestKind
from bot.demo.acting import Actor
from bot.demo.things import View
from bot.listeners import answering, files, forms, submitting, working
from bot.listeners.nouns import Errors, Follow, Submitted, Turn
from bot.usecases import admitting
from bot.views import help as helping
from models import Request, Topic
from tests.conftest import Clock
from tests.listeners.sheets import CSV, Reader, form, said, saying
from tests.office import Office, wait_until
from tests.rows import is_in_doubt, is_settled

TAKEN = "It is called that now."
Form = Callable[[Turn, Submitted], Errors | Follow]


def follow(**more: object) -> Follow:
    return Follow(incoming=Incoming(id="", kind=RequestKind.FORM, slack_user="", action="taken", **more))  # type: ignore[arg-type]


class Renaming:
    """A form that gives the roadmap another title, unless it is called so already."""

    def __init__(self) -> None:
        self.taken: list[Submitted] = []
        self.follow = follow()
        self.pause = 0.0

    def __call__(self, turn: Turn, submitted: Submitted) -> Errors | Follow:
        admitting.organizer(turn.asker, turn.organizers)
        topic = turn.session.scalars(select(Topic).where(Topic.key == "r&d-roadmap")).one()
        wanted = submitted.text("field")
        topic.title = wanted
        turn.session.flush()
        self.taken.append(submitted)
        time.sleep(self.pause)
        return Errors(beside={"field": "It needs a title."}) if wanted == "-" else self.follow


@pytest.fixture
def renaming(monkeypatch: pytest.MonkeyPatch) -> Renaming:
    renaming = Renaming()
    monkeypatch.setitem(answering.LOOK, RequestKind.COMMAND, lambda *_: form(private="7"))
    monkeypatch.setitem(forms.FORMS, "try", renaming)
    monkeypatch.setitem(working.WORK, "taken", saying(TAKEN))
    return renaming


def opened(actor: Actor) -> View:
    actor.command("/sko", "edit roadmap")
    return actor.wait_for_modal()


def title(office: Office) -> str:
    with office.web.deps.sessions() as session:
        return session.scalars(select(Topic.title).where(Topic.key == "r&d-roadmap")).one()


def requests(office: Office) -> int:
    with office.web.deps.sessions() as session:
        return session.query(Request).filter(Request.kind == "form").count()


def test_a_form_that_is_in_order_closes_is_done_and_answered_in_the_direct_message(
    office: Office, renaming: Renaming
) -> None:
    priya = office.person("priya")
    view = opened(priya)
    assert priya.submit(view, {"field": "Road & <map>"}) is None
    assert priya.wait_for_reply().text == TAKEN
    wait_until(lambda: is_settled(office))
    assert (title(office), said(priya)) == ("Road & <map>", [TAKEN])
    assert [one.private for one in renaming.taken] == ["7"]


def test_what_is_wrong_stands_beside_its_field_and_nothing_of_it_stays(office: Office, renaming: Renaming) -> None:
    priya = office.person("priya")
    left = priya.submit(opened(priya), {"field": "-"})
    assert left
    assert left.errors == {"field": "It needs a title."}
    assert (title(office), requests(office)) == ("R&D roadmap", 0)
    assert priya.submit(left, {"field": "Roadmap"}) is None
    assert priya.wait_for_reply().text == TAKEN


def test_a_form_sent_again_is_done_once(office: Office, renaming: Renaming) -> None:
    priya = office.person("priya")
    priya.submit(opened(priya), {"field": "Roadmap"})
    again = office.slack.replay(3)
    assert [(one.status, one.answer) for one in again] == [(200, '{"response_action": "clear"}')] * 3
    wait_until(lambda: is_settled(office) and said(priya))
    assert (len(renaming.taken), requests(office), said(priya)) == (1, 1, [TAKEN])


def test_a_form_sent_twice_at_the_same_time_is_done_once(office: Office, renaming: Renaming) -> None:
    priya = office.person("priya")
    renaming.pause = 0.3
    view = opened(priya)
    first = threading.Thread(target=priya.submit, args=(view, {"field": "Roadmap"}))
    first.start()
    wait_until(lambda: renaming.taken)
    office.slack.replay(1)
    first.join()
    wait_until(lambda: is_settled(office) and said(priya))
    assert (len(renaming.taken), said(priya)) == (1, [TAKEN])


@pytest.mark.parametrize(
    ("handle", "sentence"), [("ana", admitting.ORGANIZERS_ONLY), ("gwen", "Ask a colleague at Northbeam")]
)
def test_whoever_may_not_is_told_in_the_form(office: Office, renaming: Renaming, handle: str, sentence: str) -> None:
    view, person = opened(office.person("priya")), office.person(handle)
    left = person.submit(view, {"field": "Mine"})
    assert left is None
    [stands] = [one for one in office.slack.workspace.views.values() if one.id == view.id]
    assert stands.errors["field"].startswith(sentence)
    assert (title(office), requests(office)) == ("R&D roadmap", 0)


def test_a_stranger_is_told_in_the_form(office: Office, renaming: Renaming) -> None:
    priya = office.person("priya")
    view = opened(priya)
    with office.web.deps.sessions.begin() as session:
        session.execute(text("UPDATE people SET slack_id = NULL WHERE name = 'Priya Raman'"))
    left = priya.submit(view, {"field": "Roadmap"})
    assert left
    assert left.errors == {"field": helping.UNKNOWN}


def test_a_database_that_is_away_leaves_the_form_open(office: Office, renaming: Renaming) -> None:
    priya = office.person("priya")
    view = opened(priya)
    wait_until(lambda: is_settled(office))
    with office.web.deps.sessions.begin() as session:
        session.execute(text("ALTER TABLE requests RENAME TO put_away"))
    left = priya.submit(view, {"field": "Roadmap"})
    with office.web.deps.sessions.begin() as session:
        session.execute(text("ALTER TABLE put_away RENAME TO requests"))
    assert left
    assert left.errors == {"field": helping.SAVE_AGAIN}
    assert priya.submit(left, {"field": "Roadmap"}) is None
    assert priya.wait_for_reply().text == TAKEN


def test_what_is_not_done_in_time_is_not_done_at_all(
    office: Office, renaming: Renaming, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(submitting, "DEADLINE", 0.2)
    priya = office.person("priya")
    renaming.pause = 0.5
    left = priya.submit(opened(priya), {"field": "Roadmap"})
    assert left
    assert left.errors == {"field": helping.SAVE_AGAIN}
    office.web.submissions.close()
    assert (title(office), requests(office)) == ("R&D roadmap", 0)


@pytest.mark.parametrize("breaks", [ValueError, KeyError])
def test_what_nobody_foresaw_is_admitted_in_the_form(
    office: Office, renaming: Renaming, monkeypatch: pytest.MonkeyPatch, breaks: type[Exception]
) -> None:
    def broken(*_: object) -> Follow:
        raise breaks("surprise")

    monkeypatch.setitem(forms.FORMS, "try", broken)
    left = office.person("priya").submit(opened(office.person("priya")), {"field": "Roadmap"})
    assert left
    assert left.errors == {"field": helping.BROKEN}


def test_what_belongs_to_no_field_stands_beside_the_first() -> None:
    fields = {"view": {"blocks": [{"type": "section", "block_id": "a"}, {"type": "input", "block_id": "b"}]}}
    assert submitting._beside_fields({"": "Too late.", "b": "Too long."}, fields) == {"b": "Too late. Too long."}
    assert submitting._beside_fields({"b": "Too long."}, fields) == {"b": "Too long."}


def test_the_answer_to_a_form_takes_the_place_of_the_message_it_came_from(office: Office, renaming: Renaming) -> None:
    priya, workspace = office.person("priya"), office.slack.workspace
    priya.dm("thanks")
    before, dm = priya.wait_for_reply(), workspace.dm(priya.person.id).id
    renaming.follow = follow(channel=dm, message=before.ts)
    priya.submit(opened(priya), {"field": "Roadmap"})
    wait_until(lambda: said(priya) == [TAKEN])
    assert [one.ts for one in priya.sees() if one.by_app] == [before.ts]


def test_an_answer_in_place_that_slack_lost_is_found_there(office: Office, renaming: Renaming, clock: Clock) -> None:
    priya, dm = office.person("priya"), office.slack.workspace.dm(office.person("priya").person.id).id
    priya.dm("thanks")
    renaming.follow = follow(channel=dm, message=priya.wait_for_reply().ts)
    office.slack.faults.drop(method="chat.update", after=True)
    priya.submit(opened(priya), {"field": "Roadmap"})
    wait_until(lambda: said(priya) == [TAKEN] and is_in_doubt(office))
    clock.forward(seconds=31)
    assert office.web.answers.sweep() == 1
    wait_until(lambda: is_settled(office))
    assert (said(priya), len(office.slack.wire.calls("chat.update"))) == ([TAKEN], 1)


def test_where_that_message_is_gone_the_answer_is_a_new_one(office: Office, renaming: Renaming) -> None:
    priya, dm = office.person("priya"), office.slack.workspace.dm(office.person("priya").person.id).id
    renaming.follow = follow(channel=dm, message="1700000000.000001")
    priya.submit(opened(priya), {"field": "Roadmap"})
    assert priya.wait_for_reply().text == TAKEN


def test_a_sheet_submitted_in_a_form_is_read_like_one_that_was_dropped(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    def upload(_turn: Turn, submitted: Submitted) -> Follow:
        sheet = Incoming(id="", kind=RequestKind.FILE, slack_user="", files=submitted.files("field"))
        return Follow(incoming=sheet)

    monkeypatch.setitem(answering.LOOK, RequestKind.COMMAND, lambda *_: form(file=True))
    monkeypatch.setitem(forms.FORMS, "try", upload)
    monkeypatch.setitem(working.WORK, files.SHEET, Reader())
    priya = office.person("priya")
    view = opened(priya)
    assert priya.submit(view, {"field": [priya.attach("kickoff.csv", CSV, mimetype="text/csv")]}) is None
    assert priya.wait_for_reply().text == f"Read {len(CSV)} bytes of kickoff.csv"


def test_everything_that_can_be_filled_in_is_read_plainly() -> None:
    option = {"value": "7", "text": {"type": "plain_text", "text": "Seven"}}
    state = {
        "typed": {"a": {"type": "plain_text_input", "value": "a\x00&amp; <b>"}},
        "empty": {"a": {"type": "plain_text_input", "value": None}},
        "one": {"a": {"type": "external_select", "selected_option": option}},
        "none": {"a": {"type": "static_select", "selected_option": None}},
        "several": {"a": {"type": "checkboxes", "selected_options": [option, option]}},
        "who": {"a": {"type": "users_select", "selected_user": "U1"}},
        "whole": {"a": {"type": "multi_users_select", "selected_users": ["U1", "U2"]}},
        "where": {"a": {"type": "channels_select", "selected_channel": None}},
        "sheet": {
            "a": {"type": "file_input", "files": [{"id": "F1", "name": "a.csv", "size": 3, "is_external": True}]}
        },
    }
    body = {"user": {"id": "U9"}, "view": {"private_metadata": "7", "state": {"values": state}}}
    read = forms.read(body)
    assert (read.user, read.private) == ("U9", "7")
    assert [read.text(one) for one in ("typed", "empty", "one", "none", "who", "where", "nowhere")] == [
        "a &amp; <b>",
        "",
        "7",
        "",
        "U1",
        "",
        "",
    ]
    assert (read.chosen("several"), read.chosen("whole"), read.chosen("typed")) == (("7", "7"), ("U1", "U2"), ())
    assert [(one.id, one.mode) for one in read.files("sheet")] == [("F1", "external")]
