"""Going back to earlier versions: exactly, previewed, itself a version, and nothing lost beside; on both databases."""

import pytest
from sqlalchemy import select

from bot.core.plans import Content
from bot.core.uploads import Done, VersionKind
from bot.deps import Deps
from bot.errors import DirectoryMoved, UserMistake
from bot.usecases import importing, restoring
from bot.usecases.importing.stored import load
from models import Ask, Gap, Person, Story, Suggestion
from tests.cast import START
from tests.importing import ACME, PRICING, applied, directory, named, people
from tests.sheets import topics


def contents(deps: Deps) -> list[tuple[str, Content]]:
    """Give all that the directory says, in its order."""
    with deps.reading() as session:
        return [(stored.key, stored.content) for stored in load(session).present]


def back(deps: Deps, target: int) -> Done:
    with deps.reading() as session:
        prepared = restoring.propose(session, target)
    with deps.sessions.begin() as session:
        return importing.apply(session, prepared, by="Olga", now=deps.now())


def test_every_version_comes_back_exactly_from_every_other(deps: Deps) -> None:
    sheets = [
        topics(PRICING, ACME),
        topics(PRICING | {"topic": "Prices", "aliases": "Pricing", "owner": "Cy Young", "owner_email": ""}, ACME),
        topics(ACME | {"field_rep": "Bo Falk; Dee Lund", "kind": "segment"}, {"topic": "Security", "owner": "Eve Ek"}),
        topics(PRICING | {"field_rep_story": "I waited."}, {"topic": "Security", "owner": "Eve Ek"}),
    ]
    states = {}
    for number, sheet in enumerate(sheets, 1):
        assert applied(deps, sheet).version == number
        states[number] = contents(deps)
    latest = len(sheets)
    for target in (1, 3, 2, 4, 1, 4, 3):
        done = back(deps, target)
        latest += 1
        assert (done.version, done.was, done.kind) == (latest, latest - 1, VersionKind.UNDO)
        assert contents(deps) == states[target]


def test_going_back_is_looked_at_first_and_told_like_a_sheet(deps: Deps) -> None:
    applied(deps, topics(PRICING, ACME))
    applied(deps, topics(PRICING | {"day": "Day 2"}, {"topic": "Security", "owner": "Eve Ek"}))
    with deps.reading() as session:
        plan = restoring.propose(session, 1).plan
    assert (plan.target, plan.added, plan.removed) == (1, ("Acme",), ("Security",))
    assert [(one.name, one.changes[0].old, one.changes[0].new) for one in plan.changed] == [
        ("Pricing", ("Day 2",), ("Day 1",))
    ]
    assert list(directory(deps)) == ["Pricing", "Security"]


def test_somebody_who_was_faster_keeps_a_step_back_from_being_taken(deps: Deps) -> None:
    applied(deps, topics(PRICING))
    applied(deps, topics(PRICING | {"day": "Day 2"}))
    with deps.reading() as session:
        prepared = restoring.propose(session, 1)
    applied(deps, topics(PRICING | {"day": "Day 3"}))
    with pytest.raises(DirectoryMoved), deps.sessions.begin() as session:
        importing.apply(session, prepared, by="Olga", now=deps.now())
    assert directory(deps)["Pricing"].day == "Day 3"


def test_the_first_sheet_can_be_taken_back_too_and_leaves_nothing_to_ask_about(deps: Deps) -> None:
    applied(deps, topics(PRICING, ACME))
    first = contents(deps)
    back(deps, 0)
    assert contents(deps) == []
    back(deps, 1)
    assert contents(deps) == first


@pytest.mark.parametrize("target", [-1, 3, 99])
def test_only_a_version_that_there_was_can_be_gone_back_to(deps: Deps, target: int) -> None:
    applied(deps, topics(PRICING))
    applied(deps, topics(PRICING | {"day": "Day 2"}))
    with pytest.raises(UserMistake, match=f"no version {target} to go back to"), deps.reading() as session:
        restoring.propose(session, target)


def test_questions_and_gaps_and_the_confirmation_outlive_a_step_back(deps: Deps) -> None:
    applied(deps, topics(PRICING))
    applied(deps, topics(PRICING, ACME))
    acme = directory(deps)["Acme"].id
    with deps.sessions.begin() as session:
        ask = Ask(surface="cli", text="acme?", outcome="card", asked_at=START)
        ask.suggestions = [Suggestion(topic_id=acme)]
        session.add_all([ask, Gap(key="k", question="karaoke", opened_at=START, topic_id=acme, state="assigned")])
    back(deps, 1)
    back(deps, 2)
    assert directory(deps)["Acme"].id == acme
    with deps.reading() as session:
        assert session.scalars(select(Suggestion.topic_id)).all() == [acme]
        assert session.scalars(select(Gap.topic_id)).all() == [acme]


def test_words_taken_back_stay_taken_back_whatever_comes_back(deps: Deps) -> None:
    applied(deps, topics(PRICING))
    applied(deps, topics(PRICING | {"day": "Day 2"}))
    with deps.sessions.begin() as session:
        session.scalars(select(Story)).one().withdrawn_at = START
    back(deps, 1)
    pricing = directory(deps)["Pricing"]
    assert (pricing.day, [story.withdrawn_at for story in pricing.stories]) == ("Day 1", [START])


def test_a_name_put_right_goes_back_too_unless_slack_knows_better(deps: Deps) -> None:
    wrong = PRICING | {"owner": "Ana Sorbal", "backup": "", "field_rep": "", "field_rep_story": ""}
    applied(deps, topics(wrong))
    applied(deps, topics(wrong | {"owner": "Ana Sobral"}))
    back(deps, 1)
    assert people(deps) == [("Ana Sorbal", "ana@example.com")]
    back(deps, 2)
    with deps.sessions.begin() as session:
        session.scalars(select(Person)).one().slack_id = "U1"
    back(deps, 1)
    assert people(deps) == [("Ana Sobral", "ana@example.com")]


def test_the_history_tells_who_did_what_when(deps: Deps) -> None:
    with deps.sessions.begin() as session:
        session.add(Person(name="Olga Orlova", slack_id="Olga"))
    applied(deps, topics(PRICING, ACME))
    applied(deps, topics(PRICING | {"day": "Day 2"}, {"topic": "Security", "owner": "Eve Ek"}))
    back(deps, 1)
    with deps.reading() as session:
        found = restoring.history(session)
        page = restoring.history(session, before=3, limit=1)
    assert found.current == 3
    told = [(one.number, one.kind, one.about, one.added, one.changed, one.removed) for one in found.versions]
    assert told == [
        (3, VersionKind.UNDO, "1", 1, 1, 1),
        (2, VersionKind.SHEET, "kickoff.csv", 1, 1, 1),
        (1, VersionKind.SHEET, "kickoff.csv", 2, 0, 0),
    ]
    assert {one.by.name if one.by else "" for one in found.versions} == {"Olga Orlova"}
    assert ([one.number for one in page.versions], page.following) == ([2], 2)


def test_a_topic_of_an_earlier_name_that_came_back_as_another_topic_does_not_get_in_the_way(deps: Deps) -> None:
    applied(deps, topics(PRICING))
    applied(deps, topics(PRICING | {"topic": "Prices", "aliases": "Pricing"}))
    applied(deps, topics(PRICING | {"topic": "Prices", "aliases": ""}, {"topic": "Pricing", "owner": "Bo Falk"}))
    now = contents(deps)
    assert [key for key, _ in now] == ["pricing", "pricing-2"]
    back(deps, 1)
    assert [content.title for _, content in contents(deps)] == ["Pricing"]
    assert named(directory(deps)["Pricing"])[0] == ("owner", "Ana Sobral")
    back(deps, 3)
    assert contents(deps) == now
