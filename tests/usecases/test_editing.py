"""One topic, put right in a form: only what was changed changes, and nobody overwrites anybody; on both databases."""

from dataclasses import replace

import pytest
from sqlalchemy import update

from bot.core.editing import Typed
from bot.core.sheets import Field
from bot.core.uploads import Done, Staff, TopicForm, Unknown, VersionKind
from bot.deps import Deps
from bot.errors import UserMistake
from bot.usecases import editing
from models import Person
from tests.importing import ACME, PRICING, applied, directory, known, named
from tests.sheets import as_csv, topics


@pytest.fixture
def sheet(deps: Deps) -> None:
    """Pricing with people in Slack and one who is not, and Acme."""
    known(
        deps,
        Person(name="Ana Sobral", email="ana@example.com", slack_id="UANA"),
        Person(name="Bo Falk", slack_id="UBO"),
        Person(name="Gil Guest", slack_id="UGIL", standing="guest"),
    )
    applied(deps, topics(PRICING | {"aliases": "Prices | Rates"}, ACME))


def opened(deps: Deps, title: str) -> TopicForm:
    with deps.reading() as session:
        return editing.form(session, directory(deps)[title].id)


def typed(form: TopicForm, **changed: object) -> Typed:
    """Send a form back as it was drawn, but for what was changed."""
    staff = {
        Field.OWNER: form.owners,
        Field.PRESENTER: form.presenters,
        Field.BACKUP: form.backups,
        Field.REP: form.reps,
    }
    sent = Typed(
        topic_id=form.topic_id,
        version=form.version,
        title=form.title,
        kind=form.kind,
        aliases="\n".join(form.aliases),
        key_points="\n".join(form.key_points),
        session=form.session,
        day=form.day,
        link=form.link,
        channel=form.channel,
        people={role: one.slack_ids for role, one in staff.items()},
        others={role: "\n".join(one.others) for role, one in staff.items()},
    )
    return replace(sent, **changed)  # type: ignore[arg-type]


def saved(deps: Deps, form: Typed) -> Done:
    with deps.sessions.begin() as session:
        return editing.save(session, form, by="Olga", now=deps.now())


def wrong(deps: Deps, form: Typed) -> dict[Field, str]:
    with pytest.raises(editing.Wrong) as raised:
        saved(deps, form)
    return raised.value.fields


@pytest.mark.usefixtures("sheet")
def test_a_form_shows_who_is_in_slack_apart_from_who_is_not(deps: Deps) -> None:
    form = opened(deps, "Pricing")
    assert (form.owners, form.backups) == (Staff(slack_ids=("UANA",)), Staff(slack_ids=("UBO",)))
    assert (form.reps, form.aliases) == (Staff(others=("Cy Young",)), ("Prices", "Rates"))


@pytest.mark.usefixtures("sheet")
def test_a_form_sent_as_it_was_changes_nothing(deps: Deps) -> None:
    done = saved(deps, typed(opened(deps, "Pricing")))
    assert (done.plan.changes_nothing, done.version) == (True, 1)
    assert saved(deps, typed(opened(deps, "Acme"))).plan.changes_nothing


@pytest.mark.usefixtures("sheet")
def test_what_was_typed_is_in_force_at_once_as_a_version_that_can_be_taken_back(deps: Deps) -> None:
    form = opened(deps, "Pricing")
    people = {**typed(form).people, Field.OWNER: ("UBO",), Field.BACKUP: ()}
    done = saved(deps, typed(form, title="Prices", aliases="Pricing\nRates; Fees", session="", day="", people=people))
    assert (done.kind, done.version, done.was) == (VersionKind.EDIT, 2, 1)
    topic = directory(deps)["Prices"]
    assert ([alias.name for alias in topic.aliases], topic.day) == (["Pricing", "Rates", "Fees"], "")
    assert named(topic) == [("owner", "Bo Falk"), ("peer", "Cy Young")]
    assert [story.text for story in topic.stories] == ["I asked. They paid."]


@pytest.mark.usefixtures("sheet")
def test_two_who_edit_one_topic_do_not_overwrite_each_other_but_may_edit_two(deps: Deps) -> None:
    mine, yours, another = opened(deps, "Pricing"), opened(deps, "Pricing"), opened(deps, "Acme")
    saved(deps, typed(mine, day="Day 2"))
    with pytest.raises(UserMistake, match="Somebody else has changed “Pricing” since"):
        saved(deps, typed(yours, day="Day 3"))
    saved(deps, typed(another, day="Day 3"))
    assert (directory(deps)["Pricing"].day, directory(deps)["Acme"].day) == ("Day 2", "Day 3")


@pytest.mark.usefixtures("sheet")
def test_a_sheet_that_was_applied_meanwhile_is_not_overwritten(deps: Deps) -> None:
    form = opened(deps, "Pricing")
    applied(deps, topics(PRICING | {"aliases": "Prices | Rates", "day": "Day 9"}, ACME))
    with pytest.raises(UserMistake, match="since you opened this"):
        saved(deps, typed(form, title="Prices"))


@pytest.mark.usefixtures("sheet")
def test_a_retired_topic_is_no_longer_offered_and_cannot_be_edited_any_more(deps: Deps) -> None:
    form = opened(deps, "Acme")
    assert saved(deps, typed(form, retires=True)).plan.removed == ("Acme",)
    assert list(directory(deps)) == ["Pricing"]
    with pytest.raises(UserMistake, match="not in the directory any more"):
        saved(deps, typed(form))


@pytest.mark.usefixtures("sheet")
def test_a_new_topic_comes_last_and_a_retired_one_comes_back_under_its_name(deps: Deps) -> None:
    acme = directory(deps)["Acme"].id
    saved(deps, typed(opened(deps, "Acme"), retires=True))
    new = typed(TopicForm(topic_id=None, title="Robot fencing"), people={Field.OWNER: ("UANA",)}, others={})
    assert saved(deps, new).plan.added == ("Robot fencing",)
    assert list(directory(deps)) == ["Pricing", "Robot fencing"]
    saved(deps, replace(new, title="acme"))
    assert directory(deps)["acme"].id == acme


@pytest.mark.usefixtures("sheet")
def test_what_a_retired_topic_said_does_not_come_back_with_a_new_one_of_its_name(deps: Deps) -> None:
    saved(deps, typed(opened(deps, "Pricing"), retires=True))
    saved(deps, typed(TopicForm(topic_id=None, title="Pricing"), people={Field.OWNER: ("UBO",)}, others={}))
    pricing = directory(deps)["Pricing"]
    assert (pricing.stories, named(pricing)) == ([], [("owner", "Bo Falk")])


@pytest.mark.usefixtures("sheet")
def test_words_go_with_the_field_rep_who_said_them(deps: Deps) -> None:
    form = opened(deps, "Pricing")
    saved(deps, typed(form, others={Field.REP: "Dee Lund"}))
    pricing = directory(deps)["Pricing"]
    assert ([story.text for story in pricing.stories], named(pricing)[-1]) == ([], ("peer", "Dee Lund"))


@pytest.mark.usefixtures("sheet")
def test_what_is_typed_is_kept_as_a_sheet_would_keep_it(deps: Deps) -> None:
    saved(
        deps,
        typed(opened(deps, "Pricing"), title="Pri\u200bcing ", session="TBD", day=" - ", key_points="• One\r\nTwo"),
    )
    pricing = directory(deps)["Pricing"]
    assert (pricing.session, pricing.day, [one.text for one in pricing.key_points]) == ("", "", ["One", "Two"])


@pytest.mark.usefixtures("sheet")
def test_the_dates_of_those_who_had_it_before_stay(deps: Deps) -> None:
    header = ("Topic", "Kind", "Owner", "Former holder", "Since", "Until")
    applied(deps, as_csv(header, ("Benelux", "territory", "Bo Falk", "Ana Sobral", "2024-04-01", "2025-03-31")))
    saved(deps, typed(opened(deps, "Benelux"), day="Day 1"))
    role = directory(deps)["Benelux"].roles[1]
    assert (role.kind, str(role.since), str(role.until)) == ("former", "2024-04-01", "2025-03-31")


@pytest.mark.usefixtures("sheet")
@pytest.mark.parametrize(
    ("changed", "field", "sentence"),
    [
        ({"title": " "}, Field.TITLE, "needs a name"),
        ({"title": "!?"}, Field.TITLE, "a letter or a digit"),
        ({"title": "a" * 201}, Field.TITLE, "200 characters at most, this has 201"),
        ({"title": "ACME"}, Field.TITLE, "a topic of this name already"),
        ({"aliases": "acme"}, Field.ALIASES, "“acme” is a name of “Acme” already"),
        ({"aliases": "x" * 201}, Field.ALIASES, "200 characters at most"),
        ({"link": "javascript:alert(1)"}, Field.LINK, "starts with https://"),
        ({"channel": "#not a channel"}, Field.CHANNEL, "#pricing"),
        ({"kind": "banana"}, Field.KIND, "one of the kinds"),
        ({"others": {Field.REP: "Dee Lund\n" + "n" * 300}}, Field.REP, "200 characters at most, this has 300"),
        ({"people": {Field.OWNER: ("UGIL",)}}, Field.OWNER, "Gil Guest cannot be named here"),
        ({"people": {Field.OWNER: ("UNOBODY",)}}, Field.OWNER, "I do not know"),
    ],
)
def test_what_cannot_be_kept_is_said_beside_its_field_and_nothing_is_half_applied(
    deps: Deps, changed: dict[str, object], field: Field, sentence: str
) -> None:
    found = wrong(deps, typed(opened(deps, "Pricing"), day="Day 9", **changed))
    assert list(found) == [field]
    assert sentence in found[field]
    assert directory(deps)["Pricing"].day == "Day 1"


@pytest.mark.usefixtures("sheet")
def test_a_topic_is_opened_by_any_of_its_names_and_else_those_that_come_close_are_told(deps: Deps) -> None:
    with deps.reading() as session:
        found, missed = editing.find(session, "rates"), editing.find(session, "Acne")
    assert isinstance(found, TopicForm)
    assert found.title == "Pricing"
    assert isinstance(missed, Unknown)
    assert [title for _, title in missed.closest] == ["Acme"]


@pytest.mark.usefixtures("sheet")
def test_whoever_stays_keeps_their_place_and_new_ones_come_after_them(deps: Deps) -> None:
    applied(deps, topics({"topic": "Acme", "owner": "Zed External; Ana Sobral", "field_rep": "Zoe; Bo Falk; Yan"}))
    form = opened(deps, "Acme")
    assert saved(deps, typed(form)).plan.changes_nothing
    people = {**typed(form).people, Field.OWNER: ("UBO", "UANA")}
    saved(deps, typed(form, people=people, others={Field.OWNER: "Zed External", Field.REP: "Yan\nNew\nZoe"}))
    assert named(directory(deps)["Acme"]) == [
        ("owner", "Zed External"),
        ("owner", "Ana Sobral"),
        ("owner", "Bo Falk"),
        ("peer", "Zoe"),
        ("peer", "Bo Falk"),
        ("peer", "Yan"),
        ("peer", "New"),
    ]


@pytest.mark.usefixtures("sheet")
def test_no_topic_takes_the_name_that_another_one_is_also_known_by(deps: Deps) -> None:
    new = Typed(topic_id=None, version=0, title="rates", people={}, others={})
    for form in (new, typed(opened(deps, "Acme"), title="rates")):
        found = wrong(deps, form)
        assert list(found) == [Field.TITLE]
        assert found[Field.TITLE].startswith("“rates” is a name of “Pricing” already.")


@pytest.mark.usefixtures("sheet")
def test_two_of_one_name_stay_two_until_a_line_is_taken_out(deps: Deps) -> None:
    header = ("topic", "owner", "owner email")
    applied(deps, as_csv(header, ("Twins", "John Smith; John Smith", "j1@x.com; j2@x.com")))
    assert saved(deps, typed(opened(deps, "Twins"))).plan.changes_nothing
    saved(deps, typed(opened(deps, "Twins"), others={Field.OWNER: "John Smith"}))
    assert [role.person.email for role in directory(deps)["Twins"].roles] == ["j1@x.com"]


@pytest.mark.usefixtures("sheet")
@pytest.mark.parametrize(("others", "stays"), [({}, True), ({Field.REP: ""}, False)])
def test_names_that_the_form_did_not_show_stay_and_those_that_were_taken_out_go(
    deps: Deps, others: dict[Field, str], stays: bool
) -> None:
    saved(deps, typed(opened(deps, "Pricing"), day="Day 2", others=others))
    assert (("peer", "Cy Young") in named(directory(deps)["Pricing"])) is stays


@pytest.mark.usefixtures("sheet")
def test_who_has_left_is_shown_by_name_and_stays_until_taken_out(deps: Deps) -> None:
    with deps.sessions.begin() as session:
        session.execute(update(Person).where(Person.slack_id == "UANA").values(standing="left"))
    form = opened(deps, "Pricing")
    assert form.owners == Staff(others=("Ana Sobral",))
    assert saved(deps, typed(form)).plan.changes_nothing
    saved(deps, typed(form, others={Field.OWNER: ""}))
    assert ("owner", "Ana Sobral") not in named(directory(deps)["Pricing"])


@pytest.mark.usefixtures("sheet")
def test_what_is_wrong_with_a_typed_name_is_told_apart_from_what_is_with_a_chosen_one(deps: Deps) -> None:
    known(deps, Person(name="Bo Falk", slack_id="UBO2"))
    with pytest.raises(editing.Wrong, match="more than one “Bo Falk”") as raised:
        saved(deps, typed(opened(deps, "Pricing"), others={Field.OWNER: "Bo Falk"}))
    assert raised.value.by_name == {Field.OWNER}
