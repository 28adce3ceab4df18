"""The weekly question, drawn for Slack: as it arrives, and after each tap, in the same message.

What arrives first holds neither the answer nor any key point but the one that is asked about, and its notification not
even that.
"""

from collections.abc import Iterator, Sequence

from slack_sdk.models.blocks import Block, ButtonElement

from bot.core.cadence import Kind
from bot.core.quiz import Form
from bot.core.recapped import Answered, NoRecap, Open, Quietness, Recapped, Spark, Typed
from bot.core.results import Card, Nobody, Who, Yourself
from bot.views import answers, checks, quiets
from bot.views.blocks import Message, actions, button, escape, message, name, section, small, words

ANSWER = "recap_answer"
SHOW = "recap_show"
MORE = "recap_more"
UNWANT = "recap_unwant"
WANT = "recap_want"

QUESTIONS = {
    Form.WHO: "Who would you ask about *{topic}*?",
    Form.WHERE: "Where do you look for *{topic}*?",
    Form.TRUTH: "True or false about *{topic}*?",
}
SPARKS = {"win": ", on a win", "loss": ", on a loss", "outtake": ", on what went wrong"}
SHOW_LABEL, MORE_LABEL, UNWANT_LABEL, UNDO_LABEL = "Show me", "One more", "Not this topic", "Undo"
ONCE_A_WEEK = "One question a week, and nobody sees what you answer. To end it type *stop*, or `/sko mute`."
RIGHT, NOT_QUITE, SHOWN = "*Right.*", "*Not quite.*", "*Here it is.*"
ELSEWHERE = "{chosen} looks after something else."
PLACE = "Look in {place}."
WAS_PLACE = "It was {place} when I wrote this, and is not any more."
WAS_TRUE, WAS_FALSE = (
    "It was true when I wrote this, and is not said any more.",
    "It was false when I wrote this, and is said now.",
)
IS_TRUE, IS_FALSE = "That is true.", "That is false: it is said of something else."
ASK = "Ask {name} about *{topic}*."
YOURS = "By now it is you who is named for *{topic}*."
NOBODY = "Just now nobody can be named for *{topic}*."
WAS_LEFT = "{name} was the one to ask when I wrote this, and has left the company since."
WAS_OTHER = "{name} was the one to ask when I wrote this, and is not any more."
IS_GONE = "*{topic}* is not in the directory any more; this is who was named for it."
UNWANTED = "I will not ask you about *{topic}* again."
DRY = "Nothing more is due for you just now. You are up to date."
NO_RECAP, FIRST = "You have had no recap yet.", "The first one comes on {day:%A %-d %B}."
SHORT = "{mark} *{topic}* · ask {name}"
SHORT_NOBODY = "{mark} *{topic}*"
MARKS = {True: "✓", False: "·"}


def dm(found: Recapped, *, live: bool = True) -> Message:
    """Draw a recap or a check as it stands; not `live`, it has nothing to press, for those who only look at it."""
    if found.kind is Kind.CHECK:
        return checks.check(found, live=live)
    *before, now = found.parts
    done = [_short(one) for one in before if isinstance(one, Answered)]
    match now:
        case Open():
            return message(_plain(_asked(now)), *done, *_question(now, live=live))
        case Answered():
            return message(_plain(_verdict(now)), *done, *_answered(now, found))
        case Typed():
            raise AssertionError(now)


def reply(found: Recapped | Quietness | NoRecap) -> Message:
    """Draw what is said of recaps in reply."""
    match found:
        case Recapped():
            return dm(found)
        case Quietness():
            return quiets.said(found)
        case NoRecap():
            text = f"{NO_RECAP} {_to_come(found.quiet)}"
            return message(_plain(text), section(text))


def _to_come(found: Quietness) -> str:
    if found.is_quiet:
        return quiets.told(found)
    return FIRST.format(day=found.next_on) if found.next_on else quiets.NOTHING_PLANNED


def _question(found: Open, *, live: bool) -> Iterator[Block]:
    """Draw a question: a colleague's words, what is asked, and what can be pressed."""
    if found.spark:
        yield section(_spark(found.spark))
    yield section("\n".join(filter(None, (_asked(found), _stated(found.statement)))))
    if not live:
        yield section("\n".join(f"• {words(one)}" for one in (*found.offered, SHOW_LABEL)))
        return
    offered = [button(one, action=f"{ANSWER}:{place}", value=found.recap_id) for place, one in enumerate(found.offered)]
    yield actions([*offered, button(SHOW_LABEL, action=SHOW, value=found.recap_id)])
    yield small(ONCE_A_WEEK)


def _asked(found: Open) -> str:
    return QUESTIONS[found.form].format(topic=words(found.title))


def _stated(statement: str) -> str:
    return f"> {words(statement, most=1000)}" if statement else ""


def _spark(found: Spark) -> str:
    quoted = "\n".join(f"> {escape(line)}" for line in found.text.splitlines())
    return f"{quoted}\n> — {name(found.who)}{SPARKS.get(found.kind, '')}"


def _answered(found: Answered, around: Recapped) -> Iterator[Block | None]:
    """Draw what an answer came to, whom to ask now, and what can be done next."""
    card = found.now if isinstance(found.now, Card) else None
    yield section("\n".join(filter(None, (_stated(found.statement), _verdict(found), _since(found), _reason(card)))))
    if card:
        yield answers.voice(card)
        yield answers.points(card.key_points)
        yield answers.where(card)
    following = [*_reach(card, around.team), *_more(around)]
    yield actions(following) if following else None
    yield small(DRY) if around.is_dry else None
    if found.is_unwanted:
        yield _unwanted(found)
    dislike = [] if found.is_unwanted else [button(UNWANT_LABEL, action=UNWANT, value=found.recap_id)]
    yield from quiets.rows(around.quiet, around.message_id, *dislike)


def _verdict(found: Answered) -> str:
    """Say kindly whether it was right, what is, and whom to ask."""
    return " ".join(filter(None, (_mark(found), _what_is_right(found), _ask(found))))


def _mark(found: Answered) -> str:
    if found.is_right:
        return RIGHT
    return NOT_QUITE if found.chosen else SHOWN


def _what_is_right(found: Answered) -> str:
    match found.form:
        case Form.WHERE:
            return (WAS_PLACE if found.is_outdated else PLACE).format(place=f"*{words(found.correct)}*")
        case Form.TRUTH:
            true, false = (WAS_TRUE, WAS_FALSE) if found.is_outdated else (IS_TRUE, IS_FALSE)
            return true if found.is_true else false
    is_wrong = found.chosen and not found.is_right and found.is_elsewhere
    return ELSEWHERE.format(chosen=words(found.chosen)) if is_wrong else ""


def _ask(found: Answered) -> str:
    topic = words(found.title)
    match found.now:
        case Card(first=first):
            return ASK.format(name=name(first.who), topic=topic)
        case Yourself():
            return YOURS.format(topic=topic)
        case Nobody():
            return NOBODY.format(topic=topic)


def _since(found: Answered) -> str:
    """Say honestly what has changed since the question was asked."""
    gone = IS_GONE.format(topic=words(found.title)) if found.is_gone else ""
    changed = (WAS_LEFT if found.was_left else WAS_OTHER).format(name=name(found.was)) if found.was else ""
    return " ".join(filter(None, (gone, changed)))


def _reason(card: Card | None) -> str:
    return answers.reason(card, private=True) if card else ""


def _reach(card: Card | None, team: str) -> Sequence[ButtonElement]:
    return checks.reach(card.first.who, team) if card else ()


def _more(around: Recapped) -> list[ButtonElement]:
    return [button(MORE_LABEL, action=MORE, value=around.more)] if around.more else []


def _unwanted(found: Answered) -> Block:
    back = button(UNDO_LABEL, action=WANT, value=found.recap_id)
    return section(UNWANTED.format(topic=words(found.title)), accessory=back)


def _short(found: Answered) -> Block:
    """Sum up a question that another one follows."""
    shown = {"mark": MARKS[found.is_right], "topic": words(found.title)}
    who: Who | None = found.now.first.who if isinstance(found.now, Card) else None
    text = SHORT.format(**shown, name=name(who)) if who else SHORT_NOBODY.format(**shown)
    if not found.is_unwanted:
        return section(text)
    back = button(UNDO_LABEL, action=WANT, value=found.recap_id)
    return section(f"{text}\n{UNWANTED.format(topic=words(found.title))}", accessory=back)


def _plain(text: str) -> str:
    return text.replace("*", "")
