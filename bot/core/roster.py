"""Who a sheet means: people as typed, found among the people who are known."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace

from rapidfuzz import fuzz

from bot.core.results import Standing
from bot.core.sheets import Reason, Someone
from bot.core.text import folded, words

OUTSIDERS = {Standing.GUEST, Standing.FOREIGN, Standing.BOT}
SAME_WORD = 80  # of 100; “Marcos” may be Marcus, “Bob” may not
SHORT_FORM = 3  # letters: “Rob” may be Robert


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """A person of the directory, or one it is about to have: then `id` is None."""

    id: int | None
    name: str
    email: str | None = None
    standing: Standing = Standing.EMPLOYEE
    in_slack: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubt:
    """Why nobody can be named for what somebody typed."""

    reason: Reason
    value: str
    other: str


class Roster:
    """Finds people by e-mail, else by name; whoever it does not know yet, it makes known once.

    >>> ana = Known(id=1, name="Ana Sobral")
    >>> roster = Roster([ana], mentioned=[Someone(name="Ana Sobral", email="ana@example.com")])
    >>> roster.find(Someone(name="ana sobral")) == ana, roster.current(ana).email
    (True, 'ana@example.com')
    """

    def __init__(self, known: Iterable[Known], *, mentioned: Iterable[Someone]) -> None:
        self._by_email: dict[str, Known] = {}
        self._by_name: defaultdict[str, list[Known]] = defaultdict(list)
        self._emails: defaultdict[str, dict[str, None]] = defaultdict(dict)
        self._spellings: defaultdict[str, dict[str, None]] = defaultdict(dict)
        self._learned: dict[int | None, str] = {}
        for one in known:
            self._add(one)
        for someone in mentioned:
            if someone.name and someone.email:
                self._emails[folded(someone.name)][someone.email] = None
                self._spellings[someone.email][someone.name] = None

    def find(self, someone: Someone) -> Known | Doubt:
        """Give the one person meant, or the reason why it cannot be told or may not be."""
        emails = [someone.email] if someone.email else list(self._emails[folded(someone.name)])
        if len(emails) > 1:
            return Doubt(reason=Reason.SAME_NAME, value=someone.name, other=", ".join(emails))
        found = self._with_email(someone.name, emails[0]) if emails else self._with_name(someone.name)
        if isinstance(found, Known) and found.standing in OUTSIDERS:
            return Doubt(reason=Reason.NO_COLLEAGUE, value=found.name, other=found.standing)
        return found

    def current(self, known: Known) -> Known:
        """Give a person with what the sheet adds: an address not known before, a name put right by hand."""
        email = known.email or self._learned.get(known.id)
        if known.in_slack or known.id is None or not email:
            return replace(known, email=email)
        spelled = (name for name in self._spellings[email] if alike(name, known.name))
        return replace(known, email=email, name=next(spelled, known.name))

    def namesakes(self, known: Known) -> tuple[str, ...]:
        """Give the addresses of others of the same name."""
        return tuple(one.email for one in self._by_name[folded(known.name)] if one.email and one.email != known.email)

    def _with_email(self, name: str, email: str) -> Known | Doubt:
        if found := self._by_email.get(email):
            if name and not alike(name, found.name):
                return Doubt(reason=Reason.OTHER_NAME, value=f"{name} <{email}>", other=found.name)
            return found
        unaddressed = [one for one in self._by_name[folded(name)] if one.email is None]
        if name and len(unaddressed) == 1:
            self._learned[unaddressed[0].id] = email
            self._by_email[email] = unaddressed[0]
            return unaddressed[0]
        return self._add(Known(id=None, name=name or next(iter(self._spellings[email]), _from(email)), email=email))

    def _with_name(self, name: str) -> Known | Doubt:
        namesakes = self._by_name[folded(name)]
        colleagues = [one for one in namesakes if one.standing not in OUTSIDERS] or namesakes
        if len(colleagues) > 1:
            emails = ", ".join(one.email or "no e-mail" for one in colleagues)
            return Doubt(reason=Reason.SAME_NAME, value=name, other=emails)
        return colleagues[0] if colleagues else self._add(Known(id=None, name=name))

    def _add(self, known: Known) -> Known:
        if known.email:
            self._by_email[known.email.lower()] = known
        self._by_name[folded(known.name)].append(known)
        return known


def alike(one: str, other: str) -> bool:
    """Tell whether two names may be the same person's: a word of one is close to a word of the other.

    >>> alike("Marcus T.", "Tillery, Markus"), alike("Bob", "Marcus Tillery")
    (True, False)
    """
    return any(_same(left, right) for left in words(one) for right in words(other))


def _same(left: str, right: str) -> bool:
    shorter, longer = sorted((left, right), key=len)
    short_form = len(shorter) >= SHORT_FORM and longer.startswith(shorter)
    return short_form or fuzz.ratio(left, right) >= SAME_WORD


def _from(email: str) -> str:
    return " ".join(words(email.partition("@")[0])).title() or email
