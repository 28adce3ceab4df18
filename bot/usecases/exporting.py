"""The directory as a sheet."""

from sqlalchemy.orm import Session

from bot.core import exporting
from bot.core.uploads import Document
from bot.usecases.importing.stored import load

NAME = "kickoff"
FORMATS = ("csv", "xlsx")
SAYS = "The directory as of version {version}: {topics} topics. Upload it again, and nothing changes."
TEMPLATE_NAME = "topics"
TEMPLATE_SAYS = (
    "A sheet to fill in: a row a topic, and the column names may be yours. Drop it here when you are done; the example "
    "row is left out."
)


def export(session: Session, *, format: str = "csv") -> Document:  # noqa: A002 - what it is called where it is typed
    """Write the directory in force as a sheet; the same directory gives the same bytes."""
    contents = load(session)
    rows = exporting.table([(stored.key, stored.content) for stored in contents.present])
    data = exporting.as_xlsx(rows) if format == "xlsx" else exporting.as_csv(rows)
    says = SAYS.format(version=contents.version, topics=len(contents.present))
    return Document(name=f"{NAME}-version-{contents.version}.{format}", data=data, says=says)


def template(*, format: str = "xlsx") -> Document:  # noqa: A002
    """Write a sheet to fill in, with an example row."""
    return Document(name=f"{TEMPLATE_NAME}.{format}", data=exporting.template(format), says=TEMPLATE_SAYS)
