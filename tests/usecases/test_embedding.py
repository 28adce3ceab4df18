"""Vectors of the directory's texts are made once, for every process and every start, and none outlives its use."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

import numpy as np
import pytest
from sqlalchemy import select

from bot.deps import Deps
from bot.encoder import WIDTH, Floats, installed
from bot.jobs import upkeep
from bot.usecases.embedding import MANY, Vectors, vectors
from models import Embedding
from tests.conftest import Clock

TEXTS = ["Lantern", "Fraud screening", "Pay by link", "Lantern"]
WEEK, DAY = timedelta(weeks=1), timedelta(days=1)


class Reader:
    """An encoder that is done at once, and remembers what it was given."""

    def __init__(self) -> None:
        self.read: list[str] = []

    def __call__(self, texts: Sequence[str]) -> Floats:
        self.read += texts
        vectors = np.zeros((len(texts), WIDTH), np.float32)
        vectors[:, 0] = [len(text) for text in texts]
        vectors[:, 1] = [sum(map(ord, text)) % 1000 for text in texts]
        return vectors


def read(deps: Deps, texts: Sequence[str]) -> list[str]:
    """Ask for vectors as a process that just started, check them, and tell which texts had to be read."""
    reader = Reader()
    found = Vectors(deps, reader).texts(texts)
    assert np.array_equal(found, Reader()(texts))
    assert found.dtype == np.float32
    return reader.read


def test_a_text_is_read_once_for_all_processes(deps: Deps) -> None:
    assert sorted(read(deps, TEXTS)) == sorted(set(TEXTS))
    assert read(deps, TEXTS[::-1]) == []
    assert read(deps, [*TEXTS, "Deal desk"]) == ["Deal desk"]


def test_a_large_directory_is_read_and_given_back_in_its_order(deps: Deps) -> None:
    many = [f"Topic {number:b}" for number in range(MANY + 2)]
    assert sorted(read(deps, many)) == sorted(many)
    assert read(deps, many) == []


def test_an_empty_directory_needs_no_vectors(deps: Deps) -> None:
    assert read(deps, []) == []


def test_two_processes_may_read_the_same_text_at_once(deps: Deps) -> None:
    def overtaken(texts: Sequence[str]) -> Floats:
        read(deps, texts)
        return Reader()(texts)

    assert np.array_equal(Vectors(deps, overtaken).texts(TEXTS), Reader()(TEXTS))


def test_a_question_is_read_each_time_and_not_kept(deps: Deps) -> None:
    reader = Reader()
    asked = Vectors(deps, reader)
    assert np.array_equal(asked.question("who has lantern"), asked.question("who has lantern"))
    assert reader.read == ["who has lantern"] * 2
    assert kept(deps) == []


def test_no_text_of_the_directory_stands_in_the_table(deps: Deps) -> None:
    read(deps, TEXTS)
    with deps.reading() as session:
        rows = session.execute(select(Embedding.digest, Embedding.vector)).all()
    assert len(rows) == 3
    assert {(len(digest), len(vector)) for digest, vector in rows} == {(16, WIDTH * 2)}
    assert not any(text.encode() in bytes(digest) + bytes(vector) for digest, vector in rows for text in TEXTS)


def test_what_a_sheet_no_longer_says_is_forgotten_a_week_later(deps: Deps, clock: Clock) -> None:
    read(deps, ["Lantern", "Old wording"])
    clock.time += WEEK + DAY
    read(deps, ["Lantern", "New wording"])
    upkeep.forget(deps)
    assert read(deps, ["Lantern", "New wording", "Old wording"]) == ["Old wording"]


def test_a_wording_that_comes_back_within_a_week_is_not_read_again(deps: Deps, clock: Clock) -> None:
    read(deps, ["Lantern", "Old wording"])
    clock.time += WEEK - DAY
    read(deps, ["Lantern", "New wording"])
    upkeep.forget(deps)
    assert read(deps, ["Lantern", "Old wording"]) == []


def test_while_nothing_changes_everything_is_kept_however_long(deps: Deps, clock: Clock) -> None:
    read(deps, TEXTS)
    clock.time += 20 * WEEK
    upkeep.forget(deps)
    assert read(deps, TEXTS) == []


def test_a_damaged_encoder_is_told_in_one_line_and_does_without(
    deps: Deps, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr("bot.encoder.encoding.WEIGHTS", "config.json")
    assert vectors(replace(deps, encoder=installed())) is None
    [line] = caplog.messages
    assert "requirements-semantic.txt" in line
    assert "\n" not in line


def test_without_an_encoder_there_is_nothing_to_tell(deps: Deps, caplog: pytest.LogCaptureFixture) -> None:
    assert vectors(deps) is None
    assert caplog.messages == []


def kept(deps: Deps) -> list[bytes]:
    with deps.reading() as session:
        return list(session.scalars(select(Embedding.digest)))
