"""People act, the app hears of it in Slack's own shape, and people see what it says."""

from __future__ import annotations

from slack_bolt import Ack, App, Respond, Say

from bot.demo.server import Slack


def test_a_slash_command_is_answered_to_the_asker_alone(slack: Slack, probe: App) -> None:
    @probe.command("/sko")
    def sko(ack: Ack, command: dict[str, str], respond: Respond) -> None:
        ack()
        respond(text=f"You asked: {command['text']}")

    ana = slack.person("ana")
    ana.command("/sko", "who competitor-x", channel="general")

    reply = ana.wait_for_reply()
    assert (reply.text, reply.ephemeral) == ("You asked: who competitor-x", True)
    assert slack.person("bea").sees("general") == []


def test_a_direct_message_is_heard_and_answered(slack: Slack, probe: App) -> None:
    @probe.event("message")
    def heard(event: dict[str, str], say: Say) -> None:
        say(f"You said: {event['text']}")

    ana = slack.person("ana")
    ana.dm("who owns R&D?")

    assert ana.wait_for_reply().text == "You said: who owns R&amp;D?"
