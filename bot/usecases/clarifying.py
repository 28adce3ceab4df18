"""What an organizer is asked about a sheet in a form: what its columns hold, who is meant; and the answers."""

import json
from collections.abc import Mapping
from datetime import datetime

from sqlalchemy.orm import Session

from bot.core import sheets
from bot.core.plans import WhoIs
from bot.core.sheets import Column, Sheet
from bot.core.uploads import ColumnsForm, FormColumn, WhoForm
from bot.usecases import importing, uploading

SAMPLES = 2
MOST_COLUMNS, MOST_PEOPLE = 90, 48  # of a form, which may have a hundred blocks; a name takes two


def columns_form(session: Session, upload_id: str, *, now: datetime) -> ColumnsForm:
    """Lay out what each column of a sheet is taken for, with a cell or two of each."""
    found = uploading.waiting(session, upload_id, now=now)
    sheet = found.sheet()
    columns = sheets.columns_of(sheet.rows, found.choices.fields)
    shown = [
        FormColumn(name=one.name, place=one.place, field=one.field, samples=_samples(one, sheet))
        for one in columns[:MOST_COLUMNS]
    ]
    return ColumnsForm(
        upload_id=upload_id, sheet=found.name, columns=tuple(shown), more=max(0, len(columns) - MOST_COLUMNS)
    )


def who_form(session: Session, upload_id: str, *, now: datetime) -> WhoForm:
    """Lay out the names that were asked about when it was last seen: working a large sheet out takes too long here."""
    found = uploading.waiting(session, upload_id, now=now)
    asked = json.loads(found.asked or "{}")
    people = importing.people(session)
    who = tuple(
        WhoIs(
            name=name,
            rows=tuple(rows),
            column=column,
            candidates=tuple(people[one] for one in candidates if one in people),
            is_role=is_role,
        )
        for name, rows, column, candidates, is_role in asked.get("names", ())[:MOST_PEOPLE]
    )
    return WhoForm(upload_id=upload_id, sheet=found.name, who=who, more=asked.get("count", 0) - len(who))


def answer(session: Session, upload_id: str, people: Mapping[str, int | None], *, by: str, now: datetime) -> None:
    """Take in who is meant by names, for this sheet and for every one after it."""
    uploading.decide(session, upload_id, now=now, people=dict(people))
    importing.remember(session, people, by=by, now=now)


def _samples(column: Column, sheet: Sheet) -> tuple[str, ...]:
    cells = (row.cells[column.place] for row in sheet.rows if column.place < len(row.cells))
    filled = dict.fromkeys(cell for cell in cells if cell and cell != column.name)
    return tuple(filled)[:SAMPLES]
