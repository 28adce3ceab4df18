"""The Slack app as `manifest.json` describes it."""

import json
from importlib.resources import files
from typing import Any


def read() -> dict[str, Any]:
    """Give the manifest; see https://docs.slack.dev/reference/app-manifest."""
    manifest: dict[str, Any] = json.loads(files("bot").joinpath("manifest.json").read_text("utf-8"))
    return manifest


def scopes() -> frozenset[str]:
    """Give the scopes that the bot token must have."""
    return frozenset(read()["oauth_config"]["scopes"]["bot"])
