r"""The organizer's sheet: bytes become rows, rows become topics and remarks.

>>> sheet = read(b"Topic;Owner (go-to person)\nPricing;Ana Sobral\n;Bo Falk\n", name="kickoff.csv")
>>> drafted = draft(sheet)
>>> [(topic.row, topic.title, topic.owners[0].name) for topic in drafted.topics]
[(2, 'Pricing', 'Ana Sobral')]
>>> [(remark.row, remark.column, remark.reason.value) for remark in drafted.remarks]
[(3, 'Topic', 'no title')]
"""

from bot.core.sheets.cells import EXAMPLE_TITLE, KINDS
from bot.core.sheets.columns import Column
from bot.core.sheets.drafting import columns_of, draft
from bot.core.sheets.drafts import Draft, Effect, Lived, Reason, Remark, Someone, Topic
from bot.core.sheets.limits import LARGEST_FILE
from bot.core.sheets.naming import Field
from bot.core.sheets.reading import read
from bot.core.sheets.rows import Row, Sheet

__all__ = [
    "EXAMPLE_TITLE",
    "KINDS",
    "LARGEST_FILE",
    "Column",
    "Draft",
    "Effect",
    "Field",
    "Lived",
    "Reason",
    "Remark",
    "Row",
    "Sheet",
    "Someone",
    "Topic",
    "columns_of",
    "draft",
    "read",
]
