"""Whom a cell names, however people type it, and whose the addresses and Slack ids beside it are."""

import pytest

from bot.core.sheets import Reason, Someone, persons
from tests.sheets import as_csv, drafted, topics


def of(*names: str) -> tuple[Someone, ...]:
    """People by name alone."""
    return tuple(Someone(name=name) for name in names)


def by_mail(*given: tuple[str, str]) -> tuple[Someone, ...]:
    """People by name and address."""
    return tuple(Someone(name=name, email=email) for name, email in given)


def by_id(*given: tuple[str, str]) -> tuple[Someone, ...]:
    """People by name and Slack id."""
    return tuple(Someone(name=name, slack_id=slack_id) for name, slack_id in given)


@pytest.mark.parametrize(
    ("typed", "people"),
    [
        ("<@U123|ana.s>", by_id(("ana.s", "U123"))),
        ("<@U123|Falk, Bo>", by_id(("Falk Bo", "U123"))),
        ("Ana Sobral <@U123|ana.s> & @U456", by_id(("Ana Sobral", "U123"), ("", "U456"))),
        ("<@U123> <@U456>", by_id(("", "U123"), ("", "U456"))),
        ("U012AB3CD", by_id(("", "U012AB3CD"))),
        ("@ana, @UDO", of("ana", "UDO")),
        ("Falk, Bo <bo@example.com>", by_mail(("Bo Falk", "bo@example.com"))),
        (
            "Falk, Bo <bo@example.com>; Van Sobral, Ana <mailto:ana@example.com|ana@example.com>",
            by_mail(("Bo Falk", "bo@example.com"), ("Ana Van Sobral", "ana@example.com")),
        ),
        ("Ana Sobral, Bo <bo@example.com>", by_mail(("Ana Sobral", ""), ("Bo", "bo@example.com"))),
        ("Ana Sobral (Acme, Inc.) / Bo Falk [R&D]", of("Ana Sobral", "Bo Falk")),
        ("Ana Sobral, Acme Corp", of("Ana Sobral")),
        ("Ana Sobral, Acme, Inc.; Bo Falk, Falk & Sons Ltd", of("Ana Sobral", "Bo Falk")),
        ("Acme Corp", of("Acme Corp")),
        ("Sobral, Ana and Falk, Bo", of("Ana Sobral", "Bo Falk")),
        ("Ana Sobral, Bo Falk, and Cy Young", of("Ana Sobral", "Bo Falk", "Cy Young")),
        ("Charlie Gao und Will Landau", of("Charlie Gao", "Will Landau")),
        ("Andrea Sandoval et Bertrand Etienne", of("Andrea Sandoval", "Bertrand Etienne")),
        ('Robert "Bob" Falk', of('Robert "Bob" Falk')),
        ("Robert (Bob) Falk", of("Robert (Bob) Falk")),
        ("Zoë Äng & Đặng Thị", of("Zoë Äng", "Đặng Thị")),
        ("Ana; (TBD); ?", of("Ana")),
    ],
)
def test_people_are_read_as_they_are_typed_and_pasted(typed: str, people: tuple[Someone, ...]) -> None:
    assert persons.people(typed) == people


@pytest.mark.parametrize(
    ("owner", "address", "owners"),
    [
        ("Ana | Bo", "- | bo@example.com", by_mail(("Ana", ""), ("Bo", "bo@example.com"))),
        ("Ana; Bo", "n/a; bo@example.com", by_mail(("Ana", ""), ("Bo", "bo@example.com"))),
        ("Ana | Bo", " | bo@example.com", by_mail(("Ana", ""), ("Bo", "bo@example.com"))),
        ("Ana, Bo", "<@U123|ana>, @U456", by_id(("Ana", "U123"), ("Bo", "U456"))),
        ("", "U123, -", by_id(("", "U123"))),
        ("Bo; Bo", "bo@example.com; b@example.com", by_mail(("Bo", "bo@example.com"), ("Bo", "b@example.com"))),
        ("Bo; Bo", "bo@example.com", by_mail(("Bo", "bo@example.com"))),
    ],
)
def test_addresses_and_slack_ids_stand_beside_whose_they_are(
    owner: str, address: str, owners: tuple[Someone, ...]
) -> None:
    draft = drafted(topics({"topic": "Pricing", "owner": owner, "owner_email": address}))
    assert (draft.topics[0].owners, draft.remarks) == (owners, ())


def test_what_is_neither_address_nor_id_is_told_once() -> None:
    draft = drafted(as_csv(("Topic", "Owner", "Owner e-mail"), ("Pricing", "Ana; Bo", "desk; desk")))
    assert [(remark.reason, remark.value) for remark in draft.remarks] == [(Reason.NO_EMAIL, "desk")]


@pytest.mark.parametrize(
    ("header", "row", "people"),
    [
        (
            "speaker1_first,speaker1_last,speaker1_email,speaker2_first,speaker2_last,speaker2_email",
            "Ana,Sobral,ana@example.com,Bo,Falk,",
            by_mail(("Ana Sobral", "ana@example.com"), ("Bo Falk", "")),
        ),
        (
            "Speaker 1 Name,Speaker 1 Email,Speaker 2 Name,Speaker 2 Email",
            ",,Bo Falk,bo@example.com",
            by_mail(("Bo Falk", "bo@example.com")),
        ),
        (
            "Speaker 1 Name,Speaker 1 Email,Speaker 2 Name,Speaker 2 Email,Speaker 3 Name,Speaker 3 Email",
            "Ana Sobral,,-,-,,cy@example.com",
            by_mail(("Ana Sobral", ""), ("", "cy@example.com")),
        ),
        (
            "PERSON1_NAME,PERSON1_EMAIL,PERSON2_NAME",
            "Ana,ana@example.com,Bo",
            by_mail(("Ana", "ana@example.com"), ("Bo", "")),
        ),
        ("Speaker 1 Name,Speaker 2 Name", '"Sobral, Ana","Falk, Bo"', of("Ana Sobral", "Bo Falk")),
        (
            "Speaker 1 Name,Speaker 2 Name,Speaker e-mail",
            "Ana,Bo,- | bo@example.com",
            by_mail(("Ana", ""), ("Bo", "bo@example.com")),
        ),
        ("First name,Last name,Email", "Ana,Sobral,ana@example.com", by_mail(("Ana Sobral", "ana@example.com"))),
    ],
)
def test_people_of_a_column_each_have_the_address_of_their_own_number(
    header: str, row: str, people: tuple[Someone, ...]
) -> None:
    draft = drafted(f"Title,{header}\nPricing,{row}\n".encode())
    assert draft.topics[0].presenters == people
    assert [remark.reason for remark in draft.remarks] == [Reason.NO_OWNERS]
