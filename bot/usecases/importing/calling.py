"""No two topics of the directory have a name in common, in the sheet or beside it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from bot.core.sheets import Reason, Remark
from bot.core.sheets.keys import key_of
from bot.usecases.importing.steps import Step
from bot.usecases.importing.stored import Stored


def distinct_names(
    steps: Sequence[Step], staying: Iterable[Stored], *, column: str
) -> tuple[tuple[Step, ...], list[Remark]]:
    """Take from each topic the names that another one has by then, and tell so.

    A title goes before the other names of any topic, also of one that the sheet does not name; else the one that has a
    name keeps it.
    """
    written = {step.stored.id for step in steps if step.stored}
    beside = [stored for stored in staying if stored.id not in written]
    titles = {key_of(step.content.title): step for step in steps}
    giving = list(_giving(beside, titles))
    holders = {key_of(alias): one.content.title for one in beside for alias in one.content.aliases}
    holders |= {key_of(one.content.title): one.content.title for one in beside}
    holders |= {key: step.content.title for key, step in titles.items()}
    kept: list[Step] = []
    remarks = [remark for _, remark in giving]
    for step in steps:
        aliases, clashes = _left(step, holders, column=column)
        is_same = aliases == step.content.aliases
        kept.append(step if is_same else replace(step, content=replace(step.content, aliases=aliases)))
        remarks += clashes
    return (*kept, *dict.fromkeys(step for step, _ in giving)), remarks


def _left(step: Step, holders: dict[str, str], *, column: str) -> tuple[tuple[str, ...], list[Remark]]:
    """Give the other names that a topic can have, and what is to be said about those that it cannot."""
    title, aliases, remarks = step.content.title, [], []
    for alias in step.content.aliases:
        holder = holders.setdefault(key_of(alias), title)
        if holder == title:
            aliases.append(alias)
        else:
            reason = Reason.ALIAS_OF_ANOTHER
            remarks.append(Remark(row=step.position, column=column, reason=reason, value=alias, other=holder))
    return tuple(aliases), remarks


def _giving(beside: Iterable[Stored], titles: dict[str, Step]) -> Iterator[tuple[Step, Remark]]:
    """Let topics beside the sheet give up names that are titles in it."""
    for stored in beside:
        content = stored.content
        rest = tuple(alias for alias in content.aliases if key_of(alias) not in titles)
        step = Step(content=replace(content, aliases=rest), stored=stored)
        for alias in content.aliases:
            if taker := titles.get(key_of(alias)):
                reason = Reason.TITLE_TAKES_NAME
                yield step, Remark(row=taker.position, column="", reason=reason, value=alias, other=content.title)
