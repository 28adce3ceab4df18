"""When Slack refuses the app itself: nothing is sent until it accepts it again, and the log says so, loudly."""

import threading
import time

import structlog

from bot.errors import SkoError, SlackRefused, SlackUnsure
from bot.slack import NO_SLACK, NO_SUCH_TOKEN, Slack

AGAIN = 60.0  # seconds until Slack is asked again
OURS = NO_SUCH_TOKEN | {
    "missing_scope",
    "not_allowed_token_type",
    "no_permission",
    "access_denied",
    "org_login_required",
    "ekm_access_denied",
    "team_access_not_granted",
    "restricted_action",
    "accesslimited",
    "two_factor_setup_required",
    "messages_tab_disabled",
    "team_added_to_org",
    "message_limit_exceeded",
}
log = structlog.get_logger()


class Halt:
    """Whether sending stands still, for one worker."""

    def __init__(self, slack: Slack) -> None:
        self._slack = slack
        self._until: float | None = None
        self._turn = threading.Lock()

    @property
    def is_on(self) -> bool:
        """Tell whether sending stands still."""
        return self._until is not None

    def concerns(self, failed: SlackRefused | SlackUnsure) -> bool:
        """Tell whether it is the app that Slack refuses or that does not reach it, and not one message or person."""
        return str(failed) in OURS or str(failed).endswith(NO_SLACK)

    def on(self, reason: str) -> None:
        """Stand still; nothing is lost by it."""
        log.error("sending stopped: Slack refuses the app", reason=reason, again_in=AGAIN)
        self._until = time.monotonic() + AGAIN

    def left(self) -> float:
        """Give how many seconds sending stands still yet; once they are over, Slack is asked whether it may go on."""
        with self._turn:
            if self._until is None:
                return 0
            waits = self._until - time.monotonic()
            return waits if waits > 0 else self._asked()

    def _asked(self) -> float:
        try:
            self._slack.introduce()
        except SkoError as refused:
            self.on(str(refused))
            return AGAIN
        log.warning("sending goes on")
        self._until = None
        return 0
