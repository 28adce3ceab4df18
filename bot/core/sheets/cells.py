"""What a cell says: several values in one, kinds, dates, links."""

import re
from datetime import UTC, date, datetime

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
} | {
    name: known
    for known, names in {
        "competitor": "competitive competition wettbewerb wettbewerber concurrent concurrence competencia competidor",
        "pricing": "preis preise prix precio",
        "product": "produkt produkte produit producto",
        "process": "prozess prozesse processus proceso",
        "tool": "tooling werkzeug werkzeuge outil herramienta",
        "account": "kunde kunden client cliente",
        "territory": "gebiet gebiete territoire territorio",
        "partner": "partenaire socio",
        "legal/security": "recht juridique sicherheit",
    }.items()
    for name in names.split()
}
EXAMPLE_TITLE = "Example: Pricing for hotels"  # what the template shows how to fill in; it is no topic
NOTHING = {"n/a", "n.a.", "tba", "tbc", "tbd", "none"}  # what people type into a cell they cannot fill

STRONG = re.compile(r"[|;\n]")
BARS = re.compile(r"[|\n]")
BULLET = re.compile(r"^(?:[-–•*·]\s+)+")
LINK = re.compile(r"<mailto:([^<>|]+)(?:\|[^<>]*)?>", re.IGNORECASE)
EMAIL = re.compile(r"[\w.!#$%&'*+/=?^`{|}~-]+@[a-z\d-]+(?:\.[a-z\d-]+)*\.[a-z]{2,}", re.IGNORECASE)
LINK = re.compile(r"https?://[^\s<>|\"\\]+", re.IGNORECASE)
CHANNEL = re.compile(r"#?([\w-]{1,80})")
DATES = ("%Y-%m-%d", "%d.%m.%Y", "%d %b %Y", "%d %B %Y", "%b %d, %Y", "%B %d, %Y", "%Y-%m", "%b %Y", "%B %Y", "%Y")


def is_nothing(text: str) -> bool:
    """Tell whether a cell says that there is nothing to say."""
    return text.casefold() in NOTHING or not text.strip("-–—?")


def line(text: str) -> str:
    """Bring the text of a cell to one line."""
    return " ".join(text.split())


def several(text: str) -> tuple[str, ...]:
    """Take a cell of names apart; commas divide only where nothing stronger does, and a bar at the end is strongest.

    >>> several("Velmora Bank | Acme, Inc."), several("IKC, Innkeep"), several("Acme; Inc. |")
    (('Velmora Bank', 'Acme, Inc.'), ('IKC', 'Innkeep'), ('Acme; Inc.',))
    """
    if text.endswith("|"):
        return _parts(text, BARS)
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
    return tuple(dict.fromkeys(BULLET.sub("", part) for part in _parts(text, BARS)))


def kind(text: str) -> str | None:
    """Find the kind that somebody meant, in whatever form they typed it; of several the first that is known.

    >>> kind("Legal / Security"), kind("customer-stories"), kind("Comp Plan"), kind(""), kind("banana")
    ('legal/security', 'customer story', 'comp plan', 'other', None)
    >>> kind("Wettbewerber"), kind("Banana / Precios")
    ('competitor', 'pricing')
    """
    if not text:
        return "other"
    return next((found for one in (text, *text.split("/")) if (found := _kind(one))), None)


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


def _kind(text: str) -> str | None:
    joined = "".join(words(text))
    singulars = (joined, joined.removesuffix("s"), joined.removesuffix("es"), joined.removesuffix("ies") + "y")
    return next((KIND_FORMS[form] for form in singulars if form in KIND_FORMS), None)


def _parts(text: str, divider: re.Pattern[str]) -> tuple[str, ...]:
    parts = (line(part) for part in divider.split(text))
    return tuple(dict.fromkeys(part for part in parts if part))


KIND_FORMS = {"".join(words(known)): known for known in KINDS} | ALSO_KINDS
