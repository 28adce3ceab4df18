"""Answers to "who do I ask?", drawn for Slack."""

from slack_sdk.models.blocks import Block, ButtonElement

from bot.core.results import (
    Answer,
    Aside,
    Card,
    Choice,
    Help,
    Nobody,
    Others,
    Remember,
    Role,
    Yourself,
)
from bot.views import help as helping
from bot.views import menus
from bot.views.blocks import (
    Message,
    actions,
    button,
    clamp,
    escape,
    link,
    listed,
    message,
    name,
    person,
    section,
    small,
    words,
)
from bot.views.roles import IS, OWNER_AWAY, YOUR_ROLE, back, confirmed, role_of, why

WRONG_PERSON = "wrong_person"
HELPED = "helped"
PICK = "pick_topic"

ASK = "Ask {person} about *{topic}*."
ASK_TEXT = "Ask {name} about {topic}."
INSTEAD = "Then try {person} about *{topic}*."
INSTEAD_TEXT = "Then try {name} about {topic}."
CHOOSE = "That could be one of these. Which did you mean?"
CHOOSE_TEXT = "That could be {topics}. Which did you mean?"
PERHAPS = "I am not sure enough to name somebody. Did you mean this?"
PERHAPS_TEXT = "Did you mean {topics}?"
NOBODY = "I have nobody to name for “{question}” yet. I have put it on the organizers' list."
CLOSEST = "The closest I know: {titles}."
NO_CLOSEST = "Try a product, competitor, account or process by its name."
NOBODY_NOW = "Nobody is named for *{topic}* at the moment. I have put your question on the organizers' list."
NOBODY_ELSE = "Nobody else is named for *{topic}* at the moment. I have put your question on the organizers' list."
YOURSELF = "You are the one named for *{topic}* ({role}), and nobody beside you is."
KEY_POINTS = "*Key points on {topic}*\n{points}"
NO_KEY_POINTS = "No key points are noted for *{topic}*."
OTHERS = "*Who else on {topic}*\n{people}"
NO_OTHERS = "Nobody else is named for *{topic}*."
ASIDES = {
    Aside.WELCOME: "You're welcome! Ask me any time.",
    Aside.NO_TOPIC_YET: "Tell me the topic first, for example by its name, and I will say whom to ask.",
    Aside.SHARED_CHANNEL: "This channel is shared with another company, so I answer in a direct message only.",
    Aside.NO_TEXT: "There is no text in that message that I could look up. Ask me in your own words instead.",
}


def answer(found: Answer, *, private: bool = True) -> Message:
    """Draw any answer; `private` is False where more people than the asker can read it."""
    match found:
        case Card():
            return card(found, private=private)
        case Choice():
            return choice(found)
        case Nobody():
            return nobody(found, private=private)
        case Yourself(title=title, role=role):
            text = YOURSELF.format(topic=words(title), role=YOUR_ROLE[role])
            return message(text.replace("*", ""), section(text))
        case Remember():
            return remember(found)
        case Others():
            return others(found, private=private)
        case Aside():
            return message(ASIDES[found], section(ASIDES[found]))
        case Help():
            return helping.how_to_ask(found, private=private)


def card(found: Card, *, private: bool = True) -> Message:
    """Draw one topic: whom to ask first, why them, who lived it, and what to remember."""
    ask, ask_text = (INSTEAD, INSTEAD_TEXT) if found.is_next else (ASK, ASK_TEXT)
    topic = words(found.title)
    return message(
        ask_text.format(name=escape(found.first.who.name), topic=escape(found.title)),
        section(ask.format(person=name(found.first.who), topic=topic) + "\n" + _why(found, private=private)),
        _voice(found),
        _people(found, private=private),
        _points(found.key_points),
        _where(found),
        actions(_buttons(found)),
        menus.should_be(found.suggestion_id) if found.is_next and private else None,
    )


def choice(found: Choice) -> Message:
    """Draw up to three topics, none of them as the answer."""
    titles = [escape(option.title) for option in found.options]
    lines = [
        f"• *{words(option.title)}*" + (f": {words(option.who.name)}" if option.who else "") for option in found.options
    ]
    picks = (
        button(option.title, action=f"{PICK}:{n}", value=option.suggestion_id) for n, option in enumerate(found.options)
    )
    said, asked = (CHOOSE_TEXT, CHOOSE) if len(titles) > 1 else (PERHAPS_TEXT, PERHAPS)
    return message(said.format(topics=listed(titles, last="or")), section("\n".join([asked, *lines])), actions(picks))


def nobody(found: Nobody, *, private: bool = True) -> Message:
    """Say that nobody can be named, and what is close; where the asker alone reads it, they can say who it is."""
    if found.topic:
        gone = (NOBODY_ELSE if found.after_others else NOBODY_NOW).format(topic=words(found.topic))
        ask = menus.should_be(found.suggestion_id) if found.suggestion_id and private else None
        return message(gone.replace("*", ""), section(gone), ask)
    said = NOBODY.format(question=words(found.question))
    titles = listed([f"*{words(title)}*" for title in found.closest])
    near = small(CLOSEST.format(titles=titles) if titles else NO_CLOSEST)
    return message(said, section(said), near, menus.who_is_it(found.ask_id) if found.ask_id and private else None)


def remember(found: Remember) -> Message:
    """Draw the key points of a topic."""
    topic = words(found.title)
    if not found.key_points:
        text = NO_KEY_POINTS.format(topic=topic)
        return message(text.replace("*", ""), section(text), _linked(found.link, found.channel))
    text = KEY_POINTS.format(topic=topic, points=_bullets(found.key_points))
    plain = "; ".join(escape(point) for point in found.key_points)
    return message(f"Key points on {topic}: {plain}", section(text), _linked(found.link, found.channel))


def others(found: Others, *, private: bool) -> Message:
    """Draw everybody else who is named for a topic."""
    topic = words(found.title)
    if not found.people:
        text = NO_OTHERS.format(topic=topic)
        return message(text.replace("*", ""), section(text))
    lines = [f"• {person(held.who, private=private)}, {role_of(held)}" for held in found.people]
    names = listed([escape(held.who.name) for held in found.people])
    return message(f"Also on {topic}: {names}.", section(OTHERS.format(topic=topic, people="\n".join(lines))))


def _why(found: Card, *, private: bool) -> str:
    """Say why this person, and where the topic was presented."""
    who, reason = found.first.who, why(found)
    if private and who.slack_id:
        reason = person(who, private=private) + (" is " if found.first.role in IS else " ") + reason
    lines = [reason[0].upper() + reason[1:] + "."]
    if found.owner_away:
        lines.append(OWNER_AWAY.format(name=name(found.owner_away.who), day=found.owner_away.back_on))
    if found.session:
        when = f", {words(found.day)}" if found.day else ""
        lines.append(f"Presented in “{words(found.session)}”{when}.")
    if found.asker_is:
        lines.append(f"_You are named for it yourself, as {YOUR_ROLE[found.asker_is]}._")
    return " ".join(lines)


def _voice(found: Card) -> Block | None:
    """Give a colleague's own words, signed, as they stand."""
    if found.voice is None:
        return None
    had_it = ", had it before you" if found.voice.role is Role.FORMER else ""
    quoted = "\n".join("> " + escape(line) for line in clamp(found.voice.text, 1500).splitlines())
    return section(f"{quoted}\n> — {name(found.voice.who)}{had_it}")


def _people(found: Card, *, private: bool) -> Block | None:
    """Name the backup and those who had it before."""
    told = {found.first.who.person_id, found.voice.who.person_id if found.voice else None}
    lines = []
    if found.backup:
        lines.append(f"*Backup:* {person(found.backup, private=private)}{back(found.backup_back_on)}")
    untold = [held for held in found.former if held.who.person_id not in told]
    lines += [f"*Before:* {person(held.who, private=private)}, {role_of(held)}" for held in untold]
    return section("\n".join(lines)) if lines else None


def _points(points: tuple[str, ...]) -> Block | None:
    return section("*Key points*\n" + _bullets(points)) if points else None


def _bullets(points: tuple[str, ...]) -> str:
    return clamp("\n".join(f"• {words(point, most=500)}" for point in points[:6]), 2800)


def _where(found: Card) -> Block | None:
    """Say where to read on, and when all this was last confirmed."""
    return _linked(found.link, found.channel, confirmed(found))


def _linked(address: str, channel: str, *more: str) -> Block | None:
    """Link the sheet's page by its own address, never under another label, and name its channel."""
    parts = [link(address), words(channel, most=100), *more]
    return small(" · ".join(part for part in parts if part)) if any(parts) else None


def _buttons(found: Card) -> list[ButtonElement]:
    verdicts = [] if found.helped else [button("Not the right person", action=WRONG_PERSON, value=found.suggestion_id)]
    label = "Noted, thank you" if found.helped else "That helped"
    verdicts.append(button(label, action=HELPED, value=found.suggestion_id))
    more = (
        button(f"Or: {one.title}", action=f"{PICK}:{n}", value=one.suggestion_id) for n, one in enumerate(found.others)
    )
    return [*verdicts, *more]
