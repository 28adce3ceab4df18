"""Guests, people of other companies, former colleagues, programs and strangers."""

from dataclasses import replace
from typing import Any

from sqlalchemy import func, select

from bot.demo import payloads
from bot.demo.people import Kind
from bot.demo.people import Person as Account
from bot.demo.things import Channel
from bot.jobs import people
from bot.views.help import UNKNOWN
from models import Ask, Person, Request
from tests.databases import EMBEDDED
from tests.listeners import door
from tests.office import Office, wait_until
from tests.rows import is_settled

MARTA = "Ask Marta Lindgren about NordKassa."
SENTENCE = "Ask a colleague at Northbeam, this directory is for employees."
NEVER = ("Marta", "NordKassa", "Battlecard")


def everything_said(office: Office) -> list[str]:
    """Every text of the app that anybody could read."""
    workspace = office.slack.workspace
    places = [*workspace.channels(), *(workspace.dm(one.id) for one in workspace.people)]
    messages = {one.ts: one for place in places for one in workspace.messages(place.id) if one.by_app}
    return [f"{one.text}\n{one.shown}" for one in messages.values()]


def lookups(office: Office) -> int:
    return len(office.slack.wire.calls("users.info"))


def hire(office: Office, handle: str, kind: Kind = Kind.EMPLOYEE, email: str | None = None) -> None:
    """Let somebody be in the workspace of whom the app has never heard."""
    office.slack.workspace.put_person(Account(handle=handle, name=handle.title(), kind=kind, email=email))


@EMBEDDED
def test_outsiders_get_one_sentence_wherever_only_they_read_it(office: Office) -> None:
    office.slack.workspace.add_channel(Channel(name="partners", shared=True))
    message = office.person("marta").say("partners", "What about NordKassa?")
    for outsider in (office.person("gwen"), office.person("fred")):
        outsider.command("/sko", "who owns NordKassa")
        assert outsider.wait_for_reply().text == SENTENCE
        outsider.dm("who owns NordKassa?")
        assert outsider.wait_for_reply().text == SENTENCE
        outsider.command("/sko", "")
        assert outsider.wait_for_reply().text == SENTENCE
        outsider.shortcut(message, callback_id="who_do_i_ask")
        assert outsider.wait_for_reply(channel="partners").text == SENTENCE
        outsider.open_home()
        assert outsider.wait_for_home().shown == SENTENCE
    assert not [said for said in everything_said(office) for word in NEVER if word in said]
    with office.web.deps.sessions() as session:
        assert session.scalar(select(func.count()).select_from(Ask)) == 0


@EMBEDDED
def test_a_mention_by_an_outsider_gets_no_reply(office: Office) -> None:
    office.slack.workspace.add_channel(Channel(name="partners", shared=True))
    for handle, channel in (("gwen", "general"), ("gwen", "partners"), ("fred", "partners")):
        office.person(handle).mention(channel, "who owns NordKassa?")
    with office.web.deps.sessions() as session:
        assert session.scalars(select(Request.kind)).all() == ["mention"] * 3
    wait_until(lambda: is_settled(office))
    assert everything_said(office) == []


@EMBEDDED
def test_a_guest_who_presses_a_button_of_a_public_answer_gets_the_sentence_alone(office: Office) -> None:
    ana, gwen = office.person("ana"), office.person("gwen")
    ana.mention("general", "who owns NordKassa?")
    answer = ana.wait_for_reply(channel="general")
    for label in ("Not the right person", "helped"):
        gwen.click(answer, label)
        sentence = gwen.wait_for_reply(channel="general")
        assert (sentence.text, sentence.ephemeral) == (SENTENCE, True)
    assert [one.shown for one in ana.sees("general") if one.by_app] == [answer.shown]


@EMBEDDED
def test_former_colleagues_get_nothing(office: Office) -> None:
    assert door.command(office, "lena", "who owns NordKassa").status == 200
    assert door.event(office, door.message(office, "lena", "who owns NordKassa?")).status == 200
    wait_until(lambda: is_settled(office))
    assert everything_said(office) == []


def test_an_unknown_person_is_looked_up_once_and_known_from_then_on(office: Office) -> None:
    hire(office, "noor", email="noor@example.com")
    noor = office.person("noor")
    for _ in range(3):
        noor.command("/sko", "who owns NordKassa")
        assert noor.wait_for_reply().text == MARTA
    assert lookups(office) == 1
    with office.web.deps.sessions() as session:
        person = session.scalars(select(Person).where(Person.slack_id == noor.person.id)).one()
    assert (person.name, person.email, person.standing) == ("Noor", "noor@example.com", "employee")


@EMBEDDED
def test_those_who_are_known_are_never_looked_up(office: Office) -> None:
    for person in map(office.person, ("ana", "gwen", "fred")):
        person.command("/sko", "who owns NordKassa")
        person.wait_for_reply()
    assert lookups(office) == 0


@EMBEDDED
def test_an_unknown_outsider_is_recognised_at_once(office: Office) -> None:
    for kind, heard in ((Kind.GUEST, [SENTENCE]), (Kind.FOREIGN, [SENTENCE]), (Kind.BOT, []), (Kind.LEFT, [])):
        hire(office, f"new-{kind}", kind)
        assert door.command(office, f"new-{kind}", "who owns NordKassa").status == 200
        wait_until(lambda: is_settled(office))
        workspace = office.slack.workspace
        place = workspace.dm(workspace.person(f"new-{kind}").id)
        assert [one.text for one in workspace.messages(place.id)] == heard


@EMBEDDED
def test_somebody_who_cannot_be_looked_up_is_asked_to_try_again_and_then_answered(office: Office) -> None:
    hire(office, "noor")
    noor = office.person("noor")
    for fault in (office.slack.faults.error, office.slack.faults.drop, office.slack.faults.rate_limit):
        fault(method="users.info")
        noor.dm("who owns NordKassa?")
        assert noor.wait_for_reply().text == UNKNOWN
    noor.dm("who owns NordKassa?")
    assert noor.wait_for_reply().text == MARTA


@EMBEDDED
def test_somebody_whom_slack_does_not_know_is_never_answered(office: Office) -> None:
    assert door.command(office, "ana", "who owns NordKassa", user_id="U0NOBODY").status == 200
    wait_until(lambda: is_settled(office))
    assert [said for said in everything_said(office) if "NordKassa" in said] == []


def test_two_questions_of_an_unknown_person_at_once_make_one_person(office: Office) -> None:
    hire(office, "noor", email="noor@example.com")
    noor = office.person("noor")
    office.slack.faults.slow(method="users.info", seconds=0.3, times=2)
    noor.command("/sko", "who owns NordKassa")
    noor.dm("who owns NordKassa?")
    wait_until(lambda: is_settled(office))
    assert [one.text for one in noor.sees() if one.by_app] == [MARTA, MARTA]
    with office.web.deps.sessions() as session:
        assert session.scalar(select(func.count()).where(Person.email == "noor@example.com")) == 1


@EMBEDDED
def test_payloads_of_another_workspace_are_refused(office: Office) -> None:
    workspace, ana = office.slack.workspace, office.slack.workspace.person("ana")
    message = office.person("marta").say("general", "What about NordKassa?")
    shortcut = payloads.shortcut(workspace, ana, message, callback_id="who_do_i_ask", response_url=workspace.url)
    assert door.event(office, door.message(office, "ana", "who owns NordKassa?"), team="T0ELSEWHERE").status == 200
    assert door.command(office, "ana", "who owns NordKassa", team_id="T0ELSEWHERE").status == 200
    assert door.interaction(office, shortcut | {"team": {"id": "T0ELSEWHERE"}}).status == 200
    with office.web.deps.sessions() as session:
        assert session.scalars(select(Request.id)).all() == []


BOTS: dict[str, dict[str, Any]] = {
    "another bot's": {"bot_id": "B1"},
    "another app's": {"app_id": "A1"},
    "a bot's of old": {"subtype": "bot_message", "bot_id": "B1", "user": None},
    "nobody's": {"user": None},
    "an edit": {"subtype": "message_changed", "message": {"text": "who owns NordKassa?"}, "user": None},
    "an edit with a name": {"subtype": "message_changed", "message": {"text": "who owns NordKassa?"}},
    "a deletion": {"subtype": "message_deleted"},
    "somebody joining": {"subtype": "channel_join"},
    "in a channel": {"channel_type": "channel"},
    "in a group": {"channel_type": "mpim"},
}


@EMBEDDED
def test_programs_edits_and_deletions_get_nothing_even_before_slack_told_who_we_are(office: Office) -> None:
    app = office.slack.workspace.app
    own = {"user": app.user_id, "bot_id": app.bot_id, "app_id": app.id}
    for identity in (office.web.slack.identity, None):
        office.web.slack.identity = identity
        for more in [*BOTS.values(), own]:
            said = {
                name: value
                for name, value in door.message(office, "ana", "who owns NordKassa?", **more).items()
                if value is not None
            }
            assert door.event(office, said).status == 200
            if said.get("bot_id") or said.get("app_id"):
                general = office.slack.workspace.conversation("general").id
                assert door.event(office, said | {"type": "app_mention", "channel": general}).status == 200
    with office.web.deps.sessions() as session:
        assert session.scalars(select(Request.id)).all() == []


@EMBEDDED
def test_the_app_hears_its_own_answers_and_keeps_silent_even_before_it_knows_itself(office: Office) -> None:
    office.web.slack.identity = None
    ana = office.person("ana")
    ana.dm("who owns NordKassa?")
    assert ana.wait_for_reply().text == MARTA
    wait_until(lambda: len(office.slack.wire.deliveries("event message")) == 2)
    wait_until(lambda: is_settled(office))
    assert [one.text for one in ana.sees() if one.by_app] == [MARTA]


@EMBEDDED
def test_nobody_waits_for_slack_to_tell_who_we_are(office: Office) -> None:
    office.web.slack.identity = None
    office.slack.faults.error(method="auth.test", times=99)
    ana = office.person("ana")
    ana.command("/sko", "who owns NordKassa")
    assert ana.wait_for_reply().text == MARTA
    ana.dm("who owns NordKassa?")
    assert ana.wait_for_reply().text == MARTA
    ana.open_home()
    ana.wait_for_home()
    assert len(office.slack.wire.calls("auth.test")) == 1


@EMBEDDED
def test_a_guest_is_turned_away_politely_even_before_the_company_is_known(office: Office) -> None:
    office.web.slack.identity = None
    gwen = office.person("gwen")
    gwen.dm("who owns NordKassa?")
    assert gwen.wait_for_reply().text == "Ask a colleague at this company, this directory is for employees."


@EMBEDDED
def test_a_colleague_who_became_a_guest_is_told_apart_by_the_next_look(office: Office) -> None:
    ana = office.person("ana")
    office.slack.workspace.put_person(replace(office.slack.workspace.person("ana"), kind=Kind.GUEST))
    people.mirror(office.web.deps, office.web.slack)
    ana.command("/sko", "who owns NordKassa")
    assert ana.wait_for_reply().text == SENTENCE
