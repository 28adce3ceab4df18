"""Which threads may wait."""

import os
import sys
import threading

NICE = 10  # of 19; at a load that leaves no processor idle, acknowledgements still take a tenth of a second


def let_others_go_first() -> None:
    """Give this thread a lower priority: Slack times how soon a request is acknowledged, not how soon it is answered.

    Only Linux has priorities for threads; elsewhere they share alike.
    """
    if sys.platform == "linux":
        os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), NICE)
