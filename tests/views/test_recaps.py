"""Whatever a recap says, Slack takes it, and people read it as it was meant."""

from dataclasses import replace
from datetime import date

import pytest

from bot.core.cadence import Kind
from bot.core.quiz import Form
from bot.core.recapped import Answered, NoRecap, Open, Quietness, Recapped, Spark, Typed
from bot.core.results import Card, Held, Nobody, Role, Voice, Who, Yourself
from bot.demo.rules import check_message
from bot.demo.things import texts_of
from bot.views import quiets, recaps
from bot.views.blocks import Message

LONG = "<!channel> *long* & " * 200
MARTA = Who(person_id=7, name="Marta Lindgren", slack_id="U0MARTA")
SOMEBODY = Who(person_id=8, name=LONG[:200], slack_id="U0SOMEBODY")


def card(*, first: Who = MARTA, title: str = "Heron", **more: object) -> Card:
    held = Held(role=Role.OWNER, who=first)
    return Card(suggestion_id="", title=title, kind="product", first=held, confidence=1, **more)  # type: ignore[arg-type]


HUGE = card(
    first=SOMEBODY,
    title=LONG[:200],
    session=LONG[:300],
    day=LONG[:100],
    voice=Voice(who=SOMEBODY, text=LONG, role=Role.PEER),
    key_points=(LONG,) * 9,
    link="https://example.com/" + "a" * 900,
    channel=LONG[:100],
)
OPEN = Open(recap_id="r" * 16, title="Heron", form=Form.WHO, offered=("Marta Lindgren", "Oskar Wendt", "Uma Olsen"))
RIGHT = Answered(
    recap_id="r" * 16,
    title="Heron",
    form=Form.WHO,
    is_right=True,
    chosen="Marta Lindgren",
    correct="Marta Lindgren",
    now=card(),
)
WRONG = replace(RIGHT, is_right=False, chosen="Oskar Wendt")
SHOWN = replace(RIGHT, is_right=False, chosen="")
LARGE = replace(RIGHT, title=LONG[:200], chosen=LONG[:200], correct=LONG[:200], now=HUGE, was=SOMEBODY, is_gone=True)
SPARK = Spark(story_id=1, kind="win", text=LONG[:400], who=SOMEBODY)


def recap(*parts: Open | Typed | Answered, **more: object) -> Recapped:
    return Recapped(message_id="m" * 16, kind=Kind.RECAP, parts=parts, team="T1", **more)  # type: ignore[arg-type]


def check(*parts: Typed | Answered, **more: object) -> Recapped:
    return replace(recap(*parts, **more), kind=Kind.CHECK)


def shown(message: Message) -> str:
    return "\n".join(texts_of([block.to_dict() for block in message.blocks]))


STATES = {
    "asked": recap(replace(OPEN, title=LONG[:200], offered=(LONG[:200],) * 3, spark=SPARK)),
    "stated": recap(replace(OPEN, form=Form.TRUTH, statement=LONG, offered=("True", "False"), spark=SPARK)),
    "where": recap(replace(OPEN, form=Form.WHERE, offered=("#a", "#b", LONG[:75]))),
    "right": recap(LARGE, more="r" * 16),
    "the third": recap(LARGE, replace(LARGE, is_unwanted=True), replace(LARGE, is_unwanted=True)),
    "going on": recap(LARGE, LARGE, OPEN),
    "nobody": recap(replace(LARGE, now=Nobody(question="")), is_dry=True),
    "yourself": recap(replace(LARGE, now=Yourself(title="Heron", role=Role.OWNER))),
    "stopped": recap(LARGE, quiet=Quietness(is_stopped=True)),
    "paused": recap(LARGE, quiet=Quietness(until=date(2027, 3, 1), next_on=date(2027, 3, 2))),
    "a check": check(*[Typed(recap_id=f"r{n}", title=LONG[:200], chosen=SOMEBODY) for n in range(4)], day=30),
    "a check without a day": check(*[Typed(recap_id=f"r{n}", title=LONG[:200]) for n in range(4)]),
    "a check that is done": check(*[replace(LARGE, form=Form.PICK)] * 4, quiet=Quietness(is_stopped=True)),
}


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("live", [True, False])
def test_slack_takes_whatever_a_recap_says_however_long(state: str, *, live: bool) -> None:
    message = recaps.dm(STATES[state], live=live)
    payload = message.payload()
    check_message(payload["text"], payload["blocks"])
    assert 0 < len(message.text) <= 2000
    assert "<!channel>" not in shown(message) + message.text
    assert "&amp;amp;" not in shown(message)


@pytest.mark.parametrize("state", ["asked", "stated", "where", "a check"])
def test_what_is_only_looked_at_has_nothing_to_press(state: str) -> None:
    blocks = [block.to_dict() for block in recaps.dm(STATES[state], live=False).blocks]
    assert not [one for one in blocks if one["type"] == "actions" or "accessory" in one]


def test_a_preview_shows_what_would_be_offered() -> None:
    looked_at = shown(recaps.dm(recap(OPEN), live=False))
    assert all(f"• {one}" in looked_at for one in (*OPEN.offered, "Show me"))


@pytest.mark.parametrize(
    ("part", "begins"),
    [
        (RIGHT, "Right. Ask Marta Lindgren about Heron."),
        (WRONG, "Not quite. Oskar Wendt looks after something else. Ask Marta Lindgren about Heron."),
        (SHOWN, "Here it is. Ask Marta Lindgren about Heron."),
        (replace(RIGHT, form=Form.WHERE, correct="#heron"), "Right. Look in #heron. Ask Marta Lindgren"),
        (replace(WRONG, form=Form.WHERE, chosen="#b", correct="#heron"), "Not quite. Look in #heron. Ask Marta"),
        (replace(RIGHT, form=Form.TRUTH, chosen="True", is_true=True), "Right. That is true. Ask Marta Lindgren"),
        (replace(WRONG, form=Form.TRUTH, chosen="True"), "Not quite. That is false: it is said of something else. Ask"),
        (replace(SHOWN, form=Form.TRUTH, is_true=True), "Here it is. That is true. Ask Marta"),
        (replace(RIGHT, now=Nobody(question="")), "Right. Just now nobody can be named for Heron."),
        (replace(RIGHT, now=Yourself(title="Heron", role=Role.OWNER)), "Right. By now it is you who is named for"),
    ],
)
def test_an_answer_is_told_kindly(part: Answered, begins: str) -> None:
    assert recaps.dm(recap(part)).text.startswith(begins)


def test_a_statement_stays_to_be_read_once_it_is_answered() -> None:
    part = replace(RIGHT, form=Form.TRUTH, statement="Herons are grey")
    assert "Herons are grey" in shown(recaps.dm(recap(part)))


def test_whoever_is_not_in_slack_is_named_without_a_way_to_write_to_them() -> None:
    absent = replace(MARTA, slack_id=None)
    said = shown(recaps.dm(recap(replace(RIGHT, now=card(first=absent)))))
    assert "Marta Lindgren" in said
    assert "Message" not in said


def test_quiet_is_confirmed_with_the_way_back_and_speech_with_the_way_out() -> None:
    assert quiets.said(Quietness(is_stopped=True)).text == (
        "No more recaps. Ask me anything as before. Changed your mind? Press Resume, or type /sko resume."
    )
    assert quiets.said(Quietness(next_on=date(2027, 2, 9))).text == (
        "Recaps are on. The next one comes on Tuesday 9 February. To end them press Stop, or type /sko mute."
    )
    assert "none planned" in quiets.said(Quietness()).text
    waits = NoRecap(quiet=Quietness(next_on=date(2027, 1, 26)))
    assert recaps.reply(waits).text == "You have had no recap yet. The first one comes on Tuesday 26 January."
    ended = NoRecap(quiet=Quietness(is_stopped=True))
    assert recaps.reply(ended).text.startswith("You have had no recap yet. No more recaps.")
    nothing = NoRecap(quiet=Quietness())
    assert recaps.reply(nothing).text == "You have had no recap yet. There is none planned for you just now."
