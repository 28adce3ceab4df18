"""Exports of agenda tools and sheets of enablement teams, in the shapes they really have."""

import json
from typing import Any

import pytest

from bot.core import sheets
from bot.core.sheets import Draft, Field, Reason, Topic
from bot.errors import ColumnsUnclear, UserMistake
from tests.sheets import A_DAY, as_csv, as_xlsx, drafted

Row = tuple[str, ...]


def read(*rows: Row) -> dict[str, Topic]:
    return {topic.title: topic for topic in drafted(as_csv(*rows)).topics}


def who(topic: Topic) -> list[str]:
    return [one.name for one in topic.presenters]


def said(draft: Draft, *reasons: Reason) -> list[tuple[int, Reason, str]]:
    return [(one.row, one.reason, one.value) for one in draft.remarks if one.reason in reasons]


def fields(*names: str) -> dict[str, Field | None]:
    """Tell what columns are taken for, beside a topic and an owner."""
    columns = sheets.columns_of(sheets.read(as_csv((*names,), tuple("x" * len(names))), name="s.csv").rows)
    return {column.name: column.field for column in columns}


SESSIONIZE: tuple[Row, ...] = (
    (
        "Session Id", "Title", "Description", "Owner", "Owner Email", "Level", "Did you use AI to write this?",
        "Owner Informed", "Owner Confirmed", "Room", "Scheduled At", "Live Link", "Speaker Id", "FirstName", "LastName",
        "Email", "TagLine", "Bio", "Mobile phone", "Speaker Additional Information ", "LinkedIn",
    ),
    ("1270736", "What Buyers Want", "Long text", "Ana Ruiz", "ana@ex.org", "", "No", "Yes", "Yes", "Hall A",
     "12 Nov 2025 09:30 AM", "", "s1", "Ana", "Ruiz", "ana@ex.org", "CEO", "bio", "+49 555", "vegan", "in/ana"),
    ("1270736", *[""] * 11, "s2", "Dale", "Field", "dale@ex.org", "", "", "555", "", ""),
    ("1270999", "Renewals", "", "Bo Falk", "bo@ex.org", "", "", "", "", "", "", "", "s3", "Cy", "Young", "cy@ex.org",
     "", "", "", "", ""),
)  # fmt: skip


def test_a_row_for_each_speaker_of_a_session_is_one_topic_with_all_of_them() -> None:
    draft = drafted(as_csv(*SESSIONIZE))
    first, second = draft.topics
    assert (first.title, first.id, who(first)) == ("What Buyers Want", "1270736", ["Ana Ruiz", "Dale Field"])
    assert [one.email for one in first.presenters] == ["ana@ex.org", "dale@ex.org"]
    assert [(one.name, one.email) for one in first.owners] == [("Ana Ruiz", "ana@ex.org")]
    assert (second.title, who(second), second.row) == ("Renewals", ["Cy Young"], 4)
    assert not [one for one in draft.remarks if one.reason.effect.value != "warning"]


def test_nothing_personal_of_an_agenda_export_is_kept() -> None:
    draft = drafted(as_csv(*SESSIONIZE))
    kept = {column.name for column in draft.columns if column.field}
    assert kept == {
        "Session Id", "Title", "Owner", "Owner Email", "Scheduled At", "Live Link", "FirstName", "LastName", "Email",
    } - {"Live Link"}  # fmt: skip
    assert not {"555", "vegan", "bio", "in/ana"} & set(repr(draft.topics).split("'"))


def test_running_numbers_are_no_key_and_ids_of_an_agenda_are() -> None:
    header = ("ID", "Topic", "Owner")
    assert {one.id for one in drafted(as_csv(header, ("1", "A", "Ana"), ("2", "B", "Bo"))).topics} == {""}
    assert [one.id for one in drafted(as_csv(header, ("A1B2", "A", "Ana"), ("7F", "B", "Bo"))).topics] == ["a1b2", "7f"]


@pytest.mark.parametrize("between", ["\n", ", ", " | ", "; ", " and ", " & "])
def test_speakers_of_one_cell_are_taken_apart_however_they_are_divided(between: str) -> None:
    names = ["Charlie Gao", "Will Landau"]
    topics = read(("Proposal title", "Speaker names", "Track"), ("Mirai", between.join(names), "Tools"))
    assert who(topics["Mirai"]) == names


def test_speakers_in_numbered_columns_are_united_with_their_addresses() -> None:
    header = ("Session Title", "Presenter 1 First Name", "Presenter 1 Last Name", "Presenter 1 Email",
              "Presenter 2 First Name", "Presenter 2 Last Name", "Presenter 2 Email", "Presenter 2 Phone")  # fmt: skip
    topic = read(header, ("Pricing", "Ana", "Ruiz", "", "Dale", "Field", "dale@ex.org", "555"))["Pricing"]
    assert [(one.name, one.email) for one in topic.presenters] == [("Ana Ruiz", ""), ("Dale Field", "dale@ex.org")]
    topic = read(header, ("Pricing", "Ruiz", "", "ana@ex.org", "Dale", "Field", "", "555"))["Pricing"]
    assert [(one.name, one.email) for one in topic.presenters] == [("Ruiz", "ana@ex.org"), ("Dale Field", "")]
    topic = read(("Title", "Speaker 1", "Speaker 2", "speaker_3"), ("Pricing", "Ana Ruiz", "", "Bo Falk"))["Pricing"]
    assert who(topic) == ["Ana Ruiz", "Bo Falk"]


def test_a_speaker_a_row_without_ids_is_joined_by_the_title_and_said() -> None:
    draft = drafted(
        as_csv(("speaker", "title"), ("Charlie Gao ", "Mirai"), ("Ana Ruiz", "Polars"), ("Will Landau", "Mirai"))
    )
    assert {one.title: who(one) for one in draft.topics} == {
        "Mirai": ["Charlie Gao", "Will Landau"],
        "Polars": ["Ana Ruiz"],
    }
    assert said(draft, Reason.JOINED) == [(4, Reason.JOINED, "Mirai")]


def test_an_agenda_without_owners_says_so_once() -> None:
    draft = drafted(
        as_csv(("Day", "Time", "Title", "Speakers"), ("Day 1", "9:00", "A", "Ana Ruiz"), ("", "", "B", "Bo"))
    )
    assert said(draft, Reason.NO_OWNERS, Reason.NO_OWNER) == [(1, Reason.NO_OWNERS, "")]


@pytest.mark.parametrize(
    "title",
    ["Lunch", "Coffee break", "Registration & Breakfast", "AM Break", "Mittagspause", "Begrüßung", "Pause café",
     "Petit-déjeuner", "Almuerzo", "Check-in", "Networking Reception", "Team dinner", "Closing remarks", "Q&A"],
)  # fmt: skip
def test_what_is_no_topic_is_left_out_with_a_word(title: str) -> None:
    draft = drafted(as_csv(("Title", "Speakers"), (title, ""), ("Pricing", "Ana Ruiz")))
    assert [one.title for one in draft.topics] == ["Pricing"]
    assert said(draft, Reason.SERVICE) == [(2, Reason.SERVICE, title)]


@pytest.mark.parametrize(
    ("title", "speaker"),
    [("Coffee pricing", ""), ("Lunch & Learn: pricing", ""), ("Breaking data identities", ""), ("Lunch", "Ana Ruiz"),
     ("Registration of trademarks", ""), ("Opening keynote", "")],
)  # fmt: skip
def test_what_sounds_like_a_break_and_is_a_topic_stays(title: str, speaker: str) -> None:
    assert title in read(("Title", "Speakers"), (title, speaker), ("Pricing", "Bo"))


@pytest.mark.parametrize(
    "again", ["[REPEAT] Pricing", "Pricing (repeat)", "Pricing – Encore", "[REPEAT 1] Pricing", "Pricing"]
)
def test_a_repeat_joins_the_first(again: str) -> None:
    header = ("Title", "Speakers", "Day")
    draft = drafted(as_csv(header, ("Pricing", "Ana Ruiz", "Day 1"), (again, "Bo Falk", "Day 2")))
    (topic,) = draft.topics
    assert (topic.title, who(topic), topic.day) == ("Pricing", ["Ana Ruiz", "Bo Falk"], "Day 1")
    assert [one.row for one in draft.remarks if one.reason is Reason.JOINED] == [3]


def test_the_same_title_that_says_something_else_is_a_problem() -> None:
    header = ("Topic", "Owner", "Link")
    draft = drafted(as_csv(header, ("Pricing", "Ana", "https://a.example"), ("Pricing", "Bo", "https://a.example")))
    assert said(draft, Reason.TITLE_TWICE) == [(3, Reason.TITLE_TWICE, "Pricing")]
    assert [one.name for one in draft.topics[0].owners] == ["Ana"]


@pytest.mark.parametrize(
    ("title", "status"), [("[CANCELLED] Robots", ""), ("Robots", "Cancelled"), ("Robots", "abgesagt")]
)
def test_a_cancelled_session_keeps_its_topic_and_owner(title: str, status: str) -> None:
    header = ("Topic", "Owner", "Session", "Day", "Status")
    draft = drafted(as_csv(header, (title, "Ana", "Robots live", "Day 1", status), ("B", "Bo", "S", "Day 1", "")))
    robots = draft.topics[0]
    assert (robots.title, robots.owners[0].name, robots.session, robots.day) == ("Robots", "Ana", "", "")
    assert said(draft, Reason.CANCELLED) == [(2, Reason.CANCELLED, "Robots")]


def test_blank_cells_before_the_topics_mean_the_one_above() -> None:
    header = ("Day", "Session", "Topic", "Owner", "Link")
    rows = (("Day 1", "Know", "A", "Ana", "https://a.example"), ("", "", "B", "Bo", ""), ("Day 2", "Sell", "C", "", ""))
    draft = drafted(as_csv(header, *rows))
    assert [(one.day, one.session, one.link) for one in draft.topics] == [
        ("Day 1", "Know", "https://a.example"),
        ("Day 1", "Know", ""),
        ("Day 2", "Sell", ""),
    ]
    assert {(one.row, one.column, one.value) for one in draft.remarks if one.reason is Reason.SAME_AS_ABOVE} == {
        (3, "Day", "1"),
        (3, "Session", "1"),
    }


def test_an_address_is_nobodys_but_theirs_beside_whom_it_stands() -> None:
    header = ("Owner", "Owner email", "Topic")
    rows = (
        ("Ana", "ana@example.com", "A"),
        ("", "", "B"),
        ("Bo", "", "C"),
        ("", "", "D"),
        ("", "dee@example.com", "E"),
    )
    draft = drafted(as_csv(header, *rows))
    assert [(one.owners[0].name, one.owners[0].email) for one in draft.topics] == [
        ("Ana", "ana@example.com"),
        ("Ana", "ana@example.com"),
        ("Bo", ""),
        ("Bo", ""),
        ("", "dee@example.com"),
    ]
    assert said(draft, Reason.SAME_AS_ABOVE) == [(3, Reason.SAME_AS_ABOVE, "2"), (3, Reason.SAME_AS_ABOVE, "1")]


def test_what_is_a_topics_own_is_not_read_into_the_next_one() -> None:
    topics = drafted(
        as_csv(("Session ID", "Aliases", "Topic", "Owner"), ("a1", "x", "A", "Ana"), ("", "", "B", "Bo"))
    ).topics
    assert [(one.id, one.aliases) for one in topics] == [("a1", ("x",)), ("", ())]


def test_a_row_without_a_topic_goes_on_with_the_one_above_unless_it_names_an_owner_of_its_own() -> None:
    header = ("Topic", "Owner", "Presenters", "Key points")
    draft = drafted(as_csv(header, ("A", "Ana", "Bo", "One"), ("", "", "Cy", "Two"), ("", "Dee", "", "Three")))
    (topic,) = draft.topics
    assert (who(topic), topic.key_points) == (["Bo", "Cy"], ("One", "Two"))
    assert said(draft, Reason.GOES_ON, Reason.NO_TITLE) == [(3, Reason.GOES_ON, "A"), (4, Reason.NO_TITLE, "")]


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (("A", "pricing", "Ana", "Dee"), Reason.TITLE_TWICE),
        (("Lunch", "", "", ""), Reason.SERVICE),
        (("", "", "Bo", "Dee"), Reason.NO_TITLE),
    ],
    ids=lambda value: value.value.replace(" ", "-") if isinstance(value, Reason) else "",
)
def test_what_goes_on_with_a_row_that_is_left_out_joins_no_topic_above_it(row: Row, reason: Reason) -> None:
    header = ("Topic", "Kind", "Owner", "Presenters")
    draft = drafted(as_csv(header, ("A", "tool", "Ana", "Bo"), row, ("", "", "", "Cy")))
    assert [who(one) for one in draft.topics] == [["Bo"]]
    assert [(one.row, one.reason) for one in draft.remarks if one.row > 2] == [(3, reason), (4, Reason.GOES_OUT)]


def test_a_header_that_comes_again_on_every_page_is_no_topic() -> None:
    assert set(read(("Topic", "Owner"), ("A", "Ana"), ("Topic", "Owner"), ("B", "Bo"))) == {"A", "B"}


def test_a_repeat_that_was_cancelled_brings_neither_session_nor_day() -> None:
    header = ("Title", "Speakers", "Day", "Status")
    topic = read(header, ("A", "Ana", "", "Accepted"), ("A", "Bo", "Day 2", "Withdrawn"))["A"]
    assert (who(topic), topic.day) == (["Ana", "Bo"], "")


def test_further_rows_of_a_topic_bring_further_field_reps_each_with_their_dates_and_words() -> None:
    header = ("topic", "kind", "owner", "field rep", "since", "until", "story")
    (topic,) = drafted(
        as_csv(
            header,
            ("Acme", "account", "Ana", "Bo", "2024-01-01", "2024-12-31", "I won."),
            ("Acme", "", "", "Cy", "2023-01-01", "", "I lost."),
        )
    ).topics
    assert [(one.who.name, str(one.since), one.story) for one in topic.reps] == [
        ("Bo", "2024-01-01", "I won."),
        ("Cy", "2023-01-01", "I lost."),
    ]


def test_a_day_that_a_spreadsheet_kept_as_a_number_is_a_day() -> None:
    assert read(("Topic", "Owner", "Day"), ("A", "Ana", "46421"))["A"].day == "2027-02-03"
    assert drafted(as_xlsx({"S": [["Topic", "Owner", "Day"], ["A", "Ana", A_DAY]]})).topics[0].day == "2027-02-03"


@pytest.mark.parametrize("role", ["CRO", "CRO / RevOps", "VP Sales", "Deal Desk", "Enablement team", "Legal"])
def test_a_role_is_nobody_and_marked_as_such(role: str) -> None:
    owners = read(("Topic", "Owner"), ("A", role))["A"].owners
    assert owners
    assert all(one.is_role for one in owners)


@pytest.mark.parametrize("name", ["Ana Head", "Grace Sales Okafor", "Olga Legalova", "Max Support-Meyer"])
def test_a_name_that_sounds_like_a_role_is_somebodys(name: str) -> None:
    assert not any(one.is_role for one in read(("Topic", "Owner"), ("A", name))["A"].owners)


EIGHT = tuple(Field(one) for one in ["topic", "owner", "presenters", "backup", "aliases", "key points", "link", "day"])


@pytest.mark.parametrize(
    ("names", "wanted"),
    [
        (("Thema", "Verantwortlich", "Referent", "Stellvertretung", "Auch bekannt als", "Kernpunkte", "Folien", "Tag"),
         EIGHT),
        (("Sujet", "Référent", "Intervenant", "Suppléant", "Aussi appelé", "Points clés", "Lien", "Jour"),
         EIGHT),
        (("Tema", "Responsable", "Ponente", "Suplente", "También conocido como", "Puntos clave", "Enlace", "Día"),
         EIGHT),
        (("*Session Title", "Speakers (Optional)", "*Date", "Room/Location (Optional)", "Description (Optional)"),
         (Field.TITLE, Field.PRESENTER, Field.DAY, None, None)),
        (("Competitor", "Primary SME", "Secondary SME", "Slack channel", "Battlecard", "Last updated"),
         (Field.TITLE, Field.OWNER, Field.BACKUP, Field.CHANNEL, Field.LINK, None)),
        (("talk_title", "speaker_name", "track", "description", "yt_url"),
         (Field.TITLE, Field.PRESENTER, None, None, None)),
        (("Title", "Speakers", "Titles", "Companies", "Speaker Ids", "Speaker Mobile", "Phone", "T-shirt size"),
         (Field.TITLE, Field.PRESENTER, None, None, None, None, None, None)),
        (("Titre de la séance", "Personne responsable", "E-mail du responsable", "Points à retenir", "Lien du support"),
         (Field.TITLE, Field.OWNER, Field.OWNER_EMAIL, Field.KEY_POINTS, Field.LINK)),
        (("Tema de la sesión", "Ponente(s)", "Persona de respaldo", "Puntos importantes", "Canal de Slack"),
         (Field.TITLE, Field.PRESENTER, Field.BACKUP, Field.KEY_POINTS, Field.CHANNEL)),
        (("Sitzungstitel", "Vortragende(r)", "Vortragsdatum", "Folien-Link", "Session time", "Backup contact"),
         (Field.TITLE, Field.PRESENTER, Field.DAY, Field.LINK, None, Field.BACKUP)),
        (("Topic", "Owner", "Twitter", "LinkedIn", "Bio", "Abstract", "Comments", "Organizer notes", "Dietary needs"),
         (Field.TITLE, Field.OWNER, *[None] * 7)),
    ],
    ids=["german", "french", "spanish", "whova", "enablement", "r", "sessionize", "fr", "es", "de", "personal"],
)  # fmt: skip
def test_columns_are_known_in_the_words_of_many(names: Row, wanted: tuple[Field | None, ...]) -> None:
    assert fields(*names) == dict(zip(names, wanted, strict=True))


@pytest.mark.parametrize("nobody", ["TBC", "tbd", "Not assigned", "vacant", "offen", "à définir", "por definir", "?"])
def test_what_stands_where_nobody_is_known_yet_is_nobody(nobody: str) -> None:
    draft = drafted(as_csv(("Topic", "Owner"), ("A", nobody), ("B", f"Ana Ruiz; {nobody}")))
    assert [[one.name for one in topic.owners] for topic in draft.topics] == [[], ["Ana Ruiz"]]
    assert said(draft, Reason.NO_OWNER) == [(2, Reason.NO_OWNER, "A")]


def test_what_an_agenda_calls_a_type_is_no_kind_and_a_kind_by_another_name_is() -> None:
    draft = drafted(as_csv(("Title", "Speakers", "Type"), ("A", "Ana", "Talk"), ("B", "Bo", "Workshop")))
    assert ([one.kind for one in draft.topics], draft.remarks[0].reason) == (["other", "other"], Reason.NO_OWNERS)
    topics = read(("Title", "Speakers", "Type"), ("A", "Ana", "Product"), ("B", "Bo", "Competitor"))
    assert [one.kind for one in topics.values()] == ["product", "competitor"]


@pytest.mark.parametrize(
    ("rows", "titles"),
    [
        ([("Topic", "Title", "Speakers"), ("Sales", "A", "Ana"), ("Sales", "B", "Bo"), ("Sales", "C", "Cy")], "ABC"),
        ([("Title", "Topic", "Owner"), ("VP", "A", "Ana"), ("VP", "B", "Bo"), ("", "C", "Cy")], "ABC"),
        ([("Competitor", "Topic", "Owner"), ("Acme", "A", "Ana"), ("Zeta", "B", "Bo")], "AB"),
        ([("Area", "Product", "SME"), ("Platform", "A", "Ana"), ("", "B", "Bo"), ("Core", "C", "Bo")], "ABC"),
        ([("Session", "Session title", "Speakers"), ("01A", "A", "Ana"), ("01B", "B", "Bo")], "AB"),
        ([("Product", "Owner"), ("A", "Ana")], "A"),
    ],
)
def test_of_columns_that_may_be_the_topic_the_one_that_tells_more_apart_is(rows: list[Row], titles: str) -> None:
    assert list(read(*rows)) == list(titles)


def test_a_list_of_people_is_no_sheet_of_topics() -> None:
    with pytest.raises(ColumnsUnclear):
        drafted(as_csv(("Name", "Email", "Phone"), ("Ana", "ana@example.com", "1")))


def test_what_somebody_says_of_the_columns_goes_before_their_names() -> None:
    sheet = sheets.read(as_csv(("Stuff", "Whoever", "Owner"), ("Pricing", "Ana", "Bo")), name="s.csv")
    with pytest.raises(ColumnsUnclear):
        sheets.draft(sheet)
    (topic,) = sheets.draft(sheet, fields={0: Field.TITLE, 1: Field.OWNER, 2: None}).topics
    assert (topic.title, [one.name for one in topic.owners]) == ("Pricing", ["Ana"])


def test_to_say_of_the_columns_what_is_plain_anyway_changes_nothing() -> None:
    header = ("ID", "Title", "Type", "Topic", "FirstName", "LastName", "Email", "Speaker 2")
    row = ("1", "A", "Talk", "Sales", "Ana", "Ruiz", "ana@example.com", "Bo Falk")
    for rows in ((header, row, ("2", "B", "Talk", "Sales", "Cy", "Young", "", "")), SESSIONIZE):
        sheet = sheets.read(as_csv(*rows), name="s.csv")
        shown = {column.place: column.field for column in sheets.columns_of(sheet.rows)}
        assert sheets.draft(sheet, fields=shown) == sheets.draft(sheet)
        assert {column.place: column.field for column in sheets.draft(sheet).columns} == shown


def test_two_columns_that_somebody_says_are_speakers_are_both_read_and_of_two_days_the_one_that_changed() -> None:
    sheet = sheets.read(
        as_csv(("Topic", "Speaker", "With", "Day", "Slot"), ("A", "Ana", "Bo", "Day 1", "9:00")), name="s.csv"
    )
    (topic,) = sheets.draft(sheet, fields={1: Field.PRESENTER, 2: Field.PRESENTER, 3: Field.DAY, 4: Field.DAY}).topics
    assert (who(topic), topic.day) == (["Ana", "Bo"], "9:00")


def test_titles_that_questions_will_mix_up_are_told() -> None:
    draft = drafted(
        as_csv(
            ("Topic", "Owner"),
            ("Acme Corp", "Ana"),
            ("Acne Corp", "Bo"),
            ("The corp of Acme", "Cy"),
            ("Q1", "D"),
            ("Q2", "E"),
            ("Kreasly plans", "F"),
            ("Kreaslly plan", "G"),
            ("Robots", "H"),
            ("Boots", "I"),
        )
    )
    assert said(draft, Reason.ALIKE_TITLES) == [
        (3, Reason.ALIKE_TITLES, "Acne Corp"),
        (4, Reason.ALIKE_TITLES, "The corp of Acme"),
        (8, Reason.ALIKE_TITLES, "Kreaslly plan"),
    ]


def test_a_key_point_that_a_card_cannot_show_is_told() -> None:
    draft = drafted(as_csv(("Topic", "Owner", "Key points"), ("A", "Ana", "x" * 501)))
    assert [(one.row, one.other) for one in draft.remarks if one.reason is Reason.LONG_POINT] == [(2, "500")]
    assert len(draft.topics[0].key_points[0]) == 501


# Schedules in JSON

FRAB = {
    "schedule": {
        "conference": {
            "title": "SKO",
            "days": [
                {
                    "date": "2027-02-02",
                    "rooms": {
                        "Aula": [
                            {"guid": "g1", "title": "Pricing", "persons": [{"public_name": "Ana Ruiz"}, {"name": "Bo"}],
                             "date": "2027-02-02T09:30:00+01:00", "url": "https://x.example/1", "answers": ["vegan"]},
                            {"guid": "g2", "title": {"de": "Roboter", "en": "Robots"}, "persons": [], "track": None},
                            {"guid": "g3", "title": "Lunch", "persons": []},
                        ]
                    },
                }
            ],
        }
    }
}  # fmt: skip
SESSIONS: dict[str, Any] = {
    "sessions": [
        {"id": "14022", "title": "Pricing", "speakers": ["s1", "s2"], "roomId": 7, "startsAt": "2027-02-02T09:30:00",
         "isServiceSession": False, "questionAnswers": [{"answerValue": "vegan"}]},
        {"id": "b1", "title": "Beer and buses", "speakers": [], "isServiceSession": True},
        {"id": "14023", "title": "Robots", "speakers": [{"id": "s3", "name": "Cy Young"}], "status": "Accepted"},
    ],
    "speakers": [{"id": "s1", "fullName": "Ana Ruiz", "bio": "x"}, {"id": "s2", "firstName": "Bo", "lastName": "Falk"}],
    "rooms": [{"id": 7, "name": "Aula"}],
}  # fmt: skip


def schedule(told: Any) -> Draft:
    return drafted(json.dumps(told).encode(), name="schedule.json")


def test_a_schedule_of_pretalx_or_frab_is_read() -> None:
    draft = schedule(FRAB)
    assert [(one.title, one.id, who(one), one.session, one.day, one.link) for one in draft.topics] == [
        ("Pricing", "g1", ["Ana Ruiz", "Bo"], "Aula", "2027-02-02", "https://x.example/1"),
        ("Robots", "g2", [], "Aula", "2027-02-02", ""),
    ]
    assert said(draft, Reason.SERVICE) == [(4, Reason.SERVICE, "Lunch")]
    assert "vegan" not in repr(draft)


def test_everything_of_sessionize_is_read() -> None:
    draft = schedule(SESSIONS)
    assert [(one.title, who(one), one.session) for one in draft.topics] == [
        ("Pricing", ["Ana Ruiz", "Bo Falk"], "Aula"),
        ("Robots", ["Cy Young"], ""),
    ]
    assert said(draft, Reason.SERVICE) == [(3, Reason.SERVICE, "Beer and buses")]


@pytest.mark.parametrize(
    "told",
    [
        [{"groupId": None, "groupName": "All", "sessions": SESSIONS["sessions"][2:]}],
        [{"date": "2027-02-02", "rooms": [{"id": 1, "name": "Aula", "sessions": SESSIONS["sessions"][2:]}]}],
        {"conference": {"days": [{"rooms": {"Aula": [{"title": "Robots", "persons": [{"name": "Cy Young"}]}]}}]}},
        [{"Proposal title": "Robots", "Speaker names": ["Cy Young"]}],
    ],
    ids=["sessions", "grid", "bare", "pretalx"],
)  # fmt: skip
def test_other_views_of_the_same_are_read_too(told: Any) -> None:
    assert [(one.title, who(one)) for one in schedule(told).topics] == [("Robots", ["Cy Young"])]


def test_half_a_character_in_a_schedule_spoils_nothing() -> None:
    data = b'[{"title": "Pricing \\ud83d", "speakers": ["Ana\\ud83d"]}]'
    (topic,) = drafted(data, name="s.json").topics
    assert (topic.title, who(topic)) == ("Pricing \ufffd", ["Ana\ufffd"])


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b'{"sessions": [', "cannot be read as such: line 1, character 15"),
        (b'{"orders": [{"id": 1}]}', "no schedule that I know"),
        (b'[{"name": "Ana", "email": "ana@example.com"}]', "no schedule that I know"),
        (b"[" * 100_000, "nested too deeply"),
        (b'[{"title": ' + b"9" * 5_000 + b"}]", "numbers too long"),
    ],
)
def test_json_that_is_no_schedule_gets_one_sentence(data: bytes, sentence: str) -> None:
    with pytest.raises(UserMistake, match=sentence):
        drafted(data, name="s.json")
