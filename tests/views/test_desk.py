"""What organizers are drawn, and what a menu offers."""

from dataclasses import replace
from datetime import date

import pytest

from bot.core.desk import Corrected, GapPage, LessonPage
from bot.core.gaps import Gap, GapState
from bot.core.lessons import Lesson, LessonKind, LessonState, Reach
from bot.core.results import Choosable, Help, Nobody, Waiting, Who
from bot.demo.rules import check_message
from bot.usecases.organizing import PAGE
from bot.views import gaps, keeping, learned, menus
from bot.views.answers import answer
from bot.views.replies import reply
from tests.views.test_answers import CARD, HOSTILE, everything

LESSON = Lesson(
    id="abc",
    kind=LessonKind.CORRECTION,
    title="NordKassa",
    words=("haggling", "rebates"),
    people=2,
    on=date(2027, 2, 2),
    state=LessonState.WAITING,
    reach=Reach.NOBODY,
)
GAP = Gap(id=7, question="who haggles?", times=3, people=2, since=date(2027, 2, 2), state=GapState.OPEN)


@pytest.mark.parametrize(
    ("kind", "people", "reach", "said"),
    [
        (LessonKind.CORRECTION, 2, Reach.NOBODY, "Suggested by 2 people, counts for nobody yet"),
        (LessonKind.HELPED, 1, Reach.ASKERS, "Helped 1 person, counts for them alone so far"),
        (LessonKind.HELPED, 2, Reach.EVERYBODY, "Helped 2 people"),
        (LessonKind.GAP, 1, Reach.EVERYBODY, "From the gaps"),
    ],
)
def test_a_lesson_says_words_topic_how_it_came_how_far_it_reaches_and_the_day(
    kind: LessonKind, people: int, reach: Reach, said: str
) -> None:
    lesson = replace(LESSON, kind=kind, people=people, reach=reach)
    drawn = everything(reply(LessonPage(lessons=(lesson,)), private=True))
    assert f"“haggling”, “rebates” → *NordKassa*\\n{said} · 2 February 2027" in drawn


def test_nobody_is_counted_for_what_was_taken_back() -> None:
    lesson = replace(LESSON, people=0, state=LessonState.UNDONE)
    assert "\\nSuggested · 2 February 2027" in everything(learned.page(LessonPage(lessons=(lesson,))))


def test_what_is_approved_but_for_some_words_rejected_since_says_so() -> None:
    lesson = replace(LESSON, state=LessonState.APPROVED)
    assert "some of its words were rejected since" in everything(learned.page(LessonPage(lessons=(lesson,))))


def test_the_first_page_says_if_nothing_waits() -> None:
    done = replace(LESSON, state=LessonState.REJECTED)
    assert [
        learned.NOTHING_WAITS in everything(learned.page(page))
        for page in (
            LessonPage(lessons=(done,)),
            LessonPage(lessons=(done, LESSON)),
            LessonPage(lessons=(done,), after="abc"),
        )
    ] == [True, False, False]


@pytest.mark.parametrize(
    ("state", "reach", "labels"),
    [
        (LessonState.WAITING, Reach.NOBODY, ["Approve", "Reject"]),
        (LessonState.WAITING, Reach.ASKERS, ["Approve", "Reject"]),
        (LessonState.WAITING, Reach.EVERYBODY, ["Undo"]),
        (LessonState.APPROVED, Reach.EVERYBODY, ["Undo"]),
        (LessonState.REJECTED, Reach.NOBODY, ["Approve"]),
        (LessonState.UNDONE, Reach.NOBODY, ["Approve"]),
    ],
)
def test_only_what_can_be_decided_on_a_lesson_is_offered(state: LessonState, reach: Reach, labels: list[str]) -> None:
    drawn = everything(learned.page(LessonPage(lessons=(replace(LESSON, state=state, reach=reach),))))
    assert [label for label in ("Approve", "Reject", "Undo") if f"'{label}'" in drawn] == labels


def test_what_a_press_made_of_a_lesson_is_the_first_thing_said() -> None:
    for state in LessonState:
        drawn = learned.page(LessonPage(lessons=(), decided=replace(LESSON, state=state)))
        assert "“haggling”, “rebates” → *NordKassa* " in drawn.payload()["blocks"][0]["text"]["text"]


@pytest.mark.parametrize(
    ("times", "people", "said"),
    [
        (1, 0, "Asked once, on 2 February 2027"),
        (1, 1, "Asked once, on 2 February 2027"),
        (2, 1, "Asked 2 times by 1 person since 2 February 2027"),
        (5, 2, "Asked 5 times by 2 people since 2 February 2027"),
    ],
)
def test_a_gap_says_how_often_it_was_asked_and_by_how_many(times: int, people: int, said: str) -> None:
    assert said in everything(gaps.page(GapPage(gaps=(replace(GAP, times=times, people=people),))))


@pytest.mark.parametrize("private", [True, False])
def test_only_where_the_asker_alone_reads_it_a_menu_asks_who_it_should_have_been(private: bool) -> None:
    for found in (
        replace(CARD, is_next=True),
        Nobody(question="x", topic="NordKassa", after_others=True, suggestion_id="s1"),
        Nobody(question="x", ask_id=1),
    ):
        assert ("external_select" in everything(answer(found, private=private))) is private


def test_the_thanks_say_what_becomes_of_a_correction() -> None:
    said = {
        LessonState.WAITING: "Once an organizer agrees, such questions lead to *NordKassa*.",
        LessonState.APPROVED: "An organizer has said the same",
        LessonState.REJECTED: "An organizer has decided before that it is not *NordKassa*.",
        None: "no word that I could learn",
    }
    for state, words in said.items():
        drawn = reply(Corrected(title="NordKassa", state=state, now=CARD), private=True)
        assert words in everything(drawn)
        assert drawn.text == "Thank you. Ask Marta Lindgren about NordKassa."


def test_a_menu_shows_topics_of_any_length_and_without_markup() -> None:
    who = Who(person_id=1, name="Name " * 40)
    found = (Choosable(topic_id=1, title=f"{HOSTILE} " * 4, who=who), Choosable(topic_id=2, title=" ", who=None))
    for one in menus.options(found):
        drawn = one.to_dict()
        assert 0 < len(drawn["text"]["text"]) <= 75
        assert 0 < len(drawn["description"]["text"]) <= 75
        assert "<" not in str(drawn)


def test_text_of_people_pings_nobody_on_the_desk() -> None:
    lesson, gap = replace(LESSON, title=HOSTILE, words=(HOSTILE,)), replace(GAP, question=HOSTILE, title=HOSTILE)
    for page in (
        LessonPage(lessons=(lesson,), decided=lesson),
        GapPage(gaps=(gap,), decided=replace(gap, state=GapState.ASSIGNED)),
        Corrected(title=HOSTILE, state=None, now=CARD),
    ):
        drawn = reply(page, private=True)
        for dangerous in ("<!", "<@U0M", "<http", "|free>"):
            assert dangerous not in drawn.text
            assert dangerous not in everything(drawn).replace("<https://example.com/nordkassa>", "").replace(
                "<@U0MARTA> is", ""
            )


def test_organizers_read_how_much_waits_and_only_where_nobody_else_does() -> None:
    waiting = Help(example="NordKassa", waiting=Waiting(lessons=3, gaps=1))
    assert "3 things learned to decide on in `/sko learned` · 1 question without a person" in everything(
        answer(waiting)
    )
    assert "organizers:" not in everything(answer(waiting, private=False))
    nothing = Help(waiting=Waiting(lessons=0, gaps=0))
    assert "nothing to decide on in `/sko learned` · no question without a person" in everything(answer(nothing))


def test_organizers_keep_the_directory_from_where_they_read_how_much_waits() -> None:
    waiting = Help(example="NordKassa", waiting=Waiting(lessons=0, gaps=0))
    drawn = everything(answer(waiting))
    assert all(f"'{label}'" in drawn and f"'{verb}'" in drawn for label, verb in keeping.LABELS.items())
    for other in (answer(waiting, private=False), answer(Help(example="NordKassa"))):
        assert keeping.OPEN_UPLOAD not in everything(other)


def test_the_longest_pages_fit_what_slack_takes() -> None:
    """Whoever asks `&&&&…` all day must not shut the organizers' desk."""
    long = "&" * 500
    lesson, gap = replace(LESSON, title=long, words=("word",) * 200), replace(GAP, question=long, title=long)
    for page in (
        LessonPage(lessons=(lesson,) * PAGE, following="abc", decided=lesson),
        GapPage(gaps=(gap,) * PAGE, has_more=True, decided=replace(gap, state=GapState.ASSIGNED)),
    ):
        drawn = reply(page, private=True).payload()
        check_message(drawn["text"], drawn["blocks"])
