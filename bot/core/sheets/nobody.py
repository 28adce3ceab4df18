"""What stands where a person should and names nobody: somebody is still to be found, or has gone unnamed."""

import re
from functools import lru_cache

from bot.core.sheets.cells import is_nothing
from bot.core.text import folded, words

NOBODY = frozenset(map(folded, (
    "TBC", "T.B.D.", "T.B.C.", "T.B.A.", "NN", "N.N.", "n.a.", "n/a", "n/v", "k.A.", "x", "xx", "xxx", "none",
    "none yet", "no one", "nobody", "nobody yet", "not yet", "not yet known", "not assigned", "not yet assigned",
    "unassigned", "vacant", "vacancy", "open", "still open", "open position", "unknown", "not known", "new hire",
    "new joiner", "backfill", "pending", "to be confirmed", "to be decided", "to be announced", "to be defined",
    "to be determined", "to be named", "to be assigned", "offen", "noch offen", "unbekannt", "noch unbekannt",
    "niemand", "keiner", "keine", "wird noch benannt", "wird noch bekannt gegeben", "vakant", "à définir",
    "à confirmer", "à déterminer", "à venir", "personne", "inconnu", "por definir", "por confirmar", "por determinar",
    "nadie", "ninguno", "desconocido", "vacante", "someone", "somebody", "anyone", "placeholder",
)))  # fmt: skip
UNNAMED = frozenset(map(folded, (
    "team", "the team", "his team", "her team", "their team", "my team", "more", "others", "other", "andere",
    "weitere", "autres", "otros", "etc.", "et al.", "u.a.",
)))  # fmt: skip
SO_MANY_MORE = re.compile(r"\d+ (?:more|others?|weitere|andere|autres|mas|otros)")
TO_BE = frozenset({"tbd", "tbc", "tba"})


@lru_cache(maxsize=4096)
def is_nobody(text: str) -> bool:
    """Tell whether what stands where a person should says that there is none yet.

    >>> [is_nobody(text) for text in ("TBC", "Noch offen", "TBD - ask Mara", "N.N.", "0", "2 more", "Ana")]
    [True, True, True, True, True, True, False]
    """
    if is_nothing(text) or not any(map(str.isalpha, text)):
        return True
    said = folded(text)
    return (
        said in NOBODY
        or said in UNNAMED
        or SO_MANY_MORE.fullmatch(said) is not None
        or not TO_BE.isdisjoint(words(text))
    )
