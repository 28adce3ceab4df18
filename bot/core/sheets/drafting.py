"""From rows to topics."""

from bot.core.sheets.collisions import distinct_aliases, distinct_titles
from bot.core.sheets.columns import header
from bot.core.sheets.drafts import Draft
from bot.core.sheets.rows import Sheet
from bot.core.sheets.taking import Taker
from bot.errors import UserMistake

NO_HEADER = (
    "“{name}” has no row that names its columns. It needs at least one column for the topic and one for its owner, "
    "for instance “Topic” and “Owner”."
)
NO_TOPICS = "“{name}” names its columns in row {row}, but no topic stands below."


def draft(sheet: Sheet) -> Draft:
    """Read the topics of a sheet; raise `UserMistake` when its columns cannot be told or nothing is below them."""
    found = header(sheet.rows)
    if found is None:
        raise UserMistake(NO_HEADER.format(name=sheet.name))
    top, columns = found
    known = {column.field: column for column in columns if column.field}
    below = [Taker(row=row, columns=known) for row in sheet.rows if row.number > top.number]
    takers = [taker for taker in below if not taker.is_blank]
    if not takers:
        raise UserMistake(NO_TOPICS.format(name=sheet.name, row=top.number))
    taken = [(taker, taker.topic()) for taker in takers]
    names = {field: column.name for field, column in known.items()}
    distinct, again = distinct_titles((topic for taker, topic in taken if not taker.is_left_out), columns=names)
    topics, clashes = distinct_aliases(distinct, columns=names)
    remarks = [*(remark for taker in takers for remark in taker.remarks), *again, *clashes]
    return Draft(
        sheet=sheet.name,
        tab=sheet.tab,
        columns=columns,
        topics=tuple(topics),
        remarks=tuple(sorted(remarks, key=lambda remark: remark.row)),
        left_out=frozenset(topic.key for taker, topic in taken if taker.is_left_out),
    )
