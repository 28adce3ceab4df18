"""Drawn portraits: each person of the demo looks like who they are in the story, the same on every run.

A recipe is a few compact words, `part=shape:colour`, as the people's sheet has them in its column `face`; the shapes
are the symbols of `faces.svg`. Whatever a recipe leaves out is plain.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from html import escape
from pathlib import Path
from zlib import crc32

PARTS = Path(__file__).with_name("faces.svg")
PLAIN = (
    "ground=:sand neck ears skin=3 head=oval hair=short:brown eyes=open brows=soft nose=small mouth=smile top=crew:teal"
)
# From the back to the front; a mark is a word by itself.
ORDER = (
    *("ground", "hair.behind", "hat.behind", "neck", "top", "ears", "head", "cheeks", "freckles", "lines", "mole"),
    *("beard", "nose", "mouth", "eyes", "brows", "hair", "glasses", "over", "hat", "icon"),
)
BEHIND, ICON = ".behind", "icon="
PALETTE = """
    black=#2d2735 espresso=#453029 brown=#6a4330 chestnut=#8d5132 copper=#c2592c ginger=#dd7b35 blonde=#e3b45c
    straw=#efd592 ash=#a2907d grey=#9d9ba3 silver=#cfced6 white=#f1eff0 charcoal=#3d3c4a navy=#2f4273 denim=#56789f
    sky=#8fc0e2 teal=#1f7d7c mint=#a5d8c0 green=#4d8f5b olive=#83853f lime=#d6e04a mustard=#dfa32e orange=#e8772e
    coral=#ef7a66 red=#c73e42 rose=#e7a3ae plum=#7a4170 violet=#8a72c4 cream=#f6ecd9 sand=#ecd9b8 butter=#f6dc8c
    peach=#f6c3a1 blush=#f0bfc4 lilac=#cdc1e8 ice=#bddcec sea=#9bcfcb sage=#bdd0a8 clay=#d8a488 slate=#a9b3c9
"""
COLOURS = dict(re.findall(r"(\w+)=(#\w+)", PALETTE))
SKINS = {  # from fair to dark: in the light, in the shade, the lips
    "1": ("#fbdfcd", "#eebfa6", "#c9655e"),
    "2": ("#f6d2b0", "#e3b089", "#bd5a50"),
    "3": ("#edbd92", "#d39a6c", "#ab4c44"),
    "4": ("#d9a074", "#bb7f54", "#943f3a"),
    "5": ("#b97c52", "#985f39", "#8a3532"),
    "6": ("#8f5b3c", "#724429", "#bb6d5a"),
    "7": ("#6e442f", "#54311f", "#b3655a"),
}
INK = "#2b2230"
SHADE, LIGHT = -0.2, 0.34
GROUNDS = ("#1b706f", "#2a3b67", "#6e3a65", "#994826", "#45814f", "#7c67b0", "#6d6f34")
SYMBOL = re.compile(r'<symbol id="([^"]+)">\s*(.*?)\s*</symbol>', re.DOTALL)
PAINT = re.compile(r"var\(--(\w+)\)")
FRAME = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 72 72" width="72" height="72" role="img">'
    "<title>{name}</title>{drawn}</svg>\n"
)
LETTERS = (
    '<rect width="72" height="72" fill="{ground}"/><text x="36" y="37" font-family="system-ui, sans-serif" '
    'font-size="28" font-weight="700" fill="#fff" text-anchor="middle" dominant-baseline="central">{letters}</text>'
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """How one part looks: the name of its shape, and of its colour where it has one of its own."""

    shape: str = ""
    colour: str = ""


def portrait(recipe: str, *, name: str) -> str:
    """Draw somebody after a recipe, as SVG; without one, their initials. A word that is not known is a KeyError."""
    words = recipe if recipe.startswith(ICON) else f"{PLAIN} {recipe}"
    drawn = "".join(_layers(read(words))) if recipe else initials(name)
    return FRAME.format(name=escape(name), drawn=drawn)


def initials(name: str) -> str:
    """Draw the first letters of a name, on a ground that is always the same for it."""
    letters = "".join(word[0] for word in name.split()[:2]).upper()
    return LETTERS.format(ground=GROUNDS[crc32(name.encode()) % len(GROUNDS)], letters=escape(letters))


def read(recipe: str) -> dict[str, Look]:
    """Read a recipe; of two words about the same part the later counts.

    >>> read("hair=bun:grey mole hair=bob:black")
    {'hair': Look(shape='bob', colour='black'), 'mole': Look(shape='', colour='')}
    """
    looks = {}
    for word in recipe.split():
        part, _, look = word.partition("=")
        shape, _, colour = look.partition(":")
        looks[part] = Look(shape=shape, colour=colour)
    if unknown := looks.keys() - {*ORDER, "skin"}:
        raise KeyError(*unknown)
    return looks


def toned(colour: str, by: float) -> str:
    """Mix a colour with black (below zero) or with white (above), by a share of it.

    >>> toned("#808080", -0.5), toned("#808080", 0.5)
    ('#404040', '#c0c0c0')
    """
    towards = 255 if by > 0 else 0
    channels = (int(colour[i : i + 2], 16) for i in (1, 3, 5))
    return "#" + "".join(f"{round(one + (towards - one) * abs(by)):02x}" for one in channels)


def _layers(looks: Mapping[str, Look]) -> Iterator[str]:
    """Give the painted parts from the back to the front."""
    symbols = _symbols()
    for layer in ORDER:
        part = layer.removesuffix(BEHIND)
        if part not in looks:
            continue
        name = f"{part}.{looks[part].shape}".removesuffix(".")
        drawn = symbols[name] if layer == part else symbols.get(name + BEHIND, "")
        yield _painted(drawn, _paint(looks, looks[part]))


def _painted(drawn: str, paint: Mapping[str, str]) -> str:
    return PAINT.sub(lambda found: paint[found[1]], drawn)


def _paint(looks: Mapping[str, Look], look: Look) -> dict[str, str]:
    """Give the colours for a part: its own, else that of the hair; and those of the person."""
    hair = COLOURS[looks["hair"].colour or "black"] if "hair" in looks else INK
    own = COLOURS[look.colour] if look.colour else hair
    skin, shade, lips = SKINS[looks["skin"].shape] if "skin" in looks else (INK, INK, INK)
    tones = {"on": own, "off": toned(own, SHADE), "lit": toned(own, LIGHT), "brow": toned(hair, SHADE)}
    return tones | {"skin": skin, "shade": shade, "lips": lips, "ink": INK}


@cache
def _symbols() -> dict[str, str]:
    found = SYMBOL.findall(PARTS.read_text("utf-8"))
    return {name: re.sub(r"\n\s*", "", drawn) for name, drawn in found}
