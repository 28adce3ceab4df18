"""A question offers one right answer and two that are wrong, and never anybody who should not be offered."""

from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from bot.core import quiz
from bot.core.quiz import FALSE, TRUE, Form, Subject
from bot.core.results import Held, Role, Standing, Who
from bot.core.text import folded

ASKER = 1
ANA, BEN, CAT, DAN, EVA, FLO = (
    Who(person_id=10 + number, name=name)
    for number, name in enumerate(["Ana One", "Ben Two", "Cat Three", "Dan Four", "Eva Five", "Flo Six"])
)


def owner(who: Who, *, standing: Standing = Standing.EMPLOYEE, role: Role = Role.OWNER) -> Held:
    return Held(role=role, who=who, standing=standing)


def topic(number: int, *held: Held, kind: str = "product", **more: object) -> Subject:
    return Subject(topic_id=number, title=f"Topic {number}", kind=kind, held=held, **more)  # type: ignore[arg-type]


def asked(subject: Subject, *others: Subject, times: int = 0, seed: str = "s") -> quiz.Drawn | None:
    return quiz.draw(subject, [subject, *others], asker=ASKER, times=times, seed=seed)


def test_wrong_names_are_owners_of_the_same_kind_of_topic_before_others() -> None:
    others = [topic(2, owner(BEN)), topic(3, owner(CAT)), topic(4, owner(DAN), kind="pricing")]
    for seed in map(str, range(20)):
        drawn = asked(topic(1, owner(ANA)), *others, seed=seed)
        assert drawn is not None
        assert set(drawn.people) == {ANA, BEN, CAT}
    drawn = asked(topic(1, owner(ANA)), others[0], others[2])
    assert drawn is not None
    assert set(drawn.people) == {ANA, BEN, DAN}


def test_two_people_of_one_name_are_not_offered_beside_each_other() -> None:
    twin = Who(person_id=99, name="BEN  two")
    assert asked(topic(1, owner(ANA)), topic(2, owner(BEN)), topic(3, owner(twin))) is None


def test_when_the_owner_has_left_the_backup_is_right() -> None:
    held = (owner(ANA, standing=Standing.LEFT), owner(BEN, role=Role.BACKUP))
    drawn = asked(topic(1, *held), topic(2, owner(CAT)), topic(3, owner(DAN)))
    assert drawn is not None
    assert drawn.people[drawn.correct or 0] == BEN
    assert ANA not in drawn.people


people = st.sampled_from([ANA, BEN, CAT, DAN, EVA, FLO, Who(person_id=ASKER, name="The Asker")])
roles = st.lists(st.builds(owner, people, standing=st.sampled_from(Standing), role=st.sampled_from(Role)), max_size=3)
texts = st.sampled_from(["", "#one", "#two", "#three", "One", "a" * 80])
subjects = st.builds(
    lambda number, held, kind, places, points: topic(number, *held, kind=kind, places=places, key_points=tuple(points)),
    st.integers(1, 50),
    roles,
    st.sampled_from(["product", "pricing"]),
    st.tuples(texts, texts, texts),
    st.lists(st.sampled_from(["It is red", "It is blue", "Topic 3 is green"]), max_size=2),
)


@given(
    directory=st.lists(subjects, min_size=1, max_size=8, unique_by=lambda one: one.topic_id),
    times=st.integers(0, 4),
    seed=st.text(max_size=5),
)
def test_whatever_the_directory_one_answer_is_right_and_nobody_is_offered_who_should_not_be(
    directory: list[Subject], times: int, seed: str
) -> None:
    subject, *others = directory
    drawn = quiz.draw(subject, directory, asker=ASKER, times=times, seed=seed)
    if drawn is None:
        return
    assert drawn == quiz.draw(subject, directory, asker=ASKER, times=times, seed=seed)
    assert drawn.correct is not None
    match drawn.form:
        case Form.WHO:
            right = drawn.people[drawn.correct]
            first = quiz.named(subject, besides=ASKER)
            assert first is not None
            assert first.who == right
            wrong = [one for one in drawn.people if one != right]
            assert len({one.person_id for one in drawn.people}) == 3
            elsewhere = {who for one in others for who in quiz.owners(one.held)}
            assert set(wrong) <= elsewhere
            assert not set(wrong) & {one.who for one in subject.held}
            assert ASKER not in {one.person_id for one in drawn.people}
        case Form.WHERE:
            assert drawn.texts[drawn.correct] in subject.places
            assert len({folded(one) for one in drawn.texts}) == 3
            assert all(len(one) <= quiz.LABEL for one in drawn.texts)
        case Form.TRUTH:
            own = {folded(point) for point in subject.key_points}
            assert (folded(drawn.statement) in own) == (drawn.correct == TRUE)
        case Form.PICK:
            raise AssertionError("nothing is drawn for a check")


def test_the_forms_take_turns_as_far_as_the_topic_allows() -> None:
    places = [(f"#{number}", "", "") for number in range(4)]
    full = [topic(n, owner(who), places=places[n], key_points=(f"p{n}",)) for n, who in enumerate([ANA, BEN, CAT])]
    assert [drawn.form for times in range(4) if (drawn := asked(*full, times=times))] == [
        Form.WHO,
        Form.WHERE,
        Form.TRUTH,
        Form.WHO,
    ]
    bare = [topic(n, owner(who)) for n, who in enumerate([ANA, BEN, CAT])]
    assert [drawn.form for times in range(2) if (drawn := asked(*bare, times=times))] == [Form.WHO, Form.WHO]


def test_statements_are_sometimes_true_and_sometimes_not() -> None:
    both = [topic(n, key_points=(f"point {n}",)) for n in range(3)]
    drawn = [asked(*both, times=0, seed=str(seed)) for seed in range(40)]
    assert {one.correct for one in drawn if one} == {TRUE, FALSE}


def test_a_statement_about_another_topic_does_not_name_it() -> None:
    own, other = topic(1, key_points=("It is red",)), topic(3, key_points=("Topic 3 is green",))
    assert asked(own, other) is None


def test_where_to_look_is_the_channel_else_the_session_else_the_link() -> None:
    places = {1: ("", "Hall 1", "u1"), 2: ("#two", "Hall 2", "u2"), 3: ("#three", "Hall 3", "u3"), 4: ("", "", "u4")}
    full = {number: topic(number, places=place) for number, place in places.items()}
    by_session = asked(full[1], full[2], full[3])
    assert by_session is not None
    assert set(by_session.texts) == {"Hall 1", "Hall 2", "Hall 3"}
    by_link = asked(full[4], full[2], full[3])
    assert by_link is not None
    assert set(by_link.texts) == {"u4", "u2", "u3"}


def test_a_place_that_names_its_topic_is_not_asked_about() -> None:
    telling = [topic(n, places=(f"#topic-{n}", f"Hall {n}", f"https://x.y/{n}")) for n in range(1, 4)]
    drawn = asked(*telling)
    assert drawn is not None
    assert set(drawn.texts) == {"Hall 1", "Hall 2", "Hall 3"}
    assert asked(*(topic(n, places=(f"#topic-{n}", "", "")) for n in range(1, 4))) is None


def test_a_word_of_the_title_tells_as_much() -> None:
    others = [topic(n, places=(f"#comp-{n}", "", "")) for n in (2, 3)]
    assert asked(replace(topic(1, places=("#comp-suds", "", "")), title="Suds Dynamics"), *others) is None
    assert asked(replace(topic(1, places=("#the-herons", "", "")), title="Heron"), *others) is None
    assert asked(replace(topic(1, places=("#comp-suds", "", "")), title="The Bold Six"), *others) is not None


def test_what_is_wrong_does_not_rule_itself_out_by_its_name() -> None:
    own = topic(1, places=("#one", "", ""))
    named = [
        replace(topic(n, places=(f"#comp-{name}", "", "")), title=name) for n, name in ((2, "heron"), (3, "curlew"))
    ]
    assert asked(own, *named) is None
    assert asked(own, *(replace(one, title="Other") for one in named)) is not None


def test_a_true_statement_does_not_name_its_topic_either_if_another_does_not() -> None:
    own = topic(1, key_points=("Topic 1 is red", "It is large"))
    drawn = [asked(own, topic(2, key_points=("It is green",)), seed=str(seed)) for seed in range(20)]
    assert {one.statement for one in drawn if one} == {"It is large", "It is green"}


def test_any_owner_is_right_in_a_check_and_without_one_whoever_is_named() -> None:
    held = [owner(ANA), owner(BEN, standing=Standing.LEFT), owner(CAT), owner(DAN, role=Role.BACKUP)]
    assert quiz.right_ones(held, asker=ASKER) == (ANA, CAT)
    assert quiz.right_ones(held[1:2] + held[3:], asker=ASKER) == (DAN,)


def test_whoever_stands_in_for_an_owner_who_is_away_is_right_as_well() -> None:
    away = Held(role=Role.OWNER, who=ANA, back_on=date(2027, 2, 9))
    assert quiz.right_ones([away, owner(DAN, role=Role.BACKUP)], asker=ASKER) == (ANA, DAN)


def test_a_name_is_given_away_by_any_part_of_it_and_a_text_by_repeating_it() -> None:
    bo = Who(person_id=5, name="Bo Sørensen")
    for text in ("Ask BO.", "sorensen knew", "Bo's idea"):
        assert quiz.gives_away(text, people=[bo], texts=[])
    assert not quiz.gives_away("Both of us knew the board.", people=[bo], texts=[])
    assert quiz.gives_away("It is in #ask-heron, always.", people=[], texts=["#ask-heron"])
    assert not quiz.gives_away("Nothing of it.", people=[], texts=["", "#ask-heron"])
