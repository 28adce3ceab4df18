"""One form for the forms of a word, so that "disputed charges" meets "charging disputes"."""

from functools import lru_cache

import snowballstemmer

SHORTEST_STEMMED = 4
ENGLISH = snowballstemmer.stemmer("english")


@lru_cache(maxsize=1 << 15)  # the same few thousand words come again and again
def stem(word: str) -> str:
    """Return a word without the endings that English adds; a rough cut that only has to be the same twice.

    >>> [stem(word) for word in ("charges", "charging", "charged", "charge", "approves", "approval", "status")]
    ['charg', 'charg', 'charg', 'charg', 'approv', 'approv', 'status']
    """
    if len(word) < SHORTEST_STEMMED or not word.isascii():
        return word
    stemmed: str = ENGLISH.stemWord(word)
    return stemmed
