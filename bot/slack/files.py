"""Files that people drop or submit, read from what Slack tells of them."""

from collections.abc import Iterable
from typing import Any

from bot.core.requests import File
from bot.core.text import typed

ENDINGS = {"csv", "tsv", "tab", "txt", "text", "xlsx", "xlsm", "xls", "ods", "json"}
KINDS = ("csv", "tab-separated", "spreadsheet", "excel", "json", "text/plain")
HIDDEN = {"access_denied", "file_not_found"}  # what Slack tells of a file instead of where it is


def told(file: dict[str, Any]) -> File:
    """Read Slack's description of a file; see https://docs.slack.dev/reference/objects/file-object."""
    access = file.get("file_access")
    mode = "external" if file.get("is_external") else file.get("mode") or "hosted"
    return File(
        id=str(file.get("id") or "")[:64],
        name=typed(file.get("name") or file.get("title") or "")[:300],
        size=int(file.get("size") or 0),
        url=file.get("url_private_download") or file.get("url_private") or "",
        mode=access if access in HIDDEN else mode,
    )


def sheets(files: Iterable[dict[str, Any]], *, words: str) -> tuple[File, ...]:
    """Give those that look like sheets; beside no words at all, any file may be meant as one."""
    listed = list(files)
    found = tuple(told(file) for file in listed if looks_like_a_sheet(file))
    return found or ((told(listed[0]),) if listed and not words.strip() else ())


def looks_like_a_sheet(file: dict[str, Any]) -> bool:
    """Tell by its name and what Slack takes it for whether a file may be a sheet; where Slack tells nothing, it may."""
    ending = (file.get("name") or "").rpartition(".")[2].casefold()
    kind, mimetype = file.get("filetype") or "", file.get("mimetype") or ""
    if file.get("file_access") == "check_file_info" and not file.get("name"):
        return True
    return bool({ending, kind} & ENDINGS) or any(word in mimetype for word in KINDS)
