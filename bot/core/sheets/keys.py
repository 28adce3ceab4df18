"""The name by which a topic is known from one sheet to the next."""

import hashlib

from bot.core.text import words

LONGEST_KEY = 200
DIGEST = 12  # letters that tell apart two keys that had to be cut


def key_of(title: str) -> str:
    """Give the stable key of a title: case, accents and punctuation do not count; "" where no word is in it.

    >>> key_of("Crème  brûlée: R&D"), key_of("!?")
    ('creme-brulee-r-d', '')
    """
    key = "-".join(words(title))
    if len(key) <= LONGEST_KEY:
        return key
    digest = hashlib.sha256(key.encode()).hexdigest()[:DIGEST]
    return f"{key[: LONGEST_KEY - DIGEST - 1]}-{digest}"
