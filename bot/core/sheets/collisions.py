"""Two rows that claim the same name: the one further up keeps it."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from bot.core.sheets.columns import Field
from bot.core.sheets.drafts import Reason, Remark, Topic
from bot.core.sheets.keys import key_of


def distinct_titles(topics: Iterable[Topic], *, columns: Mapping[Field, str]) -> tuple[list[Topic], list[Remark]]:
    """Keep the first topic of each key, and remark on the rows that come again."""
    first: dict[str, Topic] = {}
    remarks = []
    for topic in topics:
        before = first.setdefault(topic.key, topic)
        if before is not topic:
            remarks.append(
                Remark(
                    row=topic.row,
                    column=columns[Field.TITLE],
                    reason=Reason.TITLE_TWICE,
                    value=topic.title,
                    other=str(before.row),
                )
            )
    return list(first.values()), remarks


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
