"""Words that stand where a person should: “CRO / RevOps” is what somebody is, and nobody's name."""

from functools import lru_cache

from bot.core.text import words

ALONE = frozenset({
    "ceo", "cfo", "cio", "ciso", "cmo", "coo", "cpo", "cro", "cso", "cto", "vp", "svp", "evp", "pmm", "revops",
    "salesops", "enablement", "legal", "finance", "marketing", "procurement", "compliance", "leadership", "support",
    "sales", "product", "engineering", "hr", "it", "ops", "operations", "everyone", "all", "management", "vertrieb",
    "direction", "ventas",
})  # fmt: skip
TOGETHER = ALONE | frozenset({
    "head", "director", "manager", "lead", "leader", "officer", "chief", "president", "vice", "team", "teams", "desk",
    "department", "dept", "group", "office", "deal", "deals", "revenue", "customer", "customers", "success", "partner",
    "partners", "partnerships", "alliances", "pm", "se", "ses", "sdr", "sdrs", "ae", "aes", "csm", "csms", "am", "ams",
    "solutions", "consulting", "services", "training", "learning", "privacy", "communications", "comms", "pr", "emea",
    "apac", "dach", "americas", "global", "regional", "field", "account", "pricing", "security", "people", "technical",
    "systems", "data", "committee", "council", "executive", "executives", "exec", "execs", "strategy", "business",
    "development", "growth", "of", "the", "our", "and", "für", "der", "und", "de", "du", "des",
})  # fmt: skip


@lru_cache(maxsize=4096)
def is_role(name: str) -> bool:
    """Tell whether a name is that of a role, a team or a department.

    >>> [is_role(name) for name in ("CRO", "VP Sales", "Deal Desk", "Ana Head", "Legal", "Grace")]
    [True, True, True, False, True, False]
    """
    said = words(name)
    return bool(said) and (said[0] in ALONE if len(said) == 1 else all(word in TOGETHER for word in said))
