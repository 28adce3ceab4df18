"""Nobody waits for the sentence encoder: words answer until it has read the directory, and when it cannot be read."""

import threading
import time
from collections.abc import Callable, Iterable, Sequence

import numpy as np
import pytest

from bot.core.matching import Encoder, Entry
from bot.encoder import WIDTH, Floats
from bot.index import IndexCache, Version
from tests.office import wait_until

LANTERN, LINK = Entry(topic_id=1, title="Lantern"), Entry(topic_id=2, title="Pay by link")


class Numb:
    """An encoder to which all texts mean the same."""

    def texts(self, texts: Sequence[str]) -> Floats:
        return np.zeros((len(texts), WIDTH), np.float32)

    def question(self, text: str) -> Floats:
        return np.zeros(WIDTH, np.float32)


class House:
    """A process: its directory, which may change, and its index."""

    def __init__(self, understand: Callable[[], Encoder | None]) -> None:
        self.directory: tuple[int, Iterable[Entry]] = (1, [LANTERN])
        self.index = IndexCache()
        self.index.loads_with(lambda: self.directory, lambda: (0, []), understand)

    def answers(self) -> tuple[list[int], bool]:
        """Which topics an answer is chosen from, and whether by their meaning too."""
        index = self.index.at(Version(self.directory[0], 0))
        return sorted(match.topic_id for match in index.rank("who knows lantern")), index.meaning is not None


@pytest.fixture
def may_read() -> threading.Event:
    """Set once the encoder may begin."""
    return threading.Event()


@pytest.fixture
def house(may_read: threading.Event) -> House:
    return House(lambda: Numb() if may_read.wait(10) else None)


def test_words_answer_until_the_encoder_has_read_the_directory(house: House, may_read: threading.Event) -> None:
    assert house.answers() == ([1], False)
    may_read.set()
    wait_until(lambda: house.answers() == ([1], True))


def test_a_new_directory_is_answered_from_by_words_while_the_encoder_still_reads(
    house: House, may_read: threading.Event
) -> None:
    house.answers()
    house.directory = (2, [LANTERN, LINK])
    wait_until(lambda: house.answers()[0] == [1, 2])
    may_read.set()
    wait_until(lambda: house.answers() == ([1, 2], True))


def test_whoever_has_just_changed_the_directory_is_answered_from_it(house: House) -> None:
    assert house.answers() == ([1], False)
    house.directory = (2, [LANTERN, LINK])
    assert house.answers()[0] == [1, 2]


def test_a_directory_that_takes_long_to_read_is_waited_for_a_moment_and_no_longer(house: House) -> None:
    may_go_on = threading.Event()

    def load() -> tuple[int, list[Entry]]:
        if house.directory[0] == 2:
            assert may_go_on.wait(10)
        return house.directory[0], list(house.directory[1])

    house.index.loads_with(load, lambda: (0, []))
    assert house.answers() == ([1], False)
    house.directory = (2, [LANTERN, LINK])
    began = time.monotonic()
    assert [house.answers()[0] for _ in range(50)] == [[1]] * 50
    assert time.monotonic() - began < 5
    may_go_on.set()
    wait_until(lambda: house.answers()[0] == [1, 2])


def test_an_older_directory_never_comes_back_by_way_of_the_encoder(may_read: threading.Event) -> None:
    reading = threading.Event()

    class Slow(Numb):
        """It takes its time over the first directory."""

        def texts(self, texts: Sequence[str]) -> Floats:
            reading.set()
            assert may_read.wait(10)
            return super().texts(texts)

    def understood() -> bool:
        topics, meaning = home.answers()
        assert topics == [1, 2]
        return meaning

    home = House(Slow)
    home.answers()
    assert reading.wait(10)
    home.directory = (2, [LANTERN, LINK])
    wait_until(lambda: home.answers() == ([1, 2], False))
    may_read.set()
    wait_until(understood)


def test_whoever_asks_once_may_wait(house: House, may_read: threading.Event) -> None:
    may_read.set()
    house.index.understand()
    assert house.answers() == ([1], True)


def test_an_encoder_that_cannot_be_read_is_tried_once() -> None:
    tried: list[bool] = []

    def understand() -> None:
        tried.append(True)

    house = House(understand)
    assert house.answers() == ([1], False)
    wait_until(lambda: tried == [True])
    assert [house.answers() for _ in range(5)] == [([1], False)] * 5
    assert tried == [True]


def test_a_database_that_fails_the_encoder_is_asked_again() -> None:
    failing = [OSError("the database went away")]

    def understand() -> Encoder:
        if failing:
            raise failing.pop()
        return Numb()

    house = House(understand)
    assert house.answers() == ([1], False)
    wait_until(lambda: house.answers() == ([1], True))
