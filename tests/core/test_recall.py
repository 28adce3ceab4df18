"""What is asked next: what is due again, then what is new, then what was missed; and a fifth is never recapped."""

from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from itertools import chain, pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.core import recall
from bot.core.recall import Past, Rank

BEGIN = date(2027, 2, 2)
WEEK = timedelta(days=7)
often = settings(derandomize=True, database=None, deadline=None, max_examples=60)


def on(day: int, topic: int = 1, *, right: bool | None, in_check: bool = False) -> Past:
    """Give a question so many days after the first one."""
    return Past(topic_id=topic, on=BEGIN + timedelta(days=day), right=right, in_check=in_check)


@pytest.mark.parametrize(
    ("pasts", "due"),
    [
        ([], date.min),
        ([on(0, right=True)], 14),
        ([on(0, right=False)], 7),
        ([on(0, right=None)], 7),
        ([on(0, right=True), on(14, right=True)], None),
        ([on(0, right=True), on(14, right=False)], 21),
        ([on(0, right=False), on(7, right=True)], 21),
        ([on(0, right=True), on(14, right=False), on(21, right=True)], 35),
        ([on(0, right=True), on(14, right=False), on(21, right=True), on(35, right=True)], None),
        ([on(0, right=True), on(14, right=None)], 21),  # gone, and not counted as wrong
        ([on(0, right=True), on(14, right=None), on(21, right=True)], None),
        ([on(0, right=True), on(2, right=None)], 14),
        ([on(14, right=True), on(0, right=True)], None),  # in whatever order they are told
        ([on(14, right=False), on(0, right=True)], 21),
    ],
)
def test_a_topic_comes_back_when_it_should(pasts: list[Past], due: int | date | None) -> None:
    wanted = BEGIN + timedelta(days=due) if isinstance(due, int) else due
    assert recall.due_on(pasts) == wanted


def test_what_is_retired_stays_so_even_if_a_check_finds_it_forgotten() -> None:
    known = [on(0, right=True), on(14, right=True)]
    assert recall.due_on([*known, on(30, right=False, in_check=True)]) is None
    assert recall.due_on([*known, on(30, right=None, in_check=True)]) is None


def asked(*pasts: Past, topics: tuple[int, ...] = (1, 2, 3, 4), day: int = 21, **ranks: Rank) -> int | None:
    """Give the topic that comes next; ranks are named `t3`."""
    named = {int(name[1:]): rank for name, rank in ranks.items()}
    return recall.next_topic(topics, pasts, today=BEGIN + timedelta(days=day), ranks=named)


def test_what_is_due_comes_before_what_is_new_and_that_before_what_was_missed() -> None:
    missed, wrong = on(0, 1, right=None), on(7, 3, right=False)
    assert asked(missed, wrong) == 3
    assert asked(missed, wrong, on(21, 3, right=True)) == 2
    assert asked(missed, wrong, on(21, 3, right=True), on(14, 2, right=None), on(14, 4, right=None)) == 1


def test_what_has_been_due_longest_comes_first_and_new_topics_in_the_directorys_order() -> None:
    assert asked(on(9, 1, right=False), on(8, 4, right=False)) == 4
    assert asked(topics=(7, 5, 6)) == 7


def test_focus_comes_before_accounts_and_those_before_the_rest_whatever_is_due() -> None:
    due = on(0, 1, right=False)
    assert asked(due, t3=Rank.ACCOUNT) == 3
    assert asked(due, t3=Rank.ACCOUNT, t4=Rank.FOCUS) == 4
    assert asked(due, on(21, 4, right=True), t3=Rank.ACCOUNT, t4=Rank.FOCUS) == 3


def test_where_nothing_is_due_nothing_is_asked() -> None:
    assert asked(topics=()) is None
    assert asked(on(20, 1, right=False), on(8, 2, right=True), topics=(1, 2)) is None
    assert asked(on(20, 1, right=False), on(8, 2, right=True), topics=(1, 2), day=22) == 2


def test_one_of_every_five_topics_is_held_out_whoever_it_is() -> None:
    for person in range(50):
        held = recall.held_out(range(101, 151), seed="s", person=person)
        assert Counter((one - 101) // 5 for one in held) == dict.fromkeys(range(10), 1)


def test_topics_that_are_added_later_change_nothing_for_those_before() -> None:
    for person in range(20):
        held = [recall.held_out(range(1, last + 1), seed="s", person=person) for last in range(60)]
        for last, (before, after) in enumerate(pairwise(held)):
            assert after - before <= {last + 1}
            assert before <= after


def test_ids_with_gaps_are_as_good_and_their_order_does_not_matter() -> None:
    ids = [3, 4, 9, 11, 20, 21, 40, 41, 43, 44]
    held = recall.held_out(ids, seed="s", person=1)
    assert held == recall.held_out(reversed(ids), seed="s", person=1)
    assert [len(held & set(ids[:5])), len(held & set(ids[5:]))] == [1, 1]


def test_each_topic_is_held_out_for_about_a_fifth_of_the_people_and_not_together_with_others() -> None:
    people = [recall.held_out(range(1, 11), seed="s", person=person) for person in range(2000)]
    for topic in range(1, 11):
        assert 340 <= sum(topic in held for held in people) <= 460
    pairs = Counter(tuple(sorted(held)) for held in people)
    assert len(pairs) == 25
    assert max(pairs.values()) <= 120
    assert recall.held_out(range(1, 11), seed="other", person=3) != recall.held_out(range(1, 11), seed="s", person=3)


def check(*pasts: Past, person: int = 1, topics: range = range(1, 21)) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Give the topics of a check, recapped and held out; every fifth is held out here."""
    held = [one for one in topics if one % 5 == 0]
    return recall.check_topics(topics, pasts, held=held, seed="s", person=person)


def test_a_check_asks_two_that_were_recapped_and_two_that_never_are() -> None:
    recapped, held = check(*(on(0, topic, right=True) for topic in (3, 7)))
    assert set(recapped) == {3, 7}
    assert len(set(held)) == 2
    assert all(one % 5 == 0 for one in held)
    assert check(*(on(0, topic, right=True) for topic in (3, 7))) == (recapped, held)
    assert len({check(person=person) for person in range(20)}) > 10


def test_before_any_recap_a_check_asks_what_will_be_recapped() -> None:
    recapped, held = check()
    assert len(set(recapped)) == len(set(held)) == 2
    assert not [one for one in recapped if one % 5 == 0]


def test_a_held_out_topic_is_asked_in_one_check_and_never_again_even_if_nobody_answered() -> None:
    pasts: list[Past] = []
    seen: list[int] = []
    for day in (2, 30, 60, 90):
        _, held = check(*pasts)
        pasts += (on(day, topic, right=None, in_check=True) for topic in held)
        seen += held
    assert sorted(seen) == [5, 10, 15, 20]


def test_a_check_rather_takes_what_was_recapped_and_not_checked_yet() -> None:
    recaps = [on(0, topic, right=True) for topic in (1, 2, 3)]
    recapped, _ = check(*recaps, on(2, 1, right=True, in_check=True), on(2, 4, right=True, in_check=True))
    assert set(recapped) == {2, 3}
    recapped, _ = check(*recaps[:2], on(2, 1, right=True, in_check=True))
    assert recapped == (2, 1), "before one that nobody was ever reminded of"


def test_a_check_has_what_there_is() -> None:
    assert check(topics=range(1, 2)) == ((1,), ())
    assert check(topics=range(0)) == ((), ())


Habit = Callable[[int], bool | None]
HABITS: dict[str, Habit] = {
    "always right": lambda _: True,
    "always wrong": lambda _: False,
    "never": lambda _: None,
    "now and then": lambda week: (True, None, False, True)[week % 4],
}


def year(habit: Habit, *, topics: int, person: int, more: int = 0) -> Iterator[tuple[int, Past, list[Past]]]:
    """Live through twelve weeks with a recap each, and two checks; give each question with those before."""
    ids = range(1, topics + 1)
    held = recall.held_out(ids, seed="s", person=person)
    open_ = [one for one in ids if one not in held]
    pasts: list[Past] = []
    for week in range(12):
        today = BEGIN + week * WEEK
        if week in {4, 8}:
            both = chain(*recall.check_topics(ids, pasts, held=held, seed="s", person=person))
            pasts.extend([Past(topic_id=topic, on=today, right=habit(week), in_check=True) for topic in both])
            continue
        for _ in range(1 + more):
            if topic := recall.next_topic(open_, pasts, today=today, ranks={}):
                one = Past(topic_id=topic, on=today, right=habit(week))
                yield topic, one, list(pasts)
                pasts.append(one)


@often
@given(st.sampled_from(sorted(HABITS)), st.integers(0, 30), st.integers(1, 10**6), st.integers(0, recall.ONE_MORE))
def test_over_twelve_weeks_nothing_comes_too_early_nothing_known_and_nothing_held_out(
    habit: str, topics: int, person: int, more: int
) -> None:
    held = recall.held_out(range(1, topics + 1), seed="s", person=person)
    for topic, one, before in year(HABITS[habit], topics=topics, person=person, more=more):
        earlier = [past for past in before if past.topic_id == topic]
        right = [past.right for past in earlier if past.right is not None]
        assert topic not in held
        assert (True, True) not in pairwise(right)
        if earlier:
            wait = 14 if earlier[-1].right else 7
            assert one.on >= earlier[-1].on + timedelta(days=wait)


def test_whoever_is_always_right_is_asked_everything_twice_and_then_nothing() -> None:
    topics = [topic for topic, _, _ in year(HABITS["always right"], topics=5, person=1, more=1)]
    assert sorted(Counter(topics).values()) in ([2, 2, 2, 2], [1, 2, 2, 2], [1, 1, 2, 2])  # once less after a check
    assert len(topics) < 12


def test_whoever_never_answers_hears_of_something_new_every_week() -> None:
    topics = [topic for topic, _, _ in year(HABITS["never"], topics=20, person=1)]
    assert len(set(topics)) == len(topics) == 10


def test_whoever_is_always_wrong_hears_of_the_same_again_until_it_is_known() -> None:
    topics = [topic for topic, _, _ in year(HABITS["always wrong"], topics=20, person=1)]
    assert len(set(topics)) < len(topics) == 10
