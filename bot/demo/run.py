"""`sko demo`: the stand-in workspace, the real app behind it and an invented kickoff, on one loopback address.

The stand-in comes first, so that the page answers in a moment; the app takes a second or two to load, and is put behind
it while somebody looks around.
"""

from __future__ import annotations

import errno
import logging
import signal
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from bot.demo.clock import Now, real_time
from bot.demo.company import ORGANIZER, REP, company
from bot.demo.server import Slack
from bot.demo.state import State, Unreadable
from bot.demo.visitors import Visitors
from bot.demo.workspace import Workspace
from bot.errors import UserMistake

if TYPE_CHECKING:
    from bot.demo.behind import Behind
    from bot.demo.keeping import Keeper

KEPT = Path(".demo")
PORT = 3000
ENDS = [getattr(signal, name) for name in ("SIGTERM", "SIGINT", "SIGHUP") if hasattr(signal, name)]

ADDRESS = "Open {url} in a browser. Ctrl-C ends it.\n"
ENDED = "Ended; nothing of it is left.\n"
ENDED_KEPT = "Ended; what happened is kept in {folder} for the next time.\n"
TAKEN = "Port {port} is taken: choose another with --port, or none to have a free one found."


def run(*, port: int | None, keep: bool = False, out: TextIO) -> None:
    """Run the demo until somebody ends it; unless it is to be kept, nothing of it is left behind."""
    ended = threading.Event()
    for number in ENDS:
        if signal.getsignal(number) is not signal.SIG_IGN:  # as nohup, and a shell for what it runs behind, want it
            signal.signal(number, lambda *_: ended.set())
    _quieten()

    def say(text: str) -> None:
        out.write(text)
        out.flush()

    def opened(slack: Slack) -> None:
        say(ADDRESS.format(url=slack.page_url))

    with _folder(keep=keep) as folder, demo(folder, port=port, keep=keep, opened=opened, say=say):
        ended.wait()
    say(ENDED_KEPT.format(folder=KEPT) if keep else ENDED)


@contextmanager
def demo(
    folder: Path,
    *,
    port: int | None = None,
    keep: bool = False,
    opened: Callable[[Slack], None] = lambda _slack: None,
    say: Callable[[str], None] = lambda _text: None,
    now: Now = real_time,
) -> Iterator[Slack]:
    """Give the stand-in with the real app and the demo's kickoff in it; all its files are in `folder`.

    `opened` is called as soon as the page answers, and `say` with what somebody should know besides.
    """
    workspace = company(now=now)
    with ExitStack() as stack:
        slack = stack.enter_context(_slack(workspace, port))
        slack.visitors = Visitors((REP, ORGANIZER))
        beginning = workspace.state.copy()
        keeper = stack.enter_context(_kept(workspace, folder, say)) if keep else None
        opened(slack)
        behind = stack.enter_context(closing(_behind(slack, folder, beginning)))
        try:
            behind.up()
        except Unreadable:
            if not keeper:
                raise
            say(f"{keeper.set_aside()}\n")
            behind.reset()
        if keeper:
            keeper.start()
        slack.behind = behind
        yield slack


def _slack(workspace: Workspace, port: int | None) -> Slack:
    """Take the port asked for; without one the usual, or any that is free."""
    try:
        return Slack(workspace, port=port or PORT)
    except OSError as error:
        if error.errno != errno.EADDRINUSE:
            raise
        if port:
            raise UserMistake(TAKEN.format(port=port)) from None
        return Slack(workspace)


def _behind(slack: Slack, folder: Path, beginning: State) -> Behind:
    from bot.demo.behind import Behind  # takes a second or two, in which the page answers already

    return Behind(slack, folder, beginning=beginning)


@contextmanager
def _kept(workspace: Workspace, folder: Path, say: Callable[[str], None]) -> Iterator[Keeper]:
    """Go on where the folder says one was, and keep what happens from now on."""
    from bot.demo.keeping import Keeper, kept_in  # not needed otherwise, and slow to load

    with kept_in(folder), closing(Keeper(workspace, folder)) as keeper:
        if trouble := keeper.recall():
            say(f"{trouble}\n")
        yield keeper


@contextmanager
def _folder(*, keep: bool) -> Iterator[Path]:
    if keep:
        yield KEPT
        return
    with tempfile.TemporaryDirectory(prefix="sko-demo-") as folder:
        yield Path(folder)


def _quieten() -> None:
    """Let the address stand alone: of what the app logs only warnings are shown, unless more was asked for."""
    root = logging.getLogger()
    if root.level == logging.INFO:
        root.setLevel(logging.WARNING)
