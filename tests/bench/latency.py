"""How long a question takes, beside `process.extract` with WRatio on the same names: python -m tests.bench.latency.

With the sentence encoder, where it is installed, in a second table: all its texts are read once and kept.
"""

import random
import time
import tracemalloc
from collections.abc import Callable, Sequence
from dataclasses import replace

import click
import numpy as np
from rapidfuzz import fuzz, process

from bot.core.matching import Entry, Index
from tests.bench import baselines

SIZES = (100, 1_000, 10_000)
QUESTIONS = {100: 400, 1_000: 200, 10_000: 60}  # the baseline takes a tenth of a second for each of the last
SYLLABLES = "ba bel cor dan del fen gar hol ist jun kel lan mar nor ost pel quin ran sel tor ul ven wix yar zen tra"
WORK = (
    "pricing hotel billing payments lodge ferry group card terminal guest tax plan account renewal desk vault "
    "report region sales audit contract partner training security invoice forecast discount routing"
)
READ = (100, 1_000)  # topics that the sentence encoder is given; ten thousand would take it minutes
FRAMES = (
    "{}",
    "{} before me",
    "who knows how to beat {} meeting in twenty minutes",
    "hey do we have somebody for {} because my customer in leeds keeps asking",
    "just got assigned {} who managed it before me, I need the history",
    "is there anyone who has won against {} in a deal with a hotel group lately",
)
MEGABYTE = 1_000_000


@click.command()
def main() -> None:
    """Print latency, build time and memory for directories of several sizes."""
    click.echo("milliseconds a question, median and 99th percentile; a topic has five names")
    click.echo(f"{'topics':>15}{'build s':>9}{'MB':>7}{'sko p50':>9}{'p99':>8}{'WRatio p50':>12}{'p99':>8}{'ratio':>8}")
    for size in SIZES:
        entries = invented(size)
        click.echo(row(f"{size:,}", entries, questions(entries, QUESTIONS[size])))
    entries = [with_texts(entry) for entry in invented(1_000)]
    click.echo(row("1,000 and texts", entries, questions(entries, QUESTIONS[1_000])))
    if baselines.encoder():
        click.echo("\nwith the encoder")
        click.echo(f"{'topics':>15}{'vectors':>9}{'read s':>9}{'MB':>7}{'p50':>9}{'p99':>8}")
        for size in READ:
            entries = invented(size)
            click.echo(_understood(f"{size:,}", entries, questions(entries, QUESTIONS[1_000])))


def invented(topics: int) -> list[Entry]:
    """Make up so many topics of five names each."""
    made_up = random.Random(topics)
    return [
        Entry(topic_id=number, title=_name(made_up), aliases=tuple(_name(made_up) for _ in range(4)))
        for number in range(topics)
    ]


def with_texts(entry: Entry) -> Entry:
    """Add what a whole row holds besides names: three key points, three people, a story and a session."""
    made_up = random.Random(entry.topic_id)
    points = tuple(_sentence(made_up, words=8) for _ in range(3))
    people = tuple(f"{_word(made_up)} {_word(made_up)}" for _ in range(3))
    return replace(entry, key_points=points, people=people, stories=(_sentence(made_up, words=25),), session="Day 2")


def questions(entries: Sequence[Entry], count: int) -> list[str]:
    """Ask for names as people do: half of them misspelt, most inside a sentence of eight to fifteen words."""
    made_up = random.Random(len(entries))
    names = [made_up.choice(made_up.choice(entries).names) for _ in range(count)]
    return [
        made_up.choice(FRAMES).format(_misspelt(name, made_up) if made_up.random() < 0.5 else name) for name in names
    ]


def row(name: str, entries: Sequence[Entry], asked: Sequence[str]) -> str:
    """Draw what a directory and its questions cost, beside the baseline."""
    started = time.perf_counter()
    index = Index.build(entries)
    built = time.perf_counter() - started
    names = [name for entry in entries for name in entry.names]
    ours = _times(index.rank, asked)
    theirs = _times(lambda question: process.extract(question, names, scorer=fuzz.WRatio, limit=3), asked)
    return (
        f"{name:>15}{built:>9.2f}{_megabytes(entries):>7.0f}{_at(ours, 50):>9.2f}{_at(ours, 99):>8.2f}"
        f"{_at(theirs, 50):>12.2f}{_at(theirs, 99):>8.2f}{_at(theirs, 50) / _at(ours, 50):>7.1f}x"
    )


def _understood(name: str, entries: Sequence[Entry], asked: Sequence[str]) -> str:
    """Read all texts, then time the questions; what is kept besides the index are the vectors."""
    index = Index.build(entries)
    started = time.perf_counter()
    index = index.understood(baselines.Remembering())
    read = time.perf_counter() - started
    vectors = [index.meaning.texts, index.meaning.rows.vectors, index.meaning.middles.vectors] if index.meaning else []
    texts, kept = sum(map(len, vectors)), sum(each.nbytes for each in vectors) / MEGABYTE
    times = _times(index.rank, asked)
    return f"{name:>15}{texts:>9,}{read:>9.1f}{kept:>7.0f}{_at(times, 50):>9.2f}{_at(times, 99):>8.2f}"


def _times(ask: Callable[[str], object], asked: Sequence[str]) -> list[float]:
    """Return the milliseconds that each question takes, after a few to warm up."""
    for question in asked[:5]:
        ask(question)
    times = []
    for question in asked:
        started = time.perf_counter()
        ask(question)
        times.append((time.perf_counter() - started) * 1_000)
    return times


def _at(times: Sequence[float], percentile: int) -> float:
    return float(np.percentile(times, percentile))


def _megabytes(entries: Sequence[Entry]) -> float:
    """Return what a built index keeps, the topics themselves not counted."""
    tracemalloc.start()
    index = Index.build(entries)
    kept, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    del index
    return kept / MEGABYTE


def _name(made_up: random.Random) -> str:
    return " ".join([_word(made_up), *made_up.sample(WORK.split(), made_up.randrange(3))])


def _word(made_up: random.Random) -> str:
    return "".join(made_up.choices(SYLLABLES.split(), k=made_up.randint(2, 3)))


def _sentence(made_up: random.Random, *, words: int) -> str:
    return " ".join(made_up.choice([made_up.choice(WORK.split()), _word(made_up)]) for _ in range(words))


def _misspelt(name: str, made_up: random.Random) -> str:
    at = made_up.randrange(1, len(name) - 1)
    swapped = name[:at] + name[at + 1] + name[at] + name[at + 2 :]
    return made_up.choice([swapped, name[:at] + name[at + 1 :], name[:at] + name[at] + name[at:]])


if __name__ == "__main__":
    main()
