"""Socket Mode: Slack's requests over a websocket that we open, so that no address of ours need be public."""

import threading
import time

import structlog
from slack_bolt import App, BoltRequest
from slack_bolt.adapter.socket_mode.internals import send_response
from slack_bolt.adapter.socket_mode.websocket_client import SocketModeHandler
from slack_sdk.errors import SlackApiError, SlackClientError
from slack_sdk.socket_mode.request import SocketModeRequest
from slack_sdk.socket_mode.websocket_client import SocketModeClient
from websocket import WebSocketException

from bot.config import Settings
from bot.listeners.receiving import ENVELOPE
from bot.slack import NO_SUCH_TOKEN

RETRY = 5.0  # seconds until the next attempt to connect
REFUSED = "SLACK_APP_TOKEN is refused by Slack ({code}): make an app-level token with the scope connections:write."
logger = structlog.get_logger()


class Sockets(SocketModeHandler):
    """The handler on the `websocket-client` library, which notices a reset connection within a second."""

    def __init__(self, settings: Settings, app: App) -> None:
        super().__init__(app, settings.slack_app_token.get_secret_value())
        self.refusal = ""

    def handle(self, client: SocketModeClient, req: SocketModeRequest) -> None:  # type: ignore[override]
        """Pass an envelope to Bolt together with its id, by which a redelivered one is known."""
        headers = {ENVELOPE: req.envelope_id}
        if req.retry_attempt is not None:
            headers["x-slack-retry-num"] = str(req.retry_attempt)
        said = self.app.dispatch(BoltRequest(mode="socket_mode", body=req.payload, headers=dict(headers)))
        send_response(client, req, said, time.time())

    def open(self) -> None:
        """Connect in the background, as often as it takes; a token that Slack refuses is the end."""
        threading.Thread(target=self._open, name="socket", daemon=True).start()

    def _open(self) -> None:
        while True:
            try:
                self.connect()  # type: ignore[no-untyped-call]
            except SlackApiError as error:
                code = error.response.get("error", "")
                if code in NO_SUCH_TOKEN or code == "not_allowed_token_type":
                    self.refusal = REFUSED.format(code=code)
                    return
                logger.warning("socket not open yet", reason=code)
            except (OSError, SlackClientError, WebSocketException) as failed:
                logger.warning("socket not open yet", reason=str(failed))
            else:
                logger.info("socket open")
                return
            time.sleep(RETRY)
