"""What people type, brought to one plain form: Slack's markup resolved, accents and quotes levelled, words apart."""

import html
import re
import unicodedata

MARKUP = re.compile(r"<([@#!]?)([^<>|]*)(?:\|([^<>]*))?>")
EMOJI_CODE = re.compile(r"(?<!\w):[\w'+-]+:(?:skin-tone-\d:)?")
COMBINING = re.compile(r"[\u0300-\u036f]")
QUOTES = str.maketrans({"‘": "'", "’": "'", "‛": "'", "ʼ": "'", "`": "'", "´": "'"} | dict.fromkeys("“”„‟«»", '"'))
UNDECOMPOSED = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "æ": "ae", "œ": "oe", "ı": "i"})
UNSPACED = r"\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"  # Thai, Lao, kana and Han put no space between words
WORD = re.compile(rf"[{UNSPACED}]|[^\W_{UNSPACED}]+(?:\+\+|#(?!\w))?")
APOSTROPHE = re.compile(r"(?<=\w\w)'(?=\w)")


def typed(text: str) -> str:
    r"""Leave out what no database keeps: NULs, and halves of characters.

    >>> typed("caf\ud83d\x00e")
    'caf\ufffd e'
    """
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace").replace("\0", " ")


def readable(text: str) -> str:
    """Return what a person typed, without the markup that Slack made of it.

    >>> readable("Who owns <#C1|R&amp;D>, <@U1|Zoë>? <https://example.com>")
    'Who owns R&D, @Zoë? https://example.com'
    """
    return html.unescape(MARKUP.sub(_label, text) if "<" in text else text)


def plain(text: str) -> str:
    """Return what a person meant to be read, in lower case and without Slack's markup.

    >>> plain("Who owns <#C1|R&amp;D>, <@U1|Zoë>? :wave: <!channel>")
    'who owns r&d, @zoe?'
    """
    text = readable(text)
    if text.isascii():  # most of it is, and then there is nothing to take apart
        text = text.replace("`", "'").lower()
        return " ".join((EMOJI_CODE.sub(" ", text) if ":" in text else text).split())
    text = text.translate(QUOTES)
    text = COMBINING.sub("", unicodedata.normalize("NFKD", text.casefold()))
    text = EMOJI_CODE.sub(" ", unicodedata.normalize("NFKC", text).translate(UNDECOMPOSED))
    return " ".join(text.split())


def words(text: str) -> list[str]:
    """Take a text apart into its plain words; an apostrophe does not divide, and a script without spaces gives letters.

    >>> words("The president's IC++ deck, 2.0")
    ['the', 'presidents', 'ic++', 'deck', '2', '0']
    """
    return WORD.findall(APOSTROPHE.sub("", plain(text)))


def folded(name: str) -> str:
    """Bring a name to the form in which two spellings of it are the same.

    >>> folded("Zoë  Äng") == folded("zoe ang")
    True
    """
    return " ".join(words(name)) or name.casefold()


def _label(markup: re.Match[str]) -> str:
    """Return what Slack would show for a piece of markup: its label, or the address of a link that has none."""
    sigil, target, label = markup.groups()
    if label:
        return "@" + label.removeprefix("@") if sigil == "@" else label
    return " " if sigil else target.removeprefix("mailto:")
