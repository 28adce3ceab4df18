r"""The organizer's sheet: bytes become rows, rows become topics and remarks.

>>> sheet = read(b"Topic;Owner (go-to person)\nPricing;Ana Sobral\n;Bo Falk\n", name="kickoff.csv")
>>> drafted = draft(sheet)
>>> [(topic.row, topic.title, topic.owners) for topic in drafted.topics]
[(2, 'Pricing', (Someone(name='Ana Sobral', email=''),))]
>>> [(remark.row, remark.column, remark.reason.value) for remark in drafted.remarks]
[(3, 'Topic', 'no title')]
"""

from bot.core.sheets.cells import KINDS
from bot.core.sheets.columns import Column, Field
from bot.core.sheets.drafting import draft
from bot.core.sheets.drafts import Draft, Effect, Reason, Remark, Someone, Topic
from bot.core.sheets.reading import LARGEST_FILE, read
from bot.core.sheets.rows import Row, Sheet

__all__ = [
    "KINDS",
    "LARGEST_FILE",
    "Column",
    "Draft",
    "Effect",
    "Field",
    "Reason",
    "Remark",
    "Row",
    "Sheet",
    "Someone",
    "Topic",
    "draft",
    "read",
]
