"""What axe finds wrong with the page, or a part of it, for somebody who sees little or uses no mouse."""

from __future__ import annotations

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

GRAVE = {"serious", "critical"}
WRONG_ONLY = {"resultTypes": ["violations"]}  # all that is right, element by element, takes as long again to tell


def grave(page: Page, *inside: str) -> list[str]:
    """Name what is serious or worse, and where; everywhere, or inside some elements."""
    context = {"include": [[one] for one in inside]} if inside else None
    found = Axe().run(page, context=context, options=WRONG_ONLY).response["violations"]
    return [
        f"{one['id']}: {node['target']} {node['failureSummary']}"
        for one in found
        if one["impact"] in GRAVE
        for node in one["nodes"]
    ]


def grave_in_either_theme(page: Page, *inside: str) -> list[str]:
    """Name the same, first of the light theme and then of the dark one."""
    found = []
    for theme in ("light", "dark"):
        page.emulate_media(color_scheme=theme, reduced_motion="reduce")
        found += [f"{theme} {one}" for one in grave(page, *inside)]
    return found
