"""Answers to "who do I ask?", drawn for Slack."""

from slack_sdk.models.blocks import Block

from bot.core.results import (
    Answer,
    Aside,
    Card,
    Choice,
    Held,
    Help,
    Nobody,
    Others,
    Remember,
    Role,
    Yourself,
)
from bot.views import doubts, menus
from bot.views import help as helping
from bot.views.blocks import (
    SECTION,
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
from bot.views.roles import (
    IS,
    OWNER_AWAY,
    YOUR_ROLE,
    back,
    confirmed,
    had_it,
    role_of,
    term,
    whereabouts,
    why,
)

VOICE = (2000, 1500, 1000, 700, 400, 200)  # characters of a story, of which the first that fit are shown
WRONG_PERSON = "wrong_person"
HELPED = "helped"

ASK = "Ask {person} about *{topic}*."
ASK_TEXT = "Ask {name} about {topic}."
INSTEAD = "Then try {person} about *{topic}*."
INSTEAD_TEXT = "Then try {name} about {topic}."
MISREAD = "I read {words}."
READ = "“{typed}” as *{meant}*"
YOURSELF = "You are the one named for *{topic}* ({role}), and nobody beside you is."
KEY_POINTS = "*Key points on {topic}*\n{points}"
NO_KEY_POINTS = "No key points are noted for *{topic}*."
NOT_RIGHT, HELPED_LABEL, THANKS = "Not the right person", "That helped", "Noted, thank you."
OTHERS = "*Who else on {topic}*\n{people}"
NO_OTHERS = "Nobody else is named for *{topic}*."
ASIDES = {
    Aside.WELCOME: "You're welcome! Ask me any time.",
    Aside.NO_TOPIC_YET: "Tell me the topic first, for example by its name, and I will say whom to ask.",
    Aside.SHARED_CHANNEL: "This channel is shared with another company. Ask me in a direct message or with /sko, and "
    "you alone read the answer.",
    Aside.BETWEEN_US: "Your recaps are between you and me: type /sko mute or /sko resume, or write to me directly.",
    Aside.NO_TEXT: "There is no text in that message that I could look up. Ask me in your own words instead.",
}


def answer(found: Answer, *, private: bool = True) -> Message:
    """Draw any answer; `private` is False where more people than the asker can read it."""
    match found:
        case Card():
            return card(found, private=private)
        case Choice():
            return doubts.choice(found)
        case Nobody():
            return doubts.nobody(found, private=private)
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
        section(ask.format(person=name(found.first.who), topic=topic) + "\n" + reason(found, private=private)),
        small(MISREAD.format(words=listed([_read(*one) for one in found.misread]))) if found.misread else None,
        voice(found),
        _people(found, private=private),
        points(found.key_points),
        where(found),
        small(THANKS) if found.helped else None,
        _buttons(found),
        menus.should_be(found.suggestion_id) if found.is_next and private else None,
    )


def _read(typed: str, meant: str) -> str:
    return READ.format(typed=words(typed), meant=words(meant))


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


def reason(found: Card, *, private: bool) -> str:
    """Say why this person, and where the topic was presented."""
    who, because = found.first.who, why(found)
    if private and who.slack_id:
        because = person(who, private=private) + (" is " if found.first.role in IS else " ") + because
    lines = [because[0].upper() + because[1:] + "."]
    if found.owner_away:
        lines.append(OWNER_AWAY.format(name=name(found.owner_away.who), day=found.owner_away.back_on))
    if found.session:
        when = f", {words(found.day)}" if found.day else ""
        lines.append(f"Presented in “{words(found.session)}”{when}.")
    if found.asker_is:
        lines.append(f"_You are named for it yourself, as {YOUR_ROLE[found.asker_is]}._")
    return " ".join(lines)


def voice(found: Card) -> Block | None:
    """Give a colleague's own words, signed, as they stand."""
    if found.voice is None:
        return None
    who, signed = found.voice.who, ""
    if found.voice.role is Role.FORMER and who.person_id != found.first.who.person_id:
        held = (one for one in found.former if one.who.person_id == who.person_id)
        signed = ", who " + had_it(next(held, Held(role=Role.FORMER, who=who)))
    signed = f"\n> — {name(who)}{signed}"
    quoted = (_quoted(found.voice.text, most) for most in VOICE)  # what is made harmless may be far longer
    return section(next(one for one in quoted if len(one + signed) <= SECTION) + signed)


def _quoted(text: str, most: int) -> str:
    return "\n".join("> " + escape(line) for line in clamp(text, most).splitlines())


def _people(found: Card, *, private: bool) -> Block | None:
    """Name the backup and those who had it before."""
    told = {found.first.who.person_id, found.voice.who.person_id if found.voice else None}
    lines = []
    if found.backup:
        lines.append(f"*Backup:* {person(found.backup, private=private)}{back(found.backup_back_on)}")
    untold = [held for held in found.former if held.who.person_id not in told]
    lines += [f"*Had it before:* {person(held.who, private=private)}{_when(held)}" for held in untold]
    return section("\n".join(lines)) if lines else None


def _when(held: Held) -> str:
    return (f", {term(held)}" if term(held) else "") + whereabouts(held)


def points(noted: tuple[str, ...]) -> Block | None:
    """List what is worth remembering."""
    return section("*Key points*\n" + _bullets(noted)) if noted else None


def _bullets(points: tuple[str, ...]) -> str:
    return clamp("\n".join(f"• {words(point, most=500)}" for point in points[:6]), 2800)


def where(found: Card) -> Block | None:
    """Say where to read on, and when all this was last confirmed."""
    return _linked(found.link, found.channel, confirmed(found))


def _linked(address: str, channel: str, *more: str) -> Block | None:
    """Link the sheet's page by its own address, never under another label, and name its channel."""
    parts = [link(address), words(channel, most=100), *more]
    return small(" · ".join(part for part in parts if part)) if any(parts) else None


def _buttons(found: Card) -> Block | None:
    """Offer to judge the answer, until somebody did, and the topics that are likely beside it."""
    verdicts = ((NOT_RIGHT, WRONG_PERSON), (HELPED_LABEL, HELPED))
    judge = [button(label, action=action, value=found.suggestion_id) for label, action in verdicts]
    more = [
        button(f"Or: {one.title}", action=f"{doubts.PICK}:{n}", value=one.suggestion_id)
        for n, one in enumerate(found.others)
    ]
    offered = more if found.helped else judge + more
    return actions(offered) if offered else None
