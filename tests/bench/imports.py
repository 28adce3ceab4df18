"""How long a large sheet takes, beside what the plainest code would take: python -m tests.bench.imports.

Each line is measured in the same process, one after the other; the memory is the most that the process had by then.
"""

import csv
import io
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from typing import TypeVar

import click
from python_calamine import CalamineWorkbook
from sqlalchemy import select

from bot import reader, schema
from bot.config import Settings
from bot.core import sheets
from bot.deps import Deps
from bot.usecases import exporting, importing, restoring
from bot.usecases.importing import Prepared
from models import Alias, KeyPoint, Kickoff, Person, Role, Topic
from tests import postgres
from tests.bench.directory import WORK, _word
from tests.bench.printing import table
from tests.databases import Databases
from tests.sheets import as_xlsx

TOPICS = 9_900
HEADER = ("topic", "kind", "aliases", "owner", "owner e-mail", "presenters", "backup", "field rep", "story", "session",
          "day", "key points", "link", "channel")  # fmt: skip
Value = TypeVar("Value")
Line = tuple[str, str, str, str]


def rows(topics: int) -> list[list[str]]:
    """Make up a sheet of 14 columns, with five people a topic out of two thousand."""
    made_up = random.Random(7)
    names = [f"{_word(made_up).title()} {_word(made_up).title()}" for _ in range(2_000)]
    found = []
    for number in range(topics):
        owner, *others = made_up.sample(names, 5)
        title = f"{_word(made_up).title()} {made_up.choice(WORK)} {number}"
        found.append(
            [title, "product", f"{title[:9]}-{number} | {number} {title}", owner,
             f"{owner.replace(' ', '.').lower()}@example.com", "; ".join(others[:2]), others[2], others[3],
             f"They asked about {title}.", f"Session {number % 50}", f"Day {number % 3 + 1}",
             f"{title} needs a {made_up.choice(WORK)} | Ask about {number}", f"https://example.com/{number}", "#sales"]
        )  # fmt: skip
    return found


@click.command()
@click.option("--url", help="The database; without it, both kinds are measured, each in a process of its own.")
def main(url: str | None) -> None:
    """Print how long it takes to read, to work out, to apply, to take back and to export a large sheet."""
    if url:
        lines = measured(url)
        click.echo("\n".join(table((url.partition(":")[0], "seconds", "beside", "MB"), lines)) + "\n")
        return
    click.echo(f"a sheet of {TOPICS:,} topics and 14 columns; “beside” is how many times as long as the line above")
    click.echo("it that is not indented; the last line, as applying the first sheet")
    with tempfile.TemporaryDirectory() as folder, postgres.server() as address:
        databases = Databases(address)
        for one in (f"sqlite:///{folder}/bench.db", databases.fresh()):
            subprocess.run([sys.executable, "-m", "tests.bench.imports", "--url", one], check=True)
        databases.close()


def measured(url: str) -> list[Line]:
    """Measure everything on one database."""
    schema.upgrade(url)
    deps = Deps.build(Settings(DATABASE_URL=url, SKO_SEMANTIC="off"))
    made = rows(TOPICS)
    text = io.StringIO(newline="")
    csv.writer(text).writerows([HEADER, *made])
    plain, book = text.getvalue().encode(), as_xlsx({"Topics": [list(HEADER), *made]})
    lines: list[Line] = []

    def line(what: str, work: Callable[[], Value], beside: float = 0.0) -> tuple[Value, float]:
        began = time.perf_counter()
        done = work()
        took = time.perf_counter() - began
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        lines.append((what, f"{took:.2f}", f"{took / beside:.1f}" if beside else "", str(memory)))
        return done, took

    def proposed(draft: sheets.Draft) -> Prepared:
        with deps.reading() as session:
            return importing.propose(session, draft)

    def applied(prepared: Prepared) -> None:
        with deps.sessions.begin() as session:
            importing.apply(session, prepared, by="bench", now=deps.now(), skip_problems=True)

    _, bare = line("csv.reader alone", lambda: list(csv.reader(io.StringIO(plain.decode(), newline=""))))
    sheet, _ = line("  read the CSV, in a child process", lambda: reader.read(plain, name="bench.csv"), bare)
    _, bare = line(
        "calamine alone", lambda: CalamineWorkbook.from_filelike(io.BytesIO(book)).get_sheet_by_index(0).to_python()
    )
    line("  read the XLSX, in a child process", lambda: reader.read(book, name="bench.xlsx"), bare)
    draft, drafting = line("make topics of the rows", lambda: sheets.draft(sheet))
    prepared, _ = line("  work out what the first sheet changes", lambda: proposed(draft), drafting)
    _, applying = line("apply the first sheet", lambda: applied(prepared))
    line("work out that it says the same", lambda: proposed(draft))
    changed = sheets.draft(reader.read(plain.replace(b"Day 1", b"Day 9"), name="bench.csv"))
    prepared, _ = line("work out what a third of it changes", lambda: proposed(changed))
    line("apply it", lambda: applied(prepared))
    with deps.reading() as session:
        prepared, _ = line("work out how to go back", lambda: restoring.propose(session, 1))
    line("go back", lambda: applied(prepared))
    with deps.reading() as session:
        line("export it as CSV", lambda: exporting.export(session))
        line("export it as XLSX", lambda: exporting.export(session, format="xlsx"))
    line("  insert what it holds as mapped objects", lambda: _naive(deps), applying)
    deps.engine.dispose()
    return lines


def _naive(deps: Deps) -> None:
    """Insert what the sheet holds as mapped objects, and take it back: the plainest way to apply a sheet."""
    with deps.sessions() as session:
        kickoff = Kickoff(name="Bench", created_at=deps.now())
        people = [Person(name=f"Person {number}") for number in range(2_000)]
        session.add_all([kickoff, *people])
        session.flush()
        for number, row in enumerate(rows(TOPICS)):
            session.add(
                Topic(
                    kickoff_id=kickoff.id,
                    key=str(number),
                    title=row[0],
                    aliases=[Alias(name=name) for name in row[2].split(" | ")],
                    key_points=[KeyPoint(text=text) for text in row[11].split(" | ")],
                    roles=[Role(kind="presenter", person=people[(number + at) % 2_000]) for at in range(5)],
                )
            )
        session.flush()
        session.scalars(select(Topic.id)).first()
        session.rollback()


if __name__ == "__main__":
    main()
