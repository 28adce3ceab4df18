"""Proposing and applying a sheet, on both databases."""

import csv
from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlalchemy import event, select
from sqlalchemy.orm import selectinload

from bot import demo
from bot.deps import Deps
from bot.errors import UserMistake
from models import Alias, Kickoff, Person, Story, Topic
from tests.cast import START
from tests.conftest import Clock
from tests.importing import ACME, PRICING, applied, directory, known, named, people, proposed
from tests.sheets import HEADER, as_csv, as_xlsx, topics


def test_the_first_sheet_makes_a_kickoff_and_everything_in_it(deps: Deps) -> None:
    done = applied(deps, topics(PRICING, ACME), kickoff="Lisbon 2027")
    assert (done.version, done.plan.added) == (1, ("Pricing", "Acme"))
    assert done.plan.people_added == ("Ana Sobral", "Bo Falk", "Cy Young")
    pricing, acme = directory(deps).values()
    assert (pricing.key, pricing.kind, pricing.day, pricing.link) == (
        "pricing", "pricing", "Day 1", "https://example.com/pricing",
    )  # fmt: skip
    assert [alias.name for alias in pricing.aliases] == ["Prices", "Rates"]
    assert named(pricing) == [("owner", "Ana Sobral"), ("backup", "Bo Falk"), ("peer", "Cy Young")]
    assert named(acme) == [("owner", "Bo Falk"), ("former", "Ana Sobral")]
    assert people(deps) == [("Ana Sobral", "ana@example.com"), ("Bo Falk", None), ("Cy Young", None)]
    with deps.reading() as session:
        assert session.scalars(select(Kickoff.name)).all() == ["Lisbon 2027"]


def test_a_story_counts_as_approved_by_whoever_applied_it(deps: Deps) -> None:
    applied(deps, topics(PRICING))
    (story,) = directory(deps)["Pricing"].stories
    assert (story.text, story.approved_at, story.approved_by) == ("I asked. They paid.", START, "Olga")


def test_proposing_changes_nothing(deps: Deps) -> None:
    assert proposed(deps, topics(PRICING)).added == ("Pricing",)
    assert (directory(deps), people(deps)) == ({}, [])


def test_the_same_sheet_again_touches_no_row(deps: Deps, clock: Clock) -> None:
    applied(deps, topics(PRICING, ACME))
    clock.forward(days=1)
    written: list[str] = []
    event.listen(deps.engine, "before_cursor_execute", lambda *call: written.append(call[2]))
    again = applied(deps, topics(PRICING, ACME))
    assert (again.plan.changes_nothing, again.plan.unchanged, again.version) == (True, ("Pricing", "Acme"), 1)
    statements = [text.split()[0] for text in written if "directory" not in text]
    assert set(statements) <= {"SELECT", "BEGIN"}


def test_another_order_another_delimiter_another_program_change_nothing(deps: Deps) -> None:
    applied(deps, topics(PRICING, ACME))
    rows = [[row.get(name, "") for name in HEADER] for row in (ACME, PRICING)]
    assert proposed(deps, topics(ACME, PRICING)).changes_nothing
    assert proposed(deps, as_csv(HEADER, *rows, delimiter=";")).changes_nothing
    assert proposed(deps, as_xlsx({"Topics": [list(HEADER), *rows]}, above=2)).changes_nothing


def test_the_demo_kickoff_saved_by_another_program_changes_nothing(deps: Deps) -> None:
    data = (Path(demo.__file__).parent / "kickoff.csv").read_bytes()
    first = applied(deps, data)
    assert len(first.plan.added) >= 40
    assert first.plan.problems == ()
    rows = list(csv.reader(data.decode().splitlines()))
    assert proposed(deps, as_xlsx({"Kickoff": rows})).changes_nothing
    assert proposed(deps, as_csv(*rows, delimiter="\t").decode().encode("utf-16")).changes_nothing


def test_a_change_is_told_field_by_field_and_made(deps: Deps) -> None:
    applied(deps, topics(PRICING, ACME))
    later = PRICING | {"owner": "Bo Falk", "owner_email": "", "backup": "", "aliases": "Rates", "day": "Day 2"}
    done = applied(deps, topics(later, ACME))
    assert [(change.field, change.old, change.new) for change in done.plan.changed[0].changes] == [
        ("aliases", ("Prices", "Rates"), ("Rates",)),
        ("owners", ("Ana Sobral",), ("Bo Falk",)),
        ("backups", ("Bo Falk",), ()),
        ("day", ("Day 1",), ("Day 2",)),
    ]
    assert (done.plan.unchanged, done.version) == (("Acme",), 2)
    pricing = directory(deps)["Pricing"]
    assert named(pricing) == [("owner", "Bo Falk"), ("peer", "Cy Young")]
    assert ([alias.name for alias in pricing.aliases], pricing.day) == (["Rates"], "Day 2")


def test_swapping_owner_and_backup_keeps_both(deps: Deps) -> None:
    applied(deps, topics({"topic": "A", "owner": "Ana; Bo", "backup": "Cy"}))
    applied(deps, topics({"topic": "A", "owner": "Cy; Ana", "backup": "Bo"}))
    assert named(directory(deps)["A"]) == [("owner", "Cy"), ("owner", "Ana"), ("backup", "Bo")]


def test_whoever_applies_a_new_owner_confirms_the_topic_with_it(deps: Deps) -> None:
    applied(deps, topics(PRICING))
    with deps.sessions.begin() as session:
        session.scalars(select(Topic)).one().confirmed_at = START - timedelta(days=90)
    applied(deps, topics(PRICING | {"day": "Day 2"}))
    assert directory(deps)["Pricing"].confirmed_at == START - timedelta(days=90)
    applied(deps, topics(PRICING | {"owner": "Bo Falk", "owner_email": ""}))
    assert directory(deps)["Pricing"].confirmed_at == START


def test_a_topic_the_sheet_no_longer_names_is_archived_and_comes_back_as_it_is_then(deps: Deps) -> None:
    applied(deps, topics(PRICING, ACME))
    first = directory(deps)["Acme"].id
    assert applied(deps, topics(PRICING)).plan.removed == ("Acme",)
    assert list(directory(deps)) == ["Pricing"]
    back = applied(deps, topics(PRICING, ACME | {"owner": "Cy Young"}))
    assert (back.plan.added, back.version) == (("Acme",), 3)
    assert (directory(deps)["Acme"].id, named(directory(deps)["Acme"])[0]) == (first, ("owner", "Cy Young"))


def test_a_column_that_the_sheet_does_not_have_leaves_its_field_alone(deps: Deps) -> None:
    applied(deps, topics(PRICING, ACME))
    assert proposed(deps, as_csv(("Topic", "Owner"), ("Pricing", "Ana Sobral"), ("Acme", "Bo Falk"))).changes_nothing


def test_a_kind_that_becomes_account_makes_the_field_rep_a_former_holder(deps: Deps) -> None:
    applied(deps, topics(ACME | {"kind": "segment"}))
    assert named(directory(deps)["Acme"])[1] == ("peer", "Ana Sobral")
    applied(deps, topics(ACME))
    assert named(directory(deps)["Acme"])[1] == ("former", "Ana Sobral")


def test_a_former_holder_has_the_dates_that_are_known(deps: Deps) -> None:
    header = ("Topic", "Kind", "Owner", "Former holder", "Since", "Until")
    applied(deps, as_csv(header, ("Acme", "account", "Bo", "Ana", "2024-04-01", "")))
    role = directory(deps)["Acme"].roles[1]
    assert (role.kind, role.since, role.until) == ("former", date(2024, 4, 1), None)


def test_words_that_were_taken_back_stay_taken_back(deps: Deps) -> None:
    applied(deps, topics(PRICING))
    with deps.sessions.begin() as session:
        session.scalars(select(Story)).one().withdrawn_at = START
    assert applied(deps, topics(PRICING)).plan.changes_nothing
    applied(deps, topics(PRICING | {"day": "Day 2"}))
    assert [story.withdrawn_at for story in directory(deps)["Pricing"].stories] == [START]


def test_a_new_story_takes_the_place_of_the_old_one(deps: Deps) -> None:
    applied(deps, topics(PRICING))
    applied(deps, topics(PRICING | {"field_rep_story": "I waited."}))
    assert [story.text for story in directory(deps)["Pricing"].stories] == ["I waited."]


def test_words_that_waited_for_approval_are_approved_by_a_sheet_that_holds_them(deps: Deps) -> None:
    applied(deps, topics(PRICING | {"field_rep_story": ""}))
    with deps.sessions.begin() as session:
        topic = session.scalars(select(Topic).options(selectinload(Topic.stories))).one()
        topic.stories.append(
            Story(person=session.scalars(select(Person).filter_by(name="Cy Young")).one(), text="Won.")
        )
    applied(deps, topics(PRICING | {"field_rep_story": "Won."}))
    assert [(story.text, story.approved_by) for story in directory(deps)["Pricing"].stories] == [("Won.", "Olga")]
    assert proposed(deps, topics(PRICING | {"field_rep_story": "Won."})).changes_nothing


def test_a_sheet_with_problems_is_not_applied_unless_they_may_be_skipped(deps: Deps) -> None:
    sheet = topics(PRICING, {"topic": "B", "owner": "Falk, Bo"})
    with pytest.raises(UserMistake, match="has problems"):
        applied(deps, sheet)
    assert directory(deps) == {}
    applied(deps, sheet, skip_problems=True)
    assert list(directory(deps)) == ["Pricing"]


def test_a_topic_whose_row_has_a_problem_stays_as_it_is(deps: Deps) -> None:
    known(deps, Person(name="Gil Guest", standing="guest"))
    applied(deps, topics(PRICING, ACME, {"topic": "B", "owner": "Bo Falk"}))
    comma = PRICING | {"owner": "Falk, Bo", "owner_email": ""}
    sheet = topics(comma, ACME | {"owner": "Gil Guest"}, {"topic": "B", "owner": "Cy Young"})
    done = applied(deps, sheet, skip_problems=True)
    assert (done.plan.removed, [one.name for one in done.plan.changed]) == ((), ["B"])
    assert list(directory(deps)) == ["Pricing", "Acme", "B"]
    assert named(directory(deps)["Acme"])[0] == ("owner", "Bo Falk")


def test_a_sheet_of_which_no_row_can_be_used_never_empties_the_directory(deps: Deps) -> None:
    applied(deps, topics(PRICING))
    sheet = topics({"owner": "Ana"}, {"topic": "!?", "owner": "Bo"})
    assert proposed(deps, sheet).removed == ()
    with pytest.raises(UserMistake, match="no row of the sheet can be used"):
        applied(deps, sheet, skip_problems=True)
    assert list(directory(deps)) == ["Pricing"]


def test_a_kickoff_of_another_name_is_refused(deps: Deps) -> None:
    applied(deps, topics(PRICING), kickoff="Lisbon 2027")
    assert applied(deps, topics(PRICING), kickoff="Lisbon 2027").version == 1
    with pytest.raises(UserMistake, match="that of “Lisbon 2027”"):
        applied(deps, topics(PRICING), kickoff="Porto 2028")
    with pytest.raises(UserMistake, match="200 characters"):
        applied(deps, topics(PRICING), kickoff="x" * 201)


def test_an_alias_that_is_gone_leaves_no_row_behind(deps: Deps) -> None:
    applied(deps, topics(PRICING))
    applied(deps, topics(PRICING | {"aliases": "Rates"}))
    with deps.reading() as session:
        assert session.scalars(select(Alias.name)).all() == ["Rates"]
