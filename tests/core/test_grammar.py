"""What somebody typed is read as they meant it."""

import pytest

from bot.core.grammar import (
    AndAlso,
    Gaps,
    Help,
    Intention,
    KeyPoints,
    Learned,
    Mute,
    Question,
    Recap,
    Resume,
    Snooze,
    Thanks,
    WhoElse,
    command,
    said,
)


@pytest.mark.parametrize(
    ("line", "meant"),
    [
        ("", Help()),
        ("help", Help()),
        (" HELP ", Help()),
        ("who", Help()),
        ("who nordkassa", Question("nordkassa")),
        ("WHO  owns it", Question("WHO  owns it")),
        ("who hasselblad", Question("hasselblad")),
        ("who help desk", Question("help desk")),
        ("help with export", Question("help with export")),
        ("export compliance", Question("export compliance")),
        ("learned", Learned()),
        ("Gaps ", Gaps()),
        ("gaps in our offer", Question("gaps in our offer")),
        ("learned helplessness", Question("learned helplessness")),
        ("who gaps", Question("gaps")),
        ("whoever sells this", Question("whoever sells this")),
        ("nordkassa", Question("nordkassa")),
    ],
)
def test_a_first_word_is_a_verb_only_if_the_rest_fits_it(line: str, meant: Intention | Learned | Gaps) -> None:
    assert command(line) == meant


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("who else?", WhoElse()),
        ("Anyone else?", WhoElse()),
        ("and who else can help", WhoElse()),
        ("who else could I ask about this?", WhoElse()),
        ("who else sells in France?", Question("who else sells in France?")),
        ("what were the key points?", KeyPoints()),
        ("key points", KeyPoints()),
        ("what should I remember?", KeyPoints()),
        ("key points of the nordkassa session", Question("key points of the nordkassa session")),
        ("and pricing?", AndAlso("pricing?")),
        ("what about the Nordics", AndAlso("the Nordics")),
        ("thanks, and pricing?", AndAlso("pricing?")),
        ("android payments", Question("android payments")),
        ("thanks", Thanks()),
        ("Thank you so much!", Thanks()),
        ("great, thanks :+1:", Thanks()),
        ("👍", Thanks()),
        ("thanks for the tip on pricing, who owns it?", Question("thanks for the tip on pricing, who owns it?")),
        ("hi", Help()),
        ("help", Help()),
        ("", Help()),
        ("who owns NordKassa", Question("who owns NordKassa")),
    ],
)
def test_short_sentences_refer_to_what_was_asked_before(text: str, meant: Intention) -> None:
    assert said(text) == meant


@pytest.mark.parametrize("line", ["?", "help?", "who?", "hi", "Help!", "hello there"])
def test_a_word_that_asks_nothing_is_answered_with_help_everywhere(line: str) -> None:
    assert command(line) == said(line) == Help()


@pytest.mark.parametrize("line", ["who\tnordkassa", "who\nnordkassa", "who   nordkassa"])
def test_whatever_stands_between_who_and_the_topic_is_left_out(line: str) -> None:
    assert command(line) == Question("nordkassa")


@pytest.mark.parametrize(
    "text",
    [
        *("stop", "STOP!", "Stop.", "please stop", "ok, stop please", "stop the recaps", "stop sending me recaps"),
        *("stop these reminders", "unsubscribe", "unsubscribe me from recaps", "mute", "no more recaps"),
    ],
)
def test_whoever_wants_no_recaps_may_say_so_in_their_own_words(text: str) -> None:
    assert said(text) == Mute()


@pytest.mark.parametrize(
    "text", ["snooze", "Snooze a week", "pause recaps", "please pause", "snooze next week", "pause for a week, please"]
)
def test_whoever_wants_none_for_a_week_too(text: str) -> None:
    assert said(text) == Snooze()


@pytest.mark.parametrize("text", ["recap", "Recap please", "show my last recap", "`recap`"])
def test_whoever_wants_the_last_one_again_is_told_how(text: str) -> None:
    assert said(text) == Help()


@pytest.mark.parametrize("text", ["resume", "Resume recaps!", "unmute", "please resume", "subscribe", "resubscribe"])
def test_whoever_wants_them_again_too(text: str) -> None:
    assert said(text) == Resume()


@pytest.mark.parametrize(
    "text",
    [
        *("stop loss clause", "mute the bell", "resume builder", "stop the competitor", "no more"),
        *("who can stop a shipment?", "subscribe to the price list", "mute button on the robot", "stop sending"),
        *("the recap of day two", "unsubscribe rate", "please stop the line"),
        *("pause button on the robot", "snooze lose", "recap of pricing"),
    ],
)
def test_a_question_that_only_begins_like_it_stays_a_question(text: str) -> None:
    assert said(text) == Question(text)
    assert command(text) == Question(text)


def test_verbs_of_recaps_count_where_nothing_follows() -> None:
    assert [command(one) for one in ("recap", "MUTE", " resume ")] == [Recap(), Mute(), Resume()]
    assert command("recap of day two") == Question("recap of day two")
