"""What stands in an agenda and is no topic: lunch, registration, the bus. And how an agenda says “again” and “off”."""

import re

from bot.core.sheets.cells import line
from bot.core.text import plain, words

# Whole titles, without the small words around them; anything more is a topic: “Coffee pricing”.
SERVICES = frozenset({
    "registration", "check in", "badge pick up", "badge pickup", "badges", "break", "short break", "coffee", "tea",
    "lunch", "breakfast", "brunch", "dinner", "supper", "drinks", "cocktails", "party", "after party", "reception",
    "welcome reception", "happy hour", "networking", "doors open", "doors", "arrival", "arrivals", "departure",
    "departures", "travel", "transfer", "transfers", "shuttle", "bus", "buses", "photo", "group photo", "goodbye",
    "farewell", "snacks", "snack", "refreshments", "welcome coffee", "wrap up", "free time", "housekeeping",
    "closing remarks", "registration opens", "check out", "q a", "award ceremony", "awards dinner", "buses airport",
    "mittagspause", "kaffeepause", "pause", "mittagessen", "fruhstuck", "abendessen", "anmeldung", "registrierung",
    "einlass", "ausklang", "begrussung", "verabschiedung", "umbaupause", "empfang", "get together", "ende", "anreise",
    "abreise", "transfer zum hotel", "pause cafe", "dejeuner", "petit dejeuner", "diner", "accueil", "inscription",
    "remise badges", "cocktail", "cloture", "pause dejeuner", "navette", "registro", "acreditacion", "descanso",
    "pausa", "pausa cafe", "desayuno", "almuerzo", "comida", "cena", "bienvenida", "clausura", "traslado",
})  # fmt: skip
AROUND = frozenset({
    "and", "the", "a", "of", "with", "for", "to", "at", "in", "am", "pm", "morning", "afternoon", "evening", "day",
    "time", "included", "welcome", "opening", "team", "kickoff", "gala", "buffet", "networking", "break", "coffee",
    "lunch", "und", "mit", "der", "die", "das", "zum", "et", "de", "du", "des", "la", "le", "les", "y", "el", "del",
    "para", "con", "1", "2", "3", "4", "5",
})  # fmt: skip
YES = frozenset({"true", "yes", "1", "ja", "oui", "si", "x", "service", "break"})
REPEAT = r"repeat(?: ?\d+)?|repeated|encore|wiederholung|rediffusion|reprise|repeticion|repetición"
CANCELLED = r"cancel?led|abgesagt|entfällt|annulée?|cancelad[oa]"


def _marker(words_: str) -> re.Pattern[str]:
    return re.compile(
        rf"^\s*(?:[\[(]\s*(?:{words_})\s*[\])]\s*[:–—-]?|(?:{words_})\s*[:–—-])\s*"
        rf"|\s*(?:[\[(]\s*(?:{words_})\s*[\])]|[–—-]\s*(?:{words_}))\s*$",
        re.IGNORECASE,
    )


AGAIN, OFF = _marker(REPEAT), _marker(CANCELLED)
IS_OFF = re.compile(
    rf"(?:{CANCELLED}|withdrawn|zurückgezogen|retirée?|retirad[oa])",
    re.IGNORECASE,
)

IS_NOT_CHOSEN = re.compile(
    r"(?:declined?|rejected|draft|nominated)(?: queue)?|abgelehnt|entwurf|nominiert|refusée?|rejetée?|brouillon"
    r"|nominée?|rechazad[oa]|borrador|nominad[oa]",
    re.IGNORECASE,
)
IS_SAMPLE = re.compile(r"(?:sample|example) (?:session|topic)\s*[:–—-].*", re.IGNORECASE)


def is_service(title: str) -> bool:
    """Tell whether a title is that of a break or the like, and of nothing else.

    >>> [is_service(one) for one in ("Lunch", "AM Coffee Break", "Kaffeepause", "Coffee pricing", "Lunch & Learn: AI")]
    [True, True, True, False, False]
    """
    said = words(title)
    if " ".join(said) in SERVICES:
        return True
    rest = [word for word in said if word not in AROUND]
    if not rest:
        return any(word in SERVICES for word in said)
    return " ".join(rest) in SERVICES or all(word in SERVICES for word in rest)


def says_yes(cell: str) -> bool:
    """Tell whether a cell ticks something off.

    >>> says_yes("TRUE"), says_yes(""), says_yes("no")
    (True, False, False)
    """
    return plain(cell) in YES


def without_markers(title: str) -> tuple[str, bool, bool]:
    """Give a title without what an agenda adds to it, and whether it is a repeat, and called off.

    >>> without_markers("[REPEAT] Pricing"), without_markers("Tools (Encore)"), without_markers("Cancelled: Robots")
    (('Pricing', True, False), ('Tools', True, False), ('Robots', False, True))
    >>> without_markers("Repeat business [for Python or R]")
    ('Repeat business [for Python or R]', False, False)
    """
    again, off = AGAIN.search(title) is not None, OFF.search(title) is not None
    return line(OFF.sub("", AGAIN.sub("", title))) or title, again, off
