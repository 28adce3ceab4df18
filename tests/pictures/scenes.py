"""What is to be seen in each picture, and what is done to get there."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from playwright.sync_api import Locator, Page, expect

from bot.core.cadence import Kind
from bot.demo.company import ORGANIZER, REP, SHEET
from tests.browser.hands import act_as, drop, last, look_at, type_
from tests.pictures.smaller import smaller
from tests.pictures.stage import CARD, LOW, PHONE, TALL, Stage

RIGHT = "Wanda Kosińska"  # whom to ask about Ana's first topic
NEW = "Fitted-sheet demo kit,tool,,,Graham Pettifer,graham.pettifer@example.com"


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """One picture: its name, and how it is taken."""

    name: str
    take: Callable[[Stage, Path], None]


def _answer(stage: Stage, file: Path) -> None:
    with stage.page("sales") as page:
        _ask(page, "/sko who kreasly", "Wanda Kosińska")
        _shot(page, file)


def _choice(stage: Stage, file: Path) -> None:
    with stage.page("general", size=CARD) as page:
        _ask(page, "/sko who knows about robot prices", "Which would you like?")
        _shot(last(page), file)


def _nobody(stage: Stage, file: Path) -> None:
    with stage.page("general", size=CARD) as page:
        _ask(page, "/sko who fixes the printer", "nobody to name")
        _shot(last(page), file)


def _away(stage: Stage, file: Path) -> None:
    with stage.page("general", size=CARD) as page:
        _ask(page, "/sko who knows about robot fencing", "is back on")
        _shot(last(page), file)


def _direct(stage: Stage, file: Path) -> None:
    with stage.page("") as page:
        _ask(page, "who had Benelux before me?", "Lotte van Rijn")
        _ask(page, "who else?", "Who else on")
        _shot(page, file)


def _home(stage: Stage, file: Path) -> None:
    with stage.page("", size=LOW) as page:
        page.get_by_role("tab", name="Home").click()
        expect(page.locator("#home .block").first).to_be_visible()
        _shot(page, file)


def _phone(stage: Stage, file: Path) -> None:
    with stage.page("sales", size=PHONE, theme="dark") as page:
        _ask(page, "/sko who kreasly", "Wanda Kosińska")
        _shot(page, file)


def _wire(stage: Stage, file: Path) -> None:
    with stage.page("") as page:
        page.get_by_role("button", name="Behind the scenes").click()
        page.get_by_role("tab", name="Bad days").click()
        page.get_by_role("button", name="Answer 429").click()
        page.get_by_role("tab", name="Wire").click()
        page.get_by_role("button", name="Clear").click()
        _ask(page, "my robot is down", "Tobias Renk")
        expect(page.locator("ol.wire li")).to_have_count(5)
        _shot(page, file)


def _guide(stage: Stage, file: Path) -> None:
    with stage.page("", size=LOW, first_time=True) as page:
        expect(page.locator("#guide .card").first).to_be_enabled()
        _shot(page, file)


def _preview(stage: Stage, file: Path) -> None:
    with stage.page("") as page:
        _drop(page)
        _shot(page, file)


def _history(stage: Stage, file: Path) -> None:
    with stage.page("", size=LOW) as page:
        _drop(page)
        last(page).get_by_role("button", name="Apply").click()
        expect(last(page)).to_contain_text("Version 2 is in force")
        _ask(page, "/sko history", "Versions of the directory")
        last(page).get_by_role("button", name="Back to this").click()
        last(page).get_by_role("button", name="Apply").click()
        page.get_by_role("dialog").get_by_role("button", name="Apply").click()
        expect(last(page)).to_contain_text("Version 3 is in force")
        _ask(page, "/sko history", "went back to version 1")
        _shot(page, file)


def _edit(stage: Stage, file: Path) -> None:
    with stage.page("", size=PHONE) as page:
        act_as(page, "Mara")
        look_at(page, "sko")
        type_(page, "/sko edit kreasly")
        expect(page.get_by_role("dialog")).to_contain_text("Edit a topic")
        _shot(page, file)


def _recap(stage: Stage, file: Path) -> None:
    with stage.page("", size=CARD) as page:
        _start(stage)
        stage.behind.move_to_recap(REP, kind=Kind.RECAP)
        expect(last(page)).to_contain_text("Who would you ask about")
        _shot(last(page), file)


def _recapped(stage: Stage, file: Path) -> None:
    with stage.page("", size=PHONE) as page:
        _start(stage)
        stage.behind.move_to_recap(REP, kind=Kind.RECAP)
        last(page).get_by_role("button", name=RIGHT).click()
        expect(last(page)).to_contain_text("Right.")
        _shot(page, file)


def _recaps(stage: Stage, file: Path) -> None:
    with stage.page("", size=TALL) as page:
        _start(stage)
        stage.behind.move(timedelta(days=9))
        act_as(page, "Mara")
        look_at(page, "sko")
        _ask(page, "/sko recaps", "What goes out when")
        _shot(last(page), file)


def _check(stage: Stage, file: Path) -> None:
    with stage.page("", size=CARD) as page:
        _start(stage)
        stage.behind.move_to_recap(REP)
        expect(last(page)).to_contain_text("leave out what you do not know")
        _shot(last(page), file)


def _stats(stage: Stage, file: Path) -> None:
    with stage.page("", size=TALL) as page:
        _start(stage)
        stage.behind.move(timedelta(weeks=14))
        act_as(page, "Mara")
        look_at(page, "sko")
        _ask(page, "/sko stats", "name the right person unaided")
        last(page).get_by_role("button", name="Show the curve").click()
        expect(last(page).locator("a img")).to_be_visible(timeout=30_000)
        _shot(page, file)


SCENES = (
    Scene(name="answer", take=_answer),
    Scene(name="choice", take=_choice),
    Scene(name="nobody", take=_nobody),
    Scene(name="away", take=_away),
    Scene(name="direct", take=_direct),
    Scene(name="home", take=_home),
    Scene(name="phone", take=_phone),
    Scene(name="wire", take=_wire),
    Scene(name="guide", take=_guide),
    Scene(name="preview", take=_preview),
    Scene(name="history", take=_history),
    Scene(name="edit", take=_edit),
    Scene(name="recap", take=_recap),
    Scene(name="recapped", take=_recapped),
    Scene(name="check", take=_check),
    Scene(name="recaps", take=_recaps),
    Scene(name="stats", take=_stats),
)


def _start(stage: Stage) -> None:
    """Start the recaps as Mara, by the button under the plan."""
    mara = stage.slack.person(ORGANIZER)
    mara.command("/sko", "recaps")
    mara.click(mara.wait_for_reply(), "Start")
    mara.wait_for_reply()


def _drop(page: Page) -> None:
    """Drop Mara's sheet, in which a topic is new and two say something else."""
    act_as(page, "Mara")
    look_at(page, "sko")
    text = SHEET.read_text("utf-8").replace("Know the Other Side,Day 1", "Know the Other Side,Day 2", 2)
    drop(page, "kickoff.csv", f"{text.rstrip()}\n{NEW}\n".encode())
    expect(last(page)).to_contain_text("Nothing has changed yet.")


def _ask(page: Page, text: str, answer: str) -> None:
    type_(page, text)
    expect(last(page)).to_contain_text(answer)


def _shot(what: Page | Locator, file: Path) -> None:
    """Take it once everything is there, with nothing pointed at and nothing blinking."""
    page = what if isinstance(what, Page) else what.page
    page.mouse.move(0, 0)
    page.evaluate("document.activeElement?.blur()")
    page.wait_for_load_state("networkidle")
    page.evaluate("document.fonts.ready.then(() => Promise.all([...document.images].map((one) => one.decode())))")
    file.write_bytes(smaller(what.screenshot(animations="disabled", caret="hide"), reader=page))
