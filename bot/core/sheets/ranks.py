"""Which of several columns is the topic, as far as their names tell."""

from bot.core.sheets.naming import LISTED
from bot.core.text import plain, words

TITLES = {"title", "titel", "titre", "intitule", "titulo", "subject", "betreff", "asunto"}
LISTINGS = {plain(name) for name in LISTED}
LAST = 4


def rank(name: str, *, has_names: bool = False) -> int:
    """Rank a name that a topic's column may have, the lower the better; with `has_names`, a title is “Dr.” rather.

    >>> [rank(one) for one in ("Topic", "Title", "Name", "Account")], rank("Titel", has_names=True)
    ([0, 1, 2, 3], 4)
    """
    said = {word.removesuffix("s") for word in words(name)}
    if plain(name) in LISTINGS or plain(name).removesuffix("s") in LISTINGS:
        return 3
    if said & TITLES:
        return LAST if has_names and len(said) == 1 else 1
    return 2 if said == {"name"} else 0
