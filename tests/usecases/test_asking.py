"""Who is named, and what is kept of a question."""

from datetime import timedelta

from sqlalchemy import func, select, update

from bot.core.results import Card, Choice, Help, Nobody, Role, Yourself
from bot.deps import Deps
from models import Ask as AskRow
from models import Directory, Gap, GapAsker, Person, Story, Suggestion, Topic
from tests.cast import STORY, Cast
from tests.office import wait_until
from tests.usecases.conftest import Ask


def test_a_question_names_the_owner_with_everything_on_the_card(ask: Ask) -> None:
    card = ask("who knows about nordkassa?")
    assert isinstance(card, Card)
    assert (card.first.who.name, card.first.role) == ("Marta Lindgren", Role.OWNER)
    assert card.backup is not None
    assert card.backup.name == "Oskar Wendt"
    assert card.voice is not None
    assert (card.voice.who.name, card.voice.text) == ("Henrik Dahl", STORY)
    assert (card.session, card.day, card.channel) == ("Battlecard Live: Europe", "Day 1", "#comp-nordkassa")
    assert card.key_points[0].startswith("Gives terminals away")


def test_who_names_the_backup_when_the_owner_left(ask: Ask) -> None:
    card = ask("Quickpay")
    assert isinstance(card, Card)
    assert (card.first.who.name, card.first.role, card.owner_left) == ("Oskar Wendt", Role.BACKUP, True)


def test_who_names_the_backup_while_the_owner_is_away_and_says_when_they_are_back(
    ask: Ask, deps: Deps, played: Cast
) -> None:
    until = deps.now() + timedelta(days=3)
    with deps.sessions.begin() as session:
        session.execute(update(Person).where(Person.id == played.id("marta")).values(away_until=until))
    card = ask("NordKassa")
    assert isinstance(card, Card)
    assert (card.first.who.name, card.first.role) == ("Oskar Wendt", Role.BACKUP)
    assert card.owner_away is not None
    assert (card.owner_away.who.name, card.owner_away.back_on) == ("Marta Lindgren", until.date())
    with deps.sessions.begin() as session:
        session.execute(update(Person).where(Person.id == played.id("oskar")).values(away_until=until))
    both_away = ask("NordKassa")
    assert isinstance(both_away, Card)
    assert (both_away.first.who.name, both_away.first.back_on) == ("Marta Lindgren", until.date())
    assert both_away.backup_back_on == until.date()


def test_a_topic_whose_only_person_left_names_nobody_and_becomes_a_gap(ask: Ask, deps: Deps) -> None:
    answer = ask("old town tour")
    assert answer == Nobody(question="old town tour", topic="Old town tour")
    with deps.reading() as session:
        assert session.scalar(select(Gap.question)) == "old town tour"


def test_the_owner_who_asks_is_told_so_and_given_the_next_person(ask: Ask) -> None:
    card = ask("NordKassa", by="marta")
    assert isinstance(card, Card)
    assert (card.first.who.name, card.asker_is) == ("Oskar Wendt", Role.OWNER)


def test_the_only_person_named_is_told_that_it_is_them(ask: Ask) -> None:
    assert ask("R&D roadmap", by="priya") == Yourself(title="R&D roadmap", role=Role.OWNER)


def test_who_had_an_account_before_names_the_former_holder(ask: Ask) -> None:
    card = ask("who had Fernhollow Lodges before me?")
    assert isinstance(card, Card)
    assert (card.first.who.name, card.first.role) == ("Henrik Dahl", Role.FORMER)


def test_who_had_it_before_never_names_the_asker(ask: Ask) -> None:
    card = ask("who had Fernhollow Lodges before me?", by="henrik")
    assert isinstance(card, Card)
    assert card.first.who.name == "Marta Lindgren"


def test_an_account_asked_plainly_names_its_owner_and_who_had_it_before(ask: Ask) -> None:
    card = ask("Fernhollow")
    assert isinstance(card, Card)
    assert card.first.who.name == "Marta Lindgren"
    assert [held.who.name for held in card.former] == ["Henrik Dahl"]


def test_an_ampersand_as_slack_escapes_it_is_the_same_ampersand(ask: Ask) -> None:
    card = ask("who owns the R&amp;D roadmap")
    assert isinstance(card, Card)
    assert card.title == "R&D roadmap"


def test_a_question_about_nothing_known_becomes_a_gap_with_its_asker(ask: Ask, deps: Deps, played: Cast) -> None:
    answer = ask("who won the karaoke")
    assert isinstance(answer, Nobody)
    ask("Who won the karaoke?!", by="oskar")
    with deps.reading() as session:
        gap = session.scalars(select(Gap)).one()
        askers = session.scalars(select(GapAsker.person_id)).all()
    assert (gap.times, gap.state) == (2, "open")
    assert set(askers) == {played.id("ana"), played.id("oskar")}


def test_what_was_asked_and_offered_is_kept(ask: Ask, deps: Deps, played: Cast) -> None:
    card = ask("nordkassa")
    assert isinstance(card, Card)
    with deps.reading() as session:
        kept = session.scalars(select(AskRow)).one()
        shown = session.scalars(select(Suggestion).where(Suggestion.shown_at.is_not(None))).one()
    assert (kept.text, kept.outcome, kept.asker_id) == ("nordkassa", "card", played.id("ana"))
    assert (shown.id, shown.person_id, shown.ask_id) == (card.suggestion_id, played.id("marta"), kept.id)


def test_a_question_without_words_gets_help_and_is_not_kept(ask: Ask, deps: Deps) -> None:
    assert ask("  <!channel> :wave: ") == Help(example="NordKassa")
    with deps.reading() as session:
        assert session.scalar(select(func.count()).select_from(AskRow)) == 0


def test_a_question_of_seven_thousand_characters_is_answered(ask: Ask) -> None:
    answer = ask("I wonder who could tell me about nordkassa " + "and about the weather in a place " * 210)
    assert isinstance(answer, Card | Choice | Nobody)


def test_a_story_that_was_withdrawn_is_gone_from_the_card(ask: Ask, deps: Deps) -> None:
    with deps.sessions.begin() as session:
        session.execute(update(Story).values(withdrawn_at=deps.now()))
    card = ask("nordkassa")
    assert isinstance(card, Card)
    assert card.voice is None


def test_a_story_nobody_approved_is_not_shown(ask: Ask, deps: Deps) -> None:
    with deps.sessions.begin() as session:
        session.execute(update(Story).values(approved_at=None))
    card = ask("nordkassa")
    assert isinstance(card, Card)
    assert card.voice is None


def test_a_topic_that_left_the_directory_is_not_offered_even_by_an_old_index(ask: Ask, deps: Deps) -> None:
    ask("nordkassa")
    with deps.sessions.begin() as session:
        session.execute(update(Topic).where(Topic.title == "NordKassa").values(archived_at=deps.now()))
    answer = ask("nordkassa")
    assert not isinstance(answer, Card)


def test_a_new_title_is_found_soon_after_the_directory_changed(ask: Ask, deps: Deps) -> None:
    ask("nordkassa")
    with deps.sessions.begin() as session:
        session.execute(update(Topic).where(Topic.title == "Terminal pricing").values(title="Zanzibar tariff"))
        session.execute(update(Directory).values(version=Directory.version + 1))

    def is_found() -> bool:
        answer = ask("zanzibar tariff")
        return isinstance(answer, Card) and answer.title == "Zanzibar tariff"

    wait_until(is_found)


def test_a_guest_named_in_the_sheet_is_never_offered(ask: Ask, deps: Deps) -> None:
    with deps.sessions.begin() as session:
        session.execute(update(Person).where(Person.name == "Marta Lindgren").values(standing="guest"))
    card = ask("nordkassa")
    assert isinstance(card, Card)
    assert card.first.who.name == "Oskar Wendt"


def test_a_name_that_was_read_otherwise_than_typed_is_shown_as_it_was_read(ask: Ask) -> None:
    assert isinstance(slip := ask("who knows nordkasa?"), Card)
    assert slip.misread == (("nordkasa", "NordKassa"),)
    assert isinstance(right := ask("who knows nordkassa?"), Card)
    assert right.misread == ()
