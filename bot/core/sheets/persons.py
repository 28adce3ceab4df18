"""Whom a cell names: people as they are typed, with what they are reached by inside the name or in a cell beside it."""

import re
from functools import lru_cache

from bot.core.sheets.cells import STRONG, is_nothing, line
from bot.core.sheets.drafts import Someone
from bot.core.sheets.nobody import is_nobody
from bot.core.sheets.roles import is_role
from bot.core.sheets.trimming import TOGETHER, bare

AND = re.compile(rf"\bw/|/|&|\s\+|(?<!l)·|·(?!l)|•|\b(?:{TOGETHER})\b", re.IGNORECASE)
WEAK = re.compile(rf",|{AND.pattern}", re.IGNORECASE)
REVERSED = re.compile(r"([^,@<>]+),\s*([^,@<>]+?)(\s*<[^<>]*>)?")
LONGEST_REVERSED = 3  # words of one person's name; with more, a comma stands between two people
ONE_WORD_EACH = re.compile(r"([^\s,@<>/&+·•|;]+),\s*([^\s,@<>/&+·•|;]+)")
PARTICLES = re.compile(
    r"(?:(?-i:van|von|de|den|da|di|del|du|la|le|zu|ter|dos)|(?:van|von|de) (?:der|den|de|la|dem)) .+", re.IGNORECASE
)
LEADING = re.compile(r"(?:(?:van|von|de|der|den|dem|da|di|del|du|la|le|zu|ter|dos) )+", re.IGNORECASE)
LONGEST_EMAIL = 320
CACHED = 4096  # cells; in a large sheet the same people stand in many rows
EMAIL = re.compile(r"[\w.!#$%&'*+/=?^`{|}~-]+@[a-z\d-]+(?:\.[a-z\d-]+)*\.[a-z]{2,}", re.IGNORECASE)
MAIL_LINK = re.compile(r"<mailto:([^<>|]+)(?:\|[^<>]*)?>", re.IGNORECASE)
SLACK_ID = re.compile(r"[UW][A-Z0-9]+")
MENTION = re.compile(r"<@([UW]\w+)(?:\|([^<>]*))?>")
NEIGHBOURS = re.compile(r"(<@[^<>]*>|(?<!\w)@[UW][A-Z0-9]+)\s*(?=<?@[UW])")
LABELLED = re.compile(r"<@(\w+)\0([^<>]*)>")
TYPED_ID = re.compile(r"(?<!\w)@([UW](?=[A-Z]*\d)[A-Z0-9]+)\b|^([UW](?=[A-Z]*\d)[A-Z0-9]{8,})$")
DIVIDERS = re.compile(r"[|;,/&\n]+")


@lru_cache(maxsize=CACHED)
def people(text: str, *, alone: bool | None = None) -> tuple[Someone, ...]:
    """Take a cell of people apart; a comma between two words is that of “Last, First” with `alone`, else divides.

    Where nobody knows which, the two words stay as they are typed, as somebody who may be two. A bar at
    the end says that bars alone divide, and that names are written as they are; a dash holds a place there.

    >>> [someone.name for someone in people("Tillery, Marcus; Esther Kimani & Bo Falk (Acme)")]
    ['Marcus Tillery', 'Esther Kimani', 'Bo Falk']
    >>> people("Ana Sobral <Ana@example.com>") == (Someone(name="Ana Sobral", email="ana@example.com"),)
    True
    >>> [someone.name for someone in people("Falk, Bo | Rock & Roll (Acme) |")]
    ['Falk, Bo', 'Rock & Roll (Acme)']
    """
    if text.endswith("|"):
        return tuple(Someone(name="" if part == "-" else part) for part in map(line, text[:-1].split("|")))
    text = bare(MENTION.sub(_labelled, NEIGHBOURS.sub(r"\1;", MAIL_LINK.sub(r"<\1>", text))))
    if alone is None and _is_either(text):
        return (Someone(name=line(text), may_be_two=True),)
    if alone or STRONG.search(text):
        pieces = [_turned(line(piece), most=LONGEST_REVERSED) for piece in STRONG.split(text)]
    else:
        pieces = [_turned(line(text)) if "<" in text or PARTICLES.match(text) else line(text)]
    parts = [line(part) for piece in pieces for part in WEAK.split(_all_turned(piece))]
    found = (_someone(part) for part in parts if not is_nobody(part))
    return tuple(one for one in found if one.name or one.email or one.slack_id)


def may_be_reversed(text: str) -> bool:
    """Tell whether “Last, First” and two people of one name each look the same here.

    >>> may_be_reversed("Tillery, Marcus"), may_be_reversed("Marcus Tillery, Bo Falk")
    (True, False)
    """
    return not text.endswith("|") and _is_either(bare(text))


@lru_cache(maxsize=CACHED)
def addresses(text: str) -> tuple[str, ...]:
    """Take a cell of e-mail addresses or Slack ids apart; "" for a dash, and what is neither as it stands.

    >>> addresses("Ana@Example.com; bo"), addresses("- | <@U012AB3CD|cy>")
    (('ana@example.com', 'bo'), ('', 'U012AB3CD'))
    """
    text = MENTION.sub(r"\1", MAIL_LINK.sub(r"\1", text))
    parts = [part.strip("<>").removeprefix("mailto:").removeprefix("@") for part in _places(text)]
    return tuple("" if is_nothing(part) else part if is_slack_id(part) else part.lower() for part in parts)


def is_email(text: str) -> bool:
    """Tell whether a text is an e-mail address and nothing else."""
    return len(text) <= LONGEST_EMAIL and EMAIL.fullmatch(text) is not None


def is_slack_id(text: str) -> bool:
    """Tell whether a text, where an address should stand, is a Slack id."""
    return SLACK_ID.fullmatch(text) is not None


def _labelled(mention: re.Match[str]) -> str:
    """Keep a label with its mention, without what would take it apart."""
    return f"<@{mention[1]}\0{DIVIDERS.sub(' ', mention[2] or '')}>"


def _is_either(text: str) -> bool:
    """Tell whether a text is two words and a comma, both of which can be a name."""
    found = ONE_WORD_EACH.fullmatch(text)
    return found is not None and not any(is_nobody(word) or is_role(word) for word in found.groups())


def _turned(text: str, *, most: int = 2) -> str:
    """Turn “Last, First” around, where something tells that a comma does not stand between people."""
    found = REVERSED.fullmatch(text)
    if found is None or len(f"{LEADING.sub('', found[1])} {found[2]}".split()) > max(most, 2):
        return text
    return f"{found[2]} {found[1]}{found[3] or ''}"


def _all_turned(text: str) -> str:
    """Turn “Last, First and Last, First” around: in a list of people no comma would follow the “and”."""
    pieces = [line(piece) for piece in AND.split(text)]
    turned = [_turned(piece, most=LONGEST_REVERSED) for piece in pieces]
    return " & ".join(turned) if len(pieces) > 1 and not any("," in piece for piece in turned) else text


def _places(text: str) -> list[str]:
    """Divide at bars, between which a place may be empty, unless something else divides as well."""
    places = [place.strip() for place in text.removesuffix("|").split("|")]
    if len(places) > 1 and not any(re.search(r"[;,\s]", place) for place in places):
        return places
    return [part for part in re.split(r"[|;,\s]+", text) if part]


def _someone(text: str) -> Someone:
    """Take a name and what somebody is reached by from one text; the label of a mention is a name if no other is."""
    email = EMAIL.search(text)
    text = EMAIL.sub(" ", text)
    mention, typed_id = LABELLED.search(text), TYPED_ID.search(text)
    name = line(TYPED_ID.sub(" ", LABELLED.sub(" ", text))).strip(" <>()[]@").rstrip(" -–—:")
    name = name or (line(mention[2]).removeprefix("@") if mention else "")
    slack_id = mention[1] if mention else (typed_id[1] or typed_id[2]) if typed_id else ""
    return Someone(name="" if is_nobody(name) else name, email=email[0].lower() if email else "", slack_id=slack_id)
