"""Why a person is named, in words: how they stand to the topic, since when, and who says so."""

from datetime import date

from bot.core.results import Card, Held, Role, Standing

OWNER_LEFT = ", since the go-to person has left"
AS_ROLE = {
    Role.OWNER: "the go-to person",
    Role.BACKUP: "the backup",
    Role.PRESENTER: "presented it at the kickoff",
    Role.PEER: "a colleague who has been through it",
    Role.FORMER: "had it before",
}
IS = {Role.OWNER, Role.BACKUP, Role.PEER}  # roles that a person is, rather than something they did
HAD_IT = "had it {term}"
LEFT = ", has left the company"
BACK = ", back on {day:%A %-d %B}"
OWNER_AWAY = "{name}, the go-to person, is back on {day:%A %-d %B}."
STANDS_IN = {Role.BACKUP, Role.PRESENTER}  # roles that come first only because the go-to person has left
YOUR_ROLE = {
    Role.OWNER: "go-to person",
    Role.BACKUP: "backup",
    Role.PRESENTER: "presenter",
    Role.PEER: "colleague who has been through it",
    Role.FORMER: "former holder",
}


def why(found: Card) -> str:
    """Say why this person comes first."""
    is_instead = found.owner_left and found.first.role in STANDS_IN
    return role_of(found.first) + (OWNER_LEFT if is_instead else "")


def role_of(held: Held) -> str:
    """Say how somebody stands to the topic, with dates as far as they are known, and when they are back if away."""
    if held.role is not Role.FORMER:
        return AS_ROLE[held.role] + back(held.back_on)
    return had_it(held) + whereabouts(held)


def had_it(held: Held) -> str:
    """Say that somebody had it before, with dates as far as they are known."""
    return HAD_IT.format(term=term(held)) if term(held) else AS_ROLE[Role.FORMER]


def term(held: Held) -> str:
    """Say from when and until when somebody had it."""
    match held.since, held.until:
        case None, None:
            return ""
        case since, None:
            return f"from {since:%B %Y}"
        case None, until:
            return f"until {until:%B %Y}"
        case since, until:
            return f"from {since:%B %Y} to {until:%B %Y}"


def whereabouts(held: Held) -> str:
    """Say whether somebody has left, or when they are back if away."""
    return LEFT if held.standing is Standing.LEFT else back(held.back_on)


def back(day: date | None) -> str:
    """Say when somebody who is away is back; why they are away is theirs to tell."""
    return BACK.format(day=day) if day else ""


def confirmed(found: Card) -> str:
    """Say when somebody last said that all this is right."""
    return f"Confirmed {found.confirmed_on:%-d %B %Y}" if found.confirmed_on else ""
