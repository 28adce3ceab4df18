"""What somebody typed into the form of one topic, read as the cells of a sheet are read."""

from dataclasses import dataclass

from bot.core.sheets import Field, cells
from bot.core.sheets.keys import key_of
from bot.core.sheets.rows import clean
from bot.core.sheets.taking import LONGEST_DAY, LONGEST_NAME, LONGEST_SESSION

NO_TITLE = "A topic needs a name."
NO_WORDS = "A name needs a letter or a digit."
TOO_LONG = "{most} characters at most, this has {count}."
NO_LINK = "An address starts with https:// or http://."
NO_CHANNEL = "The name of a channel looks like #pricing."
NO_KIND = "Choose one of the kinds."


@dataclass(frozen=True, slots=True, kw_only=True)
class Typed:
    """The form as it was sent. None is a field that the form did not show, which stays as it is.

    People in Slack come as Slack ids, `others` by name, a line each, by the role they stand in; others of a role that
    is not among them stay.
    """

    topic_id: int | None
    version: int
    title: str
    kind: str = "other"
    aliases: str | None = None
    key_points: str | None = None
    session: str = ""
    day: str = ""
    link: str | None = ""
    channel: str = ""
    people: dict[Field, tuple[str, ...]]
    others: dict[Field, str]
    retires: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Clean:
    """The words of a form, as the directory keeps them; `wrong` has a sentence for each field that cannot be kept."""

    title: str
    kind: str
    aliases: tuple[str, ...] | None
    key_points: tuple[str, ...] | None
    session: str
    day: str
    link: str | None
    channel: str
    wrong: dict[Field, str]


def cleaned(typed: Typed) -> Clean:
    r"""Read a form.

    >>> people = {"people": {}, "others": {}}
    >>> form = Typed(topic_id=None, version=0, title=" Pricing ", link="deck", aliases="Rates\nFees", **people)
    >>> read = cleaned(form)
    >>> read.title, read.aliases, read.wrong
    ('Pricing', ('Rates', 'Fees'), {<Field.LINK: 'link'>: 'An address starts with https:// or http://.'})
    """
    title, channel, address = _line(typed.title), _line(typed.channel), _line(typed.link or "")
    session, day = (_line(text) for text in (typed.session, typed.day))
    aliases = None if typed.aliases is None else _aliases(typed.aliases, own=key_of(title))
    found_link, found_channel = cells.link(address), cells.channel(channel)
    wrong = {
        Field.TITLE: NO_TITLE if not title else "" if key_of(title) else NO_WORDS,
        Field.KIND: "" if cells.kind(typed.kind) else NO_KIND,
        Field.LINK: NO_LINK if address and not found_link else "",
        Field.CHANNEL: NO_CHANNEL if channel and not found_channel else "",
        Field.ALIASES: _too_long(max(aliases or (), key=len, default=""), LONGEST_NAME),
        Field.SESSION: _too_long(session, LONGEST_SESSION),
        Field.DAY: _too_long(day, LONGEST_DAY),
    }
    wrong[Field.TITLE] = wrong[Field.TITLE] or _too_long(title, LONGEST_NAME)
    wrong |= {
        role: _too_long(max(names_in(text), key=len, default=""), LONGEST_NAME) for role, text in typed.others.items()
    }
    return Clean(
        title=title,
        kind=cells.kind(typed.kind) or "other",
        aliases=aliases,
        key_points=None if typed.key_points is None else cells.points(clean(typed.key_points)),
        session=session,
        day=day,
        link=None if typed.link is None else found_link or "",
        channel=found_channel or "",
        wrong={field: text for field, text in wrong.items() if text},
    )


def names_in(text: str) -> list[str]:
    r"""Give the names that were typed, a line each.

    >>> names_in(" Ana Sobral\r\n\n Bo\u200b Falk")
    ['Ana Sobral', 'Bo Falk']
    """
    return [name for one in clean(text).splitlines() if (name := _line(one))]


def _line(text: str) -> str:
    """Take a field of one line as a cell is taken: what says that there is nothing is nothing."""
    found = cells.line(clean(text))
    return "" if cells.is_nothing(found) else found


def _aliases(text: str, *, own: str) -> tuple[str, ...]:
    """Take other names, a line each, without the topic's own and each once."""
    named = {key_of(alias): alias for alias in reversed(cells.lines(clean(text)))}
    return tuple(alias for key, alias in reversed(named.items()) if key not in {own, ""})


def _too_long(text: str, most: int) -> str:
    return TOO_LONG.format(most=most, count=len(text)) if len(text) > most else ""
