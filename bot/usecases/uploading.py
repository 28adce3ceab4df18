"""What an organizer dropped and has not decided on yet: kept with its choices, previewed, applied or cancelled."""

import json
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Update, delete, or_, select, update
from sqlalchemy.orm import Session

from bot.core import sheets
from bot.core.plans import Choices, Plan
from bot.core.sheets import Field, Row, Sheet
from bot.core.text import folded
from bot.core.uploads import Done, Dropped, Preview
from bot.core.versions import packed, unpacked
from bot.errors import UserMistake
from bot.usecases import importing, restoring
from bot.usecases.importing import Prepared
from models import Upload

KEEP = timedelta(days=1)  # how long the rows of a sheet wait for a decision
KEEP_TRACE = timedelta(days=7)  # how long it is known that there was one
LONGEST_NAME = 300
EMPTY: dict[str, Any] = {"sheet": b"", "choices": "", "asked": ""}  # an upload of which nothing is kept
MOST_ASKED = 100  # names that a form may ask about; of the others it is known how many there are
GONE = "This preview is too old, and I have not kept the sheet. Drop it here once more."
NEWER = "You have dropped another sheet of this name since, and I have put this one away. Go on with the newer one."
CANCELLED = "This sheet was cancelled. Drop it here once more if you want it after all."


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """An upload as it was kept; `rows` are those of a sheet, packed, and `version` what it became, if applied."""

    id: str
    name: str
    rows: bytes
    target: int | None
    choices: Choices
    asked: str
    base: int
    version: int | None

    def sheet(self) -> Sheet:
        """Unpack the sheet, which takes a while if it is large; raise a `UserMistake` where there is none."""
        if not self.rows:
            raise UserMistake(GONE)
        return _read(unpacked(self.rows))


def keep(session: Session, sheet: Sheet, *, by: str, now: datetime) -> str:
    """Keep the rows of a sheet until somebody decides, and give the id that buttons carry.

    Of the sheets of one name that one organizer drops only the last is kept: it is put right and dropped once more.
    """
    older = update(Upload).where(Upload.by == by, Upload.kind == "sheet", Upload.state == "open")
    session.execute(older.where(Upload.name == sheet.name[:LONGEST_NAME]).values(EMPTY))
    upload = Upload(kind="sheet", name=sheet.name[:LONGEST_NAME], sheet=packed(_written(sheet)), by=by, created_at=now)
    session.add(upload)
    session.flush()
    return upload.id


def go_back(session: Session, target: int, *, by: str, now: datetime) -> str:
    """Keep that somebody wants to go back to a version."""
    upload = Upload(kind="undo", target=target, by=by, created_at=now)
    session.add(upload)
    session.flush()
    return upload.id


def waiting(session: Session, upload_id: str, *, now: datetime) -> Waiting:
    """Give an upload; raise a `UserMistake` that says what to do where there is nothing left of it."""
    row = session.scalars(select(Upload).where(Upload.id == upload_id)).one_or_none()
    if row is None or (row.state == "open" and row.created_at < now - KEEP):
        raise UserMistake(GONE)
    if row.state == "cancelled":
        raise UserMistake(CANCELLED)
    if row.state == "open" and row.kind == "sheet" and not row.sheet:
        raise UserMistake(NEWER)
    return Waiting(
        id=row.id,
        name=row.name,
        rows=row.sheet,
        target=row.target,
        choices=_choices(row.choices),
        asked=row.asked,
        base=row.base,
        version=row.version,
    )


def propose(session: Session, found: Waiting) -> Prepared:
    """Work out what an upload would do to the directory as it is now."""
    if found.target is not None:
        return restoring.propose(session, found.target)
    return importing.propose(session, sheets.draft(found.sheet(), fields=found.choices.fields), found.choices)


def look(session: Session, upload_id: str, *, now: datetime) -> Preview | Done:
    """Show what an upload would change, or what it did if it is applied already."""
    found = waiting(session, upload_id, now=now)
    if found.version is not None:
        return restoring.done(session, found.version)
    return Preview(upload_id=upload_id, plan=propose(session, found).plan)


def seen(session: Session, upload_id: str, plan: Plan) -> None:
    """Note beside which version of the directory the organizer sees it, and which names are asked about."""
    asked = [[one.name, one.rows, one.column, [who.id for who in one.candidates], one.is_role] for one in plan.who]
    names = {"count": len(asked), "names": asked[:MOST_ASKED]}
    noted = {"base": plan.base, "asked": json.dumps(names, ensure_ascii=False)}
    session.execute(_open(upload_id).values(noted))


def apply(session: Session, upload_id: str, prepared: Prepared, *, by: str, now: datetime) -> Done | None:
    """Make an upload the directory and forget its rows, once; None if somebody has applied or cancelled it before.

    Rows with problems are left out: the button said so. Raises `DirectoryMoved` as `importing.apply` does.
    """
    if not _close(session, upload_id, "applied"):
        return None
    done = importing.apply(session, prepared, by=by, now=now, skip_problems=True)
    session.execute(update(Upload).where(Upload.id == upload_id).values(version=done.version))
    return done


def cancel(session: Session, upload_id: str, *, now: datetime) -> Dropped | Done:
    """Drop an upload and its rows; what is in force already is told instead, for it is not taken back by this."""
    if _close(session, upload_id, "cancelled"):
        return Dropped(sheet=session.scalar(select(Upload.name).where(Upload.id == upload_id)) or "")
    found = waiting(session, upload_id, now=now)
    return restoring.done(session, found.version or 0)


def decide(
    session: Session,
    upload_id: str,
    *,
    now: datetime,
    fields: dict[int, Field | None] | None = None,
    people: dict[str, int | None] | None = None,
    same: dict[str, int] | None = None,
    keeps: bool | None = None,
) -> None:
    """Add to what was chosen about an upload."""
    before = waiting(session, upload_id, now=now).choices
    after = replace(
        before,
        fields={**before.fields, **(fields or {})},
        people={**before.people, **(people or {})},
        same={**before.same, **(same or {})},
        keeps=before.keeps if keeps is None else keeps,
    )
    session.execute(_open(upload_id).values(choices=json.dumps(_plain(after), ensure_ascii=False)))


def forget(session: Session, *, now: datetime) -> None:
    """Empty what nobody decided on for a day, and forget after a week that there was anything."""
    holds = or_(Upload.sheet != b"", Upload.choices != "", Upload.asked != "")
    session.execute(update(Upload).where(Upload.created_at < now - KEEP, holds).values(EMPTY))
    session.execute(delete(Upload).where(Upload.created_at < now - KEEP_TRACE))


def _open(upload_id: str) -> Update:
    return update(Upload).where(Upload.id == upload_id, Upload.state == "open")


def _close(session: Session, upload_id: str, state: str) -> bool:
    """Empty an upload that is open; whoever closes it first is the only one who does."""
    done = session.execute(_open(upload_id).values(state=state, **EMPTY))
    return done.rowcount == 1  # type: ignore[attr-defined, no-any-return]


def _written(sheet: Sheet) -> object:
    return {"name": sheet.name, "tab": sheet.tab, "rows": [[row.number, list(row.cells)] for row in sheet.rows]}


def _read(kept: dict[str, object]) -> Sheet:
    rows: Iterable[tuple[int, list[str]]] = kept["rows"]  # type: ignore[assignment]
    return Sheet(
        name=str(kept["name"]),
        tab=str(kept["tab"]),
        rows=tuple(Row(number=number, cells=tuple(cells)) for number, cells in rows),
    )


def _plain(choices: Choices) -> object:
    return {
        "fields": [[place, field.value if field else None] for place, field in choices.fields.items()],
        "people": dict(choices.people),
        "same": dict(choices.same),
        "keeps": choices.keeps,
    }


def _choices(text: str) -> Choices:
    kept = json.loads(text) if text else {}
    return Choices(
        fields={place: Field(field) if field else None for place, field in kept.get("fields", ())},
        people={folded(name): person_id for name, person_id in kept.get("people", {}).items()},
        same=kept.get("same", {}),
        keeps=kept.get("keeps"),
    )
