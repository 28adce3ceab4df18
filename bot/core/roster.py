"""Who a sheet means: people as typed, found among the people who are known."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from rapidfuzz import fuzz, process

from bot.core.results import Standing
from bot.core.sheets import Reason, Someone
from bot.core.text import folded, words

OUTSIDERS = {Standing.GUEST, Standing.FOREIGN, Standing.BOT}
SAME_WORD = 80  # of 100; “Marcos” may be Marcus, “Bob” may not
LONGEST = 200  # characters of a name
SHORT_FORM = 3  # letters: “Rob” may be Robert
NEAR, MOST = 75, 5  # of 100, how alike names of candidates are at least; and how many candidates are offered
NICKNAME = re.compile(r"[\"“”„«»]([^\"“”„«»]+)[\"“”„«»]")
BRACKETS = re.compile(r"\([^)]*\)|\[[^\]]*\]")
COMMA = re.compile(r"([^,]+),([^,]+)")
FORMS_OF_ADDRESS = {"dr", "prof", "professor", "professorin", "phd", "mba", "mr", "mrs", "ms", "herr", "frau"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """A person of the directory, or one it is about to have: then `id` is None."""

    id: int | None
    name: str
    email: str | None = None
    standing: Standing = Standing.EMPLOYEE
    in_slack: bool = False
    slack_id: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubt:
    """Why nobody can be named for what somebody typed."""

    reason: Reason
    value: str
    other: str


class Roster:
    """Finds people by e-mail, else by Slack id, else by name; whoever it does not know yet, it makes known once.

    `decided` tells who is meant by a name because somebody said so, None for a new person; `in_use` are the people whom
    the directory names now: of two of one name, those go before others who are not in Slack either.

    >>> ana = Known(id=1, name="Ana Sobral")
    >>> roster = Roster([ana], mentioned=[Someone(name="Ana Sobral", email="ana@example.com")])
    >>> roster.find(Someone(name="ana sobral")) == ana, roster.current(ana).email
    (True, 'ana@example.com')
    >>> roster.find(Someone(name="Sobral, Ana", may_be_two=True)) == ana
    True
    """

    def __init__(
        self,
        known: Iterable[Known],
        *,
        mentioned: Iterable[Someone],
        decided: Mapping[str, int | None] | None = None,
        in_use: Collection[int | None] = (),
    ) -> None:
        self._by_id: dict[int | None, Known] = {}
        self._by_email: dict[str, Known] = {}
        self._by_slack: dict[str, Known] = {}
        self._by_name: defaultdict[str, list[Known]] = defaultdict(list)
        self._by_form: defaultdict[str, dict[Known, None]] = defaultdict(dict)
        self._emails: defaultdict[str, dict[str, None]] = defaultdict(dict)
        self._spellings: defaultdict[str, dict[str, None]] = defaultdict(dict)
        self._written: set[str] = set()
        self._twins: set[str] = set()
        self._learned: dict[int | None, str] = {}
        self._decided = decided or {}
        self._in_use = in_use
        for one in known:
            self._add(one)
        for someone in mentioned:
            if someone.is_another:
                self._twins.add(folded(someone.name))
            if not someone.may_be_two:
                self._written.add(folded(someone.name))
            if someone.name and someone.email:
                self._emails[folded(someone.name)][someone.email] = None
                self._spellings[someone.email][someone.name] = None

    def find(self, someone: Someone) -> Known | Doubt:
        """Give the one person meant, or the reason why it cannot be told or may not be."""
        found = self._found(someone)
        if isinstance(found, Known) and found.standing in OUTSIDERS:
            return Doubt(reason=Reason.NO_COLLEAGUE, value=found.name, other=found.standing)
        return found

    def current(self, known: Known) -> Known:
        """Give a person with what the sheet adds: an address not known before, a name put right by hand."""
        email = known.email or self._learned.get(known.id)
        if known.in_slack or known.id is None or not email:
            return replace(known, email=email)
        if known.name in self._spellings[email]:
            return replace(known, email=email)
        spelled = (name for name in self._spellings[email] if alike(name, known.name))
        return replace(known, email=email, name=next(spelled, known.name))

    def is_decided(self, name: str) -> bool:
        """Tell whether somebody said who is meant by a name, or that it is nobody in Slack."""
        return folded(name) in self._decided

    def namesakes(self, known: Known) -> tuple[str, ...]:
        """Give the addresses of others of the same name."""
        return tuple(one.email for one in self._by_name[folded(known.name)] if one.email and one.email != known.email)

    def candidates(self, name: str) -> tuple[Known, ...]:
        """Give the colleagues who may be meant by a name, the likeliest first."""
        forms = (one for form in _forms(name) for one in self._by_form[form])
        same = [one for one in (*self._by_name[folded(name)], *forms) if one.id is not None]
        names = {one: folded(one.name) for one in self._by_id.values() if one.in_slack}
        near = process.extract(folded(name), names, scorer=fuzz.token_sort_ratio, score_cutoff=NEAR, limit=MOST)
        found = dict.fromkeys([*same, *(one for _, _, one in near)])
        return tuple(one for one in found if one.standing is Standing.EMPLOYEE)[:MOST]

    def _found(self, someone: Someone) -> Known | Doubt:
        if someone.email:
            return self._with_email(someone.name, someone.email)
        if someone.slack_id in self._by_slack:
            return self._by_slack[someone.slack_id]
        if someone.slack_id and not someone.name and folded(someone.slack_id) not in self._decided:
            return Doubt(reason=Reason.NO_SUCH_ID, value=someone.slack_id, other="")
        key = folded(someone.name or someone.slack_id)
        if key in self._decided and (meant := self._by_id.get(self._decided[key])):
            return meant
        if someone.may_be_two:
            return self._one_or_two(someone.name)
        if someone.is_role and not any(one.id in self._in_use for one in self._by_name[key]):
            return Doubt(reason=Reason.A_ROLE, value=someone.name, other="")
        if someone.is_another:
            return self._with_name(someone.name, unaddressed=True)
        emails = list(self._emails[key])
        if len(emails) > 1:
            return Doubt(reason=Reason.SAME_NAME, value=someone.name, other=", ".join(emails))
        return self._with_email(someone.name, emails[0]) if emails else self._with_name(someone.name)

    def _one_or_two(self, name: str) -> Known | Doubt:
        """Take a name for “Last, First” where somebody is called that, and its two words are not two people as well."""
        halves = [half.strip() for half in name.split(",")]
        turned = " ".join(reversed(halves))
        if folded(name) in self._decided or (self._is_known(turned) and not all(map(self._is_known, halves))):
            return self._found(Someone(name=turned))
        return Doubt(reason=Reason.ONE_OR_TWO_PEOPLE, value=name, other="")

    def _is_known(self, name: str) -> bool:
        """Tell whether somebody of the directory or of the sheet goes by a name."""
        return folded(name) in self._written or any(self._by_form.get(form) for form in _forms(name))

    def _with_email(self, name: str, email: str) -> Known | Doubt:
        if found := self._by_email.get(email):
            if name and not alike(name, found.name):
                return Doubt(reason=Reason.OTHER_NAME, value=f"{name} <{email}>", other=found.name)
            return found
        unaddressed = [one for one in self._by_name[folded(name)] if one.email is None]
        if folded(name) not in self._twins and name and len(unaddressed) == 1:
            self._learned[unaddressed[0].id] = email
            self._by_email[email] = unaddressed[0]
            return unaddressed[0]
        return self._add(Known(id=None, name=name or next(iter(self._spellings[email]), _from(email)), email=email))

    def _with_name(self, name: str, *, unaddressed: bool = False) -> Known | Doubt:
        key = folded(name)
        found = self._likeliest(one for one in self._by_name[key] if not (unaddressed and one.email))
        if not (found or unaddressed):
            found = self._likeliest([one for form in _forms(name) for one in self._by_form[form]])
        if key in self._decided:  # somebody said that it is nobody in Slack
            found = [one for one in found if not one.in_slack]
        if len(found) > 1:
            emails = ", ".join(one.email or "no e-mail" for one in found)
            return Doubt(reason=Reason.SAME_NAME, value=name, other=emails)
        return found[0] if found else self._add(Known(id=None, name=name))

    def _likeliest(self, namesakes: Iterable[Known]) -> list[Known]:
        """Leave out those who are surely not meant, unless nobody else is left."""
        found = list(dict.fromkeys(namesakes))
        found = [one for one in found if one.standing not in OUTSIDERS] or found
        return [one for one in found if one.id is None or one.in_slack or one.id in self._in_use] or found

    def _add(self, known: Known) -> Known:
        if known.email:
            self._by_email[known.email.lower()] = known
        if known.slack_id:
            self._by_slack[known.slack_id] = known
        if known.id is not None:
            self._by_id[known.id] = known
        self._by_name[folded(known.name)].append(known)
        for form in _forms(known.name):
            self._by_form[form][known] = None
        return known


def alike(one: str, other: str) -> bool:
    """Tell whether two names may be the same person's: a word of one is close to a word of the other.

    >>> alike("Marcus T.", "Tillery, Markus"), alike("Bob", "Marcus Tillery")
    (True, False)
    """
    return any(_same(left, right) for left in words(one) for right in words(other))


def _forms(name: str) -> Iterator[str]:
    """Give the names somebody goes by besides: in any order, without a company, with a nickname for the first name.

    >>> list(_forms('Falk, Robert "Bob" (Northbeam)'))
    ['falk robert', 'bob falk']
    """
    bare = BRACKETS.sub(" ", NICKNAME.sub(" ", name))
    said = words(bare)
    yield " ".join(sorted(word for word in said if word not in FORMS_OF_ADDRESS) or sorted(said))
    nicknames = NICKNAME.findall(name)
    reversed_ = COMMA.fullmatch(bare.strip())
    last = words(reversed_[1])[-1:] if reversed_ else words(bare)[-1:]
    for nickname in nicknames:
        yield " ".join(sorted([*words(nickname), *last]))


def _same(left: str, right: str) -> bool:
    shorter, longer = sorted((left, right), key=len)
    short_form = len(shorter) >= SHORT_FORM and longer.startswith(shorter)
    return short_form or fuzz.ratio(left, right) >= SAME_WORD


def _from(email: str) -> str:
    return (" ".join(words(email.partition("@")[0])).title() or email)[:LONGEST]
