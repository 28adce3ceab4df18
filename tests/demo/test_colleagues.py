"""The demo's colleagues: they answer as people do, the same each time, and learn what recaps bring."""

from __future__ import annotations

from dataclasses import replace

from bot.core.cadence import Kind
from bot.core.rehearsal import Question
from bot.demo.colleagues import Choice, Deed, choose
from bot.demo.visitors import LAST, Visitors

PEOPLE = [f"colleague {number}" for number in range(400)]
QUESTION = Question(
    recap_id="r",
    message_id="m",
    purpose="recap:1:2027-W06",
    kind=Kind.RECAP,
    slack_id="U1",
    place=0,
    topic="Heron",
    offered=3,
    right=1,
    names=("Emeka Oduya",),
    seen=0,
    practice=0,
    held_out=False,
)
CHECK = replace(QUESTION, kind=Kind.CHECK, offered=0, right=None)


def chosen(question: Question) -> list[Choice]:
    """Give what everybody makes of a question."""
    return [choose(one, [question]) for one in PEOPLE]


def share(question: Question, deed: Deed = Deed.RIGHT) -> float:
    """Give the share of all who do this with a question, in percent."""
    return 100 * sum(deed in dict(one.answers).values() for one in chosen(question)) / len(PEOPLE)


def test_everybody_does_the_same_each_time_and_not_what_others_do() -> None:
    assert chosen(QUESTION) == chosen(QUESTION)
    assert len(set(chosen(QUESTION))) > 3
    assert chosen(replace(QUESTION, purpose="recap:1:2027-W07")) != chosen(QUESTION)


def test_some_are_right_some_wrong_some_have_it_shown_and_some_never_look() -> None:
    assert 30 < share(QUESTION) < 60
    assert 15 < share(QUESTION, Deed.WRONG) < 50
    assert 1 < share(QUESTION, Deed.SHOW) < 10
    assert 5 < 100 * chosen(QUESTION).count(Choice()) / len(PEOPLE) < 30


def test_hardly_anybody_stops_but_somebody_does() -> None:
    weeks = [replace(QUESTION, purpose=f"recap:1:2027-W{week:02}") for week in range(6, 18)]
    stops = sum(one.stops for week in weeks for one in chosen(week))
    assert 0 < stops < 0.02 * len(weeks) * len(PEOPLE)


def test_what_recaps_bring_is_known_by_more_and_more_and_what_they_leave_out_hardly() -> None:
    at_first = share(CHECK)
    later = [share(replace(CHECK, seen=seen, practice=practice)) for seen, practice in ((1, 4), (2, 8), (2, 12))]
    left_out = [share(replace(CHECK, held_out=True, practice=practice)) for practice in (0, 4, 8, 12)]

    assert at_first < later[0] < later[1] < later[2] < 90
    assert later[2] - at_first > 30
    assert max(left_out) - left_out[0] < 12


def test_nobody_acts_for_whom_the_visitor_is_or_was_a_moment_ago() -> None:
    visitors = Visitors(("ana", "mara"))
    for handle in ("pete", "ana", "callie", "bea"):
        visitors.note(handle)
    assert {"ana", "mara", "pete", "callie", "bea"} == {
        one for one in (*PEOPLE, "ana", "mara", "pete", "callie", "bea") if one in visitors
    }

    visitors.note("femi")
    assert "pete" not in visitors
    assert LAST == 3
    visitors.forget()
    assert "femi" not in visitors
    assert "ana" in visitors
