"""Rows that claim the same name: the one further up keeps it. And names that are too much alike."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from rapidfuzz.distance import OSA

from bot.core.sheets.drafts import Reason, Remark, Topic
from bot.core.sheets.keys import key_of
from bot.core.sheets.naming import Field
from bot.core.text import words

SMALL_WORDS = {"the", "a", "an", "of", "for", "and", "to", "in", "our"}
SHORTEST_PLURAL = 4
SHORTEST, LONGEST = 5, 40  # letters of titles that one letter could make another


def distinct_aliases(topics: Iterable[Topic], *, columns: Mapping[Field, str]) -> tuple[list[Topic], list[Remark]]:
    """Take away aliases that are the title of another topic, or an alias of one further up."""
    topics = list(topics)
    titles = {topic.key: topic for topic in topics}
    taken: dict[str, Topic] = {}
    kept, remarks = [], []
    for topic in topics:
        aliases = []
        for alias in topic.aliases:
            key = key_of(alias)
            holder = titles.get(key) or taken.setdefault(key, topic)
            if holder is topic:
                aliases.append(alias)
                continue
            remarks.append(
                Remark(
                    row=topic.row,
                    column=columns[Field.ALIASES],
                    reason=Reason.ALIAS_IS_TITLE if key in titles else Reason.ALIAS_TWICE,
                    value=alias,
                    other=str(holder.row),
                )
            )
        kept.append(replace(topic, aliases=tuple(aliases)))
    return kept, remarks


def alike_titles(topics: Iterable[Topic], *, columns: Mapping[Field, str]) -> list[Remark]:
    """Remark on titles that questions will mix up: the same but for small words, plurals and order, or for a letter."""
    seen: dict[str, Topic] = {}
    remarks = []
    for topic in topics:
        forms = list(_alike_forms(topic.title))
        likely = dict.fromkeys(seen[form].title for form in forms if form in seen)
        if before := next((title for title in likely if _are_alike(title, topic.title)), None):
            remarks.append(
                Remark(
                    row=topic.row,
                    column=columns[Field.TITLE],
                    reason=Reason.ALIKE_TITLES,
                    value=topic.title,
                    other=before,
                )
            )
        for form in forms:
            seen.setdefault(form, topic)
    return remarks


def _alike_forms(title: str) -> Iterator[str]:
    """Give what two titles share that may be alike: their words in order, and all their letters, or all but one.

    >>> [set(_alike_forms("Acme Corp")) & set(_alike_forms(one)) != set() for one in ("Corps of Acme", "Acne Corp")]
    [True, True]
    """
    yield " ".join(sorted(_counting(title)))
    letters = "".join(_counting(title))
    if SHORTEST <= len(letters) <= LONGEST and not any(letter.isdigit() for letter in letters):
        yield letters
        yield from (letters[:place] + letters[place + 1 :] for place in range(len(letters)))


def _are_alike(one: str, other: str) -> bool:
    """Tell whether two titles that share a form are indeed the same but for a letter, left out, changed or swapped."""
    said, asked = _counting(one), _counting(other)
    return sorted(said) == sorted(asked) or OSA.distance("".join(said), "".join(asked)) <= 1


def _counting(title: str) -> list[str]:
    said = (word for word in words(title) if word not in SMALL_WORDS)
    return [word.removesuffix("s") if len(word) >= SHORTEST_PLURAL else word for word in said]
