"""What was learned lies on the organizers' desk, and they alone decide on it."""

from __future__ import annotations

from dataclasses import replace
from itertools import product

from sqlalchemy import select

from bot.demo.acting import Actor
from bot.demo.people import Kind
from bot.demo.people import Person as Account
from bot.demo.things import Message
from bot.usecases.admitting import ORGANIZERS_ONLY
from bot.views import gaps, learned, menus
from models import Gap, Lesson
from tests.databases import EMBEDDED
from tests.listeners import door
from tests.listeners.desks import choose, press, things
from tests.listeners.test_corrections import WORDS, nobody_yet
from tests.listeners.test_surfaces import EVERYBODY
from tests.office import Office, wait_until
from tests.rows import is_settled

pytestmark = EMBEDDED

OSKAR = "Ask Oskar Wendt about Discount approval."
ASKED = WORDS.removeprefix("who ")  # as `/sko who …` reads it
LEARNED = "“signs”, “haggling”, “exceptions”"
SENTENCE = "Ask a colleague at Northbeam, this directory is for employees."


def corrected(office: Office, handle: str = "ana", words: str = WORDS) -> None:
    """Let somebody say that a question nobody was named for is about discounts."""
    actor = office.person(handle)
    choose(actor, nobody_yet(actor, words), menus.WHO_IS_IT, "discount")


def opened(office: Office, verb: str, handle: str = "priya") -> Message:
    """Give what somebody reads after `/sko learned` or `/sko gaps`."""
    actor = office.person(handle)
    actor.command("/sko", verb)
    return actor.wait_for_reply()


def asks(office: Office, handle: str, words: str = WORDS) -> str:
    """Ask, and give the first line of the answer."""
    actor = office.person(handle)
    actor.command("/sko", words)
    return actor.wait_for_reply().text


def states(office: Office) -> list[str]:
    """Give the state of every lesson and every gap."""
    with office.web.deps.sessions() as session:
        return [*session.scalars(select(Lesson.state)), *session.scalars(select(Gap.state))]


def test_an_approved_correction_names_the_right_person_to_everybody_until_it_is_undone(office: Office) -> None:
    corrected(office)
    page = opened(office, "learned")
    assert f"{LEARNED} → *Discount approval*\nSuggested by 1 person, counts for nobody yet" in page.shown
    approved = press(office.person("priya"), page, learned.APPROVE)
    assert approved.ts == page.ts
    assert "counts for everybody now" in approved.shown
    assert [asks(office, "ana"), asks(office, "henrik")] == [OSKAR, OSKAR]
    undone = press(office.person("oskar"), opened(office, "learned", "oskar"), learned.UNDO)
    assert "*Taken back:*" in undone.shown
    assert asks(office, "henrik").startswith("I have nobody to name")


def test_a_rejected_correction_never_counts_though_it_is_said_again(office: Office) -> None:
    corrected(office)
    press(office.person("priya"), opened(office, "learned"), learned.REJECT)
    corrected(office, "henrik")
    assert asks(office, "ana").startswith("I have nobody to name")
    page = opened(office, "learned")
    assert "*Rejected.*" in page.shown
    assert (things(page, learned.REJECT), len(things(page, learned.APPROVE))) == ([], 1)


def test_what_helped_one_person_waits_and_two_people_put_it_in_force(office: Office) -> None:
    for handle, heading in (("ana", "*Waiting for a decision.*"), ("henrik", "*Counts for everybody*")):
        actor = office.person(handle)
        actor.command("/sko", "who knows nordkassa undercutting")
        press(actor, actor.wait_for_reply(), "helped")
        page = opened(office, "learned").shown
        assert heading in page
    assert "Helped 2 people · 2 February 2027" in page
    assert "Waiting" not in page
    assert learned.NOTHING_WAITS in page


def test_of_two_organizers_at_once_one_decides_and_the_other_reads_how_it_is(office: Office) -> None:
    corrected(office)
    hers, his = opened(office, "learned"), opened(office, "learned", "oskar")
    press(office.person("priya"), hers, learned.REJECT)
    said = press(office.person("oskar"), his, learned.APPROVE)
    assert "*Rejected:*" in said.shown
    again = press(office.person("priya"), hers, learned.REJECT)
    assert "*Rejected:*" in again.shown
    assert states(office) == ["rejected", "open"]


def test_a_long_list_goes_on_with_a_press_and_a_decision_stays_on_its_page(office: Office) -> None:
    with office.web.deps.sessions.begin() as session:
        topic = office.cast.topics["NordKassa"].id
        for n in range(20):
            words, now = f"word{n:02} " + "long " * 90, office.web.deps.now()
            session.add(
                Lesson(id=f"lesson{n:02}", topic_id=topic, key=str(n), kind="correction", words=words, taught_at=now)
            )
    priya, first = office.person("priya"), opened(office, "learned")
    assert (len(things(first, learned.APPROVE)), len(first.blocks) <= 50) == (15, True)
    second = press(priya, first, learned.MORE)
    assert [one["value"] for _, one in things(second, learned.APPROVE)] == [f"lesson{n}" for n in range(15, 20)]
    assert things(second, learned.MORE) == []
    after = press(priya, second, learned.APPROVE, nth=1)
    assert [one["value"] for _, one in things(after, learned.APPROVE)] == [
        "lesson15",
        "lesson17",
        "lesson18",
        "lesson19",
    ]


def test_nothing_learned_and_no_question_open_are_said_in_a_sentence(office: Office) -> None:
    assert opened(office, "learned").text == learned.NOTHING
    assert opened(office, "gaps").text == gaps.NOTHING


def test_a_gap_is_given_a_topic_and_that_can_be_undone(office: Office) -> None:
    for handle in ("ana", "ana", "henrik"):
        nobody_yet(office.person(handle))
    nobody_yet(office.person("henrik"), "where is the coffee machine")
    page = opened(office, "gaps")
    assert f"“{ASKED}”\nAsked 3 times by 2 people since 2 February 2027" in page.shown
    assert page.shown.index(ASKED) < page.shown.index("coffee")
    priya = office.person("priya")
    assigned = choose(priya, page, menus.ASSIGN, "discount")
    assert (assigned.ts, f"“{ASKED}” belongs to *Discount approval* now." in assigned.shown) == (page.ts, True)
    assert len(things(assigned, menus.ASSIGN)) == 1
    assert asks(office, "marta") == OSKAR
    assert "waits for a topic again" in press(priya, assigned, gaps.REOPEN).shown
    assert asks(office, "marta").startswith("I have nobody to name")


def test_a_dismissed_gap_is_gone_and_can_be_had_back(office: Office) -> None:
    nobody_yet(office.person("ana"))
    priya = office.person("priya")
    hers, his = opened(office, "gaps"), opened(office, "gaps", "oskar")
    dismissed = press(priya, hers, gaps.DISMISS)
    assert "is off the list" in dismissed.shown
    assert "is off the list" in choose(office.person("oskar"), his, menus.ASSIGN, "disc").shown
    assert opened(office, "gaps").text == gaps.NOTHING
    assert len(things(press(priya, dismissed, gaps.REOPEN), gaps.DISMISS)) == 1


def test_more_questions_than_fit_are_said_to_be_there(office: Office) -> None:
    with office.web.deps.sessions.begin() as session:
        for n in range(40):
            session.add(Gap(key=str(n), question="long " * 100, opened_at=office.web.deps.now()))
    page = opened(office, "gaps")
    assert (len(things(page, menus.ASSIGN)), gaps.THERE_IS_MORE in page.shown) == (15, True)


# Who may


VERBS = (learned.APPROVE, learned.REJECT, learned.UNDO, learned.MORE, gaps.DISMISS, gaps.REOPEN, menus.ASSIGN)


HEARD: dict[str, set[str]] = {"gwen": {SENTENCE}, "fred": {SENTENCE}, "lena": set(), "robot": set()}


def tries(actor: Actor, pages: list[Message]) -> set[str]:
    """Press and choose everything that stands on these pages, and tell what that was."""
    tried = set()
    chosen = {"text": {"type": "plain_text", "text": "x"}, "value": "1"}
    for page, verb in product(pages, VERBS):
        for block, one in things(page, verb)[:1]:
            actor.click(page, one["action_id"], block=block, choice=chosen if verb == menus.ASSIGN else None)
            tried.add(verb)
    return tried


def everything(office: Office) -> list[Message]:
    """Give messages with all that organizers can press: both pages before a decision, and both after one."""
    corrected(office)
    corrected(office, "henrik", "who blesses rebates")
    lessons, questions = opened(office, "learned"), opened(office, "gaps")
    decided = [opened(office, "learned"), opened(office, "gaps")]
    approved = press(office.person("priya"), decided[0], learned.APPROVE)
    dismissed = press(office.person("priya"), decided[1], gaps.DISMISS)
    more = {"type": "button", "action_id": learned.MORE, "value": "x", "text": {"type": "plain_text", "text": "More"}}
    last = replace(approved, blocks=(*approved.blocks, {"type": "actions", "block_id": "m", "elements": [more]}))
    return [lessons, questions, last, dismissed]


def test_nobody_but_an_organizer_can_open_press_or_choose_anything(office: Office) -> None:
    workspace = office.slack.workspace
    for handle, kind in (("robot", Kind.BOT), ("stranger", Kind.EMPLOYEE)):
        office.slack.workspace.put_person(Account(handle=handle, name=handle, kind=kind))
    pages = everything(office)
    kept = states(office)
    for handle in ("marta", "gwen", "fred", "lena", "robot", "stranger"):
        person = replace(workspace.person(handle), kind=Kind.EMPLOYEE)  # a leaver's session may live on for a moment
        assert tries(Actor(workspace, office.slack._sender, office.slack._urls, person), pages) == set(VERBS)
        for verb in ("learned", "gaps"):
            door.command(office, handle, verb)
        wait_until(lambda: is_settled(office))
        heard = {one.text for one in workspace.seen_by(person.id, workspace.dm(person.id).id)}
        assert heard == HEARD.get(handle, {ORGANIZERS_ONLY})
    assert states(office) == kept


def test_an_organizer_is_known_by_id_or_by_address(office: Office) -> None:
    corrected(office)
    for handle, deed in (("priya", learned.APPROVE), ("oskar", learned.UNDO)):
        press(office.person(handle), opened(office, "learned", handle), deed)
        with office.web.deps.sessions() as session:
            decided_by = session.scalars(select(Lesson.decided_by)).one()
        assert decided_by == office.slack.workspace.person(handle).id


def test_organizers_read_on_home_and_in_help_what_waits_and_nobody_else_does(office: Office) -> None:
    corrected(office)
    waits = "1 thing learned to decide on in `/sko learned` · 1 question without a person in `/sko gaps`"
    priya, ana = office.person("priya"), office.person("ana")
    for actor, told in ((priya, True), (ana, False)):
        actor.open_home()
        assert (waits in actor.wait_for_home().shown) is told
        actor.command("/sko", "help")
        assert (waits in actor.wait_for_reply().shown) is told
        actor.dm("help")
        assert (waits in actor.wait_for_reply().shown) is told
    priya.mention("general", "help")
    assert "For organizers" not in priya.wait_for_reply(channel="general").shown


# What it must never say


def test_who_asked_is_in_nothing_an_organizer_gets(office: Office) -> None:
    pages = everything(office)
    ana, henrik = office.slack.workspace.person("ana"), office.slack.workspace.person("henrik")
    told = str([(one.text, one.blocks) for one in pages])
    for secret in (ana.id, henrik.id, ana.name, henrik.name, "ana@", "henrik@"):
        assert secret not in told


def test_questions_that_would_ping_are_harmless_on_the_desk(office: Office) -> None:
    evil = f"<!channel> <!here> <@{office.slack.workspace.person('marta').id}> <!subteam^S0SALES|sales> haggling"
    ana = office.person("ana")
    with office.web.deps.sessions.begin() as session:
        topic = office.cast.topics["NordKassa"].id
        now = office.web.deps.now()
        session.add(Gap(key="evil", question=evil, opened_at=now))
        session.add(Lesson(topic_id=topic, key="evil", kind="correction", words=evil, taught_at=now))
    corrected(office, words=f"{evil} {WORDS}")
    priya = office.person("priya")
    lessons, questions = opened(office, "learned"), opened(office, "gaps")
    pages = [lessons, questions, press(priya, lessons, learned.APPROVE), choose(priya, questions, menus.ASSIGN, "nord")]
    for page in [*pages, *(one for one in ana.sees() if one.by_app)]:
        assert not page.mentions & {*EVERYBODY, "S0SALES"}, page.shown
        assert not office.slack.workspace.pinged(page) - {ana.person.id, priya.person.id}, page.shown
