"""Whatever the directory holds comes back from its own sheet to the letter, and nothing of it runs in a spreadsheet."""

import csv
import io
from collections.abc import Callable, Iterable
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from bot.core import exporting, sheets
from bot.core.plans import Content, Rep, Told
from bot.core.roster import Known
from bot.core.sheets import Effect, Someone, Topic, cells, joining
from bot.core.sheets.escaping import escaped, unescaped
from bot.core.sheets.keys import key_of
from bot.core.sheets.rows import clean

thoroughly = settings(
    derandomize=True, database=None, deadline=None, max_examples=40, suppress_health_check=list(HealthCheck)
)
now_and_then = settings(thoroughly, max_examples=15)

PIECES = [
    *"|;,/&-–•*'\"=+@＝＋－＠<>()[]#_.:?!\\~ \n\r\t\xa0\u200b\ufeff\ufffe\x07\x85\u2028é\u0301ßłの😀Aab1%",
    " and ", ", Inc.", " (Acme)", "<@U1|a>", "<@", "n/a", "tbd", "None", "a@example.com", "U012AB3CD", "_x0041_",
    "\r\n", "'=", "''@", "- ", "• ", " | ", '"b"',
]  # fmt: skip
texts = st.lists(st.sampled_from(PIECES) | st.characters(exclude_categories=["Cs"]), min_size=1, max_size=7).map(
    "".join
)
lines = texts.map(joining.one_line).filter(bool)
words = lines.map(lambda text: text.replace("|", "")).map(joining.one_line).filter(key_of)
names = lines.filter(lambda text: "|" not in text and text != "-")
said = lines.map(lambda text: "" if cells.is_nothing(text) else text) | st.just("")
days = st.dates(min_value=date(1990, 1, 1)) | st.none()
people = st.builds(
    Known,
    id=st.none(),
    name=names,
    email=st.sampled_from([None, None, "ana@example.com", "=bo'+1@example.com", "'c@example.com"]),
    slack_id=st.sampled_from(["", "", "U012AB3CD", "W1"]),
).map(lambda one: Known(id=None, name=one.name, email=one.email, slack_id="" if one.email else one.slack_id))
crews = st.lists(people, max_size=3, unique=True).map(tuple)
stories = texts.map(clean).filter(lambda text: not cells.is_nothing(text))


@st.composite
def contents(draw: st.DrawFn, *, several_rows: bool = False) -> list[tuple[str, Content]]:
    """Draw a few topics as a directory can hold them, each with its stable key."""
    named = draw(st.lists(words, min_size=1, max_size=6, unique_by=key_of))
    count = draw(st.integers(1, min(3, len(named))))
    titles, others = named[:count], named[count:]
    return [
        (key_of(key_of(f"key {title}")), draw(_content(title, tuple(others) if not place else (), several_rows)))
        for place, title in enumerate(titles)
    ]


@st.composite
def _content(draw: st.DrawFn, title: str, aliases: tuple[str, ...], several_rows: bool) -> Content:
    reps = draw(st.lists(people, max_size=4, unique=True))
    dates = [(draw(days), draw(days)) if several_rows or not place else None for place in range(len(reps))]
    told = st.lists(st.tuples(st.sampled_from(reps), stories), max_size=3, unique=True) if reps else st.just([])
    words_of = draw(told if several_rows or len(reps) == 1 else st.just([]))[: None if several_rows else 1]
    return Content(
        title=title,
        kind=draw(st.sampled_from(sheets.KINDS)),
        aliases=aliases,
        owners=draw(crews),
        presenters=draw(crews),
        backups=draw(crews),
        reps=tuple(
            Rep(person=one, since=(held or dates[0] or (None, None))[0], until=(held or dates[0] or (None, None))[1])
            for one, held in zip(reps, dates, strict=True)
        ),
        stories=tuple(Told(person=person, text=text) for person, text in words_of),
        session=draw(said),
        day=draw(said),
        key_points=cells.points(clean("\n".join(draw(st.lists(texts, max_size=3))))),
        link=draw(st.sampled_from(["", "https://example.com/a,b;c?d='e'&f=(g)"])),
        channel=draw(st.sampled_from(["", "#pricing"])),
    )


def topics_of(data: bytes) -> list[Topic]:
    """Read a sheet without a word of complaint."""
    draft = sheets.draft(sheets.read(data, name="kickoff"))
    assert [remark for remark in draft.remarks if remark.reason.effect is not Effect.JUST_SO_YOU_KNOW] == []
    return list(draft.topics)


def content_of(first: Topic) -> tuple[str, Content]:
    """Put a topic that was read into an empty directory."""
    lived = first.reps
    known = {one.who: _known(one.who) for one in lived}
    return first.id, Content(
        title=first.title,
        kind=first.kind,
        aliases=first.aliases,
        owners=tuple(map(_known, first.owners)),
        presenters=tuple(map(_known, first.presenters)),
        backups=tuple(map(_known, first.backups)),
        reps=tuple({one.who: Rep(person=known[one.who], since=one.since, until=one.until) for one in lived}.values()),
        stories=tuple(Told(person=known[one.who], text=one.story) for one in lived if one.story),
        session=first.session,
        day=first.day,
        key_points=first.key_points,
        link=first.link,
        channel=first.channel,
    )


def _known(someone: Someone) -> Known:
    return Known(id=None, name=someone.name, email=someone.email or None, slack_id=someone.slack_id)


def formulas(data: bytes) -> Iterable[str]:
    """Give the cells that a spreadsheet would run."""
    if data.startswith(b"PK"):
        tab = CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_index(0)
        found = [str(cell) for row in tab.to_python() for cell in row]
    else:
        found = [cell for row in csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")) for cell in row]
    return [cell for cell in found if cell.lstrip().startswith(tuple("=+-@＝＋－＠"))]


@given(directory=contents())
@thoroughly
def test_three_rounds_through_csv_change_nothing(directory: list[tuple[str, Content]]) -> None:
    written = exporting.as_csv(exporting.table(directory))
    assert formulas(written) == []
    for _ in range(3):
        read = [content_of(topic) for topic in topics_of(written)]
        assert read == directory
        written, before = exporting.as_csv(exporting.table(read)), written
        assert written == before


@given(directory=contents())
@now_and_then
def test_a_workbook_says_the_same(directory: list[tuple[str, Content]]) -> None:
    written = exporting.as_xlsx(exporting.table(directory))
    assert formulas(written) == []
    read = [content_of(topic) for topic in topics_of(written)]
    assert read == directory
    assert exporting.as_xlsx(exporting.table(read)) == written


@pytest.mark.parametrize("write", [exporting.as_csv, exporting.as_xlsx])
@given(directory=contents(several_rows=True))
@now_and_then
def test_field_reps_with_their_own_dates_and_stories_come_back(
    write: Callable[[list[list[str]]], bytes], directory: list[tuple[str, Content]]
) -> None:
    written = write(exporting.table(directory))
    read = [content_of(topic) for topic in topics_of(written)]
    assert read == directory
    assert write(exporting.table(read)) == written


@given(text=texts)
@settings(thoroughly, max_examples=150)
def test_an_apostrophe_is_put_and_taken_away_exactly(text: str) -> None:
    assert unescaped(escaped(text)) == text
    assert escaped(text) in {text, f"'{text}"}


@given(text=texts)
@settings(thoroughly, max_examples=150)
def test_what_was_read_once_reads_the_same_again(text: str) -> None:
    assert clean(clean(text)) == clean(text)
    assert joining.one_line(joining.one_line(text)) == joining.one_line(text)
    assert cells.points(joining.points(cells.points(clean(text)))) == cells.points(clean(text))
