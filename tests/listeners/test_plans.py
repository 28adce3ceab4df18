"""The plan of the recaps: seen before it is started, started once, and changed by organizers alone."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import select, update

from bot.core.schedule import Note
from bot.demo.acting import Actor
from bot.demo.things import Message
from bot.usecases import arranging, planning
from bot.usecases.admitting import ORGANIZERS_ONLY
from bot.views import keeping, plans
from models import Enrolment, Kickoff, Outgoing, Person, Quiet, RecapMember, RecapPlan
from tests.conftest import Clock
from tests.databases import EMBEDDED
from tests.listeners.desks import things
from tests.listeners.dropping import buttons, form, labelled, press, typed
from tests.listeners.test_learned import HEARD
from tests.office import Office, wait_until
from tests.rows import is_settled

pytestmark = EMBEDDED

ENDED = date(2027, 1, 28)  # a Thursday; it is Tuesday, 2 February, and the first recap comes in the week after next
ACTIVE = 5  # people of the cast who work here and have an account
LAST_DAYS = {"last_day": ENDED.isoformat()}


@pytest.fixture
def ended(office: Office) -> None:
    """Let the kickoff have ended on Thursday."""
    with office.web.deps.sessions.begin() as session:
        session.execute(update(Kickoff).values(last_day=ENDED))


def rows(office: Office, *what: Any) -> list[Any]:
    with office.web.deps.sessions() as session:
        return list(session.execute(select(*what)))


def state(office: Office) -> list[str]:
    return [one for (one,) in rows(office, RecapPlan.state)]


def saved(actor: Actor, page: Message, **fields: Any) -> Message:
    """Change settings in the form, and give the page that follows."""
    assert actor.submit(form(actor, page, plans.SETTINGS_LABEL), fields) is None
    return actor.wait_for_reply()


def errors(actor: Actor, page: Message, **fields: Any) -> dict[str, str]:
    """Give what is said beside the fields of a form that cannot be kept."""
    left = actor.submit(form(actor, page, plans.SETTINGS_LABEL), fields)
    assert left
    actor.close(left)
    return dict(left.errors)


def test_nothing_can_be_started_before_the_end_of_the_kickoff_is_known(office: Office) -> None:
    page = typed(office.person("priya"), "recaps")
    assert "On which day did the kickoff end?" in page.shown
    assert plans.START_LABEL not in buttons(page)


def test_the_page_shows_what_goes_to_how_many_people_when(office: Office, ended: None) -> None:
    page = typed(office.person("priya"), "recaps")
    shown = page.shown
    assert "Not started: nothing is sent before you start them." in shown
    assert "Every Tuesday at 09:30 on each person's own clock, for 12 weeks." in shown
    assert f"Everybody who works here takes part ({ACTIVE} people)." in shown
    assert "*Mon 1 Feb 2027* · over, nothing was sent" in shown
    assert f"*Tue 9 Feb 2027* · recap · {ACTIVE} people" in shown
    assert f"*Wed 28 Apr 2027* · check, day 90 · {ACTIVE} people" in shown
    assert f"*Thu 1 Apr 2027* · check, day 60 · {ACTIVE} people" in shown  # the quarter ends on the day before


def test_what_is_seen_is_started_once_however_often_and_by_however_many(office: Office, ended: None) -> None:
    priya, oskar = office.person("priya"), office.person("oskar")
    hers, his = typed(priya, "recaps"), typed(oskar, "recaps")
    confirm = labelled(hers, plans.START_LABEL)[1]["confirm"]
    assert f"To {ACTIVE} people, for the first time on Tuesday 9 February 2027 at 09:30" in confirm["text"]["text"]
    assert rows(office, Enrolment) == []
    started = press(priya, hers, plans.START_LABEL)
    assert "*Started.* The first one comes on Tuesday 9 February 2027." in started.shown
    assert (started.ts, plans.START_LABEL in buttons(started)) == (hers.ts, False)
    began = rows(office, RecapPlan.started_at, RecapPlan.seed)
    assert plans.NOTES[Note.ALREADY] in press(priya, hers, plans.START_LABEL).shown
    assert plans.NOTES[Note.ALREADY] in press(oskar, his, plans.START_LABEL).shown
    assert rows(office, RecapPlan.started_at, RecapPlan.seed) == began
    assert rows(office, Enrolment.is_new) == [(False,)] * ACTIVE


def test_what_was_changed_since_is_shown_and_not_started(office: Office, ended: None) -> None:
    priya, oskar = office.person("priya"), office.person("oskar")
    hers = typed(priya, "recaps")
    saved(oskar, typed(oskar, "recaps"), weeks={"value": "3"})
    shown = press(priya, hers, plans.START_LABEL)
    assert "*Nothing was started:* somebody has changed the settings since you looked." in shown.shown
    assert "for 3 weeks." in shown.shown
    assert (state(office), rows(office, Enrolment)) == (["draft"], [])
    press(priya, shown, plans.START_LABEL)
    assert state(office) == ["started"]


def test_a_plan_is_paused_and_goes_on_with_the_people_it_had(office: Office, ended: None) -> None:
    priya = office.person("priya")
    started = press(priya, typed(priya, "recaps"), plans.START_LABEL)
    paused = press(priya, started, plans.PAUSE_LABEL)
    assert "*Paused.*" in paused.shown
    assert state(office) == ["paused"]
    with office.web.deps.sessions.begin() as session:
        assert planning.plan_due(session, now=office.web.deps.now() + timedelta(days=7)) == 0
    assert "confirm" not in labelled(paused, plans.GO_ON_LABEL)[1]
    assert "*Going on.*" in press(priya, paused, plans.GO_ON_LABEL).shown
    assert (state(office), rows(office, Enrolment.is_new)) == (["started"], [(False,)] * ACTIVE)


def test_what_came_due_while_it_was_paused_is_not_made_up_for_as_the_page_says(
    office: Office, ended: None, clock: Clock
) -> None:
    priya = office.person("priya")
    paused = press(priya, press(priya, typed(priya, "recaps"), plans.START_LABEL), plans.PAUSE_LABEL)
    assert "what comes due meanwhile is not made up for." in paused.shown
    clock.forward(days=8)  # beyond the first slot, and its week is not over
    going_on = press(priya, paused, plans.GO_ON_LABEL)
    assert "the next one on Tuesday 16 February 2027." in going_on.shown
    with office.web.deps.sessions.begin() as session:
        assert planning.plan_due(session, now=clock()) == 0
    clock.forward(days=7)
    with office.web.deps.sessions.begin() as session:
        assert planning.plan_due(session, now=clock()) == ACTIVE


def test_everything_that_can_be_set_is_kept_and_read_back(office: Office) -> None:
    priya, people = office.person("priya"), office.slack.workspace.person
    page = saved(
        priya,
        typed(priya, "recaps"),
        last_day="2027-01-14",
        weekday="3",
        at="14:00",
        weeks="8",
        holidays="24 Dec 2026\n2027-02-15 to 2027-02-19\nMay 3rd, 2027",
        blackout="10",
        fiscal_start="2",
        time_zone="america/new york",
        audience="chosen",
        only=[people("ana").id, people("henrik").id],
        never=[people("marta").id],
    )
    shown = page.shown
    assert "*Saved.* This is the plan now." in shown
    assert "Every Thursday at 14:00 on each person's own clock, for 8 weeks." in shown
    assert "is not known: America/New_York." in shown
    assert "The kickoff ended on 14 January 2027." in shown
    assert "Nothing on 24 Dec 2026, from 15 Feb 2027 to 19 Feb 2027 and on 3 May 2027." in shown
    assert "Nothing on the last 10 working days of a quarter; the fiscal year begins in February." in shown
    assert "Those you named take part: Ana Ferreira and Henrik Dahl, but never Marta Lindgren (2 people)." in shown
    assert "*Week of 15 Feb 2027* · nothing: holidays" in shown
    again = form(priya, page, plans.SETTINGS_LABEL)
    fields = {one["block_id"]: one["element"] for one in again.body["blocks"]}
    assert fields["holidays"]["initial_value"] == "2026-12-24\n2027-02-15 to 2027-02-19\n2027-05-03"
    assert set(fields["only"]["initial_users"]) == {people("ana").id, people("henrik").id}
    assert (fields["last_day"]["initial_date"], fields["at"]["initial_option"]["value"]) == ("2027-01-14", "14:00")


@pytest.mark.parametrize(
    ("fields", "beside"),
    [
        ({"holidays": "24 Dec 2026\nsometime in May"}, {"holidays": "“sometime in May” is no day I understand."}),
        ({"holidays": "2027-01-03 to 2026-12-24"}, {"holidays": "“2027-01-03 to 2026-12-24” is no day I understand."}),
        ({"time_zone": "Berlin"}, {"time_zone": "“Berlin” is no time zone I know. Did you mean Europe/Berlin?"}),
        ({"time_zone": "nowhere"}, {"time_zone": "“nowhere” is no time zone I know. Write it like"}),
        ({"audience": "chosen"}, {"only": arranging.NOBODY}),
        ({"only": ["gwen"]}, {"only": "Gwen Guest cannot take part: only colleagues can."}),
        ({"only": ["ana"], "never": ["ana"]}, {"never": "Ana Ferreira is among “only these” too."}),
    ],
)
def test_what_cannot_be_kept_is_said_beside_its_field_and_nothing_is(
    office: Office, fields: dict[str, Any], beside: dict[str, str]
) -> None:
    ids = {
        field: [office.slack.workspace.person(one).id for one in value] if isinstance(value, list) else value
        for field, value in fields.items()
    }
    priya = office.person("priya")
    said = errors(priya, typed(priya, "recaps"), **LAST_DAYS, **ids)
    assert {field: text.startswith(beside[field]) for field, text in said.items()} == dict.fromkeys(beside, True)
    assert (rows(office, RecapPlan), rows(office, RecapMember), rows(office, Kickoff.last_day)) == ([], [], [(None,)])


def test_the_last_day_of_a_kickoff_is_not_before_its_first(office: Office) -> None:
    with office.web.deps.sessions.begin() as session:
        session.execute(update(Kickoff).values(first_day=date(2027, 1, 26)))
    priya = office.person("priya")
    said = errors(priya, typed(priya, "recaps"), last_day="2027-01-25")
    assert said == {"last_day": "The kickoff began on 26 January 2027."}


def test_an_open_form_that_is_older_than_what_another_saved_overwrites_nothing(office: Office) -> None:
    priya, oskar = office.person("priya"), office.person("oskar")
    hers = form(priya, typed(priya, "recaps"), plans.SETTINGS_LABEL)
    saved(oskar, typed(oskar, "recaps"), **LAST_DAYS, weeks="5")
    left = priya.submit(hers, {**LAST_DAYS, "weeks": "9"})
    assert left
    assert left.errors == {"last_day": arranging.CHANGED}
    assert rows(office, RecapPlan.weeks) == [(5,)]


def test_the_form_begins_with_the_organizers_own_time_zone(office: Office) -> None:
    with office.web.deps.sessions.begin() as session:
        session.execute(update(Person).where(Person.name == "Priya Raman").values(time_zone="Asia/Kolkata"))
    priya = office.person("priya")
    page = saved(priya, typed(priya, "recaps"), **LAST_DAYS)
    assert rows(office, RecapPlan.time_zone) == [("Asia/Kolkata",)]
    assert "is not known: Asia/Kolkata." in page.shown


def test_settings_changed_after_the_start_hold_for_what_is_to_come(office: Office, ended: None, clock: Clock) -> None:
    priya = office.person("priya")
    started = press(priya, typed(priya, "recaps"), plans.START_LABEL)
    seed = rows(office, RecapPlan.seed)
    clock.forward(days=7)
    with office.web.deps.sessions.begin() as session:
        assert planning.plan_due(session, now=clock()) == ACTIVE
    before = rows(office, Outgoing.purpose, Outgoing.due_at)
    page = saved(priya, started, weekday="3", at="14:00")
    assert "It holds for what is still to come" in page.shown
    assert f"*Thu 18 Feb 2027* · recap · {ACTIVE} people" in page.shown
    assert rows(office, Outgoing.purpose, Outgoing.due_at) == before
    assert rows(office, RecapPlan.seed) == seed


def test_who_has_left_stays_among_those_named_though_no_menu_shows_them(office: Office) -> None:
    priya, marta = office.person("priya"), office.slack.workspace.person("marta")
    saved(priya, typed(priya, "recaps"), **LAST_DAYS, never=[marta.id])
    with office.web.deps.sessions.begin() as session:
        session.execute(update(Person).where(Person.slack_id == marta.id).values(standing="left"))
    view = form(priya, typed(priya, "recaps"), plans.SETTINGS_LABEL)
    assert priya.submit(view, {"weeks": "5"}) is None
    priya.wait_for_reply()
    assert rows(office, RecapMember.is_in) == [(False,)]


def test_whoever_leaves_while_the_form_is_open_stays_left_out(office: Office) -> None:
    priya, marta = office.person("priya"), office.slack.workspace.person("marta")
    saved(priya, typed(priya, "recaps"), **LAST_DAYS, never=[marta.id])
    view = form(priya, typed(priya, "recaps"), plans.SETTINGS_LABEL)
    with office.web.deps.sessions.begin() as session:
        session.execute(update(Person).where(Person.slack_id == marta.id).values(standing="left"))
    assert priya.submit(view, {"weeks": "5"}) is None
    assert "for 5 weeks" in priya.wait_for_reply().shown
    assert rows(office, RecapMember.is_in) == [(False,)]


def test_people_who_stopped_are_counted_apart_and_those_who_paused_where_they_are_quiet(
    office: Office, ended: None
) -> None:
    now = office.web.deps.now()
    with office.web.deps.sessions.begin() as session:
        session.add(Quiet(person_id=office.cast.id("ana"), stopped_at=now, changed_at=now))
        session.add(Quiet(person_id=office.cast.id("henrik"), until=date(2027, 2, 16), changed_at=now))
    shown = typed(office.person("priya"), "recaps").shown
    assert f"Everybody who works here takes part ({ACTIVE} people, of whom 1 stopped)." in shown
    assert "*Tue 9 Feb 2027* · recap · 3 people" in shown
    assert "*Tue 16 Feb 2027* · recap · 4 people" in shown


def test_newcomers_are_in_the_calendar_with_weeks_of_their_own(office: Office, ended: None, clock: Clock) -> None:
    priya = office.person("priya")
    press(priya, typed(priya, "recaps"), plans.START_LABEL)
    with office.web.deps.sessions.begin() as session:
        session.add(Person(name="Noor Haddad", slack_id="U0NOOR"))
        session.flush()
        planning.plan_due(session, now=clock() + timedelta(days=8))
    shown = typed(priya, "recaps").shown
    assert f"*Tue 16 Feb 2027* · recap · {ACTIVE} people · recap for 1 person who joined later" in shown
    assert "*Tue 4 May 2027* · recap for 1 person who joined later" in shown


def test_what_became_of_messages_is_told_with_who_could_not_be_reached(
    office: Office, ended: None, clock: Clock
) -> None:
    priya = office.person("priya")
    press(priya, typed(priya, "recaps"), plans.START_LABEL)
    clock.forward(days=7)
    with office.web.deps.sessions.begin() as session:
        planning.plan_due(session, now=clock())
        became: dict[str, dict[str, object]] = {
            "ana": {"state": "sent", "sent_at": clock()},
            "marta": {"state": "failed", "reason": "user_disabled"},
            "henrik": {"state": "unsure", "reason": "Slack's answer was lost"},
            "oskar": {"state": "cancelled", "reason": "nothing is due"},
        }
        for handle, values in became.items():
            session.execute(update(Outgoing).where(Outgoing.person_id == office.cast.id(handle)).values(**values))
    shown = typed(priya, "recaps").shown
    assert "*Tue 9 Feb 2027* · recap · sent to 1 of 5" in shown
    assert "sent to 1 of 5, 1 of them late, 1 waiting, 1 skipped, 1 unsure, 1 refused by Slack" in shown
    assert "*Could not be reached:* Marta Lindgren (user_disabled)." in shown
    assert "*Nobody can tell whether it arrived:* Henrik Dahl" in shown


def test_where_nobody_takes_part_there_is_nothing_to_start(office: Office, ended: None) -> None:
    with office.web.deps.sessions.begin() as session:
        session.execute(update(Person).values(standing="guest").where(Person.name.not_in(["Priya Raman"])))
    priya = office.person("priya")
    page = saved(priya, typed(priya, "recaps"), never=[priya.person.id])
    assert plans.NOBODY in page.shown
    assert plans.START_LABEL not in buttons(page)


def test_a_plan_of_which_all_days_are_over_is_not_started(office: Office) -> None:
    priya = office.person("priya")
    page = saved(priya, typed(priya, "recaps"), last_day="2026-01-15")
    assert plans.ALL_OVER in page.shown
    assert plans.START_LABEL not in buttons(page)


# The preview


def test_a_preview_before_the_end_of_the_kickoff_is_known_says_that(office: Office) -> None:
    shown = typed(office.person("priya"), "recap preview @ana").shown
    assert "gets nothing: nobody has set the day on which the kickoff ended." in shown


@pytest.mark.parametrize("who", ["@ana", "ana@example.com", "ana ferreira"])
def test_a_preview_is_what_somebody_gets_next_with_nothing_to_press_and_nothing_written(
    office: Office, ended: None, who: str
) -> None:
    with office.web.deps.sessions.begin() as session:
        session.execute(update(Person).where(Person.name == "Ana Ferreira").values(time_zone="America/New_York"))
    shown = typed(office.person("priya"), f"recap preview {who}")
    assert (
        "*What Ana Ferreira gets next:* a recap, on Tuesday 9 February 2027 at 09:30 (America/New_York)" in shown.shown
    )
    assert ("*NordKassa*?" in shown.shown, "Show me" in shown.shown) == (True, True)
    assert (buttons(shown), shown.mentions) == ([], frozenset())
    assert rows(office, Outgoing) == rows(office, RecapPlan) == rows(office, Enrolment) == []
    assert office.person("ana").sees() == []


def test_what_was_previewed_before_anything_was_kept_is_what_is_asked(
    office: Office, ended: None, clock: Clock
) -> None:
    priya, handles = office.person("priya"), ("ana", "marta", "oskar", "priya", "henrik")
    before = [typed(priya, f"recap preview @{one}").shown.partition("\n")[2] for one in handles]
    press(priya, typed(priya, "recaps"), plans.START_LABEL)
    assert [typed(priya, f"recap preview @{one}").shown.partition("\n")[2] for one in handles] == before


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("recap preview", "Say whose: mention somebody"),
        ("recap preview Nobody Atall", "I know nobody called “Nobody Atall”."),
        ("recap preview @gwen", "Gwen Guest* gets nothing: not an employee."),
    ],
)
def test_a_preview_of_nobody_says_so(office: Office, ended: None, line: str, said: str) -> None:
    assert said in typed(office.person("priya"), line).shown


# Who may


def test_organizers_reach_the_plan_from_home(office: Office) -> None:
    priya = office.person("priya")
    priya.open_home()
    priya.click(priya.wait_for_home(), keeping.OPEN_RECAPS)
    assert "*Recaps of Kickoff 2027.*" in priya.wait_for_reply().shown


@pytest.mark.parametrize("handle", ["marta", "gwen"])
def test_nobody_but_an_organizer_sees_starts_or_sets_anything(office: Office, ended: None, handle: str) -> None:
    priya, actor = office.person("priya"), office.person(handle)
    page, view = typed(priya, "recaps"), form(priya, typed(priya, "recaps"), plans.SETTINGS_LABEL)
    for _, one in things(page, plans.START):
        actor.click(page, one["action_id"])
    for verb in (plans.SETTINGS, keeping.OPEN_RECAPS):
        actor.click(page, verb)
    actor.submit(view, {"weeks": "3"})
    for line in ("recaps", "recap preview @ana"):
        actor.command("/sko", line)
    wait_until(lambda: is_settled(office))
    heard = {one.text for one in actor.sees() if one.by_app}
    assert heard == HEARD.get(handle, {ORGANIZERS_ONLY})
    assert (rows(office, RecapPlan), actor.modal()) == ([], None)
