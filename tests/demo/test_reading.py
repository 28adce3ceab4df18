"""What is unread, to whom, and until when."""

from __future__ import annotations

from bot.demo.deeds import Deeds
from bot.demo.reading import Unread, unread
from bot.demo.scene import MOST, scene
from bot.demo.server import Slack
from bot.demo.things import Message


def left(slack: Slack, handle: str, place: str = "general") -> Unread:
    """Give what somebody has not read of a place."""
    return unread(slack.workspace, slack.workspace.person(handle).id, slack.workspace.conversation(place))


def do(slack: Slack, handle: str, **deed: object) -> dict[str, object]:
    return Deeds(slack.workspace, slack.person).do({"as": handle, **deed})


def read(slack: Slack, handle: str, message: Message, **more: object) -> None:
    assert do(slack, handle, do="read", **{"in": message.channel, "ts": message.ts}, **more)["ok"]


def test_what_others_say_is_unread_until_one_has_read_it(slack: Slack) -> None:
    first = slack.person("ana").say("general", "Morning")
    assert [left(slack, one).count for one in ("ana", "bea")] == [0, 1]

    read(slack, "bea", first)
    assert (left(slack, "bea").count, left(slack, "bea").since) == (0, first.ts)
    assert left(slack, "gus").count == 1


def test_reading_never_goes_back(slack: Slack) -> None:
    first, second = (slack.person("ana").say("general", text) for text in ("Morning", "All"))
    read(slack, "bea", second)
    read(slack, "bea", first)
    assert left(slack, "bea").count == 0


def test_a_mention_calls_for_somebody_and_a_channel_message_does_not(slack: Slack) -> None:
    slack.person("ana").say("general", "Anybody?")
    slack.person("ana").say("general", "@bea?")
    assert (left(slack, "bea").count, left(slack, "bea").calls) == (2, 1)


def test_in_private_every_message_calls(slack: Slack) -> None:
    ana, bea = (slack.workspace.person(one).id for one in ("ana", "bea"))
    dm = slack.workspace.between(ana, bea)
    slack.person("ana").say(dm.id, "A word?")
    assert left(slack, "bea", dm.id).calls == 1


def test_replies_count_for_those_who_take_part_in_the_thread(slack: Slack) -> None:
    asked = slack.person("ana").say("general", "Anybody?")
    read(slack, "gus", asked)
    reply = slack.person("bea").say("general", "Me", thread_ts=asked.ts)

    assert left(slack, "ana").threads == {asked.ts: 1}
    assert left(slack, "gus").count == 0
    read(slack, "ana", asked)
    assert left(slack, "ana").count == 1
    read(slack, "ana", reply, thread=asked.ts)
    assert left(slack, "ana").count == 0


def test_what_one_person_alone_sees_is_never_unread_and_goes_when_they_dismiss_it(slack: Slack) -> None:
    slack.person("ana").command("/no-such")
    (told,) = slack.person("ana").sees()
    assert left(slack, "ana", told.channel).count == 0

    dismissal = {"do": "dismiss", "in": told.channel, "ts": told.ts}
    do(slack, "bea", **dismissal)
    assert slack.person("ana").sees() == [told]
    do(slack, "ana", **dismissal)
    assert slack.person("ana").sees() == []


def test_the_page_is_shown_how_much_is_unread_in_each_place(slack: Slack) -> None:
    slack.person("ana").say("general", "@bea?")
    general = slack.workspace.conversation("general").id
    shown = scene(slack.workspace, "bea", "")["unread"][general]
    assert shown == {"since": "", "count": 1, "calls": 1, "threads": {}}


def test_somebody_who_is_not_here_looks_through_the_eyes_of_the_first_on_the_list(slack: Slack) -> None:
    assert scene(slack.workspace, "nobody", "")["me"] == "ana"


def test_of_very_many_messages_the_latest_are_shown_with_their_replies(slack: Slack) -> None:
    ana = slack.person("ana")
    first = ana.say("general", "first")
    slack.person("bea").say("general", "in the first thread", thread_ts=first.ts)
    kept = ana.say("general", "0")
    for number in range(1, MOST):
        ana.say("general", f"{number}")
    slack.person("bea").say("general", "in a thread that is shown", thread_ts=kept.ts)
    shown = scene(slack.workspace, "ana", slack.workspace.conversation("general").id)
    texts = [one["text"] for one in shown["messages"]]
    assert (texts[0], texts[-1], len(texts), shown["older"]) == ("0", "in a thread that is shown", MOST + 1, 2)
