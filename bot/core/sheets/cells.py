"""What a cell says: several values in one, people with addresses, kinds, dates, links."""

import re
from datetime import UTC, date, datetime

from bot.core.sheets.drafts import Someone
from bot.core.text import words

KINDS = (
    "competitor", "product", "feature", "pricing", "process", "tool", "segment", "territory", "account", "partner",
    "legal/security", "comp plan", "strategy", "customer story", "skill", "logistics", "other",
)  # fmt: skip
ALSO_KINDS = {
    "legal": "legal/security",
    "security": "legal/security",
    "compensation": "comp plan",
    "compensationplan": "comp plan",
    "customer": "account",
    "price": "pricing",
    "casestudy": "customer story",
    "story": "customer story",
}
NOTHING = {"-", "–", "—", "?", "n/a", "tba", "tbd", "none"}  # what people type into a cell they cannot fill

STRONG = re.compile(r"[|;\n]")
WEAK = re.compile(r",|/|&|\band\b", re.IGNORECASE)
POINTS = re.compile(r"[|\n]")
BULLET = re.compile(r"^[-–•*·]\s+")
REVERSED = re.compile(r"([^,@]+),\s*([^,@]+)")
LONGEST_REVERSED = 3  # words of one person's name; with more, a comma stands between two people
ONE_WORD_EACH = re.compile(r"[^\s,@]+,\s*[^\s,@]+")
LONGEST_EMAIL = 320
EMAIL = re.compile(r"[\w.!#$%&'*+/=?^`{|}~-]+@[a-z\d-]+(?:\.[a-z\d-]+)*\.[a-z]{2,}", re.IGNORECASE)
LINK = re.compile(r"https?://[^\s<>|\"\\]+", re.IGNORECASE)
CHANNEL = re.compile(r"#?([\w-]{1,80})")
DATES = ("%Y-%m-%d", "%d.%m.%Y", "%d %b %Y", "%d %B %Y", "%b %d, %Y", "%B %d, %Y", "%Y-%m", "%b %Y", "%B %Y", "%Y")


def is_nothing(text: str) -> bool:
    """Tell whether a cell says that there is nothing to say."""
    return text.casefold() in NOTHING or not text


def line(text: str) -> str:
    """Bring the text of a cell to one line."""
    return " ".join(text.split())


def several(text: str) -> tuple[str, ...]:
    """Take a cell of names apart; commas divide only where nothing stronger does.

    >>> several("Velmora Bank | Acme, Inc."), several("IKC, Innkeep")
    (('Velmora Bank', 'Acme, Inc.'), ('IKC', 'Innkeep'))
    """
    return _parts(text, STRONG if STRONG.search(text) else re.compile(","))


def lines(text: str) -> tuple[str, ...]:
    r"""Take a text apart that has a value a line, or values divided as nothing else is.

    >>> lines("Rates\n Price list ")
    ('Rates', 'Price list')
    """
    return _parts(text, STRONG)


def points(text: str) -> tuple[str, ...]:
    r"""Take a cell of key points apart; each may be a sentence with commas, or stand behind a bullet.

    >>> points("• Weak on groups, slow\n• No invoicing")
    ('Weak on groups, slow', 'No invoicing')
    """
    return tuple(BULLET.sub("", part) for part in _parts(text, POINTS))


def people(text: str, *, alone: bool = False) -> tuple[Someone, ...]:
    """Take a cell of people apart; with `alone`, a comma between two words is that of “Last, First”.

    >>> [someone.name for someone in people("Tillery, Marcus; Esther Kimani & Bo Falk")]
    ['Marcus Tillery', 'Esther Kimani', 'Bo Falk']
    >>> [(someone.name, someone.email) for someone in people("Ana Sobral <Ana@example.com>")]
    [('Ana Sobral', 'ana@example.com')]
    """
    if alone or STRONG.search(text):
        parts = [part for piece in _parts(text, STRONG) for part in _parts(_turned(piece), WEAK)]
    else:
        parts = list(_parts(text, WEAK))
    found = dict.fromkeys(_someone(part) for part in parts if not is_nothing(part))
    return tuple(one for one in found if one.name or one.email)


def may_be_reversed(text: str) -> bool:
    """Tell whether “Last, First” and two people of one name each look the same here.

    >>> may_be_reversed("Tillery, Marcus"), may_be_reversed("Marcus Tillery, Bo Falk")
    (True, False)
    """
    return ONE_WORD_EACH.fullmatch(text) is not None


def emails(text: str) -> tuple[str, ...]:
    """Take a cell of e-mail addresses apart; one that is none is given back as it stands.

    >>> emails("Ana@Example.com; bo"), is_email("bo")
    (('ana@example.com', 'bo'), False)
    """
    return tuple(part.removeprefix("mailto:").strip("<>").lower() for part in re.split(r"[|;,\s]+", text) if part)


def is_email(text: str) -> bool:
    """Tell whether a text is an e-mail address and nothing else."""
    return len(text) <= LONGEST_EMAIL and EMAIL.fullmatch(text) is not None


def kind(text: str) -> str | None:
    """Find the kind that somebody meant, in whatever form they typed it.

    >>> kind("Legal / Security"), kind("customer-stories"), kind("Comp Plan"), kind(""), kind("banana")
    ('legal/security', 'customer story', 'comp plan', 'other', None)
    """
    if not text:
        return "other"
    joined = "".join(words(text))
    singulars = (joined, joined.removesuffix("s"), joined.removesuffix("es"), joined.removesuffix("ies") + "y")
    return next((KIND_FORMS[form] for form in singulars if form in KIND_FORMS), None)


def day(text: str) -> date | None:
    """Read a date that can be read in one way only; a month or a year stands for its first day.

    >>> day("2025-03-01"), day("March 2025"), day("3/4/2025")
    (datetime.date(2025, 3, 1), datetime.date(2025, 3, 1), None)
    """
    for form in DATES:
        try:
            return datetime.strptime(text, form).replace(tzinfo=UTC).date()
        except ValueError:
            continue
    return None


def link(text: str) -> str | None:
    """Give an address back if a browser opens it as a page and Slack can show it; nothing else gets through."""
    return text if LINK.fullmatch(text) else None


def channel(text: str) -> str | None:
    """Write a channel's name as Slack does, or tell that it cannot be one.

    >>> channel("comp-corvanta"), channel("#General Chat")
    ('#comp-corvanta', None)
    """
    found = CHANNEL.fullmatch(text)
    return f"#{found[1].lower()}" if found else None


def _parts(text: str, divider: re.Pattern[str]) -> tuple[str, ...]:
    parts = (line(part) for part in divider.split(text))
    return tuple(dict.fromkeys(part for part in parts if part))


def _turned(text: str) -> str:
    """Turn “Last, First” around, where something stronger than a comma stands between people."""
    found = REVERSED.fullmatch(text)
    return f"{found[2]} {found[1]}" if found and len(text.split()) <= LONGEST_REVERSED else text


def _someone(text: str) -> Someone:
    found = EMAIL.search(text)
    return Someone(name=line(EMAIL.sub(" ", text)).strip(" <>()[]@"), email=found[0].lower() if found else "")


KIND_FORMS = {"".join(words(known)): known for known in KINDS} | ALSO_KINDS
