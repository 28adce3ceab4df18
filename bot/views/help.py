"""What to type, and the sentences for those who cannot be answered."""

from bot.core.results import Help, Waiting
from bot.views import keeping
from bot.views.blocks import Message, clamp, escape, message, section, small

VERBS = {
    "who": "Name the person to ask about a topic",
    "help": "What to type, and who sees it",
    "recap": "Your last recap, shown again",
    "mute": "No more recaps for you",
    "snooze": "No recap for a week",
    "resume": "Recaps again",
    "story": "Tell what you lived: a win, a loss, an outtake",
    "stories": "The stories you told, and taking one back",
    "learned": "Organizers: what was learned from use",
    "gaps": "Organizers: questions nobody could be named for",
    "recaps": "Organizers: the weekly question, to set, look at and start",
    "recap preview": "Organizers: what somebody gets next",
    "upload": "Organizers: a sheet becomes the directory, after a look at what changes",
    "edit": "Organizers: change one topic",
    "new": "Organizers: add one topic",
    "history": "Organizers: the versions of the directory, and the way back",
    "stats": "Organizers: whether the kickoff stuck, in one number and what lies behind it",
    "export": "Organizers: the directory as a sheet",
    "template": "Organizers: a sheet to fill in",
}
EXAMPLE = "competitor-x"
HOW_TEXT = "Ask me who knows: for example /sko who {example}"
HOW = (
    "*Who do I ask?* Type a topic and I name the person to ask first.\n"
    "• `/sko who {example}` answers you alone, in any channel\n"
    "• In a direct message to me just ask: “Who knows about {example}?”\n"
    "• Then go on: “who else?”, “what were the key points?”, “and pricing?”\n"
    "• *Who do I ask?* in the menu of any message looks that message up for you\n"
    "• `/sko recap` shows your last recap again; `/sko mute` ends them, `/sko resume` brings them back\n"
    "• `/sko story` takes what you lived yourself, for your colleagues to read"
)
WAITING = (
    "*For organizers:* {lessons} to decide on in `/sko learned` · {gaps} without a person in `/sko gaps` · "
    "{stories} to approve in `/sko stories`."
)
STORIES = ("no story", "1 story", "{n} stories")
LESSONS, GAPS = ("nothing", "1 thing learned", "{n} things learned"), ("no question", "1 question", "{n} questions")
NO_TOPICS = "The directory is still empty. An organizer fills it from the kickoff's sheet."
PRIVACY = (
    "Only you see what I answer, unless you mention me in a channel. Organizers read the questions I have nobody for, "
    "and the words I learn from, never who asked."
)
GUEST = "Ask a colleague at {company}, this directory is for employees."
UNKNOWN = "I could not check who you are just now. Please try again in a minute."
AWAY = "I cannot reach my directory just now. Please try again in a minute."
BROKEN = "Something went wrong on my side. Please try again; if it happens again, tell an organizer."
THIS_COMPANY = "this company"
TOO_LATE = "That took too long to open. Please press again."
IN_OUR_DM = "It is in our direct messages."
LOOK_FIRST = "I may have sent it already. Please look in our direct messages, and ask again if it is not there."
MISSING_SCOPE = "The app lacks the scope {scope} for that. Whoever looks after it can add it from its manifest."
SLACK_AWAY = "Slack does not answer me just now. Please try again in a minute."
NOT_OPENED = "Only organizers fill my directory with sheets, so I have not opened yours. Ask me in words, and I answer."
READING, A_SHEET = "Reading “{name}” …", "a sheet"
SAVE_AGAIN = "I cannot reach my directory just now. Nothing is lost: press Save again."


def how_to_ask(found: Help, *, private: bool) -> Message:
    """Tell what to type, with a real topic as the example."""
    example = found.example.replace("`", "") or EXAMPLE
    shown = escape(clamp(example, 100))
    waiting = found.waiting if private else None
    notes = [PRIVACY] * private + [NO_TOPICS] * (not found.example)
    return message(
        HOW_TEXT.format(example=shown),
        section(HOW.format(example=shown)),
        section(_waiting(waiting)) if waiting else None,
        keeping.buttons() if waiting else None,
        small(" ".join(notes)) if notes else None,
    )


def _waiting(waiting: Waiting) -> str:
    """Tell organizers what waits for them, and how to open it."""
    return WAITING.format(
        lessons=_count(LESSONS, waiting.lessons),
        gaps=_count(GAPS, waiting.gaps),
        stories=_count(STORIES, waiting.stories),
    )


def _count(words: tuple[str, str, str], n: int) -> str:
    return words[min(n, 2)].format(n=n)


def sentence(text: str) -> Message:
    """Say one sentence."""
    return message(text, section(text))


def guest(company: str) -> Message:
    """Turn away, kindly, somebody who is no employee."""
    return sentence(GUEST.format(company=escape(company) or THIS_COMPANY))
