"""Forms that open in time, and files that are shared once."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from bot.core.requests import RequestKind
from bot.core.uploads import Document
from bot.index import Version
from bot.listeners import answering, working
from bot.listeners.answering import Answers
from bot.views import answers, menus
from bot.views import help as helping
from tests.conftest import Clock
from tests.listeners import door
from tests.listeners.sheets import form, said, saying
from tests.office import Office, opened, wait_until
from tests.rows import is_settled

SHEET = Document(name="northbeam.csv", data=b"topic,owner\n", says="What <!channel> knows")


@pytest.fixture
def office(sqlite_url: str, clock: Clock) -> Iterator[Office]:
    """The running app on one database alone: none of this has to do with tables."""
    with opened(sqlite_url, now=clock) as office:
        yield office


@pytest.fixture
def _export(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(answering.LOOK, RequestKind.COMMAND, lambda *_: SHEET)


@pytest.fixture
def _edit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(answering.LOOK, RequestKind.COMMAND, lambda *_: form())


def shared(office: Office, handle: str = "priya") -> list[bytes]:
    """The files that stand in the direct message, by what is in them."""
    workspace, person = office.slack.workspace, office.person(handle)
    return [workspace.uploads[one].content for message in person.sees() for one in message.files]


def without(office: Office, scope: str) -> None:
    app = office.slack.workspace.app
    office.slack.workspace.app = replace(app, scopes=app.scopes - {scope})


# Files


@pytest.mark.usefixtures("_export")
def test_a_file_comes_to_the_direct_message_and_pings_nobody(office: Office) -> None:
    priya = office.person("priya")
    priya.command("/sko", "export")
    message = priya.wait_for_reply()
    assert (shared(office), message.mentions) == ([SHEET.data], frozenset())
    assert "What &lt;!channel&gt; knows" in message.text
    wait_until(lambda: is_settled(office))
    assert len(priya.sees()) == 1


@pytest.mark.usefixtures("_export")
def test_where_it_was_asked_for_elsewhere_that_place_hears_where_it_is(office: Office) -> None:
    priya = office.person("priya")
    priya.command("/sko", "export", channel="general")
    wait_until(lambda: said(priya, "general"))
    [answer] = [one for one in priya.sees("general") if one.by_app]
    assert (answer.text, answer.only_for) == (helping.IN_OUR_DM, priya.person.id)
    assert shared(office) == [SHEET.data]


@pytest.mark.usefixtures("_export")
def test_a_file_whose_answer_slack_lost_is_not_sent_again(office: Office, clock: Clock) -> None:
    priya = office.person("priya")
    office.slack.faults.drop(method="files.completeUploadExternal", after=True)
    priya.command("/sko", "export")
    wait_until(lambda: helping.LOOK_FIRST in said(priya))
    clock.forward(seconds=31)
    office.web.answers.sweep()
    wait_until(lambda: is_settled(office))
    assert shared(office) == [SHEET.data]


@pytest.mark.usefixtures("_export")
def test_a_file_that_a_dead_process_may_have_sent_is_not_sent_again(office: Office, clock: Clock) -> None:
    priya = office.person("priya")
    office.slack.faults.slow(method="files.completeUploadExternal", seconds=30, after=True)
    priya.command("/sko", "export")
    wait_until(lambda: shared(office))
    clock.forward(seconds=31)
    assert office.web.answers.sweep() == 1
    wait_until(lambda: helping.LOOK_FIRST in said(priya))
    office.slack.faults.clear()
    wait_until(lambda: is_settled(office))
    assert shared(office) == [SHEET.data]


@pytest.mark.usefixtures("_export")
def test_a_limit_puts_a_file_off_and_it_comes_once(office: Office) -> None:
    office.slack.faults.rate_limit(method="files.getUploadURLExternal", retry_after=1)
    office.person("priya").command("/sko", "export")
    wait_until(lambda: shared(office))
    wait_until(lambda: is_settled(office))
    assert shared(office) == [SHEET.data]


@pytest.mark.usefixtures("_export")
@pytest.mark.parametrize("scope", ["im:write", "files:write"])
def test_the_scope_that_a_file_needs_is_named(office: Office, scope: str) -> None:
    without(office, scope)
    priya = office.person("priya")
    priya.command("/sko", "export")
    assert scope in priya.wait_for_reply().text
    assert "bot/" not in priya.wait_for_reply().text


# Forms


@pytest.mark.usefixtures("_edit")
def test_a_form_opens_and_nothing_is_said(office: Office) -> None:
    priya = office.person("priya")
    priya.command("/sko", "edit roadmap")
    assert priya.wait_for_modal().body["callback_id"] == "try"
    wait_until(lambda: is_settled(office))
    assert said(priya) == []


@pytest.mark.usefixtures("_edit")
def test_a_form_whose_confirmation_was_lost_stands_open_and_nothing_is_said(office: Office) -> None:
    priya = office.person("priya")
    office.slack.faults.drop(method="views.open", after=True)
    priya.command("/sko", "edit roadmap")
    wait_until(lambda: is_settled(office))
    assert (priya.modal() is not None, said(priya)) == (True, [])


@pytest.mark.usefixtures("_edit")
@pytest.mark.parametrize("trigger", ["", "1.2.made-up"])
def test_a_form_that_is_too_late_is_said_in_one_sentence(office: Office, trigger: str) -> None:
    door.command(office, "priya", "edit roadmap", trigger_id=trigger)
    wait_until(lambda: said(office.person("priya")))
    assert said(office.person("priya")) == [helping.TOO_LATE]
    assert office.person("priya").modal() is None


@pytest.mark.usefixtures("_edit")
def test_a_form_of_a_process_that_died_is_to_be_asked_for_again(office: Office, clock: Clock) -> None:
    priya, other = office.person("priya"), Answers(office.web.deps, office.web.slack)
    office.slack.faults.rate_limit(method="views.open", retry_after=60)
    priya.command("/sko", "edit roadmap")
    wait_until(lambda: office.slack.wire.calls("views.open"))
    office.web.answers.close()
    clock.forward(seconds=90)
    assert other.sweep() == 1
    assert priya.wait_for_reply().text == helping.TOO_LATE
    other.close()


def test_a_form_that_does_not_open_leaves_what_was_pressed(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(working.WORK, answers.HELPED, lambda *_: form())
    priya = office.person("priya")
    priya.dm("who owns NordKassa?")
    answer = priya.wait_for_reply()
    office.slack.faults.error(method="views.open", times=2)
    priya.click(answer, answers.HELPED)
    assert priya.wait_for_reply().text == helping.TOO_LATE
    assert answer.text in said(priya)


# What takes long


def test_what_is_pressed_and_takes_long_is_answered_in_place(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(working.WORK, answers.HELPED, saying("Done."))
    priya = office.person("priya")
    priya.dm("who owns NordKassa?")
    answer = priya.wait_for_reply()
    priya.click(answer, answers.HELPED)
    wait_until(lambda: said(priya) == ["Done."])
    assert [one.ts for one in priya.sees() if one.by_app] == [answer.ts]


def test_a_button_on_the_home_tab_opens_a_form_or_is_answered_in_the_direct_message(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace, priya = office.slack.workspace, office.person("priya")
    button = {"type": "button", "action_id": answers.HELPED, "value": "7", "text": {"type": "plain_text", "text": "Go"}}
    home = {"type": "home", "blocks": [{"type": "actions", "elements": [button]}]}
    office.web.slack.client.views_publish(user_id=priya.person.id, view=home)
    for does, opens in ((lambda *_: form(), True), (saying("Done."), False)):
        monkeypatch.setitem(working.WORK, answers.HELPED, does)
        priya.click(workspace.homes[priya.person.id], answers.HELPED)
        if opens:
            priya.close(priya.wait_for_modal())
        else:
            assert priya.wait_for_reply().text == "Done."
    wait_until(lambda: is_settled(office))
    assert said(priya) == ["Done."]


def test_a_menu_of_topics_in_a_form_offers_them(office: Office) -> None:
    office.web.deps.index.at(Version(1, 0))
    priya = office.person("priya")
    select = {"type": "external_select", "action_id": f"{menus.SHOULD_BE}:7", "min_query_length": 0}
    field = {"type": "input", "block_id": "topic", "label": {"type": "plain_text", "text": "Topic"}, "element": select}
    title, submit = ({"type": "plain_text", "text": said} for said in ("Try it", "Save"))
    trigger = office.slack.workspace.triggers.issue(priya.person.id)
    view = {"type": "modal", "title": title, "submit": submit, "blocks": [field]}
    office.web.slack.client.views_open(trigger_id=trigger, view=view)
    offered = priya.options(priya.wait_for_modal(), f"{menus.SHOULD_BE}:7", "nordk")["options"]
    assert [one["text"]["text"] for one in offered][:1] == ["NordKassa"]


def test_what_is_pressed_inside_a_form_is_acknowledged_and_no_more(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    priya = office.person("priya")
    select = {"type": "users_select", "action_id": answers.HELPED}
    block = {"type": "section", "text": {"type": "mrkdwn", "text": "Who?"}, "accessory": select}
    title = {"type": "plain_text", "text": "Try it"}
    trigger = office.slack.workspace.triggers.issue(priya.person.id)
    view = {"type": "modal", "title": title, "blocks": [block]}
    office.web.slack.client.views_open(trigger_id=trigger, view=view)
    assert priya.click(priya.wait_for_modal(), answers.HELPED, choice=priya.person.id).ok
    wait_until(lambda: is_settled(office))
    assert said(priya) == []
