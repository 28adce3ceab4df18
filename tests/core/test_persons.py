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
    "typed",
    [
        "Ana Sobral +49 171 2345", "Ana Sobral, +49 171 2345678", "Ana Sobral (617) 555-0123", "Ana Sobral tel. 2345",
        "Ana Sobral, Tel: +49 (0)171 2345678", "Ana Sobral (mobile: 0171/2345678)", "Ana Sobral, ext. 12",
        "Ana Sobral +1 617 555 0123 ext. 12; ???", "Ana Sobral / 0171 2345678", "Ana Sobral\n0171 2345678",
        "Ana Sobral; 0", "Dr. Ana Sobral", "Prof. Dr. Ana Sobral", "Ana Sobral, PhD", "Ana Sobral PhD",
        "Ana Sobral, Ph.D., MBA", "Frau Ana Sobral", "Sobral, Dr. Ana; -", "Ana Sobral – SE", "Ana Sobral - PMM",
        "Ana Sobral (PMM)", "Ana Sobral - VP Sales", "Ana Sobral – SE/AE", "1. Ana Sobral", "- Ana Sobral",
        "* Ana Sobral", "• Ana Sobral", "Ana Sobral et al.", "Ana Sobral & team", "Ana Sobral and others",
        "Ana Sobral + 2 more", "Ana Sobral, etc.", "Ana Sobral u. a.", "Ana Sobral (replacing Mike Stackhouse)",
        "Ana Sobral - VP Sales / TBD",
    ],
)  # fmt: skip
def test_what_stands_around_a_name_is_no_part_of_it_and_nobody_else(typed: str) -> None:
    assert persons.people(typed) == of("Ana Sobral")


@pytest.mark.parametrize(
    ("typed", "people"),
    [
        ("Ana Sobral y Bo Falk", of("Ana Sobral", "Bo Falk")),
        ("Ana Sobral e Bo Falk", of("Ana Sobral", "Bo Falk")),
        ("Ana Sobral u. Bo Falk", of("Ana Sobral", "Bo Falk")),
        ("José Ortega y Gasset", of("José Ortega y Gasset")),
        ("John E Smith", of("John E Smith")),
        ("Ana Sobral, Bo Falk y Cy Young", of("Ana Sobral", "Bo Falk", "Cy Young")),
        ("Ana + Bo", of("Ana", "Bo")),
        ("Ana Sobral · Bo Falk • Cy", of("Ana Sobral", "Bo Falk", "Cy")),
        ("Gal·la Puig", of("Gal·la Puig")),
        ("Ana Sobral w/ Bo Falk", of("Ana Sobral", "Bo Falk")),
        ("Ana Sobral with Bo Falk", of("Ana Sobral", "Bo Falk")),
        ("Ana Sobral mit Bo Falk", of("Ana Sobral", "Bo Falk")),
        ("Ana Sobral avec Bo Falk", of("Ana Sobral", "Bo Falk")),
        ("Ana Sobral con Bo Falk", of("Ana Sobral", "Bo Falk")),
        ("Mit Patel", of("Mit Patel")),
        ("Bo Falk & Mit Patel with Con Roy", of("Bo Falk", "Mit Patel", "Con Roy")),
        ("ANA SOBRAL - PMM", of("ANA SOBRAL")),
        ("1. Ana Sobral\n2. Bo Falk", of("Ana Sobral", "Bo Falk")),
        ("- Ana\n- Bo", of("Ana", "Bo")),
        ("Bo Falk – SE, Ana Sobral – PMM", of("Bo Falk", "Ana Sobral")),
        ("Ana Sobral - Northbeam", of("Ana Sobral - Northbeam")),
        ("Dr. Anja Weiß und Prof. Bo Falk", of("Anja Weiß", "Bo Falk")),
        ("Bo Falk, Jr.", of("Bo Falk Jr.")),
        ("Bo Falk, III and Ana Sobral", of("Bo Falk III", "Ana Sobral")),
        ("New One, new1@example.com", by_mail(("New One", "new1@example.com"))),
        ("New One new1@example.com", by_mail(("New One", "new1@example.com"))),
        ("Falk, Bo, bo@example.com", by_mail(("Bo Falk", "bo@example.com"))),
        (
            "Ana Sobral, a@example.com, Bo Falk, b@example.com",
            by_mail(("Ana Sobral", "a@example.com"), ("Bo Falk", "b@example.com")),
        ),
        ("a+b@example.com, 0171234567@example.com", by_mail(("", "a+b@example.com"), ("", "0171234567@example.com"))),
        ("van der Berg, Jan", of("Jan van der Berg")),
        ("Van der Berg, Jan; de la Cruz, Ana Maria", of("Jan Van der Berg", "Ana Maria de la Cruz")),
        ("Falk, Bo", (Someone(name="Falk, Bo", may_be_two=True),)),
        ("Mara (TBC)", of("Mara")),
        ("Ana; n/a", of("Ana")),
        ("CRO, RevOps", of("CRO", "RevOps")),
        ("TBD, Ana", of("Ana")),
    ],
)
def test_people_are_divided_as_people_divide_them(typed: str, people: tuple[Someone, ...]) -> None:
    assert persons.people(typed) == people


@pytest.mark.parametrize(
    "typed",
    [
        "TBC", "NN", "N.N.", "n.a.", "N/A", "???", "--", "vacant", "Not assigned", "unassigned", "x", "open", "offen",
        "unknown", "unbekannt", "nobody", "niemand", "to be confirmed", "To be decided.", "to be announced",
        "to be defined", "à définir", "A CONFIRMER", "à déterminer", "por definir", "por confirmar",
        "wird noch benannt", "noch offen", "keiner", "personne", "nadie", "Speaker TBD", "TBD - ask Mara",
        "New hire (Q2)", "open / offen", "[TBD]", "0", "T.B.D.", "+49 171 2345678",
    ],
)  # fmt: skip
def test_whoever_is_still_to_be_found_is_nobody(typed: str) -> None:
    draft = drafted(topics({"topic": "TBC", "owner": typed, "backup": typed, "field_rep": typed}))
    (topic,) = draft.topics
    assert (topic.title, topic.owners, topic.backups, topic.reps) == ("TBC", (), (), ())
    assert [remark.reason for remark in draft.remarks] == [Reason.NO_OWNER]


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
