"""What an organizer reads before a sheet is applied, and after."""

from dataclasses import replace
from typing import Any

import pytest

from bot.core.plans import Change, Changed, Likely, Plan, WhoIs
from bot.core.roster import Known
from bot.core.sheets import Column, Field, Reason, Remark
from bot.core.uploads import Done, Dropped, Preview, VersionKind
from bot.demo.rules import check_message
from bot.views import excerpts, uploads
from bot.views.blocks import Message
from bot.views.changes import sides
from tests.views.test_answers import HOSTILE, everything

COLUMNS = (
    Column(name="Topic", place=0, field=Field.TITLE),
    Column(name="Go-to person", place=1, field=Field.OWNER),
    Column(name="Phone", place=2, field=None),
)
OWNER = Change(field="owners", old=("Ana Sobral",), new=("Bo Falk",))
NEW_NAME = Change(field="title", old=("Kreasly-X",), new=("Kreasly X2",))
PLAN = Plan(
    sheet="kickoff.xlsx",
    tab="",
    columns=COLUMNS,
    added=("Pricing", "Security"),
    changed=(Changed(name="Robot lease", changes=(OWNER,)),),
    unchanged=("Help line",),
)
COMMA = Remark(row=4, column="owner", reason=Reason.ONE_OR_TWO_PEOPLE, value="Falk, Bo")
OWNERLESS = Remark(row=5, column="owner", reason=Reason.NO_OWNER, value="Pricing")
ANA = Known(id=1, name="Ana Sobral", email="ana@example.com", in_slack=True)
WHO_IS_ANA = WhoIs(name="Ana Sobral", rows=(4,), column="owner", candidates=(ANA, replace(ANA, id=2, email="a2@x.com")))
RENAMED = Likely(row=7, key="kreasly x", title="Kreasly X", topic_id=3, old="Kreasly-X")


def preview(plan: Plan, *, has_moved: bool = False) -> Message:
    return uploads.preview(Preview(upload_id="u1", plan=plan, has_moved=has_moved))


def texts(drawn: Message) -> list[str]:
    """Give the paragraphs that a person reads."""
    blocks = drawn.payload()["blocks"]
    return [(one.get("text") or one["elements"][0])["text"] for one in blocks if one["type"] != "actions"]


def buttons(drawn: Message) -> dict[str, Any]:
    """Give every button by its label."""
    blocks = drawn.payload()["blocks"]
    pressed = [element for one in blocks for element in (*one.get("elements", ()), one.get("accessory", {}))]
    return {one["text"]["text"]: one for one in pressed if one.get("type") == "button"}


def huge(text: str) -> Plan:
    """Give a plan in which everything there can be is there ten thousand times, and as long as it can be."""
    many = 10_000
    every = [Change(field=f"field {n}", old=(text,) * 3, new=(text[::-1],) * 3) for n in range(13)]
    remarks = [
        Remark(row=n, column=text, reason=reason, value=text, other=text)
        for n, reason in enumerate((*Reason, *Reason, *[Reason.NO_OWNER] * many))
    ]
    who = WhoIs(name=text, rows=tuple(range(200)), column=text, candidates=(replace(ANA, name=text, email=text),) * 5)
    return Plan(
        sheet=text,
        tab=text,
        columns=tuple(Column(name=text, place=n, field=Field.KEY if n % 2 else None) for n in range(200)),
        added=(text,) * many,
        changed=(Changed(name=text, changes=(replace(NEW_NAME, new=(text + "x",)), *every)),) * many,
        removed=(text,) * many,
        kept=(text,) * many,
        unchanged=(text,) * many,
        people_added=(text,) * many,
        people_changed=(Changed(name=text, changes=tuple(every)),) * many,
        remarks=tuple(remarks),
        who=(replace(who, leaves_out=True),) * 500,
        likely=(replace(RENAMED, title=text, old=text),) * 500,
    )


def test_the_file_and_how_much_changes_are_read_first() -> None:
    plan = replace(PLAN, removed=("Old price list",), tab="Agenda")
    assert texts(preview(plan))[0] == (
        "I read the sheet “Agenda” of *kickoff.xlsx*. Nothing has changed yet.\n"
        "*+2 new · 1 changed · 1 removed · 1 unchanged*"
    )


def test_columns_are_read_back_and_those_kept_out_are_named() -> None:
    told = texts(preview(PLAN))
    assert "Read as: Topic · Go-to person → owner" in told
    assert "Kept out of the directory: Phone" in told


def test_ten_new_topics_are_named_and_the_rest_is_counted() -> None:
    plan = replace(PLAN, added=tuple(f"Topic {n}" for n in range(50)))
    told = next(text for text in texts(preview(plan)) if text.startswith("*New: 50*"))
    assert told.endswith("Topic 8 · Topic 9 · and 40 more")


def test_what_changes_is_told_from_old_to_new_and_a_new_name_as_one() -> None:
    plan = replace(PLAN, changed=(*PLAN.changed, Changed(name="Kreasly-X", changes=(NEW_NAME, OWNER))))
    told = next(text for text in texts(preview(plan)) if text.startswith("*Changed: 2*"))
    assert "*Robot lease*\n• owner: Ana Sobral → Bo Falk" in told
    assert "*Kreasly-X* → *Kreasly X2*\n• owner: Ana Sobral → Bo Falk" in told


def test_a_person_who_is_put_right_counts_as_a_change() -> None:
    email = Change(field="email", old=(), new=("ana@example.com",))
    drawn = preview(replace(PLAN, added=(), changed=(), people_changed=(Changed(name="Ana Sobral", changes=(email,)),)))
    assert "*1 person changed · 1 unchanged*" in texts(drawn)[0]
    assert "*People changed: 1*\n*Ana Sobral*\n• e-mail: nothing → ana@example.com" in texts(drawn)
    assert "Apply" in buttons(drawn)


def test_people_who_are_added_are_marked_as_not_in_slack() -> None:
    assert "*People who are not in Slack as yet: 1*\nBo Falk" in texts(
        preview(replace(PLAN, people_added=("Bo Falk",)))
    )


@pytest.mark.parametrize(
    ("plan", "said", "label"),
    [
        (replace(PLAN, removed=("Old",)), "*Removed, as the sheet does not name them: 1*\nOld", "Keep them"),
        (replace(PLAN, kept=("Old",)), "*Kept, although the sheet does not name them: 1*\nOld", "Remove them"),
        (
            replace(PLAN, kept=("Old",), is_partial=True),
            "*Kept: 1* The sheet names less than half of the directory, so I take it for a part of it.\nOld",
            "Remove them",
        ),
    ],
)
def test_what_the_sheet_does_not_name_goes_or_stays_and_that_can_be_turned_round(
    plan: Plan, said: str, label: str
) -> None:
    drawn = preview(plan)
    assert said in texts(drawn)
    wanted = {"Keep them": "toggle_missing:keep", "Remove them": "toggle_missing:remove"}[label]
    assert (buttons(drawn)[label]["action_id"], buttons(drawn)[label]["value"]) == (wanted, "u1")


def test_problems_have_their_row_their_column_and_what_becomes_of_the_row() -> None:
    told = next(
        text for text in texts(preview(replace(PLAN, remarks=(COMMA,)))) if text.startswith("*To put right: 1*")
    )
    assert "• Row 4, “owner”: “Falk, Bo” may be one person or two." in told
    assert told.endswith("This row is left out.")


def test_many_problems_of_one_kind_do_not_hide_the_one_of_another() -> None:
    links = tuple(Remark(row=n, column="link", reason=Reason.NO_LINK, value="x") for n in range(2, 50))
    told = next(t for t in texts(preview(replace(PLAN, remarks=(*links, replace(COMMA, row=60))))) if "To put" in t)
    assert "Row 2, “link”" in told
    assert "Row 60, “owner”" in told
    assert told.endswith("and 39 more")


def test_warnings_stop_nothing_and_stand_apart() -> None:
    drawn = preview(replace(PLAN, remarks=(OWNERLESS,)))
    assert "*Worth knowing: 1*\n• Row 5, “owner”: “Pricing” has no owner." in texts(drawn)
    assert "confirm" not in buttons(drawn)["Apply"]


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (
            WHO_IS_ANA,
            "Who is “Ana Sobral” (row 4, owner)? Perhaps Ana Sobral (ana@example.com) or Ana Sobral (a2@x.com).",
        ),
        (replace(WHO_IS_ANA, leaves_out=True), "(a2@x.com). Until you say so, the row is left out."),
        (replace(WHO_IS_ANA, candidates=()), "Nobody in Slack is called so; the name stays as it is written."),
        (replace(WHO_IS_ANA, candidates=(), is_role=True), "That is a role, no person."),
        (replace(WHO_IS_ANA, rows=(4, 5, 6, 7, 8)), "(rows 4, 5, 6 and 2 more, owner)"),
    ],
)
def test_a_name_that_cannot_be_told_is_asked_about_where_it_stands(asked: WhoIs, said: str) -> None:
    drawn = preview(replace(PLAN, who=(asked,)))
    assert any(said in text for text in texts(drawn))
    assert buttons(drawn)["Who is who…"]["action_id"] == uploads.WHO_IS_WHO


def test_what_a_question_asks_is_no_warning_beside_it() -> None:
    warning = Remark(row=4, column="owner", reason=Reason.A_ROLE, value="Ana Sobral")
    other = replace(warning, value="Bo Falk")
    drawn = everything(preview(replace(PLAN, remarks=(warning, other), who=(replace(WHO_IS_ANA, candidates=()),))))
    assert "“Bo Falk” is a role" in drawn
    assert "“Ana Sobral” is a role" not in drawn


def test_a_new_name_is_asked_about_and_both_answers_carry_which_topic_and_row() -> None:
    drawn = preview(replace(PLAN, likely=(RENAMED,) * 7))
    assert texts(drawn).count("Row 7 “Kreasly X” may be “Kreasly-X” under a new name.") == 5
    assert "and 2 more" in texts(drawn)
    pressed = [buttons(drawn)[label] for label in ("The same topic", "A new one")]
    assert [(one["action_id"], one["value"]) for one in pressed] == [
        ("same_topic:3-7", "u1"),
        ("other_topic:3-7", "u1"),
    ]


def test_every_decision_carries_the_upload() -> None:
    drawn = buttons(preview(PLAN))
    assert list(drawn) == ["Apply", "Fix columns…", "Show everything", "Cancel"]
    assert {one["value"] for one in drawn.values()} == {"u1"}


def test_apply_says_how_many_rows_it_leaves_out_and_asks_again() -> None:
    asked = replace(WHO_IS_ANA, rows=(4, 9), leaves_out=True)
    apply = buttons(preview(replace(PLAN, remarks=(COMMA,), who=(asked,))))["Apply without 2 rows"]
    assert apply["confirm"]["text"]["text"].startswith("2 rows are left out")


def test_apply_asks_again_where_topics_go() -> None:
    confirm = buttons(preview(replace(PLAN, removed=("Old",))))["Apply"]["confirm"]
    assert confirm["text"]["text"].startswith("1 topic is removed")
    assert confirm["text"]["text"].endswith("It can be undone.")


@pytest.mark.parametrize(
    ("plan", "said"),
    [
        (Plan(sheet="a.csv", tab="", columns=COLUMNS, unchanged=("A",)), uploads.NOTHING),
        (
            Plan(sheet="a.csv", tab="", columns=COLUMNS, unchanged=("A",), remarks=(COMMA,)),
            uploads.NOTHING_OF_THE_REST,
        ),
        (Plan(sheet="a.csv", tab="", columns=COLUMNS, remarks=(COMMA,)), uploads.NO_ROW),
        (Plan(sheet="", tab="", columns=(), target=7, unchanged=("A",)), "what it said in version 7"),
    ],
)
def test_nothing_is_offered_to_be_applied_that_changes_nothing(plan: Plan, said: str) -> None:
    drawn = preview(plan)
    assert said in texts(drawn)[0]
    assert not [label for label in buttons(drawn) if label.startswith("Apply")]
    assert said in uploads.done(Done(plan=plan, version=7, was=7)).text or plan.target is None


def test_whoever_was_overtaken_reads_so_first() -> None:
    assert texts(preview(PLAN, has_moved=True))[0] == uploads.MOVED
    assert preview(PLAN, has_moved=True).text == uploads.MOVED.replace("*", "")


def test_going_back_is_shown_without_what_only_a_sheet_has() -> None:
    plan = replace(PLAN, target=7, removed=("Late",), columns=())
    drawn = preview(plan)
    assert texts(drawn)[0].startswith("Back to version 7: this is what changes.")
    assert "*Removed, as they came later: 1*\nLate" in texts(drawn)
    assert list(buttons(drawn)) == ["Apply", "Show everything", "Cancel"]
    assert buttons(drawn)["Apply"]["confirm"]["title"]["text"] == "Go back to version 7?"


def test_what_is_in_force_is_said_with_the_way_back_and_a_question_to_try() -> None:
    drawn = uploads.done(Done(plan=replace(PLAN, remarks=(COMMA,)), version=13, was=12))
    assert texts(drawn) == [
        "*Applied.* Version 13 is in force: 2 new, 1 changed. 1 row is left out.",
        "Ask me: `/sko who Pricing`",
    ]
    assert (buttons(drawn)["Undo"]["action_id"], buttons(drawn)["Undo"]["value"]) == (uploads.GO_BACK, "12")


EDITED = Plan(sheet="", tab="", columns=(), changed=(Changed(name="Kreasly-X", changes=(NEW_NAME, OWNER)),))


@pytest.mark.parametrize(
    ("plan", "said"),
    [
        (EDITED, ["*Saved.* Version 13 is in force.", "*Kreasly-X* → *Kreasly X2*\n• owner: Ana Sobral → Bo Falk"]),
        (replace(EDITED, changed=(), added=("A",)), ["*Saved.* “A” is a topic now, as of version 13."]),
        (
            replace(EDITED, changed=(), removed=("A",)),
            ["*Retired.* “A” is no longer offered as of version 13; its history"],
        ),
        (replace(EDITED, changed=()), [uploads.NO_VERSION]),
    ],
)
def test_an_edit_says_what_it_changed_field_by_field(plan: Plan, said: list[str]) -> None:
    drawn = texts(uploads.done(Done(plan=plan, version=13, was=12, kind=VersionKind.EDIT)))
    assert [text[: len(begin)] for text, begin in zip(drawn, said, strict=False)] == said


def test_a_renamed_topic_is_to_be_asked_about_by_its_new_name() -> None:
    drawn = uploads.done(Done(plan=EDITED, version=13, was=12, kind=VersionKind.EDIT))
    assert texts(drawn)[-1] == "Ask me: `/sko who Kreasly X2`"


def test_an_undo_says_which_version_is_back_and_as_which() -> None:
    drawn = uploads.done(Done(plan=replace(PLAN, target=7), version=13, was=12, kind=VersionKind.UNDO))
    assert texts(drawn)[0] == "*Back to version 7.* Version 13 is in force: 2 new, 1 changed."


def test_what_was_cancelled_is_said_to_be_gone() -> None:
    assert uploads.dropped(Dropped(sheet="a.csv")).text.startswith("“a.csv” is put away. Nothing was changed")


def test_columns_that_cannot_be_told_can_be_told() -> None:
    drawn = uploads.columns_unclear("There is no column of topics.", upload_id="u1")
    assert texts(drawn) == ["There is no column of topics."]
    assert buttons(drawn)["Fix columns…"]["value"] == "u1"


def test_the_file_has_everything() -> None:
    changed = Changed(name="Long", changes=(Change(field="session", old=("A" * 300,), new=("B" * 300,)),))
    plan = replace(PLAN, added=tuple(f"Topic {n}." for n in range(60)), changed=(changed,), who=(WHO_IS_ANA,))
    told = uploads.everything(replace(plan, likely=(RENAMED,), kept=("Old",), remarks=(COMMA, OWNERLESS)))
    for said in (
        *plan.added,
        f"{'A' * 300} → {'B' * 300}",
        "Row 4, “owner”: Ana Sobral (perhaps Ana Sobral <ana@example.com> or Ana Sobral <a2@x.com>)",
        "Row 7: “Kreasly X” may be “Kreasly-X”",
        "Kept, although the sheet does not name them: 1\n  Old",
        "Row 4, “owner”: “Falk, Bo”",
        "Row 5, “owner”: “Pricing” has no owner.",
    ):
        assert said in told


def test_the_terminal_says_that_an_undo_is_one() -> None:
    told = uploads.everything(replace(PLAN, target=7, removed=("Late",)))
    assert told.startswith("Back to version 7 of the directory.\n")
    assert "Removed, as they came later: 1\n  Late" in told


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        (("Kreasly",) * 20, ("Kreasly",) * 20 + ("Cresly",), ("…", "… | Cresly")),
        (("same " * 30 + "old",), ("same " * 30 + "new",), ("…same same same old", "…same same same new")),
        (tuple("abc" * 20), tuple("cba" * 20), None),
    ],
)
def test_of_long_values_the_part_that_differs_is_told(
    old: tuple[str, ...], new: tuple[str, ...], told: tuple[str, str] | None
) -> None:
    said = sides(Change(field="aliases", old=old, new=new))
    assert said[0] != said[1]
    assert said == (told or said)


@pytest.mark.parametrize(
    "text", ["&" * 200, "a" * 200, "&" * 20 + "a" * 180, "word & " * 30, "*_~`" * 50, "<!channel>" * 20, "é🎉" * 100]
)
def test_any_plan_fits_a_message(text: str) -> None:
    plan = huge(text)
    for one in (plan, replace(plan, kept=()), replace(plan, target=7)):
        for found in (
            preview(one, has_moved=True),
            *(uploads.done(Done(plan=one, version=13, was=12, kind=kind)) for kind in VersionKind),
        ):
            check_message(found.text, found.payload()["blocks"])


def test_the_small_messages_fit_whatever_a_file_is_called() -> None:
    for drawn in (
        uploads.dropped(Dropped(sheet="&" * 900)),
        uploads.columns_unclear("&" * 9000, upload_id="u1"),
    ):
        check_message(drawn.text, drawn.payload()["blocks"])


def test_nothing_in_a_sheet_pings_links_or_formats() -> None:
    plan = huge(HOSTILE)
    for drawn in (
        preview(plan),
        uploads.dropped(Dropped(sheet=HOSTILE)),
        uploads.columns_unclear(HOSTILE, upload_id="u1"),
        *(uploads.done(Done(plan=plan, version=13, was=12, kind=kind)) for kind in VersionKind),
        uploads.done(Done(plan=replace(EDITED, changed=plan.changed), version=13, was=12, kind=VersionKind.EDIT)),
    ):
        for dangerous in ("<!", "<@U0M", "<http", " *all*"):
            assert dangerous not in drawn.text
            assert dangerous not in everything(drawn)


def test_of_many_remarks_each_kind_has_its_turn() -> None:
    links = [Remark(row=n, column="", reason=Reason.NO_LINK) for n in range(9)]
    assert excerpts.varied([*links, COMMA], shown=3) == [links[0], links[1], COMMA]
