"""What stands around the names in a cell of people and is no part of them: numbers, titles, roles, firms, remarks."""

import re
from functools import lru_cache

from bot.core.sheets.cells import EMAIL
from bot.core.sheets.roles import is_role

TOGETHER = r"and|und|et|(?-i:(?<=\S )(?:with|mit|avec|con))"  # words that divide people
END = rf"(?=\s*(?:$|[|;\n,/&<+·•(]|[-–—]\s|\b(?:{TOGETHER}|y|e)\b))"
LIST_MARK = re.compile(r"(^|[|;\n,])\s*(?:\d{1,2}[.)]|[-–—*•·])\s+")
PHONE = re.compile(
    r"(?:\b(?:tel|telefon|phone|mobile|mobil|mob|cell|handy|fax)\b\.?\s*:?\s*\+?\(?\d(?:[\d ()./-]*\d)?"
    r"|\b(?:ext|extension|durchwahl|dw)\b\.?\s*:?\s*\d+"
    r"|(?<![\w.@+-])\+?\(?\d[\d ()./-]{5,}\d)(?!\w|[\w.+-]*@)",
    re.IGNORECASE,
)
NOT_APPLICABLE = re.compile(r"\bn\s?/\s?a\b\.?", re.IGNORECASE)
ET_AL = re.compile(rf"(?:,\s*|\s+)(?:et\s+al|etc|u\.\s?a|u\.\s?v\.\s?m)\b\.?{END}", re.IGNORECASE)
FIRM = re.compile(
    r",(?:[^,|;\n@]*[^,|;\n@\s]|[^,|;\n@]+,)\s+(?:inc|corp|corporation|llc|ltd|limited|plc|gmbh)\b\.?(?=\s*(?:[|;\n]|$))",
    re.IGNORECASE,
)
INSTEAD = re.compile(
    r"\s*[(\[]\s*(?:replac|instead of|in place of|on behalf of|ersetzt|statt|remplace)[^()\[\]@]*[)\]]", re.IGNORECASE
)
BRACKETS = re.compile(rf"(?<=\S)\s*(?:\([^()@|;\n]*\)|\[[^\[\]@|;\n]*\]){END}", re.IGNORECASE)
TITLE = re.compile(
    rf"(^|[|;\n,/&<+·•(]\s*|\b(?:{TOGETHER}|y|e)\s+)"
    r"(?:(?:(?:prof|dr|mr|mrs|ms)\b\.?|(?:mag|ing|dipl\.-ing|sra?|dra|med|rer|nat|phil|jur|habil|h\.c)\."
    r"|(?:professor(?:in)?|herrn?|frau|mme)\b)\s*)+(?=[^\W\d_])",
    re.IGNORECASE,
)
DEGREE = re.compile(
    r"(?:\s*,\s*(?:M\.?A|B\.?A|M\.?D|J\.?D|P\.?E|RN|CPA|CFA|PMP|CISSP|Esq|LL\.?M|Ph\.?\s?D|MBA|[MB]\.?Sc)"
    rf"|\s+(?:Ph\.?\s?D|MBA|[MB]\.?Sc|LL\.?M))\b\.?{END}"
)
YOUNGER = re.compile(rf"\s*,\s*((?:Jr|Sr)\b\.?|II|III|IV){END}")
ADDRESS = re.compile(
    rf"((?:^|[,;|\n/&>])\s*[^\s,;|<>@&/][^,;|<>@\n]*?)\s*,\s*<?({EMAIL.pattern})>?(?=\s*(?:$|[,;|\n/&]))(?!\s*,\s*<?{EMAIL.pattern})",
    re.IGNORECASE,
)
SUFFIX = re.compile(
    rf"(?<=\w)[^\S\n]+[-–—][^\S\n]+([^|;\n,&+<>@()]+?)(?=\s*(?:$|[|;\n,&+<(]|\s/|\s(?:{TOGETHER}|y|e)\s))"
)
ABBREVIATION = re.compile(r"[A-Z]{2,5}(?:[ /][A-Z]{2,5})*")
TWO_EACH = re.compile(r"(?<=\w)\s+(?:y|e|u\.)\s+(?=[^\s,;|/&]+,?[^\S\n]+[^\s,;|/&])")
BEFORE = re.compile(r"[|;\n/&]")


@lru_cache(maxsize=4096)
def bare(text: str) -> str:
    """Leave out what is no part of the names in a cell.

    >>> bare("1. Dr. Ana Sobral, PhD +49 171 2345678"), bare("Bo Falk – SE (replacing Cy), Al Ek, Jr.")
    ('Ana Sobral', 'Bo Falk, Al Ek Jr.')
    >>> bare("Ana Sobral, ana@example.com"), bare("Ana Sobral y Bo Falk"), bare("Ortega y Gasset")
    ('Ana Sobral <ana@example.com>', 'Ana Sobral & Bo Falk', 'Ortega y Gasset')
    """
    text = LIST_MARK.sub(r"\1", text)
    if any(map(str.isdigit, text)):
        text = PHONE.sub("", text)
    text = FIRM.sub("", ET_AL.sub("", NOT_APPLICABLE.sub("", text)))
    text = BRACKETS.sub("", INSTEAD.sub("", text))
    text = YOUNGER.sub(r" \1", DEGREE.sub("", TITLE.sub(r"\1", text)))
    if "@" in text:
        text = ADDRESS.sub(r"\1 <\2>", text)
    text = SUFFIX.sub(_without_role, text)
    return TWO_EACH.sub(_dividing, text).strip(" ,")


def _without_role(suffix: re.Match[str]) -> str:
    """Leave out what somebody is; anything else behind a dash stays."""
    is_short = ABBREVIATION.fullmatch(suffix[1]) is not None and not suffix.string.isupper()
    return "" if is_role(suffix[1]) or is_short else suffix[0]


def _dividing(letter: re.Match[str]) -> str:
    """Let a letter between two whole names divide them; within one name it does not."""
    before = BEFORE.split(letter.string[max(0, letter.start() - 100) : letter.start()])[-1]
    return " & " if len(before.split()) > 1 else letter[0]
