"""Topics and people as they were, in the form in which a version keeps them.

>>> ana = Known(id=1, name="Ana Sobral")
>>> pricing = Content(title="Pricing", owners=(ana,), stories=(Told(person=ana, text="They paid."),))
>>> thaw(freeze(pricing), {1: ana}) == pricing
True
"""

import json
import zlib
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from bot.core.plans import Change, Changed, Content, Plan, Rep, Told
from bot.core.roster import Known

Frozen = dict[str, Any]
PLAIN = ("title", "kind", "session", "day", "link", "channel")
LISTS = ("aliases", "key_points")
PEOPLE = ("owners", "presenters", "backups")


def freeze(content: Content) -> Frozen:
    """Write a topic down with people by their ids."""
    frozen: Frozen = {name: getattr(content, name) for name in PLAIN}
    frozen |= {name: list(getattr(content, name)) for name in LISTS}
    frozen |= {name: [person.id for person in getattr(content, name)] for name in PEOPLE}
    frozen["reps"] = [[rep.person.id, _day(rep.since), _day(rep.until)] for rep in content.reps]
    frozen["stories"] = [[told.person.id, told.text, told.kind] for told in content.stories]
    return frozen


def thaw(frozen: Frozen, people: Mapping[int, Known]) -> Content:
    """Read a topic back; who is not known any more is left out."""
    return Content(
        **{name: frozen[name] for name in PLAIN},
        aliases=tuple(frozen["aliases"]),
        key_points=tuple(frozen["key_points"]),
        owners=_known(frozen["owners"], people),
        presenters=_known(frozen["presenters"], people),
        backups=_known(frozen["backups"], people),
        reps=tuple(
            Rep(person=people[one], since=_date(since), until=_date(until))
            for one, since, until in frozen["reps"]
            if one in people
        ),
        stories=tuple(
            Told(person=people[one], text=text, kind=kind) for one, text, kind in frozen["stories"] if one in people
        ),
    )


def packed(value: Any) -> bytes:
    """Write anything of plain values as compressed JSON."""
    return zlib.compress(json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode())


def unpacked(data: bytes) -> Any:
    """Read it back."""
    return json.loads(zlib.decompress(data))


def told(plan: Plan) -> Frozen:
    """Write down what a plan did, for people to read later."""
    return {
        "added": list(plan.added),
        "removed": list(plan.removed),
        "changed": [[one.name, [[c.field, c.old, c.new] for c in one.changes]] for one in plan.changed],
        "people": [[one.name, [[c.field, c.old, c.new] for c in one.changes]] for one in plan.people_changed],
        "newcomers": list(plan.people_added),
        "sheet": plan.sheet,
        "target": plan.target,
    }


def retold(frozen: Frozen) -> Plan:
    """Read back what a version did; what it left as it was is not remembered."""
    return Plan(
        sheet=frozen.get("sheet", ""),
        tab="",
        columns=(),
        added=tuple(frozen.get("added", ())),
        removed=tuple(frozen.get("removed", ())),
        changed=_changed(frozen.get("changed", ())),
        people_changed=_changed(frozen.get("people", ())),
        people_added=tuple(frozen.get("newcomers", ())),
        target=frozen.get("target"),
    )


def _known(ids: Iterable[int], people: Mapping[int, Known]) -> tuple[Known, ...]:
    return tuple(people[one] for one in ids if one in people)


def _changed(rows: Any) -> tuple[Changed, ...]:
    return tuple(
        Changed(
            name=name, changes=tuple(Change(field=field, old=tuple(old), new=tuple(new)) for field, old, new in all_)
        )
        for name, all_ in rows
    )


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _date(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
