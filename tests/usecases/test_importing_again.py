"""The same again is nothing to change, a guess is asked about, and nothing goes that only might; on both databases."""

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from bot.core.plans import Choices
from bot.core.sheets import Reason
from bot.core.text import folded
from bot.core.uploads import Document
from bot.deps import Deps
from bot.errors import UserMistake
from bot.usecases import editing, exporting, importing, restoring
from bot.usecases.importing import stored
from models import Person, Story, Version
from tests.importing import ACME, PRICING, applied, directory, known, people, proposed
from tests.sheets import as_csv, drafted, topics
from tests.usecases.test_editing import opened, saved, typed
from tests.usecases.test_restoring import back

ONE, OTHER = ("Cy Young", "I asked."), ("Dee Lund", "We won.")
TOLD = ("topic", "owner", "field rep", "story")


def exported(deps: Deps) -> Document:
    with deps.reading() as session:
        return exporting.export(session)


def told(*reps: tuple[str, str]) -> bytes:
    return as_csv(TOLD, *(("Pricing", "Ana" if place == 0 else "", *rep) for place, rep in enumerate(reps)))


def test_a_story_that_was_removed_comes_back_in_its_place_and_as_what_it_was(deps: Deps) -> None:
    applied(deps, told(ONE, OTHER))
    with deps.sessions.begin() as session:
        for story in session.scalars(select(Story)):
            story.kind = "win"
    before = exported(deps).data
    applied(deps, told(OTHER))
    back(deps, 1)
    assert exported(deps).data == before
    assert proposed(deps, told(ONE, OTHER)).changes_nothing
    with deps.reading() as session:
        assert session.scalars(select(Story.kind)).all() == ["win", "win"]
        assert restoring.propose(session, 1).plan.changes_nothing


def test_stories_in_another_order_are_put_in_that_order_once(deps: Deps) -> None:
    applied(deps, told(ONE, OTHER))
    applied(deps, told(OTHER, ONE))
    assert [story.text for story in directory(deps)["Pricing"].stories] == ["We won.", "I asked."]
    assert proposed(deps, told(OTHER, ONE)).changes_nothing


def test_an_agenda_in_any_order_says_the_same(deps: Deps) -> None:
    header = ("Session Id", "Title", "Speaker")
    rows = [("s10", "Pricing", "Ana Sobral"), ("s10", "Pricing", "Bo Falk"), ("s27", "Robots", "Cy Young")]
    applied(deps, as_csv(header, *rows))
    assert proposed(deps, as_csv(header, *rows[::-1])).changes_nothing


def test_a_name_that_is_spelled_in_two_ways_does_not_flip(deps: Deps) -> None:
    rows = [
        {"topic": name, "owner": spelled, "owner_email": "ana@example.com"}
        for name, spelled in (("A", "Ana Sobral"), ("B", "Ana M. Sobral"))
    ]
    applied(deps, topics(*rows))
    assert proposed(deps, topics(*rows[::-1])).changes_nothing


def test_somebody_said_to_be_none_of_two_colleagues_is_one_person_ever_after(deps: Deps) -> None:
    known(deps, *(Person(name="John Smith", email=f"j{n}@example.com", slack_id=f"UJ{n}") for n in (1, 2)))
    sheet = topics({"topic": "A", "owner": "John Smith"})
    applied(deps, sheet, choices=Choices(people={folded("John Smith"): None}))
    assert (proposed(deps, sheet).changes_nothing, len(people(deps))) == (True, 3)


@pytest.mark.parametrize("problem", ["guest", "no title", "long title"])
def test_a_row_that_cannot_be_used_keeps_its_topic_whatever_it_is_called_now(deps: Deps, problem: str) -> None:
    applied(deps, topics(PRICING, ACME, {"topic": "C", "owner": "D"}))
    known(deps, Person(name="Gil Guest", email="gil@example.com", standing="guest"))
    title = {"guest": "What it costs", "no title": "", "long title": "x" * 201}[problem]
    data = exported(deps).data.decode("utf-8-sig").replace("Pricing,", f"{title},", 1)
    data = data.replace("Ana Sobral,ana@example.com", "Gil Guest,gil@example.com", 1)
    plan = proposed(deps, data.encode())
    assert (plan.removed, bool(plan.problems)) == ((), True)


def test_a_small_number_is_no_proof_that_it_is_the_same_topic(deps: Deps) -> None:
    header = ("id", "topic", "owner")
    applied(deps, as_csv(header, ("1", "Pricing", "Ana S"), ("3", "Discounts", "Bo F"), ("4", "Robots", "Cy Y")))
    plan = proposed(
        deps, as_csv(header, ("1", "Pricing", "Ana S"), ("3", "Onboarding", "Dee L"), ("4", "Robots", "Cy Y"))
    )
    assert (plan.added, plan.changed) == (("Onboarding",), ())


def test_a_key_point_that_anybody_could_say_is_no_proof_either(deps: Deps) -> None:
    header = ("topic", "owner", "key points")
    applied(deps, as_csv(header, ("Pricing", "Ana", "See the deck"), ("B", "Bo", "x")))
    plan = proposed(deps, as_csv(header, ("Robot arms", "Cy", "See the deck"), ("B", "Bo", "x")))
    assert ([one.old for one in plan.likely], plan.added, plan.removed) == (["Pricing"], ("Robot arms",), ())


def test_a_part_of_a_sheet_that_takes_an_old_name_is_asked_about(deps: Deps) -> None:
    applied(deps, topics(PRICING, ACME, {"topic": "C", "owner": "D"}))
    plan = proposed(deps, topics({"topic": "Rates", "owner": "Eve Ek"}))
    assert ([one.old for one in plan.likely], plan.added) == (["Pricing"], ("Rates",))


def test_going_back_leaves_an_address_to_the_account_that_has_it_since(deps: Deps) -> None:
    applied(deps, topics({"topic": "A", "owner": "Bo Falk"}))
    applied(deps, topics({"topic": "A", "owner": "Bo Falk", "owner_email": "bo@example.com"}))
    back(deps, 1)
    known(deps, Person(name="Bo Falk", email="bo@example.com", slack_id="UBO"))
    assert back(deps, 2).plan.people_changed == ()


def test_nobody_goes_behind_what_was_there_before_versions_were_kept(deps: Deps) -> None:
    applied(deps, topics(PRICING))
    with deps.sessions.begin() as session:
        first = session.scalars(select(Version)).one()
        first.by, first.about = "", ""
    applied(deps, topics(PRICING | {"day": "Day 2"}))
    with pytest.raises(UserMistake, match="no version 0"), deps.reading() as session:
        restoring.propose(session, 0)


def test_what_is_read_while_somebody_applies_is_of_one_version(deps: Deps, monkeypatch: pytest.MonkeyPatch) -> None:
    """Between two tables Olga applies a sheet; neither a preview nor a form mixes what was and what is."""
    applied(deps, topics(PRICING, ACME))
    pricing, read = directory(deps)["Pricing"].id, stored._by_topic
    days = iter(["Day 2", "Day 3"])

    def while_olga_applies(session: Session, rows: Select[Any]) -> Any:
        found = read(session, rows)
        monkeypatch.setattr(stored, "_by_topic", read)
        applied(
            deps,
            topics(PRICING | {"owner": "New One", "owner_email": "", "aliases": "Brand new", "day": next(days)}, ACME),
        )
        return found

    def read_so(look: Callable[[Session], Any]) -> Any:
        monkeypatch.setattr(stored, "_by_topic", while_olga_applies)
        with deps.reading() as session:
            return look(session)

    plan = read_so(lambda session: importing.propose(session, drafted(topics(PRICING, ACME)))).plan
    changed = {change.field for one in plan.changed for change in one.changes}
    assert changed in (set(), {"owners", "aliases", "day"})
    form = read_so(lambda session: editing.form(session, pricing))
    assert (form.aliases, form.day) in ((("Brand new",), "Day 2"), (("Brand new",), "Day 3"))
    if form.day == "Day 2":
        with pytest.raises(UserMistake, match="since you opened this"):
            saved(deps, typed(form, session="S"))
    else:
        saved(deps, typed(form, session="S"))
    assert directory(deps)["Pricing"].day == "Day 3"
    assert opened(deps, "Pricing").aliases == ("Brand new",)


def test_a_kind_that_nobody_knows_leaves_a_topic_what_it_is(deps: Deps) -> None:
    applied(deps, topics(PRICING, ACME))
    plan = proposed(deps, topics(PRICING | {"kind": "banana"}, ACME))
    assert ([one.reason for one in plan.problems], plan.changed) == ([Reason.UNKNOWN_KIND], ())
