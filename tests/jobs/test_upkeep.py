"""What is kept for a while only is deleted in time, and not before."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from bot.core import sheets
from bot.core.plans import Plan, WhoIs
from bot.deps import Deps
from bot.errors import UserMistake
from bot.jobs import upkeep
from bot.usecases import uploading
from models import Ask, Person, Request, Upload
from tests.conftest import Clock


@pytest.mark.parametrize(("age", "kept"), [(timedelta(days=7), True), (timedelta(days=7, seconds=1), False)])
def test_requests_are_forgotten_after_a_week(deps: Deps, clock: Clock, age: timedelta, kept: bool) -> None:
    asked = deps.now()
    with deps.sessions.begin() as session:
        session.add(Request(id="Ev1", kind="message", slack_user="U1", received_at=asked, taken_at=asked))
    clock.time += age
    upkeep.forget(deps)
    with deps.sessions() as session:
        assert bool(session.scalars(select(Request)).all()) is kept


@pytest.mark.parametrize(("age", "words"), [(timedelta(days=180), "who?"), (timedelta(days=180, seconds=1), "")])
def test_the_words_of_a_question_are_forgotten_after_half_a_year_but_not_that_it_was_asked(
    deps: Deps, clock: Clock, age: timedelta, words: str
) -> None:
    with deps.sessions.begin() as session:
        session.add(ana := Person(name="Ana"))
        session.flush()
        session.add(Ask(asker_id=ana.id, surface="dm", text="who?", outcome="nobody", asked_at=deps.now()))
    clock.time += age
    upkeep.forget(deps)
    with deps.sessions() as session:
        assert session.scalars(select(Ask.text)).all() == [words]


@pytest.mark.parametrize(
    ("age", "rows", "uploads"),
    [
        (timedelta(days=1), True, 1),
        (timedelta(days=1, seconds=1), False, 1),
        (timedelta(days=7, seconds=1), False, 0),
    ],
)
def test_a_sheet_nobody_decided_on_is_forgotten_after_a_day_and_that_there_was_one_after_a_week(
    deps: Deps, clock: Clock, age: timedelta, rows: bool, uploads: int
) -> None:
    sheet = sheets.read(b"Topic,Owner,Phone\nPricing,Ana,555\n", name="kickoff.csv")
    with deps.sessions.begin() as session:
        upload_id = uploading.keep(session, sheet, by="Olga", now=deps.now())
    with deps.sessions.begin() as session:
        uploading.decide(session, upload_id, now=deps.now(), people={"ana": None})
        uploading.seen(
            session, upload_id, Plan(sheet="", tab="", columns=(), who=(WhoIs(name="Ana", rows=(), column=""),))
        )
    clock.time += age
    upkeep.forget_sheets(deps)
    with deps.reading() as session:
        kept = session.execute(select(Upload.sheet, Upload.choices, Upload.asked)).all()
        assert [[bool(one) for one in row] for row in kept] == [[rows] * 3] * uploads
        if rows:
            uploading.look(session, upload_id, now=deps.now())
        else:
            with pytest.raises(UserMistake, match="too old"):
                uploading.look(session, upload_id, now=deps.now())
