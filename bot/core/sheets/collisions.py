"""Rows that claim the same name: the one further up keeps it. And names that are too much alike."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from bot.core.sheets.drafts import Reason, Remark, Topic
from bot.core.sheets.keys import key_of
from bot.core.sheets.naming import Field
from bot.core.text import words

SMALL_WORDS = {"the", "a", "an", "of", "for", "and", "to", "in", "our"}
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
    """Remark on titles that questions will mix up: the same but for small words and order, or for one letter."""
    seen: dict[str, Topic] = {}
    remarks = []
    for topic in topics:
        forms = set(_alike_forms(topic.title))
        before = next((seen[form] for form in forms if form in seen), None)
        if before:
            remarks.append(
                Remark(
                    row=topic.row,
                    column=columns[Field.TITLE],
                    reason=Reason.ALIKE_TITLES,
                    value=topic.title,
                    other=before.title,
                )
            )
        seen |= {form: seen.get(form, topic) for form in forms}
    return remarks


def _alike_forms(title: str) -> Iterator[str]:
    """Give what two titles share that are alike: their words in order, and all of them but for one letter.

    >>> set(_alike_forms("Acme Corp")) & set(_alike_forms("Acne Corp")) != set()
    True
    """
    said = [word for word in words(title) if word not in SMALL_WORDS]
    yield " ".join(sorted(said))
    letters = "".join(said)
    if SHORTEST <= len(letters) <= LONGEST and not any(letter.isdigit() for letter in letters):
        yield from (f"{letters[:place]}?{letters[place + 1 :]}" for place in range(len(letters)))
