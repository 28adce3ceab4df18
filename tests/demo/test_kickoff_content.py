"""The demo's kickoff: what somebody who opens it for the first time may rely on."""

import csv
import re
from collections import Counter
from collections.abc import Iterator
from importlib.resources import files
from zoneinfo import ZoneInfo

import pytest

from bot.core import sheets
from bot.core.sheets import cells
from bot.demo.company import SHEET

Row = dict[str, str]

HEADER = (
    "topic,kind,aliases,presenters,owner,owner_email,backup,field_rep,"
    "since,until,field_rep_story,session,day,key_points,link,channel"
)
KINDS = {
    "competitor",
    "product",
    "feature",
    "pricing",
    "process",
    "tool",
    "segment",
    "territory",
    "account",
    "partner",
    "legal/security",
    "comp plan",
    "strategy",
    "customer story",
    "skill",
    "logistics",
}
OFFERED = {"competitor", "product", "feature", "segment", "territory", "account", "skill"}
PERSON_COLUMNS = ("presenters", "owner", "backup", "field_rep")

# What Slack takes: a topic becomes a button, a session and a name a line, a story a section of its own.
BUTTON, LINE, SECTION, CARD = 75, 150, 3000, 13_200


def read(name: str) -> list[Row]:
    """The rows of one of the demo's two files."""
    text = files("bot.demo").joinpath(name).read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines(), strict=True))


def several(cell: str) -> list[str]:
    """The values of a cell that may hold more than one."""
    return [value.strip() for value in cell.split("|") if value.strip()]


def plain(name: str) -> str:
    """A name as somebody in a hurry types it: lower case, words only."""
    return " ".join(re.findall(r"\w+", name.casefold()))


@pytest.fixture(scope="module")
def topics() -> list[Row]:
    return read("kickoff.csv")


@pytest.fixture(scope="module")
def people() -> list[Row]:
    return read("people.csv")


def named(topics: list[Row]) -> Iterator[tuple[str, str]]:
    """Every (topic, person) that the sheet names, in whatever role."""
    for row in topics:
        for column in PERSON_COLUMNS:
            for person in several(row[column]):
                yield row["topic"], person


def of_kind(people: list[Row], kind: str) -> set[str]:
    return {person["name"] for person in people if person["kind"] == kind}


def test_the_sheet_has_the_columns_an_organizer_is_told_to_use(topics: list[Row]) -> None:
    assert all(",".join(row) == HEADER for row in topics)
    assert all(row[column] for row in topics for column in ("topic", "kind", "owner", "session", "day", "key_points"))


def test_there_is_enough_to_ask_about_and_at_least_two_topics_of_every_kind(topics: list[Row]) -> None:
    counts = Counter(row["kind"] for row in topics)
    assert set(counts) == KINDS
    assert min(counts.values()) >= 2
    assert 40 <= len(topics) <= 50


def test_no_two_topics_answer_to_the_same_name(topics: list[Row]) -> None:
    names = Counter(plain(name) for row in topics for name in (row["topic"], *several(row["aliases"])))
    assert [name for name, times in names.items() if times > 1] == []


def test_everybody_the_sheet_names_works_here_or_is_the_one_who_left(topics: list[Row], people: list[Row]) -> None:
    known = of_kind(people, "employee") | of_kind(people, "left")
    assert [(topic, person) for topic, person in named(topics) if person not in known] == []


def test_the_owner_s_address_in_the_sheet_is_the_one_in_the_workspace(topics: list[Row], people: list[Row]) -> None:
    addresses = {person["name"]: person["email"] for person in people}
    assert [row["topic"] for row in topics if addresses[row["owner"]] != row["owner_email"]] == []


def test_one_owner_left_and_everything_of_theirs_has_a_backup_who_did_not(topics: list[Row], people: list[Row]) -> None:
    left = of_kind(people, "left")
    orphaned = [row for row in topics if row["owner"] in left]
    assert len({row["owner"] for row in orphaned}) == 1
    assert all(row["backup"] in of_kind(people, "employee") for row in orphaned)


def test_one_owner_is_away_and_has_a_backup(topics: list[Row], people: list[Row]) -> None:
    away = {person["name"] for person in people if person["away_days"]}
    waiting = [row for row in topics if row["owner"] in away]
    assert len(away) == 1
    assert waiting
    assert all(row["backup"] and row["backup"] not in away for row in waiting)


def test_every_account_and_territory_had_somebody_before_for_a_known_time_with_something_to_say(
    topics: list[Row],
) -> None:
    held = [row for row in topics if row["kind"] in {"account", "territory"}]
    assert all(several(row["field_rep"]) and row["owner"] not in several(row["field_rep"]) for row in held)
    assert all(row["field_rep_story"] for row in held)
    spans = [(cells.day(row["since"]), cells.day(row["until"])) for row in held]
    assert all(since and until and since < until for since, until in spans)


def test_one_account_had_two_people_before_and_one_somebody_who_left(topics: list[Row], people: list[Row]) -> None:
    accounts = [several(row["field_rep"]) for row in topics if row["kind"] == "account"]
    assert sorted(map(len, accounts)) == [1, 1, 1, 2]
    assert sum(bool(of_kind(people, "left") & set(reps)) for reps in accounts) == 1


def test_the_sheet_is_taken_to_the_last_cell(topics: list[Row]) -> None:
    draft = sheets.draft(sheets.read(SHEET.read_bytes(), name=SHEET.name))
    assert [remark.reason for remark in draft.remarks] == []
    assert len(draft.topics) == len(topics)
    assert {column.name for column in draft.columns if column.field} == set(topics[0])


def test_there_is_a_win_a_loss_and_what_went_wrong_on_stage(topics: list[Row]) -> None:
    told = {row["topic"]: row["field_rep_story"] for row in topics}
    assert "won it back" in told["Kreasly-X"]
    assert told["Folding by hand"].startswith("Lost.")
    assert "rehearsal" in told["Heron"]


def test_no_two_voices_begin_alike(topics: list[Row]) -> None:
    beginnings = [" ".join(row["field_rep_story"].split()[:3]) for row in topics if row["field_rep_story"]]
    assert len(set(beginnings)) == len(beginnings)


def test_everybody_has_a_face_and_whoever_is_away_says_for_how_long(people: list[Row]) -> None:
    assert all(person["face"] for person in people)
    assert [person["handle"] for person in people if person["away_days"]] == ["mireille"]
    assert all(re.fullmatch(r":[a-z0-9_]+:", person["status_emoji"]) for person in people if person["status"])


def test_stories_have_a_teller_and_many_tell_them(topics: list[Row]) -> None:
    told = [row for row in topics if row["field_rep_story"]]
    assert all(row["field_rep"] for row in told)
    assert len({row["field_rep"] for row in told}) >= 12
    assert len({row["field_rep_story"] for row in told}) == len(told) >= 30


def test_ana_is_new_and_nobody_sends_anybody_to_her(topics: list[Row], people: list[Row]) -> None:
    (ana,) = [person for person in people if person["handle"] == "ana"]
    assert ana["kind"] == "employee"
    assert ana["name"] not in {person for _, person in named(topics)}


def test_the_workspace_has_everybody_whom_the_app_must_tell_apart(people: list[Row]) -> None:
    counts = Counter(person["kind"] for person in people)
    assert set(counts) == {"employee", "guest", "foreign", "left", "bot"}
    assert 24 <= counts["employee"] <= 28
    assert {counts[kind] for kind in ("guest", "foreign", "left", "bot")} == {1}


@pytest.mark.parametrize("column", ["handle", "name"])
def test_no_two_people_share_a(column: str, people: list[Row]) -> None:
    assert len({plain(person[column]) for person in people}) == len(people)


def test_every_address_is_at_example_com_and_only_the_bot_has_none(topics: list[Row], people: list[Row]) -> None:
    addresses = [person["email"] for person in people if person["kind"] != "bot"]
    assert all(re.fullmatch(r"[a-z.-]+@example\.com", address) for address in addresses)
    assert len(set(addresses)) == len(addresses)
    assert [person["email"] for person in people if person["kind"] == "bot"] == [""]
    assert all(row["link"].startswith("https://example.com/") for row in topics if row["link"])


def test_people_live_in_many_time_zones_that_exist(people: list[Row]) -> None:
    zones = {ZoneInfo(person["tz"]).key for person in people}
    assert len(zones) >= 12


def test_every_cell_fits_where_slack_shows_it(topics: list[Row], people: list[Row]) -> None:
    buttons = [name for row in topics for name in (row["topic"], *several(row["aliases"]))]
    lines = [row["session"] for row in topics] + [person[column] for person in people for column in ("name", "title")]
    sections = [row[column] for row in topics for column in ("field_rep_story", "key_points")]
    assert max(map(len, buttons)) <= BUTTON
    assert max(map(len, lines)) <= LINE
    assert max(map(len, sections)) <= SECTION
    assert max(sum(map(len, row.values())) for row in topics) <= CARD
    assert all(re.fullmatch(r"#[a-z0-9_-]{1,80}", row["channel"]) for row in topics if row["channel"])


def test_no_cell_has_stray_spaces_or_runs_as_a_formula(topics: list[Row], people: list[Row]) -> None:
    cells = [cell for row in (*topics, *people) for cell in row.values()]
    assert [cell for cell in cells if cell != cell.strip() or cell.startswith(("=", "+", "-", "@"))] == []


def test_of_many_kinds_a_recap_finds_two_others_to_offer_beside_the_right_name(
    topics: list[Row], people: list[Row]
) -> None:
    here = of_kind(people, "employee")
    for topic in (one for one in topics if one["kind"] in OFFERED):
        others = {one["owner"] for one in topics if one["kind"] == topic["kind"]} & here
        involved = {name for column in PERSON_COLUMNS for name in several(topic[column])}
        assert len(others - involved) >= 2, topic["topic"]
