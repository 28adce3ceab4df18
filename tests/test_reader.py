"""A file is read in a process of its own: whatever it holds, it ends in rows or in one sentence, and soon."""

import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from bot import reader
from bot.core import sheets
from bot.errors import UserMistake
from tests.sheets import as_csv, as_xlsx
from tests.workbooks import (
    BLANK_COLUMNS,
    SHEET,
    TOPICS,
    as_ods,
    cell,
    expanding,
    lying,
    package,
    parts,
    strict,
    with_rows,
    written,
)

SOON = 5.0  # seconds; a quiet machine takes a fifth of one for nearly all
STRAY = "has something in cell {}, far away from everything else"
MUCH = "unpacks to more than a sheet of topics would"
DAMAGED = "cannot be read; it seems to be damaged"
BOOK = as_xlsx({"Topics": TOPICS})
LARGE = [("Topic", "Owner", *(f"Note {n}" for n in range(13)))] + [
    (f"Topic {n}", f"Owner {n % 300}", *(f"what is said of {n} in {m}" for m in range(13))) for n in range(10_000)
]


@pytest.fixture(autouse=True)
def no_child_is_left() -> Iterator[None]:
    """Hold every test to this: once a file is read, nothing runs on or waits to be reaped."""
    before = _children()
    yield
    assert _children() <= before


def _children() -> set[str]:
    listed = Path(f"/proc/self/task/{os.getpid()}/children")
    return set(listed.read_text().split()) if listed.exists() else set()


def refused(data: bytes, *, name: str = "kickoff.xlsx") -> str:
    """Give the sentence with which a file is refused, which has to be one and to come soon."""
    begun = time.monotonic()
    with pytest.raises(UserMistake) as mistake:
        reader.read(data, name=name)
    assert time.monotonic() - begun < SOON
    sentence = str(mistake.value)
    assert "\n" not in sentence
    assert len(sentence) < 300
    return sentence


def titles(sheet: sheets.Sheet) -> list[str]:
    return [row.cells[0] for row in sheet.rows]


def _rows_xml(count: int) -> str:
    return "".join(f'<row r="{n}"><c r="A{n}"><v>1</v></c></row>' for n in range(4, count))


def _wide_xml(count: int) -> str:
    letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    columns = [""] + [a + b + c for a in ("", *letters) for b in (letters if a else ("", *letters)) for c in letters]
    return f'<row r="9">{"".join(f"<c r={chr(34)}{columns[n]}9{chr(34)}><v>1</v></c>" for n in range(1, count))}</row>'


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (with_rows(cell("XFD1048576")), STRAY.format("XFD1048576")),
        (with_rows(cell("XFD1048576").replace("<c r", "<c s='1'\nr")), STRAY.format("XFD1048576")),
        (with_rows(cell("B1048576")), STRAY.format("B1048576")),
        (with_rows(cell("AAA3")), STRAY.format("AAA3")),
        (strict(with_rows(cell("XFD1048576"))), STRAY.format("XFD1048576")),
        (with_rows(_rows_xml(200_000)), "more than 10,000 rows"),
        (with_rows(_rows_xml(10_100)), "more than 10,000 rows"),
        (with_rows(_wide_xml(16_385)), "more than 200 columns"),
        (with_rows(_wide_xml(202)), "more than 200 columns"),
        (with_rows(cell("A4", "x" * 1_000_000)), "A cell in row 4 of .* is longer than any topic needs"),
        (with_rows('<row r="1048576"><c><v>1</v></c></row><row r="5"><c r="XEV5" /><c><v>1</v></c></row>'), "memory"),
        (package(parts(BOOK) | {SHEET: b"<worksheet>" + b" " * 41 * 2**20}), MUCH),
        (lying(BOOK, path=SHEET, text=b" " * 50 * 2**20), MUCH),
        (package({f"xl/{n}.xml": b"" for n in range(201)}), MUCH),
        (expanding(path="xl/sharedStrings.xml"), "no workbook"),
        (BOOK[: len(BOOK) // 2], "no workbook"),
        (package(parts(BOOK) | {SHEET: b"<worksheet><sheetData><row"}), "no workbook"),
        (package({"xl/workbook.xml": b"<workbook/>"}), "no workbook"),
        (as_ods(written("Topic") + written("x", 'table:number-columns-repeated="16000"')), STRAY.format("WQK1")),
        (
            as_ods(
                written("Topic"),
                after=f'<table:table-row table:number-rows-repeated="1048570">{BLANK_COLUMNS}</table:table-row>'
                f"<table:table-row>{written('x')}</table:table-row>",
            ),
            STRAY.format("A1048572"),
        ),
    ],
)
def test_a_hostile_workbook_ends_in_one_sentence(data: bytes, sentence: str) -> None:
    assert re.search(sentence, refused(data))


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"Topic,Owner\n" + b"Pricing,Ana\n" * 200_000, "more than 10,000 rows"),
        (b"\n" * 5_000_000, "more than 10,000 rows"),
        (b"Topic,Owner" + b",x" * 16_384, "more than 200 columns"),
        (b"Topic,Owner\nPricing," + b"x" * 1_000_000, "A cell in row 2 of .* is longer than any topic needs"),
        (b'Topic,Owner\nPricing,"Ana\n' + b"Security,Bo\n" * 50_000, "row 2 .* a quotation mark there is never closed"),
        (b'Topic,Owner\nPricing,"Ana\n', "a quotation mark that opens in row 2 is never closed"),
        (b"Topic,Owner\nPri\0cing,Ana\n", "is neither CSV nor XLSX"),
        (b"\x7fELF\x02\x01\x01\0\0\0\0\xff\xfe" * 1000, "is neither CSV nor XLSX"),
        (b"", "is empty"),
        (b"[" * 1_000_000, "is nested too deeply"),
        (b"Topic,Owner\n" + b"x" * sheets.LARGEST_FILE, "is larger than 10 MB"),
    ],
    ids=lambda value: value[:12] if isinstance(value, bytes) else None,
)
def test_a_broken_text_or_another_kind_of_file_ends_in_one_sentence(data: bytes, sentence: str) -> None:
    assert re.search(sentence, refused(data, name="kickoff.csv"))


@pytest.mark.parametrize("data", [as_csv(*LARGE), as_xlsx({"Topics": LARGE})], ids=["csv", "xlsx"])
def test_ten_thousand_topics_under_a_header_are_read(data: bytes) -> None:
    begun = time.monotonic()
    sheet = reader.read(data, name="kickoff")
    assert time.monotonic() - begun < SOON
    assert [row.number for row in sheet.rows] == list(range(1, 10_002))
    assert sheet.rows[-1].cells[-1] == "what is said of 9999 in 12"


def test_many_are_read_at_once_from_the_threads_of_one_process() -> None:
    names = [f"{n} “Q1” \n'x' \udcff.csv" for n in range(4)]
    with ThreadPoolExecutor(4) as threads:
        read = list(threads.map(lambda name: reader.read(b"Topic,Owner\nPricing,Ana\n", name=name), names))
    assert [sheet.name for sheet in read] == [f"{n} “Q1” 'x' ?.csv" for n in range(4)]
    assert all(titles(sheet) == ["Topic", "Pricing"] for sheet in read)


def child(monkeypatch: pytest.MonkeyPatch, code: str, *words: str) -> None:
    """Let the child run something else."""
    monkeypatch.setattr(reader, "COMMAND", (sys.executable, "-P", "-c", code, *words))


@pytest.mark.parametrize(
    ("code", "sentence"),
    [
        ("import os; os.abort()", "needs more memory"),
        ("import os; os.kill(os.getpid(), 9)", "needs more memory"),
        ("import os; os.kill(os.getpid(), 11)", "seems to be damaged"),
        ("raise SystemExit(1)", "seems to be damaged"),
        ("print('{')", "seems to be damaged"),
        ("print(1)", "seems to be damaged"),
        ("import sys; sys.stdin.close(); print('{}')", "seems to be damaged"),
        ("import time; time.sleep(60)", "takes too long to read"),
        ("import os, time; os.fork(); time.sleep(60)", "takes too long to read"),
        (
            "from bot import reader as r; r.PROCESSOR_SECONDS = 1; r._limit()\nwhile True: pass",
            "takes too long to read",
        ),
        ("from bot import reader as r; r._limit(); bytes(2**31)", "seems to be damaged"),
    ],
)
def test_a_child_that_ends_badly_costs_one_sentence(monkeypatch: pytest.MonkeyPatch, code: str, sentence: str) -> None:
    monkeypatch.setattr(reader, "SECONDS", 0.5 if "sleep" in code else 20.0)
    child(monkeypatch, code)
    assert re.search(sentence, refused(b"Topic,Owner\n" * 100_000))


def test_where_no_child_can_be_started_it_is_said_to_try_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "COMMAND", ("/nowhere/python",))
    assert "cannot be read just now. Try again in a moment" in refused(b"Topic,Owner\n")


@pytest.mark.parametrize(("wrong", "sentence"), [(MemoryError(), "needs more memory"), (BaseException(), "damaged")])
def test_a_reader_that_panics_or_runs_out_of_memory_is_survived(
    monkeypatch: pytest.MonkeyPatch, wrong: BaseException, sentence: str
) -> None:
    def fail(data: bytes, *, name: str) -> None:
        raise wrong

    monkeypatch.setattr(sheets, "read", fail)
    assert sentence in reader.answer(b"", name="kickoff.csv")["mistake"]


def test_a_question_that_breaks_off_is_not_answered() -> None:
    """Whoever asked was killed, and half a sheet is none."""
    asked = b'{"name": "kickoff.csv", "size": 100}\nTopic,Owner\nPricing,Ana\n'
    done = subprocess.run(reader.COMMAND, input=asked, cwd=reader.ROOT, capture_output=True, timeout=10, check=True)
    assert (done.stdout, done.stderr) == (b"", b"")


def test_the_child_is_told_no_secrets(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SLACK_BOT_TOKEN", "xoxb-secret")
    monkeypatch.setenv("DATABASE_URL", "postgresql://sko:secret@localhost/sko")
    child(monkeypatch, TELLING)
    told = refused(b"Topic,Owner\n")
    assert "PYTHONPATH" in told
    assert "secret" not in told
    assert "SLACK" not in told


TELLING = """
import json, os, sys
sys.stdin.read()
told = {"PYTHONPATH": ""} | {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
print(json.dumps({"mistake": str(told)}))
"""


def test_nothing_of_a_sheet_is_written_to_disk(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The parent makes no file, and the child cannot put anything into one."""
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    assert titles(reader.read(BOOK, name="kickoff.xlsx")) == ["Topic", "Pricing", "Security"]
    assert not list(tmp_path.iterdir())
    written_to = tmp_path / "kept"
    child(
        monkeypatch,
        "from bot import reader as r; import sys; r._limit(); open(sys.argv[1], 'w').write('Topic')",
        str(written_to),
    )
    refused(b"Topic,Owner\n")
    assert written_to.read_bytes() == b""
