"""What people confirm makes the next question right, and organizers have the last word."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session

from bot.core.lessons import Kept, Lesson, LessonKind, LessonState, Proposed, Reach
from bot.core.results import Answer, Card, Choice, Member, Standing
from bot.deps import Deps
from bot.errors import UserMistake
from bot.listeners.nouns import words as typed_words
from bot.usecases import admitting, correcting, directories, learning, naming
from models import Ask, Directory, Person, Teaching, Topic
from models import Lesson as Row
from tests.cast import Cast
from tests.conftest import Clock
from tests.usecases.conftest import Ask as Asking

LEAFLETS = "nordkassa leaflets"  # found by its name; what it teaches is the other word
NEXT = "who has the leaflets"
Decision = Callable[..., Lesson]


class Desk:
    """What people press, and what organizers see and decide."""

    def __init__(self, deps: Deps, played: Cast, ask: Asking) -> None:
        self.deps, self.played, self.ask = deps, played, ask

    def says(self, what: Callable[..., Answer], answer: Answer, *, by: str = "ana") -> Answer:
        """Press a button under a card."""
        assert isinstance(answer, Card)
        with self.deps.sessions.begin() as session:
            return what(session, answer.suggestion_id, by=self.played.id(by), now=self.deps.now())

    def helped(self, question: str = LEAFLETS, *, by: str = "ana", surface: str = "dm") -> Answer:
        """Ask something, and say that the answer helped."""
        return self.says(correcting.helped, self.ask(question, by=by, surface=surface), by=by)

    def proposes(self, question: str, title: str, *, by: str = "ana") -> Proposed:
        """Say of an answer which topic it should have been."""
        offered = self.says(correcting.wrong_person, self.ask(question, by=by), by=by)
        assert isinstance(offered, Card)
        with self.deps.sessions.begin() as session:
            topic_id = self.played.topics[title].id
            return learning.propose(
                session, offered.suggestion_id, topic_id, by=self.played.id(by), now=self.deps.now()
            )

    def finds(self, question: str = NEXT, *, by: str = "ana") -> str:
        """Give the title that is answered with, "" if there is none."""
        found = self.ask(question, by=by)
        return found.title if isinstance(found, Card) else ""

    def listed(self, *, limit: int = 50, after: str | None = None) -> tuple[Lesson, ...]:
        with self.deps.reading() as session:
            return learning.lessons(session, limit=limit, after=after)

    def decides(self, decision: Decision, lesson: Lesson, *, seen: LessonState | None = None) -> Lesson:
        with self.deps.sessions.begin() as session:
            return decision(session, lesson.id, by="Olga", now=self.deps.now(), seen=seen)


@pytest.fixture
def desk(deps: Deps, played: Cast, ask: Asking) -> Desk:
    return Desk(deps, played, ask)


def other(deps: Deps) -> Deps:
    """What another process has made of the same database."""
    made = Deps.build(deps.settings, now=deps.now)
    directories.feed(made)
    return made


def test_what_helped_makes_the_next_similar_question_right_for_whoever_asked(desk: Desk) -> None:
    assert desk.finds() == ""
    desk.helped()
    assert desk.finds() == "NordKassa"
    assert desk.finds("any leaflet?") == "NordKassa"
    assert desk.finds(by="oskar") == ""


def test_what_two_people_taught_counts_for_everybody(desk: Desk) -> None:
    desk.helped(by="ana")
    desk.helped("leaflet against nordkassa", by="oskar")
    assert desk.finds(by="priya") == "NordKassa"
    assert [(one.people, one.words, one.reach) for one in desk.listed()] == [(2, ("leaflets",), Reach.EVERYBODY)]


def test_words_of_one_person_stay_theirs_though_others_share_some_of_them(desk: Desk) -> None:
    desk.helped("nordkassa leaflets grapevine", by="ana")
    desk.helped("nordkassa leaflets", by="oskar")
    assert desk.finds("grapevine leaflets", by="ana") == "NordKassa"
    assert desk.finds("leaflets", by="priya") == "NordKassa"
    assert desk.finds("grapevine", by="priya") == ""


def test_saying_it_twice_teaches_once(desk: Desk) -> None:
    answer = desk.ask(LEAFLETS)
    desk.says(correcting.helped, answer)
    desk.says(correcting.helped, answer)
    desk.helped("leaflet nordkassa?")
    (lesson,) = desk.listed()
    assert (lesson.people, lesson.kind, lesson.state) == (1, LessonKind.HELPED, LessonState.WAITING)
    assert (lesson.title, lesson.on, lesson.reach) == ("NordKassa", desk.deps.now().date(), Reach.ASKERS)


def test_what_was_learned_counts_at_once_in_every_process_and_no_index_is_built_anew(desk: Desk) -> None:
    second = other(desk.deps)
    there = Desk(second, desk.played, desk.ask)
    with second.reading() as session:
        before = second.index.at(directories.version(session))
        desk.helped()
    with second.reading() as session:
        after = second.index.at(directories.version(session))
    (lesson,) = there.listed()
    there.decides(learning.undo, lesson)
    assert desk.finds() == ""
    assert after is not before
    assert after.coverage is before.coverage
    assert after.rank(NEXT, asker=desk.played.id("ana"))[0].confidence > before.rank(NEXT)[0].confidence
    second.engine.dispose()


def test_not_the_right_person_takes_back_what_helped_before(desk: Desk) -> None:
    answer = desk.ask(LEAFLETS)
    desk.says(correcting.helped, answer)
    desk.says(correcting.wrong_person, answer)
    assert desk.finds() == ""
    assert desk.listed() == ()


def test_a_colleague_who_doubts_an_answer_takes_nothing_of_what_its_asker_taught(desk: Desk) -> None:
    answer = desk.helped(surface="mention")
    desk.says(correcting.wrong_person, answer, by="priya")
    assert [(one.words, one.people) for one in desk.listed()] == [(("leaflets",), 1)]


def test_whoever_was_led_wrong_by_a_part_of_their_own_lesson_is_rid_of_it(desk: Desk) -> None:
    desk.helped("nordkassa leaflets grapevine friday")
    assert desk.finds("who has the grapevine leaflets") == "NordKassa"
    desk.says(correcting.wrong_person, desk.ask("grapevine leaflets?"))
    assert desk.listed() == ()


def test_whoever_was_led_wrong_by_their_own_lesson_is_rid_of_it(desk: Desk) -> None:
    desk.helped()
    desk.says(correcting.wrong_person, desk.ask(NEXT))
    assert desk.finds() == ""


def test_a_topic_that_was_picked_is_the_one_that_is_taught(desk: Desk) -> None:
    choice = desk.ask("pricing clinic leaflets")
    assert isinstance(choice, Choice)
    with desk.deps.sessions.begin() as session:
        ana, picked = desk.played.id("ana"), choice.options[1]
        card = correcting.pick(session, picked.suggestion_id, by=ana, now=desk.deps.now())
    desk.says(correcting.helped, card)
    assert desk.finds("pricing clinic leaflets") == picked.title


def test_of_two_names_in_a_question_the_other_topics_is_not_learned(desk: Desk) -> None:
    choice = desk.ask("quickpay and nordkassa leaflets")
    options = choice.options if isinstance(choice, Choice) else ()
    picked = next(option for option in options if option.title == "NordKassa")
    with desk.deps.sessions.begin() as session:
        card = correcting.pick(session, picked.suggestion_id, by=desk.played.id("ana"), now=desk.deps.now())
    desk.says(correcting.helped, card)
    assert [one.words for one in desk.listed()] == [("leaflets",)]


def test_somebody_elses_press_in_a_channel_teaches_nothing(desk: Desk) -> None:
    answer = desk.ask(LEAFLETS, surface="mention")
    desk.says(correcting.helped, answer, by="oskar")
    assert desk.listed() == ()
    desk.says(correcting.helped, answer, by="ana")
    assert [one.people for one in desk.listed()] == [1]


@pytest.mark.parametrize(
    "question", ["nordkassa?", "who knows nordkasa", "nord kassa 4711", "nordkassa ab@example.com"]
)
def test_a_question_that_says_nothing_new_teaches_nothing(desk: Desk, question: str) -> None:
    desk.helped(question)
    assert desk.listed() == ()


def test_a_correction_counts_for_nobody_before_it_is_approved(desk: Desk) -> None:
    assert desk.proposes("nordkassa umbrellas", "Discount approval").state is LessonState.WAITING
    assert desk.finds("umbrellas") == ""
    (lesson,) = desk.listed()
    assert (lesson.kind, lesson.reach, lesson.waits) == (LessonKind.CORRECTION, Reach.NOBODY, True)
    approved = desk.decides(learning.approve, lesson)
    assert (approved.state, approved.reach, approved.waits) == (LessonState.APPROVED, Reach.EVERYBODY, False)
    assert desk.finds("umbrellas", by="priya") == "Discount approval"


def test_a_correction_that_two_people_made_still_waits(desk: Desk) -> None:
    for by in ("ana", "henrik"):
        desk.proposes("nordkassa umbrellas", "Discount approval", by=by)
    assert [(one.people, one.reach) for one in desk.listed()] == [(2, Reach.NOBODY)]
    assert desk.finds("umbrellas") == ""


def test_a_correction_changes_nothing_of_what_others_have_taught_in_the_same_words(desk: Desk, deps: Deps) -> None:
    for by in ("ana", "oskar"):
        desk.helped("nordkassa leaflets ladder", by=by)
    with deps.sessions.begin() as session:
        henrik = desk.played.id("henrik")
        asked = Ask(asker_id=henrik, surface="dm", text="leaflets ladder", outcome="nobody", asked_at=deps.now())
        session.add(asked)
        session.flush()
        topic_id = desk.played.topics["NordKassa"].id
        naming.after_nobody(session, asked.id, topic_id, by=henrik, now=deps.now())
    with deps.reading() as session:
        assert session.scalars(select(Row.setting)).all() == ["nordkassa"]


def test_what_was_undone_begins_anew_in_its_new_setting(desk: Desk, deps: Deps) -> None:
    desk.helped()
    (lesson,) = desk.listed()
    with deps.sessions.begin() as session:
        session.execute(update(Row).values(setting=""))
    desk.decides(learning.undo, lesson)
    desk.helped(by="oskar")
    with deps.reading() as session:
        assert session.scalars(select(Row.setting)).all() == ["nordkassa"]


def test_what_is_learned_while_an_organizer_looks_shows_up_the_next_time(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.helped()
    learned = directories.learned

    def meanwhile(session: Session) -> list[Kept]:
        """Read what was learned; right after, somebody else teaches."""
        found = learned(session)
        monkeypatch.setattr(directories, "learned", learned)
        desk.helped("nordkassa umbrellas", by="oskar")
        return found

    monkeypatch.setattr(directories, "learned", meanwhile)
    assert [one.words for one in desk.listed()] == [("leaflets",)]
    assert len(desk.listed()) == 2


def test_a_correction_without_anything_to_learn_is_taken_in_kindly(desk: Desk) -> None:
    assert desk.proposes("nordkassa", "NordKassa") == Proposed(title="NordKassa", state=None)


def test_a_correction_to_a_topic_that_is_gone_says_so(desk: Desk) -> None:
    with desk.deps.sessions.begin() as session:
        session.execute(update(Topic).where(Topic.title == "Old town tour").values(archived_at=desk.deps.now()))
    with pytest.raises(UserMistake, match="not in the directory any more"):
        desk.proposes("nordkassa tours", "Old town tour")


def test_what_was_rejected_counts_for_nobody_though_it_is_taught_again(desk: Desk) -> None:
    desk.helped()
    (lesson,) = desk.listed()
    assert desk.decides(learning.reject, lesson).state is LessonState.REJECTED
    assert desk.finds() == ""
    for by in ("ana", "oskar", "priya"):
        desk.helped("nordkassa leaflet", by=by)
        assert desk.finds(by=by) == ""
    assert [(one.state, one.people) for one in desk.listed()] == [(LessonState.REJECTED, 3)]
    desk.decides(learning.approve, lesson)
    assert desk.finds(by="henrik") == "NordKassa"


def test_what_was_undone_may_be_taught_anew(desk: Desk) -> None:
    desk.helped()
    (lesson,) = desk.listed()
    assert desk.decides(learning.undo, lesson).state is LessonState.UNDONE
    assert desk.finds() == ""
    desk.helped(by="oskar")
    assert (desk.finds(), desk.finds(by="oskar")) == ("", "NordKassa")
    assert [(one.state, one.people) for one in desk.listed()] == [(LessonState.WAITING, 1)]


def test_an_approval_can_be_taken_back_and_a_rejection_is_not_undone(desk: Desk) -> None:
    desk.helped()
    (lesson,) = desk.listed()
    desk.decides(learning.approve, lesson)
    assert desk.finds(by="priya") == "NordKassa"
    assert desk.decides(learning.reject, lesson).state is LessonState.APPROVED
    desk.decides(learning.undo, lesson)
    assert desk.finds(by="priya") == ""
    desk.decides(learning.reject, lesson)
    assert desk.decides(learning.undo, lesson).state is LessonState.REJECTED


def test_of_two_organizers_at_once_one_decides_and_the_other_sees_what(desk: Desk) -> None:
    desk.helped()
    (lesson,) = desk.listed()
    decisions = (learning.approve, learning.reject) * 2
    with ThreadPoolExecutor(4) as organizers:
        seen = LessonState.WAITING
        found = list(organizers.map(lambda one: desk.decides(one, lesson, seen=seen).state, decisions))
    (now,) = desk.listed()
    assert now.state in {LessonState.APPROVED, LessonState.REJECTED}
    assert set(found) == {now.state}


def test_two_people_who_teach_the_same_at_once_make_one_lesson_of_two(desk: Desk, deps: Deps) -> None:
    answers = {by: desk.ask(LEAFLETS, by=by) for by in ("ana", "oskar", "priya", "henrik")}
    with ThreadPoolExecutor(4) as people:
        list(people.map(lambda by: desk.says(correcting.helped, answers[by], by=by), answers))
    assert [one.people for one in desk.listed()] == [4]
    with deps.reading() as session:
        assert session.scalar(select(Directory.lessons)) == 4


def test_a_decision_on_a_lesson_that_is_gone_says_so(desk: Desk) -> None:
    answer = desk.ask(LEAFLETS)
    desk.says(correcting.helped, answer)
    (lesson,) = desk.listed()
    desk.says(correcting.wrong_person, answer)
    with pytest.raises(UserMistake, match="no such lesson"):
        desk.decides(learning.approve, lesson)


def test_what_waits_is_listed_first_then_the_newest_page_by_page(desk: Desk, clock: Clock) -> None:
    for word in ("leaflets", "umbrellas", "banners", "flags"):
        desk.helped(f"nordkassa {word}")
        clock.forward(hours=1)
    desk.decides(learning.approve, next(one for one in desk.listed() if one.words == ("flags",)))
    order = [("banners",), ("umbrellas",), ("leaflets",), ("flags",)]
    assert [one.words for one in desk.listed()] == order
    first = desk.listed(limit=2)
    assert [one.words for one in (*first, *desk.listed(limit=9, after=first[-1].id))] == order


def test_a_lesson_rests_while_its_topic_is_archived_and_goes_with_it(desk: Desk, deps: Deps) -> None:
    desk.helped()
    archive = update(Topic).where(Topic.title == "NordKassa")
    with deps.sessions.begin() as session:
        session.execute(archive.values(archived_at=deps.now()))
    assert desk.listed() == ()
    with deps.sessions.begin() as session:
        session.execute(archive.values(archived_at=None))
    assert desk.finds() == "NordKassa"
    with deps.sessions.begin() as session:
        session.execute(delete(Topic).where(Topic.title == "NordKassa"))
        assert session.scalar(select(func.count(Row.id))) == 0
        assert session.scalar(select(func.count(Teaching.id))) == 0


def test_people_who_are_deleted_are_counted_and_nobody_knows_who_they_were(desk: Desk, deps: Deps) -> None:
    desk.helped(by="priya")
    desk.helped(by="oskar")
    with deps.sessions.begin() as session:
        for by in ("priya", "oskar"):
            session.execute(update(Teaching).where(Teaching.person_id == desk.played.id(by)).values(person_id=None))
    assert [(one.people, one.reach) for one in desk.listed()] == [(2, Reach.EVERYBODY)]


def test_deleting_somebody_leaves_their_lessons_without_a_name(desk: Desk, deps: Deps) -> None:
    with deps.sessions.begin() as session:
        zoe = Person(name="Zoë Quist", slack_id="UZOE")
        session.add(zoe)
        session.flush()
        desk.played.people["zoe"] = zoe
    desk.helped(by="zoe")
    with deps.sessions.begin() as session:
        session.execute(delete(Person).where(Person.id == zoe.id))
        assert session.scalars(select(Teaching.person_id)).all() == [None]
    assert [(one.people, one.reach) for one in desk.listed()] == [(1, Reach.ASKERS)]


def test_an_account_that_moves_to_the_row_of_the_sheet_is_no_second_person(desk: Desk, deps: Deps) -> None:
    nameless = Member(slack_id="UZOE", name="zq", email=None, standing=Standing.EMPLOYEE, time_zone=None)
    with deps.sessions.begin() as session:
        session.add(Person(name="Zoë Quist", email="zoe@example.com"))
    for member, word in ((nameless, "leaflets"), (replace(nameless, email="zoe@example.com"), "leaflets umbrellas")):
        with deps.sessions.begin() as session:
            zoe = admitting.remember(session, member, now=deps.now()).person_id
            desk.played.people["zoe"] = session.get_one(Person, zoe)
        desk.helped(f"nordkassa {word}", by="zoe")
    assert (desk.finds("leaflets", by="zoe"), desk.finds("leaflets", by="priya")) == ("NordKassa", "")
    with deps.reading() as session:
        assert set(session.scalars(select(Teaching.person_id))) == {zoe}


def test_the_sentence_is_not_kept_with_the_lesson(desk: Desk, deps: Deps) -> None:
    desk.helped("Who has those NordKassa leaflets?")
    with deps.reading() as session:
        (row,) = session.scalars(select(Row))
    assert (row.words, row.setting) == ("leaflets", "nordkassa")


def test_a_colleague_who_is_mentioned_in_a_command_is_not_learned(desk: Desk) -> None:
    desk.helped(typed_words("nordkassa leaflets of <@U0ZOE|zoe.quist>"))
    assert [one.words for one in desk.listed()] == [("leaflets",)]


def test_a_question_whose_words_were_too_old_to_keep_teaches_nothing(desk: Desk, deps: Deps) -> None:
    answer = desk.ask(LEAFLETS)
    with deps.sessions.begin() as session:
        session.execute(update(Ask).values(text=""))
    desk.says(correcting.helped, answer)
    assert desk.listed() == ()


def test_nobody_else_can_say_what_it_should_have_been(desk: Desk) -> None:
    answer = desk.ask(LEAFLETS)
    assert isinstance(answer, Card)
    with desk.deps.sessions.begin() as session, pytest.raises(UserMistake, match="Only the person who asked"):
        learning.propose(session, answer.suggestion_id, 1, by=desk.played.id("oskar"), now=desk.deps.now())
