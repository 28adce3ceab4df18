"""The plan of the recaps is read at a glance, whatever people are called, and however much there is of it."""

import json
from dataclasses import replace
from datetime import date, time, timedelta

from bot.core.cadence import Rules
from bot.core.delivery import Tally, Trouble
from bot.core.outbox import State
from bot.core.recaps import Audience, PlanState
from bot.core.results import Standing, Who
from bot.core.schedule import Group, Named, Note, PlanPage, Settings, calendar
from bot.demo import rules
from bot.views import forms_recaps, plans

NASTY = "<!channel> *Ana* & <@U1|x> " + "y" * 160
LAST_DAY = date(2027, 1, 14)
HOLIDAYS = frozenset(LAST_DAY + timedelta(days=2 * one) for one in range(300))
PEOPLE = [Who(person_id=one, name=NASTY, slack_id=f"U{one:08}") for one in range(60)]
SETTINGS = Settings(
    kickoff_id=1,
    kickoff=NASTY,
    last_day=LAST_DAY,
    weekday=1,
    at=time(9, 30),
    weeks=12,
    holidays=HOLIDAYS,
    blackout=10,
    fiscal_start=2,
    time_zone="America/Argentina/ComodRivadavia",
    audience=Audience.CHOSEN,
    named=tuple(Named(who=who, is_in=who.person_id < 30) for who in PEOPLE),
)
NEWCOMERS = [Group(people=3, first_week=date(2027, 1, 18) + timedelta(days=7 * one)) for one in range(60)]
PAGE = PlanPage(
    state=PlanState.STARTED,
    settings=SETTINGS,
    people=30,
    stopped=2,
    weeks=calendar(Rules(last_day=LAST_DAY), [Group(people=28), *NEWCOMERS]),
    today=date(2027, 1, 10),
    first_on=date(2027, 1, 18),
    started_on=date(2027, 1, 9),
    total=Tally(sent=5, failed=30, unsure=30),
    troubles=tuple(
        Trouble(week="2027-W06", who=who, state=[State.FAILED, State.UNSURE][who.person_id % 2], reason=NASTY)
        for who in PEOPLE
    ),
    note=Note.SAVED,
)


def test_the_largest_plan_fits_a_message_and_pings_nobody() -> None:
    drawn = plans.page(PAGE)
    payload = drawn.payload()
    rules.check_message(drawn.text, payload["blocks"])
    for harmful in ("<!channel>", "<@U1", "*Ana*"):
        assert harmful not in json.dumps(payload, ensure_ascii=False)
    assert "and 20 more" in json.dumps(payload)


def test_the_largest_settings_fit_a_form_whose_menus_name_nobody_who_left() -> None:
    gone = tuple(replace(one, standing=Standing.LEFT) for one in SETTINGS.named[:2])
    unknown = Named(who=Who(person_id=99, name="Not in Slack"), is_in=True)
    drawn = forms_recaps.settings(replace(SETTINGS, named=(*gone, unknown, *SETTINGS.named[2:])), private="x")
    view = drawn.view.to_dict()
    only = next(one for one in view["blocks"] if one["block_id"] == forms_recaps.ONLY)
    assert only["element"]["initial_users"] == [one.slack_id for one in PEOPLE[2:30]]
    rules.check_view(view, "modal")
