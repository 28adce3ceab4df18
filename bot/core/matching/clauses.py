"""Two questions in one: "who knows TideLink, and who does pricing in Iberia?"."""

import re

from bot.core.matching.frames import is_frame
from bot.core.text import plain, words

JOINT = re.compile(r"\s+(?:and|und|y|et|or|oder|plus)\s+|\s*[+&;/]\s*|\?\s+|\n")
MOST_CLAUSES = 4
MOST_WORDS = 40  # more is a letter, and the halves of its sentences are no questions


def clauses(question: str) -> list[str]:
    """Take a question apart where it goes on to something else; an empty list if it is about one thing.

    >>> clauses("Who knows TideLink, and who does pricing?"), clauses("who knows TideLink and who else?")
    (['who knows tidelink,', 'who does pricing?'], [])
    """
    parts = [part for part in JOINT.split(plain(question)) if not all(map(is_frame, words(part)))]
    return parts if 1 < len(parts) <= MOST_CLAUSES and len(words(question)) <= MOST_WORDS else []
