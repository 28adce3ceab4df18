"""A sheet to fill in."""

from bot.core.exporting.files import as_csv, as_xlsx
from bot.core.exporting.tables import COLUMNS
from bot.core.sheets import EXAMPLE_TITLE, Field

EXAMPLE = {
    Field.TITLE: EXAMPLE_TITLE,
    Field.KIND: "pricing",
    Field.ALIASES: "hotel rates, room pricing",
    Field.OWNER: "Ana Sobral",
    Field.OWNER_EMAIL: "ana.sobral@example.com",
    Field.PRESENTER: "Esther Kimani | Bo Falk",
    Field.PRESENTER_EMAIL: "esther.kimani@example.com | bo.falk@example.com",
    Field.BACKUP: "Bo Falk",
    Field.BACKUP_EMAIL: "bo.falk@example.com",
    Field.REP: "Marcus Tillery",
    Field.REP_EMAIL: "marcus.tillery@example.com",
    Field.SINCE: "2025-03-01",
    Field.UNTIL: "2026-09-30",
    Field.STORY: "They asked for a discount, I asked how many rooms stay empty. We never spoke of discounts again.",
    Field.SESSION: "What a room is worth",
    Field.DAY: "Day 1",
    Field.KEY_POINTS: "One price a room and month | No fee for groups",
    Field.LINK: "https://example.com/pricing-for-hotels",
    Field.CHANNEL: "#pricing",
}
MEANINGS = {
    Field.TITLE: "What people ask about, in a few words. The only column that must be filled.",
    Field.KIND: "Choose from the menu; empty means “other”.",
    Field.ALIASES: "What people also call it, with commas between; with | where a name has a comma in it.",
    Field.OWNER: "Who answers questions about it. Several with | between.",
    Field.OWNER_EMAIL: "The owner's address at work; it tells two people of one name apart. Several in the same order.",
    Field.PRESENTER: "Who presented it at the kickoff. Several with | between.",
    Field.PRESENTER_EMAIL: "Their addresses in the same order; a - for one that you do not know.",
    Field.BACKUP: "Who answers while the owner is away.",
    Field.BACKUP_EMAIL: "The backup's address.",
    Field.REP: "A colleague who lived it, or held the account or territory before. For another one, add a row with the "
    "same topic and fill in only these five columns.",
    Field.REP_EMAIL: "The field rep's address.",
    Field.SINCE: "From when the field rep had it, as 2025-03-01.",
    Field.UNTIL: "Until when, as 2026-09-30.",
    Field.STORY: "What the field rep tells of it, in their own words. It is shown as it stands.",
    Field.SESSION: "The session at the kickoff.",
    Field.DAY: "The day of the session.",
    Field.KEY_POINTS: "What is worth remembering, with | or a new line between the points.",
    Field.LINK: "Where to read on; it starts with https://.",
    Field.CHANNEL: "The Slack channel for it, such as #pricing.",
}
TAB = "How to fill it in"
HEADING = ("Column", "What goes into it", "For example")


def template(format: str) -> bytes:  # noqa: A002 - what it is called where it is typed
    """Write the columns with one example row, as "csv" or "xlsx"; a workbook says on a second sheet what goes where."""
    columns = [field for field in COLUMNS if field in EXAMPLE]
    rows = [[field.value for field in columns], [EXAMPLE[field] for field in columns]]
    if format != "xlsx":
        return as_csv(rows)
    meanings = [[field.value, MEANINGS[field], EXAMPLE[field]] for field in columns]
    return as_xlsx(rows, help=[HEADING, *meanings], tab=TAB)
