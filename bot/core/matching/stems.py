"""One form for the forms of a word, so that "disputed charges" meets "charging disputes"."""

from functools import lru_cache

SHORTEST_STEMMED = 4
ES = ("ses", "xes", "zes", "ches", "shes")
NO_PLURAL = ("ss", "us", "is")


@lru_cache(maxsize=1 << 14)  # the same few thousand words come again and again
def stem(word: str) -> str:
    """Return a word without the endings of English plurals and verbs; a rough cut that only has to be the same twice.

    >>> [stem(word) for word in ("charges", "charging", "charged", "charge", "policies", "tipping", "status")]
    ['charg', 'charg', 'charg', 'charg', 'policy', 'tip', 'status']
    """
    if len(word) < SHORTEST_STEMMED or not word.isascii():
        return word
    word = _singular(word)
    for ending in ("ing", "ed"):
        if word.endswith(ending) and len(word) > len(ending) + 2:
            word = word.removesuffix(ending)
            break
    if word[-1] == word[-2] and word[-1] not in "aeiouls":
        word = word[:-1]
    return word[:-1] if word.endswith("e") and len(word) >= SHORTEST_STEMMED else word


def _singular(word: str) -> str:
    """Return a word without an English plural's ending."""
    if word.endswith("ies") and len(word) > SHORTEST_STEMMED:
        return word[:-3] + "y"
    if word.endswith(ES) and len(word) > SHORTEST_STEMMED:
        return word[:-2]
    return word[:-1] if word.endswith("s") and not word.endswith(NO_PLURAL) else word
