"""What a sheet leaves open and an organizer decides: who is meant, which topic it is, what stays."""

import pytest

from bot.core.plans import Choices
from bot.core.sheets import Reason
from bot.core.text import folded
from bot.deps import Deps
from models import Person
from tests.importing import ACME, PRICING, applied, directory, known, named, people, proposed
from tests.sheets import as_csv, topics


@pytest.fixture
def staff(deps: Deps) -> dict[str, int]:
    """Colleagues with accounts, two of one name among them; their ids by address."""
    known(
        deps,
        Person(name="Ana Sobral", email="ana@example.com", slack_id="UANA"),
        Person(name="Ana Sobral", email="ana.b@example.com", slack_id="UANAB"),
        Person(name='Falk, Robert "Bob" (Northbeam)', email="bob@example.com", slack_id="UBOB"),
        Person(name="Søren Åberg", email="soren@example.com", slack_id="USOREN"),
    )
    with deps.reading() as session:
        return {str(one.email): one.id for one in session.query(Person)}


def owner(deps: Deps, typed: str, choices: Choices | None = None) -> list[tuple[str, str]]:
    applied(deps, topics({"topic": "A", "owner": typed}), choices=choices, skip_problems=True)
    return named(directory(deps)["A"])


@pytest.mark.usefixtures("staff")
@pytest.mark.parametrize("typed", ["Robert Falk", "Bob Falk", "FALK ROBERT", "Bob Falk (Northbeam)"])
def test_a_colleague_is_found_by_any_name_they_go_by(deps: Deps, typed: str) -> None:
    assert owner(deps, typed) == [("owner", 'Falk, Robert "Bob" (Northbeam)')]
    assert len(people(deps)) == 4


@pytest.mark.usefixtures("staff")
@pytest.mark.parametrize("typed", ["Åberg, Søren", "aberg, soren", "Dr. Søren Åberg"])
def test_a_colleague_is_found_by_the_last_name_first_without_a_question(deps: Deps, typed: str) -> None:
    assert proposed(deps, topics({"topic": "A", "owner": typed})).who == ()
    assert owner(deps, typed) == [("owner", "Søren Åberg")]


def test_last_name_first_is_whoever_the_sheet_names_the_other_way_around(deps: Deps) -> None:
    applied(deps, topics({"topic": "A", "owner": "Ek, Eve"}, {"topic": "B", "owner": "Eve Ek"}))
    assert [named(topic) for topic in directory(deps).values()] == [[("owner", "Eve Ek")]] * 2
    assert len(people(deps)) == 1


@pytest.mark.parametrize("typed", ["Aaberg, Soeren", "Falk, Ana"])
def test_one_or_two_people_are_asked_about_and_the_answer_is_remembered(
    deps: Deps, staff: dict[str, int], typed: str
) -> None:
    sheet = topics({"topic": "A", "owner": typed}, {"topic": "B", "owner": "Eve Ek"})
    plan = proposed(deps, sheet)
    (asked, _) = plan.who
    assert (asked.name, asked.rows, asked.column, asked.leaves_out) == (typed, (2,), "owner", True)
    assert [(one.reason, one.row, one.value) for one in plan.problems] == [(Reason.ONE_OR_TWO_PEOPLE, 2, typed)]
    assert plan.added == ("B",)
    done = applied(deps, sheet, choices=Choices(people={folded(typed): staff["soren@example.com"]}))
    assert (done.plan.added, done.plan.problems) == (("A", "B"), ())
    assert named(directory(deps)["A"]) == [("owner", "Søren Åberg")]
    assert proposed(deps, sheet).changes_nothing


def test_of_one_or_two_people_it_can_be_said_that_it_is_one_who_is_not_in_slack(deps: Deps) -> None:
    assert owner(deps, "Ek, Eve", Choices(people={folded("Ek, Eve"): None})) == [("owner", "Eve Ek")]


def test_two_known_first_names_are_not_taken_for_one_person(deps: Deps) -> None:
    known(deps, *(Person(name=name, email=f"{name}@example.com") for name in ("Ana", "Bo", "Bo Ana")))
    plan = proposed(deps, topics({"topic": "A", "owner": "Ana, Bo"}))
    assert [one.reason for one in plan.problems] == [Reason.ONE_OR_TWO_PEOPLE]


@pytest.mark.usefixtures("staff")
@pytest.mark.parametrize("column", ["backup", "field_rep"])
def test_whoever_may_be_two_beside_an_owner_leaves_only_the_cell_empty(deps: Deps, column: str) -> None:
    sheet = topics({"topic": "A", "owner": "Søren Åberg", column: "Ek, Eve"})
    plan = proposed(deps, sheet)
    assert [(one.reason, one.column, one.value) for one in plan.problems] == [(Reason.MAY_BE_TWO, column, "Ek, Eve")]
    assert [(one.name, one.leaves_out) for one in plan.who] == [("Ek, Eve", False)]
    applied(deps, sheet, skip_problems=True)
    assert named(directory(deps)["A"]) == [("owner", "Søren Åberg")]


def test_two_of_one_name_of_whom_one_has_no_address_stay_two(deps: Deps) -> None:
    sheet = as_csv(("Topic", "Owner", "Owner e-mail"), ("A", "Bo Falk | Bo Falk", "- | bo@example.com"))
    applied(deps, sheet)
    with deps.reading() as session:
        assert [(one.name, one.email) for one in session.query(Person).order_by(Person.id)] == [
            ("Bo Falk", None),
            ("Bo Falk", "bo@example.com"),
        ]
    assert named(directory(deps)["A"]) == [("owner", "Bo Falk")] * 2
    assert proposed(deps, sheet).changes_nothing


@pytest.mark.usefixtures("staff")
def test_accents_and_order_do_not_count(deps: Deps) -> None:
    assert owner(deps, "Aberg Soren") == [("owner", "Søren Åberg")]


def test_two_of_one_name_are_asked_about_and_the_answer_is_remembered(deps: Deps, staff: dict[str, int]) -> None:
    sheet = topics({"topic": "A", "owner": "Ana Sobral"}, {"topic": "B", "owner": "ana sobral"})
    (asked,) = proposed(deps, sheet).who
    assert (asked.name, asked.rows, asked.column, asked.leaves_out) == ("Ana Sobral", (2, 3), "owner", True)
    assert [one.email for one in asked.candidates] == ["ana@example.com", "ana.b@example.com"]
    said = Choices(people={folded("Ana Sobral"): staff["ana.b@example.com"]})
    done = applied(deps, sheet, choices=said)
    assert (done.plan.added, done.plan.problems) == (("A", "B"), ())
    again = proposed(deps, sheet + b"C,,,Ana Sobral,,,,,,\n")
    assert (again.who, again.added, again.problems) == ((), ("C",), ())


def test_an_answer_is_remembered_even_if_the_sheet_says_what_the_directory_says(
    deps: Deps, staff: dict[str, int]
) -> None:
    applied(deps, topics({"topic": "A", "owner": "Ana Sobral", "owner_email": "ana@example.com"}))
    sheet = topics({"topic": "A", "owner": "Ana Sobral"})
    assert proposed(deps, sheet).who
    done = applied(deps, sheet, choices=Choices(people={folded("Ana Sobral"): staff["ana@example.com"]}))
    assert (done.plan.changes_nothing, done.version) == (True, 1)
    assert not proposed(deps, sheet).who


@pytest.mark.usefixtures("staff")
def test_somebody_slack_does_not_know_is_allowed_marked_and_asked_about_once(deps: Deps) -> None:
    sheet = topics({"topic": "A", "owner": "Ana Sobrall"}, {"topic": "B", "owner": "Zoe Zweig"})
    plan = proposed(deps, sheet)
    assert (plan.people_added, plan.problems) == (("Ana Sobrall", "Zoe Zweig"), ())
    assert [(one.name, one.leaves_out, len(one.candidates)) for one in plan.who] == [
        ("Ana Sobrall", False, 2),
        ("Zoe Zweig", False, 0),
    ]
    applied(deps, sheet)
    assert proposed(deps, sheet).who == ()


def test_nobody_is_asked_about_strangers_where_slack_has_not_told_who_there_is(deps: Deps) -> None:
    assert proposed(deps, topics(PRICING, ACME)).who == ()


def test_who_is_meant_by_a_misspelt_name_can_be_said(deps: Deps, staff: dict[str, int]) -> None:
    said = Choices(people={folded("Sören Aaberg"): staff["soren@example.com"]})
    assert owner(deps, "Sören Aaberg", said) == [("owner", "Søren Åberg")]
    assert owner(deps, "soren aaberg") == [("owner", "Søren Åberg")]


def test_of_two_of_one_name_neither_can_be_said_to_be_meant(deps: Deps, staff: dict[str, int]) -> None:
    assert owner(deps, "Ana Sobral", Choices(people={folded("Ana Sobral"): None})) == [("owner", "Ana Sobral")]
    assert len(people(deps)) == len(staff) + 1


def test_a_sheet_that_names_less_than_half_leaves_the_rest_alone_and_can_be_told_otherwise(deps: Deps) -> None:
    applied(deps, topics(PRICING, ACME, {"topic": "Security", "owner": "Eve Ek"}))
    part = topics(PRICING | {"day": "Day 2"})
    plan = proposed(deps, part)
    assert (plan.is_partial, plan.kept, plan.removed) == (True, ("Acme", "Security"), ())
    told = proposed(deps, part, Choices(keeps=False))
    assert (told.kept, told.removed) == ((), ("Acme", "Security"))
    most = proposed(deps, topics(PRICING, ACME))
    assert (most.is_partial, most.removed) == (False, ("Security",))
    assert proposed(deps, topics(PRICING, ACME), Choices(keeps=True)).changes_nothing
    applied(deps, part)
    assert list(directory(deps)) == ["Pricing", "Acme", "Security"]


@pytest.mark.parametrize(
    ("was", "now"),
    [
        ({"topic": "Kreasly"}, {"topic": "Kreasly-X", "aliases": "Kreasly"}),
        ({"topic": "Kreasly", "aliases": "KX"}, {"topic": "KX"}),
    ],
    ids=["the old name became an alias", "an alias became the name"],
)
def test_a_topic_that_was_renamed_is_the_same_topic(deps: Deps, was: dict[str, str], now: dict[str, str]) -> None:
    applied(deps, topics(was | {"owner": "Ana"}, ACME))
    before = directory(deps)[was["topic"]].id
    plan = applied(deps, topics(now | {"owner": "Ana"}, ACME)).plan
    assert (plan.added, plan.removed, plan.changed[0].name) == ((), (), was["topic"])
    assert directory(deps)[now["topic"]].id == before


def test_a_topic_with_the_same_key_points_or_the_same_key_is_the_same_under_any_name(deps: Deps) -> None:
    header = ("Topic", "Owner", "Key points", "Key")
    applied(deps, as_csv(header, ("Pricing", "Ana", "Ask twice", ""), ("Tools", "Bo", "", "t-17"), ("C", "Cy", "", "")))
    before = {title: topic.id for title, topic in directory(deps).items()}
    later = ("What it costs", "Ana", "Ask twice", ""), ("Instruments", "Bo", "", "T 17"), ("C", "Cy", "", "")
    assert applied(deps, as_csv(header, *later)).plan.added == ()
    after = {title: topic.id for title, topic in directory(deps).items()}
    assert (after["What it costs"], after["Instruments"]) == (before["Pricing"], before["Tools"])


def test_a_name_that_is_merely_close_is_asked_about_and_the_old_topic_stays_until_somebody_says(deps: Deps) -> None:
    applied(deps, topics({"topic": "Acme North", "owner": "Ana"}, PRICING))
    before = directory(deps)["Acme North"].id
    sheet = topics({"topic": "Acme South", "owner": "Ana"}, PRICING)
    plan = proposed(deps, sheet)
    (likely,) = plan.likely
    assert (likely.row, likely.title, likely.old, likely.topic_id) == (2, "Acme South", "Acme North", before)
    assert (plan.added, plan.removed) == (("Acme South",), ())
    same = proposed(deps, sheet, Choices(same={likely.key: before}))
    assert (same.likely, same.added, same.changed[0].name) == ((), (), "Acme North")
    other = proposed(deps, sheet, Choices(same={likely.key: 0}))
    assert (other.likely, other.added, other.removed) == ((), ("Acme South",), ("Acme North",))


def test_a_role_in_the_place_of_an_owner_names_nobody_until_somebody_says_who(
    deps: Deps, staff: dict[str, int]
) -> None:
    sheet = topics({"topic": "A", "owner": "CRO"})
    plan = proposed(deps, sheet)
    assert Reason.A_ROLE in [one.reason for one in plan.warnings]
    assert [(one.name, one.is_role) for one in plan.who] == [("CRO", True)]
    assert (plan.people_added, plan.problems) == ((), ())
    applied(deps, sheet, choices=Choices(people={folded("CRO"): staff["soren@example.com"]}))
    assert named(directory(deps)["A"]) == [("owner", "Søren Åberg")]
    assert proposed(deps, sheet).changes_nothing


def test_a_name_that_a_topic_outside_of_the_sheet_has_is_left_out_and_told(deps: Deps) -> None:
    applied(deps, topics(PRICING, ACME, {"topic": "Security", "owner": "Eve Ek"}))
    sheet = topics({"topic": "Fees", "owner": "Ana Sobral", "aliases": "Rates | Charges"})
    plan = proposed(deps, sheet)
    assert [(one.row, one.column, one.value, one.other) for one in plan.problems] == [
        (2, "aliases", "Rates", "Pricing")
    ]
    applied(deps, sheet, skip_problems=True)
    assert [alias.name for alias in directory(deps)["Fees"].aliases] == ["Charges"]


def test_a_new_title_takes_a_name_from_the_topic_that_had_it_besides_and_that_is_told(deps: Deps) -> None:
    applied(deps, topics(PRICING))
    sheet = as_csv(("Topic", "Owner"), ("Pricing", "Ana Sobral"), ("Rates", "Bo Falk"))
    plan = proposed(deps, sheet)
    assert (plan.added, [one.value for one in plan.problems]) == (("Rates",), ["Rates"])
    applied(deps, sheet, skip_problems=True)
    assert [alias.name for alias in directory(deps)["Pricing"].aliases] == ["Prices"]
    assert proposed(deps, sheet).changes_nothing


def test_a_new_title_takes_a_name_from_a_topic_that_the_sheet_does_not_name_too(deps: Deps) -> None:
    applied(deps, topics(PRICING, ACME, {"topic": "Security", "owner": "Eve Ek"}))
    plan = applied(deps, topics({"topic": "Rates", "owner": "Eve Ek"}), choices=Choices(same={"rates": 0})).plan
    assert [(one.row, one.reason, one.other) for one in plan.warnings] == [(2, Reason.TITLE_TAKES_NAME, "Pricing")]
    assert [alias.name for alias in directory(deps)["Pricing"].aliases] == ["Prices"]
