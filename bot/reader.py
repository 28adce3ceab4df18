"""Sheets are read in a process of their own: what is in a file may end that process, never this one.

The child knows nothing but the file. It gets the bytes and hands back rows; it has no setting, no secret, no database,
and little memory and time.
"""

import contextlib
import json
import os
import signal
import subprocess
import sys
from dataclasses import fields
from pathlib import Path
from typing import Any

from bot.core import sheets
from bot.core.sheets.rows import clean
from bot.errors import UserMistake

try:
    import resource
except ImportError:  # only Unix sets limits to a process; the time limit holds everywhere
    resource = None  # type: ignore[assignment]

SECONDS = 10.0  # on the clock, start included
PROCESSOR_SECONDS = 8
MEMORY = 1024 * 1024 * 1024  # addresses, of which the largest good sheet uses a third
NICE = 10  # of 19: questions go first
ROOT = Path(__file__).parents[1]
COMMAND = (sys.executable, "-P", "-B", "-m", "bot.reader")

DAMAGED = "“{name}” cannot be read; it seems to be damaged. Open it, save it as .xlsx or .csv, and try again."
TOO_SLOW = "“{name}” takes too long to read. Copy the topics into a new sheet and try again."
TOO_HEAVY = "“{name}” needs more memory than a sheet of topics would. Copy the topics into a new sheet and try again."
NOT_NOW = "“{name}” cannot be read just now. Try again in a moment."


def read(data: bytes, *, name: str) -> sheets.Sheet:
    """Read a CSV, a workbook or a schedule; raise `UserMistake` with one plain sentence when that cannot be done."""
    name = _plain(name)
    if len(data) > sheets.LARGEST_FILE:  # the same sentence, without a process
        return sheets.read(data, name=name)
    answered, status = _ask(json.dumps({"name": name, "size": len(data)}).encode() + b"\n" + data, name=name)
    try:
        told = json.loads(answered)
        sheet = _sheet(told) if "rows" in told else None
    except (ValueError, TypeError):
        _log(status)
        raise UserMistake(_why(status).format(name=name)) from None
    if sheet is None:
        raise UserMistake(told.get("mistake", DAMAGED.format(name=name)))
    return sheet


def _plain(name: str) -> str:
    """Put a name on one line, and leave out what no database would keep."""
    return " ".join(clean(name.encode(errors="replace").decode()).split())


def _ask(question: bytes, *, name: str) -> tuple[bytes, int]:
    """Start a child, give it the question, and end it at the latest when its time is up; nothing of it stays."""
    try:
        child = subprocess.Popen(  # noqa: S603 - our own module, with nothing of the file among its arguments
            COMMAND,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,  # a reader that aborts may print what it was reading
            env=_environment(),
            cwd=ROOT,
            start_new_session=True,
        )
    except OSError:
        raise UserMistake(NOT_NOW.format(name=name)) from None
    with child:
        try:
            answer, _ = child.communicate(question, timeout=SECONDS)
        except subprocess.TimeoutExpired:
            raise UserMistake(TOO_SLOW.format(name=name)) from None
        finally:
            _end(child)
    return answer, child.returncode


def _environment() -> dict[str, str]:
    """Give a child the way to our modules, and nothing that is secret."""
    from bot import config  # not above: the child has no use for settings, and they take long to import

    path = dict.fromkeys([str(ROOT), *filter(None, sys.path)])
    return {**config.Surroundings.load(), "PYTHONPATH": os.pathsep.join(path), "PYTHONUTF8": "1"}


def _end(child: "subprocess.Popen[bytes]") -> None:
    """End a child and whatever it may have started; one that has ended is left alone."""
    if child.poll() is not None:
        return
    with contextlib.suppress(ProcessLookupError, PermissionError):
        if hasattr(os, "killpg"):
            os.killpg(child.pid, signal.SIGKILL)
        else:
            child.kill()


def _why(status: int) -> str:
    """Say what ended a child that gave no answer, as far as it can be told."""
    if status == -getattr(signal, "SIGXCPU", 0):
        return TOO_SLOW
    killed = {-signal.SIGABRT, -getattr(signal, "SIGKILL", signal.SIGABRT)}
    return TOO_HEAVY if status in killed else DAMAGED


def _log(status: int) -> None:
    """Tell the operator how a child ended, and nothing of what was in the file."""
    import structlog  # not above, for the same reason

    structlog.get_logger().warning("reader", ended=status)


def _sheet(told: dict[str, Any]) -> sheets.Sheet:
    rows = tuple(sheets.Row(number=number, cells=tuple(cells)) for number, *cells in told.pop("rows"))
    others: dict[str, Any] = {key: tuple(one) if isinstance(one, list) else one for key, one in told.items()}
    return sheets.Sheet(rows=rows, **others)


def main() -> None:
    """Be the child: read a question from standard input, and write the answer to standard output."""
    _limit()
    asked = json.loads(sys.stdin.buffer.readline())
    data = sys.stdin.buffer.read()
    if len(data) == asked["size"]:  # otherwise whoever asked has ended
        sys.stdout.write(json.dumps(answer(data, name=asked["name"])))


def _limit() -> None:
    """Take the limits on before anything of the file is looked at."""
    if resource is None:
        return
    _at_most(resource.RLIMIT_CORE, 0)
    _at_most(resource.RLIMIT_FSIZE, 0)  # nothing of a sheet stays on a disk
    _at_most(resource.RLIMIT_CPU, PROCESSOR_SECONDS, then=PROCESSOR_SECONDS + 1)
    _at_most(resource.RLIMIT_AS, MEMORY)
    os.nice(NICE)


def _at_most(kind: int, most: int, *, then: int | None = None) -> None:
    """Lower a limit, `then` being where the system ends what a signal did not; some systems do not let it be set."""
    hard = most if then is None else then
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(kind, (most, hard))


def answer(data: bytes, *, name: str) -> dict[str, Any]:
    """Read a file, whatever that leads to; a reader that panics raises something that is no `Exception`."""
    try:
        sheet = sheets.read(data, name=name)
    except UserMistake as mistake:
        return {"mistake": str(mistake)}
    except MemoryError:
        return {"mistake": TOO_HEAVY.format(name=name)}
    except BaseException:  # noqa: BLE001
        return {"mistake": DAMAGED.format(name=name)}
    told = {one.name: getattr(sheet, one.name) for one in fields(sheet)}
    return told | {"rows": [(row.number, *row.cells) for row in sheet.rows]}


if __name__ == "__main__":
    main()
