"""What an organizer's file says: bytes to rows, rows to topics, and a plain reason for everything else."""

import io
import zipfile
from datetime import date, datetime, time

import pytest

from bot.core import sheets
from bot.core.sheets import Field, Reason, Someone
from bot.errors import UserMistake
from models.topics import KINDS
from tests.sheets import A_DAY, as_csv, as_xlsx, drafted, topics

NAMED = ("Topic", "Owner")


def reasons(data: bytes) -> list[tuple[int, str, Reason]]:
    return [(remark.row, remark.column, remark.reason) for remark in drafted(data).remarks]


def titles(data: bytes) -> list[tuple[int, str]]:
    return [(topic.row, topic.title) for topic in drafted(data).topics]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_any_delimiter_is_found_by_the_columns_it_yields(delimiter: str) -> None:
    data = as_csv(("Topic", "Owner", "Key points"), ("Pricing", "Ana Sobral", "One, two; three"), delimiter=delimiter)
    (topic,) = drafted(data).topics
    assert (topic.title, topic.owners) == ("Pricing", (Someone(name="Ana Sobral"),))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
def test_names_with_accents_survive_every_encoding(encoding: str) -> None:
    data = "Topic;Owner\r\n“Crème” für Zoë;Beatriz Falcão\r\n".encode(encoding)
    (topic,) = drafted(data).topics
    assert (topic.title, topic.owners[0].name) == ("“Crème” für Zoë", "Beatriz Falcão")


def test_what_is_not_windows_1252_is_guessed() -> None:
    text = "Topic,Owner\n" + "".join(
        f"Тема ценообразование номер {number},Анна Петрова Ёлкина Џ\n" for number in range(20)
    )
    assert len(drafted(text.encode("cp1251")).topics) == 20


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_row_numbers_count_blank_lines_and_take_a_cell_of_many_lines_for_one_row(end: str) -> None:
    lines = ["Topic,Owner,Story", "", 'Pricing,Ana,"first', 'second"', "", "Security,Bo,"]
    assert titles(end.join(lines).encode()) == [(3, "Pricing"), (5, "Security")]


def test_a_quotation_mark_left_open_is_told_with_its_row_instead_of_swallowing_the_rest() -> None:
    with pytest.raises(UserMistake, match="quotation mark that opens in row 3 is never closed"):
        drafted(b'Topic,Owner\nPricing,Ana\n"Security,Bo\nTools,Cy\n')


def test_a_workbook_numbers_its_rows_as_the_spreadsheet_does() -> None:
    rows: list[list[object]] = [
        ["Our kickoff"],
        [],
        ["Topic", "Owner", "Day"],
        ["Pricing", "Ana Sobral", A_DAY],
        [],
        ["Security", "Bo", 2.0],
    ]
    draft = drafted(as_xlsx({"Sheet1": rows}, above=3))
    assert [(topic.row, topic.title, topic.day) for topic in draft.topics] == [
        (7, "Pricing", "2027-02-03"),
        (9, "Security", "2"),
    ]


def test_times_and_ticks_of_a_workbook_read_as_they_look() -> None:
    cells = [datetime(2027, 2, 3, 9, 30), time(9, 30), True, 1.5]  # noqa: DTZ001 - a sheet knows no zone
    book = as_xlsx(
        {"Blank": [], "One": [["Topic", "Owner", "Day"], *(["T" + str(cell), "Ana", cell] for cell in cells)]}
    )
    assert [topic.day for topic in drafted(book).topics] == ["2027-02-03 09:30", "09:30", "TRUE", "1.5"]


def test_of_several_sheets_the_one_that_looks_like_topics_is_read() -> None:
    data = as_xlsx(
        {
            "Read me": [["Topic owners, please fill in"]],
            "Old": [["Topic", "Owner", "Kind"], ["Gone", "Bo", "tool"]],
            "Topics": [["Topic", "Owner"], ["Pricing", "Ana"]],
            "Rooms": [["Room", "Seats"], ["Aula", 40]],
        },
        hidden=["Old"],
    )
    draft = drafted(data)
    assert (draft.tab, [topic.title for topic in draft.topics]) == ("Topics", ["Pricing"])


def test_a_sheet_says_the_same_as_csv_and_as_workbook() -> None:
    rows = [("Topic", "Owner", "Day"), ("Pricing\xa0 2", "Ana", "2027-02-03"), ("Security", "Bo", "1.5")]
    book: list[tuple[object, ...]] = [rows[0], ("Pricing 2", "Ana", A_DAY), ("Security", "Bo", 1.5)]
    assert drafted(as_csv(*rows)).topics == drafted(as_xlsx({"One": book})).topics


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "is empty"),
        (b"\n , \n", "is empty"),
        (b"\xd0\xcf\x11\xe0 old", "old or password-protected Excel file"),
        (b"PK\x03\x04 broken", "is a package, but no workbook"),
        (b"\x89PNG\x00\x00\x00\x01\xff\xfe\x00", "is a picture, and no sheet"),
        (b"MZ\x00\x00\x00\x01\xff\xfe\x00", "neither CSV nor XLSX"),
        (b"Name,Phone\nAna,1\n", "no row that names its columns.*“Topic” and “Owner”"),
        (b"Topic,Owner\n,\n", "no topic stands below"),
        (b"Topic,Owner\nPricing,Ana" + b"x" * sheets.LARGEST_FILE, "larger than 10 MB"),
        (b"Topic,Owner\n" + b"Pricing,Ana\n" * 10_040, "more than 10,000 rows"),
        (b"Topic,Owner" + b",x" * 199 + b"\n", "more than 200 columns"),
        (b"Topic,Owner\n" + b"a" * 200_000 + b",Ana\n", "cell in row 2 of .+ is longer than any topic needs"),
    ],
    ids=lambda value: value[:20] if isinstance(value, bytes) else None,
)
def test_a_file_that_is_no_sheet_of_topics_gets_one_plain_sentence(data: bytes, sentence: str) -> None:
    with pytest.raises(UserMistake, match=sentence):
        drafted(data)


def _archive(parts: int, size: int = 1) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for number in range(parts):
            archive.writestr(f"xl/{number}.xml", b"0" * size)
    return data.getvalue()


@pytest.mark.parametrize("bomb", [_archive(201), _archive(2, 21 * 1024 * 1024)], ids=["parts", "size"])
def test_a_package_that_unpacks_to_too_much_is_refused_unopened(bomb: bytes) -> None:
    with pytest.raises(UserMistake, match="unpacks to more than a sheet of topics would"):
        drafted(bomb)


def test_a_package_that_is_no_workbook_is_refused() -> None:
    with pytest.raises(UserMistake, match="is a package, but no workbook"):
        drafted(_archive(1))


def test_columns_are_known_by_the_names_people_give_them() -> None:
    typed = {
        "Topic name": Field.TITLE,
        "Type": Field.KIND,
        "Also known as": Field.ALIASES,
        "Who presented": Field.PRESENTER,
        "Owner (go-to person)": Field.OWNER,
        "E-mail of owner": Field.OWNER_EMAIL,
        "Back-up": Field.BACKUP,
        "Previous owner": Field.REP,
        "Own words": Field.STORY,
        "Session / day": Field.SESSION,
        "Key take-aways": Field.KEY_POINTS,
        "URL": Field.LINK,
        "SLACK CHANNEL": Field.CHANNEL,
        "Phone": None,
        "T-shirt size": None,
        "Owner's phone": None,
    }
    columns = drafted(as_csv(tuple(typed), ("Pricing", *[""] * 15))).columns
    assert {column.name: column.field for column in columns} == typed


def test_of_two_columns_of_one_meaning_the_better_named_is_read() -> None:
    draft = drafted(as_csv(("Topic", "Contact (owner)", "Owner"), ("Pricing", "Bo Falk", "Ana Sobral")))
    assert draft.topics[0].owners == (Someone(name="Ana Sobral"),)


def test_nothing_of_an_unknown_column_is_read() -> None:
    draft = drafted(as_csv((*NAMED, "Phone"), ("Pricing", "Ana", "+1 555 0100")))
    assert "555" not in repr(draft.topics)


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("Ana Sobral", ["Ana Sobral"]),
        ("Ana Sobral; Bo Falk", ["Ana Sobral", "Bo Falk"]),
        ("Ana Sobral, Bo Falk and Cy Young", ["Ana Sobral", "Bo Falk", "Cy Young"]),
        ("Ana Sobral & Bo Falk", ["Ana Sobral", "Bo Falk"]),
        ("Ana Sobral / Bo Falk", ["Ana Sobral", "Bo Falk"]),
        ("Ana Sobral | Bo Falk", ["Ana Sobral", "Bo Falk"]),
        ("Ana Sobral\nBo Falk", ["Ana Sobral", "Bo Falk"]),
        ("Sobral, Ana; Falk, Bo", ["Ana Sobral", "Bo Falk"]),
        ("Alexandra Andersen", ["Alexandra Andersen"]),
        ("TBD", []),
    ],
)
def test_a_cell_may_name_several_people(typed: str, names: list[str]) -> None:
    (topic,) = drafted(topics({"topic": "Pricing", "owner": typed})).topics
    assert [someone.name for someone in topic.owners] == names


def test_each_of_several_people_gets_the_address_in_the_same_place() -> None:
    row = {"topic": "Pricing", "owner": "Ana Sobral; Bo Falk", "owner_email": "ANA@example.com; bo@example.com"}
    (topic,) = drafted(topics(row)).topics
    assert topic.owners == (
        Someone(name="Ana Sobral", email="ana@example.com"),
        Someone(name="Bo Falk", email="bo@example.com"),
    )


def test_one_address_beside_last_comma_first_settles_that_it_is_one_person() -> None:
    (topic,) = drafted(topics({"topic": "A", "owner": "Sobral, Ana", "owner_email": "ana@example.com"})).topics
    assert topic.owners == (Someone(name="Ana Sobral", email="ana@example.com"),)


def test_an_address_alone_names_somebody() -> None:
    (topic,) = drafted(topics({"topic": "A", "owner_email": "ana@example.com"})).topics
    assert topic.owners == (Someone(name="", email="ana@example.com"),)


def test_aliases_and_key_points_are_taken_apart_each_in_their_way() -> None:
    header = ("Topic", "Owner", "Aliases", "Key points")
    (topic,) = drafted(as_csv(header, ("Pay", "Ana", "P1, P2; pay", "• Fast, cheap\n• Safe | Dull"))).topics
    assert (topic.aliases, topic.key_points) == (("P1, P2",), ("Fast, cheap", "Safe", "Dull"))


def test_a_story_is_kept_to_the_letter() -> None:
    story = "“They laughed, I didn't.”\n\nThen I called <back> & won."
    (topic,) = drafted(topics({"topic": "A", "owner": "Ana", "field_rep": "Bo", "field_rep_story": story})).topics
    assert topic.reps[0].story == story


def test_control_characters_never_get_past_the_reader() -> None:
    (topic,) = drafted(b"Topic,Owner\nPri\x1b[31mcing\x07,Ana\n").topics
    assert topic.title == "Pri[31mcing"


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_topic_can_be_typed(kind: str) -> None:
    for typed in (kind, kind.upper(), f" {kind}s ", kind.replace(" ", "-").replace("/", " / ")):
        assert drafted(topics({"topic": "A", "owner": "Ana", "kind": typed})).topics[0].kind == kind


def test_the_kinds_that_are_read_are_those_that_are_kept() -> None:
    assert sheets.KINDS == KINDS


def test_dates_of_a_former_holder_are_read_where_they_can_be_read_in_one_way() -> None:
    header = ("Topic", "Kind", "Owner", "Former holder", "Since", "Until")
    draft = drafted(as_csv(header, ("Acme", "account", "Ana", "Bo", "March 2025", "3/4/2026")))
    assert (draft.topics[0].reps[0].since, draft.topics[0].reps[0].until) == (date(2025, 3, 1), None)
    assert [(remark.column, remark.reason) for remark in draft.remarks] == [("Until", Reason.NO_DATE)]


@pytest.mark.parametrize(
    ("row", "column", "reason"),
    [
        ({"owner": "Ana"}, "topic", Reason.NO_TITLE),
        ({"topic": "!?", "owner": "Ana"}, "topic", Reason.TITLE_WITHOUT_WORDS),
        ({"topic": "a" * 201, "owner": "Ana"}, "topic", Reason.TITLE_TOO_LONG),
        ({"topic": "PRICING ", "owner": "Bo"}, "topic", Reason.TITLE_TWICE),
        ({"topic": "A", "owner": "Ana", "kind": "banana"}, "kind", Reason.UNKNOWN_KIND),
        ({"topic": "A", "owner": "Ana", "aliases": "Pricing"}, "aliases", Reason.ALIAS_IS_TITLE),
        ({"topic": "A", "owner": "Ana", "aliases": "Prices"}, "aliases", Reason.ALIAS_TWICE),
        ({"topic": "A", "owner": "Ana", "aliases": "a" * 201}, "aliases", Reason.TOO_LONG),
        ({"topic": "A", "owner": "Ana", "day": "a" * 101}, "day", Reason.TOO_LONG),
        ({"topic": "A", "owner": "a" * 201}, "owner", Reason.TOO_LONG),
        ({"topic": "A", "owner": "Ana", "owner_email": "ana@"}, "owner_email", Reason.NO_EMAIL),
        ({"topic": "A", "owner": "Ana; Bo", "owner_email": "ana@example.com"}, "owner_email", Reason.EMAILS_UNPAIRED),
        ({"topic": "A", "owner": "Ana", "link": "javascript:alert(1)"}, "link", Reason.NO_LINK),
        ({"topic": "A", "owner": "Ana", "link": "https://a.example.com|see <here>"}, "link", Reason.NO_LINK),
        ({"topic": "A", "owner": "Ana", "field_rep_story": "I won"}, "field_rep_story", Reason.STORY_OF_NOBODY),
        ({"topic": "A"}, "owner", Reason.NO_OWNER),
    ],
    ids=lambda value: value.value.replace(" ", "-") if isinstance(value, Reason) else "",
)
def test_everything_odd_is_told_with_its_row_and_column(row: dict[str, str], column: str, reason: Reason) -> None:
    data = topics({"topic": "Pricing", "owner": "Ana", "aliases": "Prices"}, row)
    assert (3, column, reason) in reasons(data)


def test_a_link_or_channel_that_could_do_harm_is_not_kept() -> None:
    header = ("Topic", "Owner", "Link", "Channel")
    (topic,) = drafted(as_csv(header, ("A", "Ana", "javascript:alert(1)", "<!channel>"))).topics
    assert (topic.link, topic.channel) == ("", "")


def test_a_row_with_a_problem_is_left_out_but_its_topic_is_remembered() -> None:
    draft = drafted(topics({"topic": "x" * 201, "owner": "Ana"}, {"topic": "A", "owner": "Bo"}))
    assert [topic.title for topic in draft.topics] == ["A"]
    assert [key[:3] for key in draft.left_out] == ["xxx"]


def test_keys_of_very_long_titles_fit_and_stay_apart() -> None:
    data = topics(*({"topic": "価格" * 90 + last, "owner": "Ana"} for last in ("表", "裏")))
    keys = {topic.key for topic in drafted(data).topics}
    assert len(keys) == 2
    assert max(map(len, keys)) <= 200
