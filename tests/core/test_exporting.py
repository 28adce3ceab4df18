"""The directory as a sheet: what an organizer finds in it, and what reading makes of it again."""

import csv
import io
from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from python_calamine import CalamineWorkbook

from bot.core import exporting, sheets
from bot.core.plans import Content, Rep, Told
from bot.core.roster import Known
from bot.core.sheets import Field, Someone, Topic, cells, columns
from bot.core.sheets.escaping import escaped, unescaped
from bot.core.sheets.taking import Taker
from bot.errors import UserMistake
from tests.sheets import drafted

ANA = Known(id=1, name="Ana Sobral", email="Ana@example.com")
BO = Known(id=2, name="Bo Falk")
CY = Known(id=3, name="Cy Young", slack_id="U012AB3CD", in_slack=True)
PRICING = Content(title="Pricing", owners=(ANA,))


def rows(*contents: Content) -> list[dict[str, str]]:
    """The rows of the sheet, each by the names of its columns."""
    header, *below = exporting.table([(str(place), content) for place, content in enumerate(contents, 1)])
    return [dict(zip(header, row, strict=True)) for row in below]


def back(content: Content) -> Topic:
    """What a topic is after it was written and read."""
    (topic,) = drafted(exporting.as_csv(exporting.table([("key", content)]))).topics
    return topic


def cells_of(data: bytes) -> list[list[str]]:
    """What stands in the cells of a file, as the programs that open it see it."""
    if data.startswith(b"PK"):
        return [
            [str(cell) for cell in row]
            for row in CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_index(0).to_python()
        ]
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def test_the_columns_are_those_that_reading_knows() -> None:
    header = exporting.table([])[0]
    assert [column.field for column in columns.recognise(header)] == list(exporting.COLUMNS)
    assert header == [
        "topic", "kind", "aliases", "owner", "owner e-mail", "presenters", "presenter e-mail", "backup",
        "backup e-mail", "field rep", "field rep e-mail", "since", "until", "story", "session", "day", "key points",
        "link", "channel", "key",
    ]  # fmt: skip


def test_what_is_plain_is_written_plainly() -> None:
    (row,) = rows(replace(PRICING, aliases=("Rates", "Fees"), owners=(ANA, BO), key_points=("Fast, cheap", "Safe")))
    assert (row["aliases"], row["owner"], row["owner e-mail"]) == (
        "Rates | Fees",
        "Ana Sobral | Bo Falk",
        "ana@example.com | -",
    )
    assert row["key points"] == "Fast, cheap | Safe"


def test_nobody_has_an_address_column_filled_with_dashes() -> None:
    (row,) = rows(replace(PRICING, owners=(BO,)))
    assert (row["owner"], row["owner e-mail"]) == ("Bo Falk", "")


def test_who_has_no_address_is_known_by_slack_id() -> None:
    (row,) = rows(replace(PRICING, owners=(ANA, CY)))
    assert row["owner e-mail"] == "ana@example.com | U012AB3CD"
    assert back(replace(PRICING, owners=(CY,))).owners == (Someone(name="Cy Young", slack_id="U012AB3CD"),)


@pytest.mark.parametrize(
    "name",
    [
        "Falk, Bo", "Rock & Roll", "Ana Sobral (Acme)", 'Robert "Bob" Falk', "Ana Sobral, Acme Corp.", "Bo and Cy",
        "A; B", "A / B", "None", "TBD", "ana@example.com", "<ana>", "@cy", "Zoë Äng", "O'Neil", "=Bo", "'=Bo", "“Bo”",
        "Ana <@U012AB3CD>", "W012AB3CDE", "Falk, Bo and Sobral, Ana",
    ],
)  # fmt: skip
@pytest.mark.parametrize("others", [(), (BO,), (ANA, BO)])
def test_a_name_comes_back_as_it_is(name: str, others: tuple[Known, ...]) -> None:
    for email in (None, "one@example.com"):
        people = (Known(id=9, name=name, email=email), *others)
        expected = tuple(Someone(name=one.name, email=(one.email or "").lower()) for one in people)
        assert back(replace(PRICING, owners=people)).owners == expected


@pytest.mark.parametrize(
    "alias", ["Acme, Inc.", "A; B", "n/a", "tbd", "R&D", "this and that", "- minus", "=sum", "'+1"]
)
def test_an_alias_comes_back_as_it_is(alias: str) -> None:
    assert back(replace(PRICING, aliases=(alias,))).aliases == (alias,)
    assert back(replace(PRICING, aliases=("Rates", alias))).aliases == ("Rates", alias)


@pytest.mark.parametrize("points", [("-",), ("TBD",), ("Fast, cheap; good",), ("-1 % a year", "= nothing"), ("*", "?")])
def test_key_points_come_back_as_they_are(points: tuple[str, ...]) -> None:
    assert back(replace(PRICING, key_points=points)).key_points == points


def test_a_key_point_has_no_bullet_and_stands_once() -> None:
    assert cells.points("• Fast\n- – Safe\nFast\n-5 %") == ("Fast", "Safe", "-5 %")


def test_two_people_of_one_name_stay_two() -> None:
    twin = Known(id=9, name="Bo Falk", email="bo2@example.com")
    (row,) = rows(replace(PRICING, owners=(BO, twin)))
    assert (row["owner"], row["owner e-mail"]) == ("Bo Falk | Bo Falk", "- | bo2@example.com")
    assert back(replace(PRICING, owners=(BO, twin))).owners == (
        Someone(name="Bo Falk", is_another=True),
        Someone(name="Bo Falk", email="bo2@example.com"),
    )


def test_a_name_from_slack_with_a_bar_in_it_stays_one_person() -> None:
    assert back(replace(PRICING, owners=(Known(id=9, name="Bo | Sales"), ANA))).owners == (
        Someone(name="Bo / Sales"),
        Someone(name="Ana Sobral", email="ana@example.com"),
    )


def test_an_address_that_cannot_be_read_is_left_out_rather_than_complained_about() -> None:
    draft = drafted(
        exporting.as_csv(exporting.table([("a", replace(PRICING, owners=(replace(ANA, email="ana@desk"),)))]))
    )
    assert (draft.topics[0].owners, draft.remarks) == ((Someone(name="Ana Sobral"),), ())


def test_field_reps_of_the_same_time_share_a_row_and_others_have_their_own() -> None:
    since, until = date(2024, 1, 1), date(2025, 6, 30)
    content = replace(
        PRICING,
        reps=(Rep(person=ANA), Rep(person=BO), Rep(person=CY, since=since, until=until)),
        stories=(Told(person=CY, text="They paid.\nTwice."),),
    )
    first, second = rows(content)
    assert (first["field rep"], first["field rep e-mail"], first["since"]) == (
        "Ana Sobral | Bo Falk",
        "ana@example.com | -",
        "",
    )
    assert {name: cell for name, cell in second.items() if cell} == {
        "topic": "Pricing",
        "field rep": "Cy Young",
        "field rep e-mail": "U012AB3CD",
        "since": "2024-01-01",
        "until": "2025-06-30",
        "story": "They paid.\nTwice.",
        "key": "1",
    }


def test_stories_keep_their_order_beside_that_of_the_reps() -> None:
    content = replace(
        PRICING,
        reps=(Rep(person=ANA), Rep(person=BO, since=date(2024, 1, 1))),
        stories=(Told(person=BO, text="First."), Told(person=ANA, text="Second."), Told(person=BO, text="Third.")),
    )
    told = [(row["field rep"], row["since"], row["story"]) for row in rows(content)]
    assert told == [
        ("Ana Sobral", "", ""),
        ("Bo Falk", "2024-01-01", "First."),
        ("Ana Sobral", "", "Second."),
        ("Bo Falk", "2024-01-01", "Third."),
    ]


def test_a_story_of_somebody_who_is_no_field_rep_any_more_is_not_lost() -> None:
    (row,) = rows(replace(PRICING, stories=(Told(person=BO, text="Once."),)))
    assert (row["field rep"], row["story"]) == ("Bo Falk", "Once.")


@pytest.mark.parametrize("key", ["none", "tbd", "pricing"])
def test_a_key_comes_back_whatever_word_it_is(key: str) -> None:
    (topic,) = drafted(exporting.as_csv(exporting.table([(key, PRICING)]))).topics
    assert topic.id == key


@pytest.mark.parametrize("write", [exporting.as_csv, exporting.as_xlsx])
@pytest.mark.parametrize("start", ["=", "+", "-", "@", "＝", "＋", "－", "＠", "'=", "''@", "\t=", "\r+"])
def test_no_cell_runs_as_a_formula_and_no_apostrophes_pile_up(
    write: Callable[[list[list[str]]], bytes], start: str
) -> None:
    evil = f"{start}HYPERLINK('x')"
    content = Content(
        title=f"{evil} 1", owners=(replace(BO, name=evil),), session=evil, day=evil, aliases=(f"{evil} 2",)
    )
    data = write(exporting.table([("key", content)]))
    assert not [cell for row in cells_of(data) for cell in row if cell.lstrip()[:1] in tuple("=+-@＝＋－＠") and cell]
    (topic,) = drafted(data).topics
    assert (topic.title, topic.session, topic.aliases) == (f"{evil} 1".strip(), evil.strip(), (f"{evil} 2".strip(),))
    assert topic.owners == (Someone(name=evil.strip()),)


def test_a_column_named_with_an_apostrophe_is_read_without_it() -> None:
    assert drafted(b"Topic,Owner,'=Points\nPricing,Ana,x\n").columns[2].name == "=Points"


@pytest.mark.parametrize("text", ["", "'", "=", "'=", "''=", "'90s", "x=", "'x", "- a", "'- a", "＠", "'\t"])
def test_the_apostrophe_is_taken_away_exactly(text: str) -> None:
    assert unescaped(escaped(text)) == text
    assert unescaped(text) in {text, text[1:]}


def test_excel_shows_accents_and_the_same_directory_is_the_same_bytes() -> None:
    table = exporting.table([("a", replace(PRICING, title="Crème brûlée")), ("b", replace(PRICING, title="Äng"))])
    assert exporting.as_csv(table).startswith("\ufefftopic,kind".encode())
    assert exporting.as_csv(table).count(b"\r\n") == 3
    assert exporting.as_xlsx(table) == exporting.as_xlsx(table)


def test_a_text_too_long_for_a_workbook_is_told_and_not_cut() -> None:
    table = exporting.table(
        [("a", replace(PRICING, reps=(Rep(person=BO),), stories=(Told(person=BO, text="ha " * 12_000),)))]
    )
    with pytest.raises(UserMistake, match=r"“Pricing” says under “story”.*as CSV instead"):
        exporting.as_xlsx(table)
    assert len(drafted(exporting.as_csv(table)).topics[0].reps[0].story) == 35_999


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_the_template_reads_without_a_word_of_complaint(form: str) -> None:
    top, row = sheets.read(exporting.template(form), name=f"topics.{form}").rows
    named = columns.recognise(top.cells)
    assert [column.field for column in named] == [field for field in exporting.COLUMNS if field is not Field.KEY]
    taker = Taker(row=row, columns={column.field: (column,) for column in named if column.field})
    topic = taker.topic(taker.text(Field.TITLE))
    assert (topic.title, taker.remarks, all(row.cells)) == (sheets.EXAMPLE_TITLE, [], True)
    assert [one.email for one in topic.presenters] == ["esther.kimani@example.com", "bo.falk@example.com"]
    assert topic.reps[0].until == date(2026, 9, 30)


def test_the_template_says_on_a_second_sheet_what_goes_into_every_column() -> None:
    book = CalamineWorkbook.from_filelike(io.BytesIO(exporting.template("xlsx")))
    assert book.sheet_names == ["Topics", "How to fill it in"]
    told = book.get_sheet_by_index(1).to_python()[1:]
    assert [row[0] for row in told] == [str(field) for field in exporting.EXAMPLE]
    assert all(len(str(row[1])) > 15 for row in told)
