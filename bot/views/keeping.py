"""What organizers keep the directory with, a press away."""

from slack_sdk.models.blocks import ActionsBlock

from bot.views.blocks import actions, button

OPEN_UPLOAD = "open_upload"
NEW_TOPIC = "new_topic"
OPEN_HISTORY = "open_history"
EXPORT_CSV = "export_csv"
OPEN_STATS = "open_stats"
OPEN_RECAPS = "open_recaps"

NO_ID = "0"  # what a button carries that is about nothing in particular
LABELS = {
    "Upload a sheet…": OPEN_UPLOAD,
    "New topic": NEW_TOPIC,
    "History": OPEN_HISTORY,
    "Export as CSV": EXPORT_CSV,
    "Stats": OPEN_STATS,
    "Recaps": OPEN_RECAPS,
}


def buttons() -> ActionsBlock:
    """Draw the row of them, for the Home tab and for help."""
    return actions(button(label, action=verb, value=NO_ID) for label, verb in LABELS.items())
