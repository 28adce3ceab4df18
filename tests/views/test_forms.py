"""The forms that organizers fill in, as Slack takes them."""

from dataclasses import replace
from typing import Any

import pytest

from bot.core.plans import WhoIs
from bot.core.roster import Known
from bot.core.sheets import KINDS, Field
from bot.core.uploads import ColumnsForm, FormColumn, Staff, TopicForm, Unknown, WhoForm
from bot.demo.rules import check_message, check_view
from bot.listeners import buttons as pressed
from bot.views import forms, forms_topic, keeping, menus
from bot.views.blocks import Modal
from bot.views.entries import ENTRY
from tests.views.test_answers import HOSTILE, everything
from tests.views.test_uploads import buttons, texts

TOPIC = TopicForm(
    topic_id=7,
    version=12,
    title="Pricing",
    kind="pricing",
    aliases=("Prices", "Rates"),
    owners=Staff(slack_ids=("U0ANA", "U0BO"), others=("Cy Young", "Dee Ray")),
    key_points=("Never discount first.",),
    session="Price it right",
    day="Day 1",
    link="https://example.com/pricing",
    channel="#pricing",
)
ANA = Known(id=1, name="Ana Sobral", email="ana@example.com", in_slack=True)
WHO = WhoIs(name="Ana Sobral", rows=(4,), column="owner", candidates=(ANA, replace(ANA, id=2, email=None)))
COLUMN = FormColumn(name="Go-to", place=3, field=Field.OWNER, samples=("Ana Sobral", "Bo Falk", "Cy Young"))


def drawn(modal: Modal) -> dict[str, Any]:
    """Give a form as Slack is given it, if Slack takes it."""
    view: dict[str, Any] = modal.view.to_dict()
    return check_view(view, "modal")


def fields(modal: Modal) -> dict[str, dict[str, Any]]:
    """Give everything that can be filled in, by its block."""
    return {one["block_id"]: one for one in drawn(modal)["blocks"] if one["type"] == "input"}


def words_of(option: dict[str, Any] | None) -> str:
    return str(option["text"]["text"]) if option else ""


def test_a_sheet_is_asked_for_and_what_happens_next_is_said() -> None:
    modal = forms.upload()
    assert drawn(modal)["callback_id"] == "upload_form"
    file = fields(modal)[forms.FILES]["element"]
    assert (file["type"], file["max_files"]) == ("file_input", 1)
    assert {"csv", "xlsx", "ods", "tsv", "txt", "json"} == set(file["filetypes"])
    assert "nothing changes before you press *Apply*" in drawn(modal)["blocks"][1]["elements"][0]["text"]


def test_the_form_of_a_topic_holds_what_the_topic_is() -> None:
    modal = forms_topic.topic(TOPIC)
    shown = {block: one["element"] for block, one in fields(modal).items()}
    values = {block: one.get("initial_value") for block, one in shown.items() if "initial_value" in one}
    assert values == {
        "title": "Pricing",
        "owners_others": "Cy Young\nDee Ray",
        "aliases": "Prices\nRates",
        "key_points": "Never discount first.",
        "session": "Price it right",
        "day": "Day 1",
        "link": "https://example.com/pricing",
        "channel": "#pricing",
    }
    assert shown["owners"]["initial_users"] == ["U0ANA", "U0BO"]
    assert shown["kind"]["initial_option"]["value"] == "pricing"
    assert {one["action_id"] for one in shown.values()} == {ENTRY}


def test_what_is_changed_most_stands_first_and_only_the_title_and_the_kind_have_to_be_there() -> None:
    shown = fields(forms_topic.topic(TOPIC))
    assert list(shown)[:4] == ["title", "owners", "owners_others", "backups"]
    assert list(shown)[-1] == "retire"
    assert [block for block, one in shown.items() if not one.get("optional")] == ["title", "kind"]


def test_the_form_carries_the_topic_and_the_version_it_was_drawn_from() -> None:
    assert drawn(forms_topic.topic(TOPIC))["private_metadata"] == "7.12"
    assert drawn(forms_topic.topic(TopicForm(topic_id=None, version=3)))["private_metadata"] == "0.3"


def test_a_new_topic_has_an_empty_form_and_cannot_be_retired() -> None:
    modal = forms_topic.topic(TopicForm(topic_id=None))
    assert drawn(modal)["title"]["text"] == "New topic"
    assert not [one for one in fields(modal).values() if "initial_value" in one["element"]]
    assert [block for block in fields(modal) if block.endswith("_others")] == ["owners_others"]
    assert fields(modal)["owners_others"]["optional"]
    assert "retire" not in fields(modal)
    assert drawn(forms_topic.topic(TOPIC))["title"]["text"] == "Edit a topic"


def test_every_kind_can_be_chosen() -> None:
    options = fields(forms_topic.topic(TOPIC))["kind"]["element"]["options"]
    assert [one["value"] for one in options] == list(KINDS)


@pytest.mark.parametrize(
    ("form", "block", "label"),
    [
        (replace(TOPIC, aliases=("x" * 200,) * 16), "aliases", "Also known as"),
        (replace(TOPIC, key_points=("x" * 3001,)), "key_points", "Key points"),
        (replace(TOPIC, link="https://example.com/" + "x" * 3000), "link", "Link"),
        (replace(TOPIC, owners=Staff(others=("x" * 200,) * 16)), "owners_others", "Owner: not in Slack"),
    ],
)
def test_what_is_too_long_for_a_form_is_left_out_and_never_cut(form: TopicForm, block: str, label: str) -> None:
    modal = forms_topic.topic(form)
    assert block not in fields(modal)
    assert f"“{label}” is too long for a form: change it in the sheet. It stays as it is." in str(drawn(modal))


def test_what_just_fits_is_in_the_form_as_a_whole() -> None:
    points = ("x" * 1499, "y" * 1500)
    assert fields(forms_topic.topic(replace(TOPIC, key_points=points)))["key_points"]["element"][
        "initial_value"
    ] == "\n".join(points)
    long = replace(TOPIC, title="t" * 250)
    assert fields(forms_topic.topic(long))["title"]["element"]["max_length"] == 250


def test_every_column_can_be_taken_for_anything_or_left_out() -> None:
    unknown = FormColumn(name="Phone", place=5, field=None)
    modal = forms.columns(ColumnsForm(upload_id="u1", sheet="a.csv", columns=(COLUMN, unknown)), private="u1.ts")
    owner, phone = fields(modal)["column-3"], fields(modal)["column-5"]
    assert drawn(modal)["private_metadata"] == "u1.ts"
    assert owner["label"]["text"] == "Go-to"
    assert owner["hint"]["text"] == "For example: Ana Sobral · Bo Falk"
    assert [one["value"] for one in owner["element"]["options"]] == [forms.LEFT_OUT, *Field]
    assert words_of(owner["element"]["initial_option"]) == "owner"
    assert words_of(phone["element"]["initial_option"]) == "Leave it out"
    assert "hint" not in phone


def test_columns_that_do_not_fit_are_counted() -> None:
    columns = tuple(replace(COLUMN, place=n) for n in range(200))
    modal = forms.columns(ColumnsForm(upload_id="u1", sheet="a.csv", columns=columns, more=5), private="u1")
    shown = len(fields(modal))
    assert shown > 50
    assert f"Columns that do not fit here, and stay as they are taken: {205 - shown}" in str(drawn(modal))


def test_a_name_is_asked_about_with_those_who_may_be_meant() -> None:
    modal = forms.who(WhoForm(upload_id="u1", sheet="a.csv", who=(WHO,), more=3), private="u1")
    asked = fields(modal)["name-ana sobral"]
    assert asked["label"]["text"] == "Who is “Ana Sobral”? (row 4, owner)"
    assert [(one["value"], one.get("description", {}).get("text")) for one in asked["element"]["options"]] == [
        ("1", "ana@example.com"),
        ("2", "no e-mail address"),
        (forms.AS_WRITTEN, None),
    ]
    assert words_of(asked["element"]["options"][-1]) == "Somebody not in Slack: keep the name as written"
    assert "initial_option" not in asked["element"]
    assert "Names that do not fit here, and come next: 3" in str(drawn(modal))


@pytest.mark.parametrize(
    ("is_role", "nobody"), [(True, "Nobody"), (False, "Somebody not in Slack: keep the name as written")]
)
@pytest.mark.parametrize(
    ("candidates", "anybody"), [(WHO.candidates, "Or somebody else in Slack"), ((), "Or somebody in Slack")]
)
def test_whoever_may_be_meant_a_name_can_be_nobodys_or_anybodys(
    is_role: bool, nobody: str, candidates: tuple[Known, ...], anybody: str
) -> None:
    asked = replace(WHO, name="UX", is_role=is_role, candidates=candidates)
    shown = fields(forms.who(WhoForm(upload_id="u1", sheet="a.csv", who=(asked,)), private="u1"))
    assert list(shown) == ["name-ux", "else-ux"]
    assert words_of(shown["name-ux"]["element"]["options"][-1]) == nobody
    assert (shown["else-ux"]["label"]["text"], shown["else-ux"]["element"]["type"]) == (anybody, "users_select")
    assert all(one["optional"] for one in shown.values())


def test_a_slack_id_that_is_not_known_is_surely_somebody() -> None:
    asked = replace(WHO, name="U0GONE123", candidates=())
    shown = fields(forms.who(WhoForm(upload_id="u1", sheet="a.csv", who=(asked,)), private="u1"))
    assert [(block, one["label"]["text"]) for block, one in shown.items()] == [
        ("else-u0gone123", "Who is “U0GONE123”? (row 4, owner)")
    ]


def test_names_that_do_not_fit_are_counted_and_none_is_asked_about_by_half() -> None:
    many = tuple(replace(WHO, name=f"Name {n}") for n in range(60))
    modal = forms.who(WhoForm(upload_id="u1", sheet="a.csv", who=(*many[:1], *many), more=200), private="u1")
    shown = list(fields(modal))
    assert len(shown) == 98
    assert f"Names that do not fit here, and come next: {261 - 49}" in str(drawn(modal))


def test_a_topic_to_edit_is_picked_from_a_menu_of_all() -> None:
    picked = forms.pick()
    check_message(picked.text, picked.payload()["blocks"])
    menu = picked.payload()["blocks"][1]["elements"][0]
    assert menu["type"] == "external_select"
    assert pressed.ours(menus.MENUS).match(menu["action_id"])
    assert buttons(picked)["New topic"]["action_id"] == keeping.NEW_TOPIC


def test_a_name_that_no_topic_has_leads_to_the_closest_and_to_a_new_one() -> None:
    found = forms.unknown(Unknown(name="Pri", closest=((1, "Pricing"), (2, "Prices"))))
    assert texts(found) == ["No topic is called “Pri”. Is it one of these?"]
    shown = {label: (one["action_id"], one["value"]) for label, one in buttons(found).items()}
    assert shown == {
        "Pricing": ("edit_this:1", "1"),
        "Prices": ("edit_this:2", "2"),
        "Add it as a new topic": (keeping.NEW_TOPIC, "0"),
    }
    assert texts(forms.unknown(Unknown(name="Pri"))) == ["No topic is called “Pri”."]


@pytest.mark.parametrize("text", ["&" * 300, "🎉" * 300, HOSTILE * 4, " ", "word " * 60])
def test_any_form_is_one_that_slack_takes(text: str) -> None:
    """Whoever has ten thousand columns of emoji gets a form all the same."""
    known = replace(ANA, name=text, email=text)
    columns = tuple(FormColumn(name=text, place=n, field=None, samples=(text, text)) for n in range(10_000))
    who = tuple(
        WhoIs(name=f"{n}{text}"[:200], rows=(n,) * 9, column=text, candidates=(known,) * 200) for n in range(500)
    )
    staff = Staff(slack_ids=("U0ANA",) * 200, others=(text,))
    for modal in (
        forms.columns(ColumnsForm(upload_id="u1", sheet=text, columns=columns), private="u1"),
        forms.who(WhoForm(upload_id="u1", sheet=text, who=who), private="u1"),
        forms_topic.topic(
            replace(TOPIC, title=text, aliases=(text,) * 5, kind=text, session=text, owners=staff, reps=staff)
        ),
    ):
        blocks = drawn(modal)["blocks"]
        assert len(blocks) > 5
        assert "<!" not in str([one.get("label", one) for one in blocks])
    for found in (forms.unknown(Unknown(name=text, closest=tuple((n, text) for n in range(50)))),):
        check_message(found.text, found.payload()["blocks"])
        assert "<!" not in everything(found)


def test_a_name_too_long_to_be_found_again_is_left_for_the_sheet() -> None:
    long = replace(WHO, name="ﷺ" * 100)
    modal = forms.who(WhoForm(upload_id="u1", sheet="a.csv", who=(WHO, long)), private="u1")
    assert list(fields(modal)) == ["name-ana sobral", "else-ana sobral"]
    assert "Names that do not fit here, and come next: 1" in str(drawn(modal))
