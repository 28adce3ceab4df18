"""What a recap asks: whom would you ask, where do you look, is this true.

What is drawn depends on the seed alone, so that a message that is drawn again asks the same. Of what is offered exactly
one is right, and what is wrong is real: colleagues who own another topic, places where another topic is kept.
"""

import random
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

from bot.core.calling import in_order
from bot.core.results import Held, Role, Standing, Who
from bot.core.text import folded, words

OFFERED = 3
FEWEST_LETTERS = 2  # that are typed before any name is offered
LABEL = 75  # characters that a button shows; what is offered must differ within them
TELLING = 2  # letters from which a part of a name tells who is meant
TELLING_WORD = 4  # letters from which a word of a title tells what is meant
T = TypeVar("T")
TRUE, FALSE = 0, 1  # the places of what is offered on a statement


class Form(StrEnum):
    """What is asked about a topic."""

    WHO = "who"
    WHERE = "where"
    TRUTH = "truth"
    PICK = "pick"


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """A topic, as far as questions are made of it; `places` are where to look for it, the best first."""

    topic_id: int
    title: str
    kind: str
    held: tuple[Held, ...] = ()
    places: tuple[str, str, str] = ("", "", "")
    key_points: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """A question with what is offered, of which the one at `correct` is right; None where people type a name.

    What is offered are people, or else texts; on a `statement` it is nothing but true or false.
    """

    form: Form
    people: tuple[Who, ...] = ()
    texts: tuple[str, ...] = ()
    correct: int | None = None
    statement: str = ""


def draw(subject: Subject, others: Sequence[Subject], *, asker: int, times: int, seed: str) -> Drawn | None:
    """Draw a question about a topic that was asked so many `times` before; None if there is none to be made.

    The first one is whom to ask, those after it take turns among what the topic allows.
    """
    rng = random.Random(seed)  # noqa: S311
    makers: tuple[Callable[[], Drawn | None], ...] = (
        lambda: _who(subject, others, asker=asker, rng=rng),
        lambda: _where(subject, others, rng=rng),
        lambda: _truth(subject, others, rng=rng),
    )
    allowed = [drawn for make in makers if (drawn := make())]
    return allowed[times % len(allowed)] if allowed else None


def named(subject: Subject, *, besides: int | None = None) -> Held | None:
    """Give whom to ask about a topic now, besides somebody."""
    people = in_order(subject.held, besides=frozenset({besides} if besides else ()))
    return next(iter(people), None)


def owners(held: Iterable[Held]) -> tuple[Who, ...]:
    """Give the current owners of a topic who work here."""
    return tuple(one.who for one in held if one.role is Role.OWNER and one.standing is Standing.EMPLOYEE)


def right_ones(held: Sequence[Held], *, asker: int) -> tuple[Who, ...]:
    """Give all whom it is right to name unaided: any owner, and whoever would be named now, as the owner is away."""
    found = [one for one in owners(held) if one.person_id != asker]
    first = [one.who for one in in_order(held, besides=frozenset({asker}))[:1] if one.who not in found]
    return (*found, *first)


def gives_away(text: str, *, people: Iterable[Who], texts: Iterable[str]) -> bool:
    """Tell whether a text names one of these people, by any part of their name, or repeats one of these texts.

    >>> ana = Who(person_id=1, name="Ana Ferreira")
    >>> gives_away("Thanks to ana, we won.", people=[ana], texts=[]), gives_away("We won.", people=[ana], texts=[])
    (True, False)
    """
    said = words(text)
    named_in = {part for who in people for part in words(who.name) if len(part) >= TELLING}
    if named_in & {*said, *(one.removesuffix("s") for one in said)}:  # what is somebody's names them too
        return True
    whole = f" {' '.join(said)} "
    return any(f" {folded(one)} " in whole for one in texts if folded(one))


def _who(subject: Subject, others: Sequence[Subject], *, asker: int, rng: random.Random) -> Drawn | None:
    """Offer whom to ask, beside two owners of other topics who have nothing to do with this one."""
    right = named(subject, besides=asker)
    if right is None:
        return None
    taken = {asker, *(one.who.person_id for one in subject.held)}
    names = {folded(right.who.name)}
    wrong: list[Who] = []
    for group in _by_kind(subject, others):
        if len(wrong) == OFFERED - 1:
            break
        pool = {who.person_id: who for one in group for who in owners(one.held) if who.person_id not in taken}
        for who in _shuffled(pool.values(), rng, key=lambda one: one.person_id):
            if len(wrong) < OFFERED - 1 and folded(who.name) not in names:
                wrong.append(who)
                names.add(folded(who.name))
                taken.add(who.person_id)
    if len(wrong) < OFFERED - 1:
        return None
    offered = _shuffled([right.who, *wrong], rng, key=lambda one: one.person_id)
    return Drawn(form=Form.WHO, people=tuple(offered), correct=offered.index(right.who))


def _where(subject: Subject, others: Sequence[Subject], *, rng: random.Random) -> Drawn | None:
    """Offer where to look, beside two places of that sort of other topics; never one that tells by its name."""
    for sort, right in enumerate(subject.places):
        if not _shows_whole(right) or _tells(right, subject.title):
            continue
        seen, wrong = {folded(right)}, list[str]()
        for group in _by_kind(subject, others):
            titles: dict[str, list[str]] = {}
            for one in group:
                titles.setdefault(one.places[sort], []).append(one.title)
            for text in _shuffled(titles, rng, key=str):
                if len(wrong) == OFFERED - 1:
                    break
                is_new = _shows_whole(text) and folded(text) not in seen
                if is_new and not all(_tells(text, title) for title in titles[text]):
                    wrong.append(text)
                    seen.add(folded(text))
        if len(wrong) == OFFERED - 1:
            offered = _shuffled([right, *wrong], rng, key=str)
            return Drawn(form=Form.WHERE, texts=tuple(offered), correct=offered.index(right))
    return None


def _truth(subject: Subject, others: Sequence[Subject], *, rng: random.Random) -> Drawn | None:
    """State a key point of this topic, or one of another of its kind that does not betray whose it is."""
    own = {folded(point) for point in subject.key_points}
    others_points = {
        (point, other.title) for other in others if other.kind == subject.kind for point in other.key_points
    }
    false = (
        point
        for point, title in _shuffled(others_points, rng, key=str)
        if folded(point) not in own and not gives_away(point, people=(), texts=(title,))
    )
    wrong, is_true = next(false, None), rng.random() < 0.5
    if not own or wrong is None:
        return None
    silent = [one for one in subject.key_points if not gives_away(one, people=(), texts=(subject.title,))]
    statement = rng.choice(sorted(silent or subject.key_points)) if is_true else wrong
    return Drawn(form=Form.TRUTH, correct=TRUE if is_true else FALSE, statement=statement)


def _by_kind(subject: Subject, others: Sequence[Subject]) -> Iterator[list[Subject]]:
    """Give other topics of the same kind, then those of other kinds."""
    rest = [one for one in others if one.topic_id != subject.topic_id]
    yield [one for one in rest if one.kind == subject.kind]
    yield [one for one in rest if one.kind != subject.kind]


def _tells(place: str, title: str) -> bool:
    """Tell whether a place is called like its topic, or like a word of it that is long enough to be told by."""
    named = place.partition("://")[2].partition("/")[2] if "://" in place else place  # of a link what follows the host
    told = {one.removesuffix("s") for one in words(title) if len(one) >= TELLING_WORD}
    return not told.isdisjoint(one.removesuffix("s") for one in words(named)) or gives_away(
        place, people=(), texts=(title,)
    )


def _shows_whole(text: str) -> bool:
    return bool(text) and len(text) <= LABEL


def _shuffled(things: Iterable[T], rng: random.Random, *, key: Callable[[T], int | str]) -> list[T]:
    """Shuffle, from an order that is always the same."""
    found = sorted(things, key=key)
    rng.shuffle(found)
    return found
