"""Everybody has a face, drawn after a recipe; whoever has none is shown by initials."""

from __future__ import annotations

import csv
import re
import xml.etree.ElementTree as ET
from collections.abc import Mapping
from contextlib import closing
from email.message import Message
from http.client import HTTPConnection
from importlib.resources import files
from types import MappingProxyType
from urllib.parse import urlsplit

import pytest
from slack_sdk import WebClient

from bot.demo import faces
from bot.demo.people import Person
from bot.demo.server import Slack
from bot.demo.workspace import Workspace

SVG = "{http://www.w3.org/2000/svg}"
NONE: Mapping[str, str] = MappingProxyType({})


@pytest.fixture(scope="module")
def recipes() -> dict[str, str]:
    """How everybody in the demo looks, by handle."""
    sheet = files("bot.demo").joinpath("people.csv").read_text("utf-8")
    return {row["handle"]: row["face"] for row in csv.DictReader(sheet.splitlines(), strict=True)}


def looks(recipes: dict[str, str]) -> list[tuple[str, str]]:
    """What stands in the recipes, and in the plain one: parts with their looks."""
    words = [word for recipe in (faces.PLAIN, *recipes.values()) for word in recipe.split()]
    return [(word.partition("=")[0], word.partition("=")[2]) for word in words]


def test_no_two_people_look_alike(recipes: dict[str, str]) -> None:
    drawn = [faces.portrait(recipe, name="somebody") for recipe in recipes.values()]
    assert len(set(drawn)) == len(recipes) == 30


def test_a_face_is_the_same_every_time_and_carries_a_name() -> None:
    once, again = (faces.portrait("skin=5 hair=afro:espresso freckles", name="Ana & Bo") for _ in range(2))
    assert once == again
    assert ET.fromstring(once).findtext(f"{SVG}title") == "Ana & Bo"


def test_a_face_is_painted_to_the_last_part_and_brings_nothing_along(recipes: dict[str, str]) -> None:
    for recipe in recipes.values():
        drawn = faces.portrait(recipe, name="somebody")
        assert "var(" not in drawn
        assert not re.search(r"href|url\(|style|script|on\w+=", drawn)


def test_every_shape_and_every_colour_is_worn_by_somebody(recipes: dict[str, str]) -> None:
    worn = {f"{part}.{look.partition(':')[0]}".removesuffix(".") for part, look in looks(recipes)}
    shapes = {name.removesuffix(faces.BEHIND) for name, _ in faces.SYMBOL.findall(faces.PARTS.read_text("utf-8"))}
    assert shapes - worn == {"icon.app", "icon.slackbot"}
    assert set(faces.COLOURS) == {look.partition(":")[2] for _, look in looks(recipes)} - {""}


@pytest.mark.parametrize("recipe", ["hat=fez", "hair=bob:pink", "nose=long whiskers"])
def test_a_word_that_nobody_can_draw_is_an_error(recipe: str) -> None:
    with pytest.raises(KeyError):
        faces.portrait(recipe, name="somebody")


def test_somebody_new_is_shown_by_initials() -> None:
    assert ">ÅØ<" in faces.portrait("", name="Åse Ødegård van Dijk")
    assert faces.initials("Åse Ødegård") != faces.initials("Bo Falk")


def test_a_face_is_served_to_be_looked_at_and_kept_and_for_nothing_else() -> None:
    with Slack(Workspace(people=[Person(handle="neo", name="Neo New")])) as slack:
        status, headers, drawn = fetched(slack, "neo")
        assert fetched(slack, "neo", {"If-None-Match": headers["ETag"]})[0] == 304
        assert fetched(slack, "nobody")[0] == 404
        assert "<title>sko</title>" in fetched(slack, "app")[2]

    assert (status, headers["Content-Type"].partition(";")[0]) == (200, "image/svg+xml")
    assert ">NN<" in drawn
    assert headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert "max-age" in headers["Cache-Control"]


def test_the_app_is_told_where_somebody_s_picture_is() -> None:
    neo = Person(handle="neo", name="Neo New")
    with Slack(Workspace(people=[neo])) as slack:
        client = WebClient(token=slack.workspace.app.token, base_url=slack.api_url)
        profile = client.users_info(user=neo.id)["user"]["profile"]
        assert profile["image_72"] == f"{slack.page_url}faces/neo.svg"


def fetched(slack: Slack, handle: str, headers: Mapping[str, str] = NONE) -> tuple[int, Message, str]:
    """Give the answer to whoever asks for a face: status, headers and body."""
    with closing(HTTPConnection(urlsplit(slack.page_url).netloc)) as connection:
        connection.request("GET", f"/faces/{handle}.svg", headers=dict(headers))
        given = connection.getresponse()
        return given.status, given.headers, given.read().decode()
