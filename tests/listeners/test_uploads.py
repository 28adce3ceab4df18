"""An organizer drops a sheet, looks, puts it right, applies and undoes it; through Slack's front door."""

from __future__ import annotations

from sqlalchemy import select

from bot.core.plans import Content
from bot.usecases.importing.stored import load
from bot.views import uploads
from models import Person, Upload
from tests.databases import EMBEDDED
from tests.importing import ACME
from tests.listeners.dropping import buttons, dropped, form, labelled, press, typed
from tests.office import Office, wait_until
from tests.sheets import as_csv, topics

OWNED = {"topic": "Canal boats", "owner": "Oskar Wendt", "owner_email": "oskar@example.com", "day": "Day 1"}


def contents(office: Office) -> list[Content]:
    """Give all that the directory says."""
    with office.web.deps.reading() as session:
        return [stored.content for stored in load(session).present]


def titles(office: Office) -> list[str]:
    return [content.title for content in contents(office)]


def asked(office: Office, question: str, handle: str = "ana") -> str:
    """Ask until the new directory answers, which is built in the background."""
    actor = office.person(handle)
    return typed(actor, f"who {question}").text


def becomes(office: Office, question: str, answer: str) -> None:
    wait_until(lambda: asked(office, question) == answer)


def test_a_sheet_that_is_dropped_is_shown_applied_answered_from_and_undone(office: Office) -> None:
    priya = office.person("priya")
    before = contents(office)
    shown = dropped(priya, topics(OWNED, {"topic": "NordKassa", "owner": "Oskar Wendt", "kind": "competitor"}))
    assert shown.text.startswith("I read kickoff.csv. Nothing has changed yet. +1 new · 1 changed")
    assert "• owner: Marta Lindgren → Oskar Wendt" in shown.shown
    assert contents(office) == before
    done = press(priya, shown, "Apply")
    assert done.ts == shown.ts
    assert "*Applied.* Version 2 is in force: 1 new, 1 changed" in done.shown
    becomes(office, "canal boats?", "Ask Oskar Wendt about Canal boats.")
    back = press(priya, done, "Undo")
    assert "Back to version 1" in back.shown
    assert "*Back to version 1.* Version 3 is in force" in press(priya, back, "Apply").shown
    assert contents(office) == before


@EMBEDDED
def test_the_same_sheet_again_in_any_order_has_nothing_to_apply(office: Office) -> None:
    priya = office.person("priya")
    press(priya, dropped(priya, topics(OWNED, ACME)), "Apply")
    again = dropped(priya, topics(ACME, OWNED), name="shuffled.csv")
    assert uploads.NOTHING in again.shown
    assert not {"Apply"} & set(buttons(again))


@EMBEDDED
def test_a_cancelled_sheet_changes_nothing_and_leaves_nothing_of_itself(office: Office) -> None:
    priya, before = office.person("priya"), titles(office)
    assert "is put away" in press(priya, dropped(priya, topics(OWNED)), "Cancel").text
    assert titles(office) == before
    with office.web.deps.reading() as session:
        assert session.scalars(select(Upload.sheet)).all() == [b""]


def test_a_sheet_dropped_once_more_takes_the_place_of_the_one_before_it(office: Office) -> None:
    priya, oskar = office.person("priya"), office.person("oskar")
    first = dropped(priya, topics(OWNED))
    dropped(oskar, topics(OWNED))
    dropped(priya, topics(OWNED), name="other.csv")
    second = dropped(priya, topics(OWNED | {"day": "Day 2"}))
    with office.web.deps.reading() as session:
        kept = [bool(one) for one in session.scalars(select(Upload.sheet))]
        assert sorted(kept) == [False, True, True, True]
    assert "You have dropped another sheet of this name since" in press(priya, first, "Apply").text
    press(priya, second, "Apply")
    assert [one.day for one in contents(office) if one.title == "Canal boats"] == ["Day 2"]


def test_of_two_organizers_the_second_sees_that_the_directory_moved_and_decides_again(office: Office) -> None:
    priya, oskar = office.person("priya"), office.person("oskar")
    mine, yours = dropped(priya, topics(OWNED)), dropped(oskar, topics(OWNED | {"day": "Day 2"}))
    press(priya, mine, "Apply")
    moved = press(oskar, yours, "Apply")
    assert moved.text.startswith("Somebody changed the directory meanwhile. Nothing was applied")
    assert "• day: Day 1 → Day 2" in moved.shown
    assert [one.day for one in contents(office) if one.title == "Canal boats"] == ["Day 1"]
    press(oskar, moved, "Apply")
    assert [one.day for one in contents(office) if one.title == "Canal boats"] == ["Day 2"]


def test_apply_pressed_three_times_applies_once(office: Office) -> None:
    priya = office.person("priya")
    shown = dropped(priya, topics(OWNED))
    block, button = labelled(shown, "Apply")
    for _ in range(3):
        priya.click(shown, button["action_id"], block=block)
    wait_until(lambda: "Version 2 is in force" in priya.sees()[-1].shown)
    with office.web.deps.reading() as session:
        assert load(session).version == 2


def test_what_the_sheet_does_not_name_can_be_kept_or_removed(office: Office) -> None:
    priya = office.person("priya")
    shown = dropped(priya, topics(OWNED))
    assert "*Kept: 7*" in shown.shown
    removed = press(priya, shown, "Remove them")
    assert "*Removed, as the sheet does not name them: 7*" in removed.shown
    press(priya, press(priya, removed, "Keep them"), "Apply")
    assert len(titles(office)) == 8


def test_keeping_or_removing_what_is_missing_pressed_twice_is_as_once(office: Office) -> None:
    priya = office.person("priya")
    shown = dropped(priya, topics(OWNED))
    for label, said in (("Remove them", "*Removed, as the sheet does not name them: 7*"), ("Keep them", "*Kept: 7*")):
        again = press(priya, shown, label)
        block, button = labelled(shown, label)
        priya.click(shown, button["action_id"], block=block)
        shown = priya.wait_for_reply()
        assert said in again.shown
        assert said in shown.shown


@EMBEDDED
def test_cancel_after_apply_says_what_is_in_force(office: Office) -> None:
    priya = office.person("priya")
    shown = dropped(priya, topics(OWNED))
    press(priya, shown, "Apply")
    assert "Version 2 is in force" in press(priya, shown, "Cancel").shown
    assert "Canal boats" in titles(office)


@EMBEDDED
def test_columns_taken_for_something_else_are_put_right_in_a_form(office: Office) -> None:
    priya = office.person("priya")
    shown = dropped(
        priya, as_csv(("Topic", "Owner", "Who knows it best"), ("Canal boats", "Marta Lindgren", "Oskar Wendt"))
    )
    assert "Kept out of the directory: Who knows it best" in shown.shown
    view = form(priya, shown, "Fix columns…")
    priya.submit(view, {"column-1": "-", "column-2": "owner"})
    wait_until(lambda: "Who knows it best → owner" in priya.sees()[-1].shown)
    again = priya.sees()[-1]
    assert again.ts == shown.ts
    press(priya, again, "Apply")
    becomes(office, "canal boats?", "Ask Oskar Wendt about Canal boats.")


@EMBEDDED
def test_who_is_meant_is_said_in_a_form_and_remembered(office: Office) -> None:
    priya = office.person("priya")
    with office.web.deps.sessions.begin() as session:
        session.add(Person(name="Oskar Wendt", email="other@example.com", slack_id="UOTHER"))
        oskar = session.scalars(select(Person.id).where(Person.email == "oskar@example.com")).one()
    sheet = topics({"topic": "Canal boats", "owner": "Oskar Wendt"})
    shown = dropped(priya, sheet)
    assert "Who is “Oskar Wendt” (row 2, owner)?" in shown.shown
    view = form(priya, shown, "Who is who…")
    priya.submit(view, {"name-oskar wendt": str(oskar)})
    wait_until(lambda: "Who is “Oskar Wendt”" not in priya.sees()[-1].shown)
    press(priya, priya.sees()[-1], "Apply")
    becomes(office, "canal boats?", "Ask Oskar Wendt about Canal boats.")
    assert uploads.NOTHING in dropped(priya, sheet).shown


@EMBEDDED
def test_answers_about_names_and_roles_are_remembered_though_the_sheet_is_cancelled(office: Office) -> None:
    priya, oskar = office.person("priya"), office.person("oskar")
    names = ({"owner": "CRO"}, {"owner": "RevOps"}, {"owner": "Max External"}, {"owner": "O. Wndt"})
    sheet = topics(*({"topic": f"Topic {n}"} | name for n, name in enumerate(names)), {"topic": "x", "owner": "Zed Y"})
    shown = dropped(priya, sheet)
    assert "*Names to clear up: 5*" in shown.shown
    view = form(priya, shown, "Who is who…")
    stands = priya.submit(view, {"else-o wndt": "UNOBODY"})
    assert stands is not None
    assert stands.errors == {"else-o wndt": "I do not know them yet. Try again in a minute."}
    said = {"name-cro": "0", "name-max external": "0", "name-o wndt": "0", "else-o wndt": oskar.person.id}
    assert priya.submit(stands, said | {"else-revops": oskar.person.id}) is None
    again = priya.wait_for_reply()
    assert "*Names to clear up: 1*" in again.shown
    press(priya, again, "Cancel")
    new = dropped(priya, sheet, name="new.csv")
    assert "*Names to clear up: 1*" in new.shown
    assert "Who is “Zed Y”" in new.shown
    press(priya, new, "Apply")
    owners = {one.title: [owner.name for owner in one.owners] for one in contents(office)}
    assert [owners[f"Topic {n}"] for n in range(4)] == [[], ["Oskar Wendt"], ["Max External"], ["Oskar Wendt"]]


@EMBEDDED
def test_somebody_whose_slack_id_is_not_known_is_told_in_the_form(office: Office) -> None:
    priya, oskar = office.person("priya"), office.person("oskar")
    shown = dropped(priya, topics({"topic": "Canal boats", "owner": "<@U0GONE123>"}))
    view = form(priya, shown, "Who is who…")
    assert priya.submit(view, {"else-u0gone123": oskar.person.id}) is None
    press(priya, priya.wait_for_reply(), "Apply")
    becomes(office, "canal boats?", "Ask Oskar Wendt about Canal boats.")


@EMBEDDED
def test_of_more_names_than_a_form_takes_it_is_said_how_many_come_next(office: Office) -> None:
    priya = office.person("priya")
    letters = "abcdefghijklmnop"
    names = (f"Stranger{one}{other} Xu" for one in letters for other in letters)
    sheet = topics(*({"topic": f"Topic {n}", "owner": name} for n, name in enumerate(names)))
    view = form(priya, dropped(priya, sheet), "Who is who…")
    assert f"come next: {256 - 48}" in str(view.body)


@EMBEDDED
def test_a_topic_under_a_new_name_is_asked_about(office: Office) -> None:
    priya = office.person("priya")
    sheet = topics({"topic": "Nord Kassa AB", "owner": "Marta Lindgren"})
    shown = dropped(priya, sheet)
    assert "Row 2 “Nord Kassa AB” may be “NordKassa” under a new name." in shown.shown
    press(priya, press(priya, shown, "The same topic"), "Apply")
    assert ("Nord Kassa AB" in titles(office), "NordKassa" in titles(office)) == (True, False)


@EMBEDDED
def test_everything_comes_as_a_file_when_it_is_asked_for(office: Office) -> None:
    priya = office.person("priya")
    many = topics(*({"topic": f"Topic {number}", "owner": "Marta Lindgren"} for number in range(300)))
    shown = dropped(priya, many)
    assert "Topic 299" not in shown.shown
    press(priya, shown, "Show everything")
    (file,) = priya.sees()[-1].files
    assert b"  Topic 299\n" in office.slack.workspace.uploads[file].content


@EMBEDDED
def test_a_modal_takes_a_sheet_too(office: Office) -> None:
    priya = office.person("priya")
    priya.command("/sko", "upload")
    view = priya.wait_for_modal()
    file = priya.attach("kickoff.csv", topics(OWNED), mimetype="text/csv")
    assert priya.submit(view, {"files": [file]}) is None
    assert "+1 new" in priya.wait_for_reply().text


@EMBEDDED
def test_a_topic_is_edited_in_a_form_and_that_can_be_undone(office: Office) -> None:
    priya = office.person("priya")
    priya.command("/sko", "edit nordkassa")
    view = priya.wait_for_modal()
    stands = priya.submit(view, {"link": "javascript:alert(1)"})
    assert stands is not None
    assert stands.errors == {"link": "An address starts with https:// or http://."}
    assert (
        priya.submit(stands, {"link": "https://example.com/nord", "owners": [office.person("oskar").person.id]}) is None
    )
    done = priya.wait_for_reply()
    assert "• owner: Marta Lindgren → Oskar Wendt" in done.shown
    becomes(office, "nordkassa?", "Ask Oskar Wendt about NordKassa.")
    press(priya, press(priya, done, "Undo"), "Apply")
    becomes(office, "nordkassa?", "Ask Marta Lindgren about NordKassa.")


def test_a_topic_that_somebody_else_changed_meanwhile_is_not_overwritten(office: Office) -> None:
    priya, oskar = office.person("priya"), office.person("oskar")
    priya.command("/sko", "edit NordKassa")
    view = priya.wait_for_modal()
    oskar.command("/sko", "edit NordKassa")
    assert oskar.submit(oskar.wait_for_modal(), {"day": "Day 8"}) is None
    stands = priya.submit(view, {"day": "Day 9"})
    assert stands is not None
    assert "Somebody else has changed “NordKassa” since you opened this" in str(stands.errors)
    assert [one.day for one in contents(office) if one.title == "NordKassa"] == ["Day 8"]


@EMBEDDED
def test_a_new_topic_is_made_in_the_same_form(office: Office) -> None:
    priya = office.person("priya")
    priya.command("/sko", "new")
    assert priya.submit(priya.wait_for_modal(), {"title": "Robot fencing", "owners": [priya.person.id]}) is None
    assert "“Robot fencing” is a topic now" in priya.wait_for_reply().text
    becomes(office, "robot fencing?", "Ask Priya Raman about Robot fencing.")


@EMBEDDED
def test_somebody_who_is_not_in_slack_is_named_in_the_form_of_a_new_topic_and_taken_out_again(office: Office) -> None:
    priya = office.person("priya")
    priya.command("/sko", "new")
    long = priya.submit(priya.wait_for_modal(), {"title": "Robot fencing", "owners_others": "n" * 300})
    assert long is not None
    assert long.errors == {"owners_others": "200 characters at most, this has 300."}
    assert priya.submit(long, {"title": "Robot fencing", "owners_others": "Zed External"}) is None
    priya.wait_for_reply()
    priya.command("/sko", "edit Robot fencing")
    assert priya.submit(priya.wait_for_modal(), {"owners": [priya.person.id], "owners_others": ""}) is None
    assert "• owner: Zed External → Priya Raman" in priya.wait_for_reply().shown


@EMBEDDED
def test_a_name_that_no_topic_has_leads_to_the_closest_or_to_a_new_one(office: Office) -> None:
    priya = office.person("priya")
    said = typed(priya, "edit Nordkasa")
    assert said.text.startswith("No topic is called “Nordkasa”.")
    assert form(priya, said, "NordKassa").body["title"]["text"] == "Edit a topic"


@EMBEDDED
def test_editing_is_a_question_from_whoever_keeps_no_directory(office: Office) -> None:
    assert asked(office, "nordkassa?") == typed(office.person("ana"), "edit nordkassa").text


@EMBEDDED
def test_an_export_uploads_as_nothing_to_change(office: Office) -> None:
    priya = office.person("priya")
    for format_ in ("csv", "xlsx"):
        priya.command("/sko", f"export {format_}", channel="general")
        assert "It is in our direct messages." in priya.wait_for_reply(channel="general").text
        (file,) = priya.sees()[-1].files
        export = office.slack.workspace.uploads[file]
        assert uploads.NOTHING in dropped(priya, export.content, name=export.name).shown


@EMBEDDED
def test_a_template_can_be_filled_in_and_its_example_is_no_topic(office: Office) -> None:
    priya = office.person("priya")
    priya.command("/sko", "template")
    priya.wait_for_reply()
    (file,) = priya.sees()[-1].files
    template = office.slack.workspace.uploads[file]
    said = dropped(priya, template.content, name=template.name)
    assert "Example" not in " ".join(titles(office))
    assert "Apply" not in buttons(said)


def test_the_history_leads_back_to_any_version(office: Office) -> None:
    priya = office.person("priya")
    press(priya, dropped(priya, topics(OWNED)), "Apply")
    press(priya, dropped(priya, topics(OWNED | {"day": "Day 2"})), "Apply")
    page = typed(priya, "history")
    assert "*Version 3*" in page.shown
    assert "applied “kickoff.csv”" in page.shown
    press(priya, press(priya, page, "Back to this"), "Apply")
    assert [one.day for one in contents(office) if one.title == "Canal boats"] == ["Day 1"]


@EMBEDDED
def test_a_reps_file_is_not_even_fetched(office: Office) -> None:
    ana = office.person("ana")
    assert "have not opened yours" in dropped(ana, topics(OWNED)).text
    assert dropped(ana, topics(OWNED), text="who knows nordkassa?").text == "Ask Marta Lindgren about NordKassa."
    assert not office.slack.wire.calls("download")
    assert not office.slack.wire.calls("files.info")


@EMBEDDED
def test_nothing_in_a_sheet_pings_anybody_or_runs(office: Office) -> None:
    priya = office.person("priya")
    marta = office.slack.workspace.person("marta")
    evil = f'<!channel> <@{marta.id}> =HYPERLINK("http://evil") *x*'
    sheet = topics(
        {"topic": evil, "owner": f"{evil}", "aliases": f"a{evil}", "kind": evil},
        {"topic": f"b{evil}", "owner": evil},
        {"topic": f"c{evil}", "owner": "Falk, Bo"},
    )
    shown = dropped(priya, sheet, name=f"{evil}.csv")
    done = press(priya, shown, "Apply without 1 row")
    for page in (shown, done, typed(priya, "history")):
        assert not page.mentions
        assert not office.slack.workspace.pinged(page) - {priya.person.id}


@EMBEDDED
def test_the_form_of_the_columns_sent_unchanged_changes_nothing_whatever_the_agenda_is_like(office: Office) -> None:
    priya = office.person("priya")
    header = ("ID", "Session Title", "Type", "First Name", "Last Name", "Phone")
    rows = (("1", "Zebra", "Talk", "Ana", "Ferreira", "1"), ("2", "Robots", "Workshop", "Marta", "Lindgren", "2"))
    shown = dropped(priya, as_csv(header, *rows))
    priya.submit(form(priya, shown, "Fix columns…"), {})
    again = priya.wait_for_reply()
    assert (again.text, again.shown, buttons(again)) == (shown.text, shown.shown, buttons(shown))
    priya.submit(form(priya, again, "Fix columns…"), {"column-5": "day"})
    fixed = priya.wait_for_reply()
    assert "Phone → day" in fixed.shown
    press(priya, fixed, "Apply")
    zebra = next(one for one in contents(office) if one.title == "Zebra")
    assert ([one.name for one in zebra.presenters], zebra.day, zebra.kind) == (["Ana Ferreira"], "1", "other")
