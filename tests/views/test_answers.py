"""What a person reads, and what Slack is given to draw it."""

from dataclasses import replace
from datetime import date

import pytest

from bot.core.results import (
    Answer,
    Aside,
    Card,
    Choice,
    Held,
    Help,
    Nobody,
    Option,
    Others,
    Remember,
    Role,
    Standing,
    Voice,
    Who,
    Yourself,
)
from bot.views import answers
from bot.views.answers import answer
from bot.views.blocks import Message, clamp, escape, link, words
from bot.views.terminal import lines

MARTA = Who(person_id=1, name="Marta Lindgren", slack_id="U0MARTA")
OSKAR = Who(person_id=2, name="Oskar Wendt", slack_id="U0OSKAR")
HOSTILE = "<!channel> <@U0MARTA> <https://example.com|free> & *all* `code`"
CARD = Card(
    suggestion_id="s1",
    title="NordKassa",
    kind="competitor",
    first=Held(role=Role.OWNER, who=MARTA),
    confidence=0.9,
    session="Battlecard Live",
    day="Day 1",
    voice=Voice(who=OSKAR, text="They undercut me.\nThen I won.", role=Role.PEER),
    backup=OSKAR,
    key_points=("Cheap terminals", "No weekend support"),
    link="https://example.com/nordkassa",
    channel="#comp-nordkassa",
    confirmed_on=date(2027, 2, 2),
    others=(Option(suggestion_id="s2", title="Quickpay", kind="product", who=OSKAR),),
)
OPTIONS = tuple(Option(suggestion_id=f"s{n}", title=f"Topic {n}", kind="tool", who=MARTA) for n in range(3))


def everything(message: Message) -> str:
    """Give every word of the blocks, one after the other."""
    return str(message.payload()["blocks"])


def with_hostile_text() -> list[Answer]:
    """Give every kind of answer with text that tries to ping, link and format in every place."""
    who = Who(person_id=3, name=HOSTILE)
    held = Held(role=Role.OWNER, who=who)
    option = Option(suggestion_id="s", title=HOSTILE, kind="tool", who=who)
    return [
        Card(
            suggestion_id="s",
            title=HOSTILE,
            kind="tool",
            first=held,
            confidence=1,
            session=HOSTILE,
            day=HOSTILE,
            voice=Voice(who=who, text=HOSTILE, role=Role.PEER),
            backup=Who(person_id=4, name=HOSTILE),
            former=(Held(role=Role.FORMER, who=Who(person_id=5, name=HOSTILE)),),
            key_points=(HOSTILE,),
            link=HOSTILE,
            channel=HOSTILE,
            others=(option,),
        ),
        Choice(question=HOSTILE, options=(option, option)),
        Nobody(question=HOSTILE, closest=(option,)),
        Nobody(question=HOSTILE, topic=HOSTILE),
        Yourself(title=HOSTILE, role=Role.OWNER),
        Remember(title=HOSTILE, key_points=(HOSTILE,), link=HOSTILE, channel=HOSTILE),
        Remember(title=HOSTILE, key_points=()),
        Others(title=HOSTILE, people=(held,)),
        Help(example=HOSTILE),
    ]


@pytest.mark.parametrize("words", ["R&D & " * 333, "\n".join("<" * 1000)])
def test_a_story_stays_signed_however_long_it_becomes_once_it_is_made_harmless(words: str) -> None:
    block = answers.voice(replace(CARD, voice=Voice(who=OSKAR, text=words, role=Role.PEER)))
    assert block is not None
    text = block.to_dict()["text"]["text"]
    assert text.endswith("> — *Oskar Wendt*")
    assert len(text) <= 3000


def test_the_card_says_whom_to_ask_in_its_first_line_and_in_the_notification() -> None:
    drawn = answer(CARD)
    assert drawn.text == "Ask Marta Lindgren about NordKassa."
    assert "Ask *Marta Lindgren* about *NordKassa*." in everything(drawn)


def test_the_card_gives_reason_voice_backup_points_and_places() -> None:
    drawn = everything(answer(CARD))
    for said in (
        "<@U0MARTA> is the go-to person. Presented in “Battlecard Live”, Day 1.",
        "> They undercut me.\\n> Then I won.\\n> — *Oskar Wendt*",
        "*Backup:* <@U0OSKAR>",
        "• Cheap terminals\\n• No weekend support",
        "<https://example.com/nordkassa> · #comp-nordkassa · Confirmed 2 February 2027",
        "Or: Quickpay",
    ):
        assert said in drawn


def test_an_answer_that_others_read_mentions_nobody() -> None:
    drawn = everything(answer(CARD, private=False))
    assert "<@" not in drawn
    assert "The go-to person. Presented in" in drawn
    assert "*Backup:* *Oskar Wendt*" in drawn


def test_a_former_holder_is_said_to_have_had_it_with_dates_as_far_as_they_are_known() -> None:
    dated = Held(role=Role.FORMER, who=OSKAR, since=date(2024, 1, 1), until=date(2026, 12, 1))
    left = Held(role=Role.FORMER, who=Who(person_id=9, name="Lena Gone"), standing=Standing.LEFT)
    card = Card(
        suggestion_id="s",
        title="Acme",
        kind="account",
        first=Held(role=Role.OWNER, who=MARTA),
        confidence=1,
        former=(dated, left),
    )
    drawn = everything(answer(card))
    assert "*Had it before:* <@U0OSKAR>, from January 2024 to December 2026" in drawn
    assert "*Had it before:* *Lena Gone*, has left the company" in drawn


def test_a_choice_presents_none_as_the_answer() -> None:
    drawn = answer(Choice(question="topic", options=OPTIONS))
    assert drawn.text == "That could be Topic 0, Topic 1 or Topic 2. Which would you like?"
    assert "Ask" not in drawn.text


def test_one_topic_that_is_not_sure_is_asked_about_with_its_person_only_in_case() -> None:
    drawn = answer(Choice(question="topic", options=OPTIONS[:1]))
    assert drawn.text == "Did you mean Topic 0? I am not quite sure."
    assert "I am not quite sure. If so, *Marta Lindgren* is the one to ask." in everything(drawn)
    nobody = answer(Choice(question="topic", options=(replace(OPTIONS[0], who=None),)))
    assert "If so" not in everything(nobody)


def test_nobody_yet_says_so_and_what_is_close() -> None:
    drawn = answer(Nobody(question="karaoke", closest=OPTIONS[:1]))
    assert drawn.text == "I have nobody to name for “karaoke” yet. I have put it on the organizers' list."
    assert "The closest I know:" in everything(drawn)
    assert "Topic 0" in everything(drawn)


def test_after_that_helped_only_the_thanks_remain() -> None:
    drawn = everything(answer(replace(CARD, helped=True)))
    assert "Noted, thank you." in drawn
    assert [label for label in ("Not the right person", "That helped", "Or: Quickpay") if label in drawn] == [
        "Or: Quickpay"
    ]


def test_a_former_holder_who_tells_the_story_is_signed_with_the_dates() -> None:
    dated = Held(role=Role.FORMER, who=OSKAR, since=date(2024, 1, 1), until=date(2026, 12, 1))
    card = replace(CARD, voice=Voice(who=OSKAR, text="I knew it well.", role=Role.FORMER), former=(dated,))
    assert "— *Oskar Wendt*, who had it from January 2024 to December 2026" in everything(answer(card))
    first = everything(answer(replace(card, first=dated)))
    assert "<@U0OSKAR> had it from January 2024 to December 2026." in first
    assert "who had it" not in first


@pytest.mark.parametrize("found", with_hostile_text(), ids=lambda found: type(found).__name__)
def test_text_of_people_and_sheets_pings_nobody_and_links_nowhere(found: Answer) -> None:
    drawn = answer(found)
    for dangerous in ("<!", "<@", "<#", "<http", "|free>"):
        assert dangerous not in drawn.text
        assert dangerous not in everything(drawn)


@pytest.mark.parametrize("found", [*with_hostile_text(), *Aside], ids=str)
def test_every_answer_has_a_text_for_notifications_and_fits_what_slack_takes(found: Answer) -> None:
    drawn = answer(found)
    blocks = drawn.payload()["blocks"]
    assert drawn.text.strip()
    assert 0 < len(blocks) <= 50
    for block in blocks:
        if block["type"] == "section":
            assert 0 < len(block["text"]["text"]) <= 3000


def test_an_answer_as_long_as_a_sheet_allows_still_fits() -> None:
    long = "word & " * 400
    card = Card(
        suggestion_id="s",
        title=long,
        kind="tool",
        first=Held(role=Role.OWNER, who=Who(person_id=1, name=long)),
        confidence=1,
        session=long,
        voice=Voice(who=OSKAR, text=long, role=Role.PEER),
        key_points=(long,) * 12,
        others=(Option(suggestion_id="s2", title=long, kind="tool", who=None),),
    )
    blocks = answer(card).payload()["blocks"]
    assert all(len(block["text"]["text"]) <= 3000 for block in blocks if block["type"] == "section")
    assert sum(len(str(block)) for block in blocks) < 13_200


def test_a_link_shows_its_own_address_and_nothing_else_becomes_one() -> None:
    assert link("https://example.com/a?b=1&c=2") == "<https://example.com/a?b=1&amp;c=2>"
    assert link("https://example.com/x|free") == "<https://example.com/x%7Cfree>"
    assert link("javascript:alert(1)") == "javascript:alert(1)"


def test_words_are_shortened_before_they_are_made_harmless() -> None:
    assert words("<" * 400, most=10) == "&lt;" * 9 + "…"
    assert escape("5 < 6 & 7") == "5 &lt; 6 &amp; 7"
    assert clamp("abcdef", 6) == "abcdef"


def test_a_former_colleague_comes_first_for_having_had_it_not_because_the_owner_left() -> None:
    former = replace(CARD, first=Held(role=Role.FORMER, who=OSKAR), owner_left=True)
    backup = replace(CARD, first=Held(role=Role.BACKUP, who=OSKAR), owner_left=True)
    assert "go-to person has left" not in everything(answer(former))
    assert "the backup, since the go-to person has left" in everything(answer(backup))


def test_of_somebody_who_is_away_the_card_tells_the_day_they_are_back() -> None:
    monday = date(2027, 2, 8)
    stood_in_for = replace(
        CARD,
        first=Held(role=Role.BACKUP, who=OSKAR),
        backup=None,
        owner_away=Held(role=Role.OWNER, who=MARTA, back_on=monday),
    )
    assert "the backup. *Marta Lindgren*, the go-to person, is back on Monday 8 February." in everything(
        answer(stood_in_for)
    )
    assert "Marta Lindgren, the go-to person, is back on Monday 8 February." in lines(stood_in_for)
    away = replace(CARD, first=Held(role=Role.OWNER, who=MARTA, back_on=monday), backup_back_on=monday)
    assert "<@U0MARTA> is the go-to person, back on Monday 8 February." in everything(answer(away))
    assert "*Backup:* <@U0OSKAR>, back on Monday 8 February" in everything(answer(away))


def test_nobody_else_is_said_only_after_somebody_was_named() -> None:
    first = answer(Nobody(question="tour", topic="Old town tour")).text
    later = answer(Nobody(question="tour", topic="Old town tour", after_others=True)).text
    assert first.startswith("Nobody is named for Old town tour at the moment.")
    assert later.startswith("Nobody else is named for Old town tour at the moment.")


def test_help_in_a_channel_does_not_promise_that_only_the_asker_reads_it() -> None:
    assert "Only you see" in everything(answer(Help(example="NordKassa")))
    assert "Only you see" not in everything(answer(Help(example="NordKassa"), private=False))
