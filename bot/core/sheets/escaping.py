"""Texts that a spreadsheet would take for a formula."""

import re

FORMULA = re.compile(r"'*[=+\-@\t\r\n＝＋－＠]")


def escaped(text: str) -> str:
    """Put an apostrophe before a text that a spreadsheet would run, and before one that looks as if it had one.

    >>> escaped("=1+1"), escaped("'=1+1"), escaped("'90s")
    ("'=1+1", "''=1+1", "'90s")
    """
    return f"'{text}" if FORMULA.match(text) else text


def unescaped(text: str) -> str:
    """Take the apostrophe away again, and only that one.

    >>> unescaped("'=1+1"), unescaped("''=1+1"), unescaped("'90s"), unescaped("=1+1")
    ('=1+1', "'=1+1", "'90s", '=1+1')
    """
    return text[1:] if text.startswith("'") and FORMULA.match(text) else text
