"""Who a sheet means: people matched by address, else by name, on both databases."""

import pytest

from bot.core.plans import Change, Plan
from bot.core.sheets import Reason
from bot.deps import Deps
from models import Person
from tests.importing import PRICING, applied, directory, known, named, people, proposed
from tests.sheets import as_csv, topics


def reasons(plan: Plan) -> list[tuple[int, str, Reason]]:
    return [(remark.row, remark.column, remark.reason) for remark in plan.remarks]


def test_people_are_found_by_address_whatever_its_case_and_keep_the_name_slack_gives(deps: Deps) -> None:
    known(deps, Person(name="Ana S. Sobral", email="Ana@example.com", slack_id="U1"))
    done = applied(deps, topics(PRICING | {"backup": "", "field_rep": "", "field_rep_story": ""}))
    assert (done.plan.people_added, done.plan.people_changed) == ((), ())
    assert named(directory(deps)["Pricing"]) == [("owner", "Ana S. Sobral")]


def test_people_are_found_by_name_whatever_its_case_and_accents(deps: Deps) -> None:
    known(deps, Person(name="Beatriz Falcão"))
    applied(deps, topics({"topic": "A", "owner": "beatriz FALCAO"}))
    assert people(deps) == [("Beatriz Falcão", None)]


def test_an_address_further_down_belongs_to_everybody_of_that_name_in_the_sheet(deps: Deps) -> None:
    known(deps, Person(name="Ana Sobral", slack_id="U1"))
    done = applied(deps, topics({"topic": "A", "owner": "Bo Falk", "backup": "Ana Sobral"}, PRICING))
    assert people(deps)[0] == ("Ana Sobral", "ana@example.com")
    (ana,) = done.plan.people_changed
    assert (ana.name, ana.changes) == ("Ana Sobral", (Change(field="email", old=(), new=("ana@example.com",)),))
    assert applied(deps, topics({"topic": "A", "owner": "Bo Falk", "backup": "Ana Sobral"}, PRICING)).version == 1


def test_a_misspelt_name_is_put_right_by_its_address_unless_slack_knows_better(deps: Deps) -> None:
    applied(deps, topics({"topic": "A", "owner": "Ana Sorbal", "owner_email": "ana@example.com"}))
    done = applied(deps, topics({"topic": "A", "owner": "Ana Sobral", "owner_email": "ana@example.com"}))
    assert (done.version, people(deps)) == (2, [("Ana Sobral", "ana@example.com")])


def test_two_people_of_one_name_are_told_apart_by_address_or_not_at_all(deps: Deps) -> None:
    known(deps, Person(name="Ana Sobral", email="ana@example.com"), Person(name="Ana Sobral", email="a2@example.com"))
    plan = proposed(deps, topics({"topic": "A", "owner": "Ana Sobral"}, {"topic": "B", "owner": "Bo"}))
    (problem,) = plan.problems
    assert (problem.row, problem.reason, problem.other) == (2, Reason.SAME_NAME, "ana@example.com, a2@example.com")
    assert plan.added == ("B",)
    assert not proposed(deps, topics(PRICING)).problems


def test_two_people_of_one_name_in_the_sheet_are_both_kept(deps: Deps) -> None:
    both = ({"topic": name, "owner": "Ana Sobral", "owner_email": f"{name}@example.com"} for name in "ab")
    applied(deps, topics(*both))
    assert people(deps) == [("Ana Sobral", "a@example.com"), ("Ana Sobral", "b@example.com")]
    swapped = ({"topic": name, "owner": "Ana Sobral", "owner_email": f"{name}@example.com"} for name in "ba")
    assert proposed(deps, topics(*swapped)).changes_nothing
    plan = proposed(deps, topics({"topic": "a", "owner": "Ana Sobral", "owner_email": "b@example.com"}))
    assert plan.changed[0].changes == (
        Change(field="owners", old=("Ana Sobral <a@example.com>",), new=("Ana Sobral <b@example.com>",)),
    )


def test_an_address_of_somebody_else_is_a_problem(deps: Deps) -> None:
    known(deps, Person(name="Marcus Tillery", email="marcus@example.com"))
    plan = proposed(deps, topics({"topic": "A", "owner": "Bob", "owner_email": "marcus@example.com"}))
    assert reasons(plan) == [(2, "owner", Reason.OTHER_NAME)]
    assert plan.problems[0].other == "Marcus Tillery"


@pytest.mark.parametrize("standing", ["guest", "foreign", "bot"])
def test_nobody_from_outside_is_named(deps: Deps, standing: str) -> None:
    known(deps, Person(name="Gil Guest", email="gil@example.com", standing=standing))
    assert reasons(proposed(deps, topics({"topic": "A", "owner": "Gil Guest"}))) == [(2, "owner", Reason.NO_COLLEAGUE)]


def test_somebody_who_left_may_stay_named_with_a_warning(deps: Deps) -> None:
    known(deps, Person(name="Ana Sobral", email="ana@example.com", standing="left"))
    done = applied(deps, topics(PRICING))
    assert [(warning.row, warning.reason) for warning in done.plan.warnings] == [(2, Reason.HAS_LEFT)]
    assert not done.plan.problems


def test_somebody_of_the_same_name_and_another_address_is_added_with_a_warning(deps: Deps) -> None:
    known(deps, Person(name="Ana Sobral", email="sobral@example.com"))
    done = applied(deps, topics(PRICING))
    assert [warning.reason for warning in done.plan.warnings] == [Reason.OTHER_EMAIL]
    assert not applied(deps, topics(PRICING)).plan.warnings


def test_a_bare_name_that_two_addresses_of_the_sheet_share_is_a_problem(deps: Deps) -> None:
    both = ({"topic": name, "owner": "Ana Sobral", "owner_email": f"{name}@example.com"} for name in "ab")
    (problem,) = proposed(deps, topics(*both, {"topic": "c", "owner": "Ana Sobral"})).problems
    assert (problem.row, problem.reason, problem.other) == (4, Reason.SAME_NAME, "a@example.com, b@example.com")


def test_somebody_known_by_address_alone_gets_a_name_out_of_it(deps: Deps) -> None:
    applied(deps, topics({"topic": "A", "owner_email": "ana.sobral@example.com"}))
    assert people(deps) == [("Ana Sobral", "ana.sobral@example.com")]


def test_a_change_of_who_had_it_before_is_told_with_the_dates(deps: Deps) -> None:
    header = ("Topic", "Kind", "Owner", "Former holder", "Since", "Until")
    applied(deps, as_csv(header, ("Acme", "account", "Bo", "Ana", "", "")))
    (acme,) = proposed(deps, as_csv(header, ("Acme", "account", "Bo", "Ana", "2024-04-01", "2025-03-31"))).changed
    assert acme.changes == (Change(field="reps", old=("Ana",), new=("Ana (2024-04-01 – 2025-03-31)",)),)


def test_a_change_of_words_is_told_with_who_says_them(deps: Deps) -> None:
    applied(deps, topics(PRICING))
    (pricing,) = proposed(deps, topics(PRICING | {"field_rep_story": "I waited."})).changed
    assert pricing.changes == (
        Change(field="stories", old=("Cy Young: I asked. They paid.",), new=("Cy Young: I waited.",)),
    )
