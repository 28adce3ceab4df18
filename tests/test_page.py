"""The page's own code keeps to the rules of the house: small files, no markup out of texts, nothing from outside."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from tests.trees import ROOT

PAGE = ROOT / "bot/demo/page"
LONGEST_FILE, LONGEST_FUNCTION = 250, 40
MARKUP = r"\b(innerHTML|outerHTML|insertAdjacentHTML|createContextualFragment|parseFromString|setHTMLUnsafe|srcdoc)\b"
CODE = r"\beval\(|\bnew Function\b|\bdocument\.write|\bimport\("
HANDLERS = r"<[^>]+\son\w+\s*=|\bsetAttribute\(\s*[\"']on"
ELSEWHERE = r"""["'(]\s*(?:https?:)?//(?!www\.w3\.org/)[\w.]"""
COLOUR = r"#[0-9a-fA-F]{3,8}\b|\b(?:rgb|hsl|hwb|lab|lch|oklab|oklch|color)a?\("
TOLD = {"base.css", "faces.css"}  # where colours are named, and where those without a face get one of their own


def files(ending: str) -> list[Path]:
    found = sorted(PAGE.rglob(f"*.{ending}"))
    assert found
    return found


def lines_with(pattern: str, among: list[Path]) -> list[str]:
    """Give each line that the pattern is found in, with its file; comments of a line of their own are left out."""
    return [
        f"{file.relative_to(PAGE)}:{number}: {line.strip()}"
        for file in among
        for number, line in enumerate(file.read_text("utf-8").splitlines(), 1)
        if re.search(pattern, line) and not line.lstrip().startswith(("//", "/*", "*"))
    ]


def functions(file: Path) -> Iterator[tuple[str, int]]:
    """Give the functions that stand at the edge of a file, with their length in lines."""
    lines = file.read_text("utf-8").splitlines()
    for start, line in enumerate(lines):
        if named := re.match(r"(?:export )?(?:async )?function (\w+)", line):
            yield named[1], next(end for end in range(start, len(lines)) if lines[end] == "}") - start + 1


def test_files_and_functions_stay_small() -> None:
    every = files("js") + files("css")
    assert [file.name for file in every if len(file.read_text("utf-8").splitlines()) > LONGEST_FILE] == []
    long = [(file.name, name) for file in files("js") for name, length in functions(file) if length > LONGEST_FUNCTION]
    assert long == []


def test_text_never_becomes_markup_or_code() -> None:
    assert lines_with(f"{MARKUP}|{CODE}|{HANDLERS}", files("js") + files("html")) == []


def test_the_page_names_no_address_but_its_own() -> None:
    assert lines_with(ELSEWHERE, files("js") + files("html") + files("css")) == []
    assert lines_with(r"@import|url\((?![\"']?(?:/page/|data:|#))", files("css")) == []


def test_styles_and_scripts_stand_in_files_of_their_own() -> None:
    assert lines_with(r"<style|\sstyle=|<script(?![^>]*\ssrc=)", files("html")) == []


def test_every_module_is_used_and_every_import_leads_somewhere() -> None:
    modules = {f"/page/{file.relative_to(PAGE).as_posix()}" for file in files("js")}
    used = set(re.findall(r'src="(/page/[^"]+)"', (PAGE / "index.html").read_text("utf-8")))
    for file in files("js"):
        used |= set(re.findall(r'(?:from|import) "(/page/[^"]+)"', file.read_text("utf-8")))
    assert used == modules


def test_nothing_is_imported_or_exported_in_vain() -> None:
    taken, given = set(), set()
    idle = []
    for file in files("js"):
        text = file.read_text("utf-8")
        words = Counter(re.findall(r"[\w$]+", text))
        imported = re.findall(r"[\w$]+", " ".join(re.findall(r"^import \{([^}]+)\} from", text, re.MULTILINE)))
        taken |= set(imported)
        idle += [(file.name, name) for name in imported if words[name] < 2]
        given |= set(re.findall(r"^export (?:async )?(?:function|const|class) ([\w$]+)", text, re.MULTILINE))
    assert idle == []
    assert given - taken == set()


def test_every_sheet_is_worn() -> None:
    worn = set(re.findall(r'href="/page/(style/[^"]+)"', (PAGE / "index.html").read_text("utf-8")))
    assert worn == {file.relative_to(PAGE).as_posix() for file in files("css")}


def test_every_colour_has_a_name_for_light_and_dark() -> None:
    assert lines_with(COLOUR, [file for file in files("css") if file.name not in TOLD]) == []
    named = set(re.findall(r"^  (--[\w-]+): light-dark\(", (PAGE / "style/base.css").read_text("utf-8"), re.MULTILINE))
    own = {name for file in files("css") for name in re.findall(r"(--[\w-]+)\s*:", file.read_text("utf-8"))}
    own |= {name for file in files("js") for name in re.findall(r'"(--[\w-]+)"', file.read_text("utf-8"))}
    asked = {name for file in files("css") for name in re.findall(r"var\((--[\w-]+)", file.read_text("utf-8"))}
    assert asked - named - own == set()


def test_the_rules_are_broken_by_what_they_forbid() -> None:
    assert re.search(MARKUP, "box.innerHTML = text")
    assert re.search(CODE, "eval(text)")
    assert re.search(HANDLERS, '<button onclick="go()">')
    assert re.search(ELSEWHERE, 'fetch("https://example.com/x")')
    assert re.search(COLOUR, "color: #fff")
