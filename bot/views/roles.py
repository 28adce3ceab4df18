"""Why a person is named, in words: how they stand to the topic, since when, and who says so."""

from datetime import date

from bot.core.results import Card, Held, Role, Standing

OWNER_LEFT = ", since the go-to person has left"
AS_ROLE = {
    Role.OWNER: "the go-to person",
    Role.BACKUP: "the backup",
    Role.PRESENTER: "presented it at the kickoff",
    Role.PEER: "a colleague who lived it",
    Role.FORMER: "had it before you",
}
IS = {Role.OWNER, Role.BACKUP, Role.PEER}  # roles that a person is, rather than something they did
LEFT = ", has left the company"
BACK = ", back on {day:%A %-d %B}"
OWNER_AWAY = "{name}, the go-to person, is back on {day:%A %-d %B}."
STANDS_IN = {Role.BACKUP, Role.PRESENTER}  # roles that come first only because the go-to person has left
YOUR_ROLE = {
    Role.OWNER: "go-to person",
    Role.BACKUP: "backup",
    Role.PRESENTER: "presenter",
    Role.PEER: "colleague who lived it",
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
    left = LEFT if held.standing is Standing.LEFT else back(held.back_on)
    match held.since, held.until:
        case None, None:
            return AS_ROLE[Role.FORMER] + left
        case since, None:
            return f"had it before you, from {since:%B %Y}{left}"
        case None, until:
            return f"had it before you, until {until:%B %Y}{left}"
        case since, until:
            return f"had it before you, {since:%B %Y} to {until:%B %Y}{left}"


def back(day: date | None) -> str:
    """Say when somebody who is away is back; why they are away is theirs to tell."""
    return BACK.format(day=day) if day else ""


def confirmed(found: Card) -> str:
    """Say when somebody last said that all this is right."""
    return f"Confirmed {found.confirmed_on:%-d %B %Y}" if found.confirmed_on else ""
