"""The directory as a sheet: it changes nothing where it came from, and makes the same directory anywhere else."""

import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from bot import demo
from bot.config import Settings
from bot.core import sheets
from bot.core.uploads import Document
from bot.deps import Deps
from bot.usecases import exporting, importing, restoring
from models import Person, Role, Story
from tests.conftest import Clock
from tests.importing import ACME, PRICING, applied, directory, proposed
from tests.sheets import as_csv, topics

KICKOFF = Path(demo.__file__).parent / "kickoff.csv"
TRICKY = topics(
    {"topic": "=HYPERLINK(1)", "owner": "@Ana Sobral", "aliases": "Acme, Inc. | +1 | 'quoted", "day": "-1"},
    {"topic": "Rock & Roll / Jazz", "owner": "Ana Sobral", "owner_email": "ana@example.com", "kind": "other"},
    {"topic": "[sic] Lunch", "owner": "Bo Falk", "field_rep": "Cy Young; Dee Lund", "field_rep_story": "=1+1\nWon."},
)


@pytest.fixture
def elsewhere(sqlite_template: Path, tmp_path: Path, clock: Clock) -> Iterator[Deps]:
    """Another installation, with nothing in it."""
    file = tmp_path / "elsewhere.db"
    shutil.copy(sqlite_template, file)
    made = Deps.build(Settings(DATABASE_URL=f"sqlite:///{file}"), now=clock)
    yield made
    made.engine.dispose()


def exported(deps: Deps, form: str = "csv") -> Document:
    with deps.reading() as session:
        return exporting.export(session, format=form)


@pytest.mark.parametrize(
    "sheet", [KICKOFF.read_bytes(), TRICKY, topics(PRICING, ACME)], ids=["demo", "tricky", "plain"]
)
def test_an_export_changes_nothing_three_times_round_and_makes_the_same_directory_elsewhere(
    deps: Deps, elsewhere: Deps, sheet: bytes
) -> None:
    applied(deps, sheet)
    first = exported(deps)
    for _ in range(3):
        for form in exporting.FORMATS:
            document = exported(deps, form)
            plan = proposed(deps, document.data)
            assert (plan.changes_nothing, plan.problems, plan.who) == (True, (), ())
        assert exported(deps).data == first.data
    applied(elsewhere, first.data)
    assert exported(elsewhere).data == first.data
    assert exported(elsewhere, "xlsx").data == exported(deps, "xlsx").data


def test_field_reps_with_their_own_dates_and_several_stories_come_through(deps: Deps, elsewhere: Deps) -> None:
    applied(deps, topics(ACME, PRICING))
    with deps.sessions.begin() as session:
        acme = session.merge(directory(deps)["Acme"], load=False)
        cy, bo = (Person(name=name, email=f"{name}@example.com") for name in ("cy", "bo"))
        session.add_all([cy, bo])
        acme.roles.append(Role(person=cy, kind="former", position=5, since=date(2023, 1, 1), until=date(2024, 1, 1)))
        acme.roles.append(Role(person=bo, kind="former", position=6, since=date(2022, 1, 1)))
        acme.stories.append(Story(person=cy, text="I lost.\nThen I won.", approved_at=deps.now()))
        acme.stories.append(Story(person=bo, text="I won.", approved_at=deps.now()))
    first = exported(deps)
    assert proposed(deps, first.data).changes_nothing
    applied(elsewhere, first.data)
    assert exported(elsewhere).data == first.data


def test_what_was_undone_exports_the_same_bytes(deps: Deps) -> None:
    applied(deps, topics(PRICING, ACME))
    before = exported(deps).data
    applied(
        deps,
        topics(
            PRICING | {"topic": "Prices", "aliases": "Pricing", "owner": "Bo Falk", "owner_email": ""},
            {"topic": "C", "owner": "D"},
        ),
    )
    assert exported(deps).data != before
    with deps.reading() as session:
        prepared = restoring.propose(session, 1)
    with deps.sessions.begin() as session:
        importing.apply(session, prepared, by="Olga", now=deps.now())
    assert exported(deps).data == before


def test_a_title_changed_in_an_export_renames_the_topic(deps: Deps) -> None:
    applied(deps, topics(PRICING, ACME))
    pricing = directory(deps)["Pricing"].id
    changed = exported(deps).data.replace(b"Pricing,", b"What it all costs,", 1)
    done = applied(deps, changed)
    assert (done.plan.added, done.plan.removed, done.plan.changed[0].name) == ((), (), "Pricing")
    assert directory(deps)["What it all costs"].id == pricing
    assert proposed(deps, exported(deps).data).changes_nothing


def test_somebody_known_by_their_slack_id_alone_is_found_again(deps: Deps) -> None:
    with deps.sessions.begin() as session:
        session.add_all([Person(name="Ana Sobral", slack_id="U0AAA"), Person(name="Ana Sobral", slack_id="U0BBB")])
    applied(deps, as_csv(("Topic", "Owner"), ("Pricing", "<@U0BBB>")))
    assert b"U0BBB" in exported(deps).data
    assert proposed(deps, exported(deps).data).changes_nothing


def test_no_cell_of_an_export_starts_a_formula(deps: Deps) -> None:
    applied(deps, TRICKY)
    for form in exporting.FORMATS:
        document = exported(deps, form)
        rows = sheets.read(document.data, name=document.name).rows
        assert rows
    text = exported(deps).data.decode("utf-8-sig")
    assert "\n=" not in text
    assert ",=" not in text
    assert '"=' not in text
