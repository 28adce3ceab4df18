"""Which column is whose, where several hold the same or none says it."""

import pytest

from bot.core.sheets import Draft, Effect, Reason, Someone, Topic
from bot.errors import ColumnsUnclear
from tests.sheets import as_csv, drafted

Row = tuple[str, ...]


def read(*rows: Row) -> Draft:
    return drafted(as_csv(*rows))


def one(*rows: Row) -> Topic:
    (topic,) = read(*rows).topics
    return topic


def names(people: tuple[Someone, ...]) -> list[str]:
    return [person.name for person in people]


def reached(topic: Topic) -> dict[str, str]:
    everybody = (*topic.owners, *topic.presenters, *topic.backups, *(rep.who for rep in topic.reps))
    return {person.name: person.email for person in everybody}


@pytest.mark.parametrize("header", [("Topic", "Owner", "Owner 2"), ("Topic", "Owner", "Co-owner"),
                                    ("Topic", "Owner", "Secondary owner")])  # fmt: skip
def test_a_second_owner_takes_nothing_from_the_first(header: Row) -> None:
    assert names(one(header, ("A", "Ana Ruiz", "Bo Falk")).owners) == ["Ana Ruiz", "Bo Falk"]


@pytest.mark.parametrize(
    "header",
    [("Title", "Speaker", "Speaker 2"), ("Title", "Speakers", "Moderator"), ("Title", "Speaker(s)", "Speaker Name(s)"),
     ("Title", "Speakers", "Role: Moderators"), ("Title", "Speaker 1", "Panelists")],
)  # fmt: skip
def test_all_who_speak_are_presenters_whatever_their_columns_are_called(header: Row) -> None:
    assert names(one(header, ("A", "Ana Ruiz", "Bo Falk")).presenters) == ["Ana Ruiz", "Bo Falk"]


def test_a_column_that_sums_up_numbered_ones_adds_nobody() -> None:
    topic = one(("Title", "Speakers", "Speaker 1", "Speaker 2"), ("A", "Ana R. & Bo F.", "Ana Ruiz", "Bo Falk"))
    assert names(topic.presenters) == ["Ana Ruiz", "Bo Falk"]


def test_addresses_of_two_columns_of_people_go_by_their_names() -> None:
    header = ("Title", "Moderator email", "Speakers email", "Speakers", "Moderator")
    assert reached(one(header, ("A", "bo@ex.org", "ana@ex.org", "Ana Ruiz", "Bo Falk"))) == {
        "Ana Ruiz": "ana@ex.org",
        "Bo Falk": "bo@ex.org",
    }


@pytest.mark.parametrize(
    ("header", "ana", "bo"),
    [
        (("Topic", "Owner", "Email", "Presenter", "Email"), "1", "2"),
        (("Topic", "Owner", "Courriel", "Backup", "Courriel"), "1", "2"),
        (("Topic", "Owner", "", "Backup", "E-Mail Address"), "", "2"),
        (("Topic", "Speaker 1", "Email", "Speaker 2", "Correo"), "1", "2"),
        (("Topic", "Field rep", "Email", "Owner", ""), "1", ""),
    ],
)
def test_an_address_that_does_not_say_whose_is_theirs_who_stand_before_it(header: Row, ana: str, bo: str) -> None:
    found = reached(one(header, ("A", "Ana Ruiz", "1@ex.org", "Bo Falk", "2@ex.org")))
    assert found == {name: f"{at}@ex.org" if at else "" for name, at in (("Ana Ruiz", ana), ("Bo Falk", bo))}


def test_addresses_side_by_side_follow_the_people_before_them() -> None:
    header = ("Topic", "Owner", "Backup", "Email", "Email")
    assert reached(one(header, ("A", "Ana Ruiz", "Bo Falk", "ana@ex.org", "bo@ex.org"))) == {
        "Ana Ruiz": "ana@ex.org",
        "Bo Falk": "bo@ex.org",
    }


def test_an_address_before_everybody_is_the_owners_or_the_presenters_where_there_is_no_owner() -> None:
    assert reached(one(("Email", "Topic", "Backup", "Owner"), ("b@ex.org", "A", "Cy", "Bo"))) == {
        "Bo": "b@ex.org",
        "Cy": "",
    }
    assert reached(one(("Email", "Topic", "Speaker"), ("b@ex.org", "A", "Bo"))) == {"Bo": "b@ex.org"}


@pytest.mark.parametrize("name", ["Ansprechpartner:in", "Verantwortliche*r"])
def test_a_column_that_says_nothing_of_addresses_holds_people(name: str) -> None:
    header = ("Thema", "Ansprechpartner", name)
    assert reached(one(header, ("A", "Ana Ruiz", "Bo Falk"))) == {"Ana Ruiz": ""}


@pytest.mark.parametrize(
    "name",
    ["Account", "Territory", "Customer", "Feature", "Process", "Skill", "Workshop", "Agenda item", "Products", "What"],
)
def test_a_list_of_accounts_or_the_like_has_topics_and_gives_way_where_a_column_names_them(name: str) -> None:
    assert one((name, "Owner"), ("A", "Ana")).title == "A"
    for better in ("Topic", "Title", "Name"):
        assert one((name, better, "Owner"), ("Acme", "A", "Ana")).title == "A"


def test_topics_that_come_again_stay_topics_beside_accounts_and_names_that_do_not() -> None:
    rows = [("A", f"Acme {number}", f"Person {number}", "Ana") for number in range(4)]
    assert one(("Topic", "Account", "Name", "Owner"), *rows).title == "A"


def test_an_agenda_of_products_has_its_sessions_for_topics() -> None:
    rows = [("Core", "A", "Ana"), ("Core", "B", "Bo"), ("Core", "C", "Cy")]
    assert [topic.title for topic in read(("Product", "Session", "Speaker"), *rows).topics] == ["A", "B", "C"]


def test_titles_of_people_are_no_topics() -> None:
    rows = [("Dr.", "Ana", "Ruiz", "Rates"), ("Prof. Dr.", "Bo", "Falk", "Robots")]
    assert [topic.title for topic in read(("Titel", "Vorname", "Nachname", "Thema"), *rows).topics] == [
        "Rates",
        "Robots",
    ]
    with pytest.raises(ColumnsUnclear):
        read(("Titel", "Vorname", "Nachname"), *(row[:3] for row in rows))


def test_a_name_beside_a_first_name_is_the_last_one() -> None:
    assert names(one(("Name", "Vorname", "Thema"), ("Ruiz", "Ana", "Rates")).presenters) == ["Ana Ruiz"]


def test_an_unknown_kind_costs_the_cell_and_not_the_topic() -> None:
    draft = read(("Topic", "Owner", "Kind"), ("A", "Ana", "banana"))
    assert [(topic.title, topic.kind, names(topic.owners)) for topic in draft.topics] == [("A", "other", ["Ana"])]
    assert [(remark.row, remark.column, remark.value) for remark in draft.remarks] == [(2, "Kind", "banana")]
    assert draft.remarks[0].reason.effect is Effect.CELL_IGNORED


@pytest.mark.parametrize(
    ("typed", "kind"),
    [("Competitive", "competitor"), ("Wettbewerber", "competitor"), ("Concurrents", "competitor"),
     ("Preise", "pricing"),
     ("Prix", "pricing"), ("Produits", "product"), ("Herramientas", "tool"), ("Kunde", "account"),
     ("Territoire", "territory"), ("Partenaires", "partner"), ("Recht", "legal/security"),
     ("Banana / Process", "process"), ("Legal / Security", "legal/security")],
)  # fmt: skip
def test_a_kind_may_be_said_in_four_languages(typed: str, kind: str) -> None:
    assert one(("Topic", "Owner", "Kind"), ("A", "Ana", typed)).kind == kind


@pytest.mark.parametrize(
    "row",
    [("A!", "Falk, Bo", "Dee"), ("Lunch", "", ""), ("", "Bo", "Dee"), ("Sample Session: how to", "Bo", "Dee")],
)
def test_what_goes_on_with_a_row_that_is_out_goes_out_with_it_and_names_it(row: Row) -> None:
    draft = read(("Topic", "Owner", "Presenters"), ("A", "Ana", "Bo"), row, ("", "", "Cy"), ("", "", "Dee"))
    assert [names(topic.presenters) for topic in draft.topics] == [["Bo"]]
    found = [(remark.row, remark.other) for remark in draft.remarks if remark.reason is Reason.GOES_OUT]
    assert found == [(4, "3"), (5, "3")]


def test_a_speaker_above_the_session_of_the_same_id_is_joined() -> None:
    draft = read(("Session Id", "Title", "Speaker"), ("s1x", "", "Bo"), ("s1x", "A", "Ana"), ("s2", "B", "Cy"))
    assert [(topic.title, names(topic.presenters)) for topic in draft.topics] == [("A", ["Ana", "Bo"]), ("B", ["Cy"])]


def test_a_session_has_its_own_day_and_title_although_its_repeat_stands_first() -> None:
    header = ("Title", "Speakers", "Session", "Day")
    topic = one(header, ("[REPEAT] pricing", "Bo", "S2", "Day 2"), ("Pricing", "Ana", "S1", "Day 1"))
    assert (topic.title, topic.session, topic.day, names(topic.presenters)) == ("Pricing", "S1", "Day 1", ["Ana", "Bo"])


def test_a_blank_owner_here_and_there_is_nobody_and_not_the_one_above() -> None:
    rows = (("Ana", "A"), ("Bo", "B"), ("Cy", "C"), ("", "D"))
    assert [names(topic.owners) for topic in read(("Owner", "Topic"), *rows).topics] == [["Ana"], ["Bo"], ["Cy"], []]


@pytest.mark.parametrize("status", ["Declined", "Rejected", "Draft", "Nominated", "abgelehnt", "Refusée", "borrador"])
def test_a_session_that_was_not_chosen_is_left_out_with_a_word(status: str) -> None:
    draft = read(("Title", "Speaker", "Status"), ("A", "Ana", status), ("B", "Bo", "Accepted"))
    assert [topic.title for topic in draft.topics] == ["B"]
    found = [(remark.row, remark.value, remark.other) for remark in draft.remarks if remark.reason is Reason.NOT_CHOSEN]
    assert found == [(2, "A", status)]


def test_a_heading_among_topics_is_none_and_stays_where_only_titles_are_filled() -> None:
    rows = (
        ("COMPETITORS", "", ""),
        ("A", "Ana", "tool"),
        ("B", "Bo", ""),
        ("C", "", "tool"),
        ("Total: 3 topics", "", ""),
    )
    draft = read(("Topic", "Owner", "Kind"), *rows)
    assert [topic.title for topic in draft.topics] == ["A", "B", "C"]
    assert [remark.row for remark in draft.remarks if remark.reason is Reason.HEADING] == [2, 6]
    assert draft.left_out == {"competitors", "total-3-topics"}
    alone = read(("Topic", "Owner", "Kind"), ("A", "", ""), ("B", "", ""), ("C", "Cy", ""))
    assert [topic.title for topic in alone.topics] == ["A", "B", "C"]


def test_in_a_sheet_of_the_directory_a_topic_of_which_nothing_else_is_known_stays() -> None:
    rows = (("k1", "A", "Ana"), ("k2", "B", "Bo"), ("", "C", ""))
    assert [topic.title for topic in read(("key", "topic", "owner"), *rows).topics] == ["A", "B", "C"]


def test_an_agenda_tells_which_topics_have_nobody_at_all() -> None:
    draft = read(("Title", "Speakers", "Day"), ("A", "Ana", "1"), ("B", "", "2"))
    assert [(remark.row, remark.value) for remark in draft.remarks if remark.reason is Reason.NO_OWNER] == [(3, "B")]


@pytest.mark.parametrize(
    "name",
    ["Primary owner", "Lead", "SMEs", "PMM", "POC name", "Point person", "Who", "Who owns it?", "Who do I ask?",
     "Who to contact", "Person", "Zuständigkeit", "Ansprechpartner:in", "Verantwortliche*r", "Co-owner"],
)  # fmt: skip
def test_an_owner_is_known_by_what_people_call_one(name: str) -> None:
    assert names(one(("Topic", name), ("A", "Ana Ruiz")).owners) == ["Ana Ruiz"]


@pytest.mark.parametrize("name", ["Namen der Vortragenden", "Referent/in"])
def test_a_speaker_is_known_by_what_people_call_one(name: str) -> None:
    assert names(one(("Thema", name), ("A", "Ana Ruiz")).presenters) == ["Ana Ruiz"]


@pytest.mark.parametrize("name", ["Start", "Start date", "Date/Time", "Scheduled At"])
def test_when_a_session_starts_is_its_day(name: str) -> None:
    assert one(("Topic", "Owner", name), ("A", "Ana", "2027-02-03")).day == "2027-02-03"
