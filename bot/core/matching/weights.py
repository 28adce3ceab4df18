"""How much each kind of evidence counts. The figures are printed by python -m tests.bench.choose."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """Factors, first for the order of the topics, where words and letters count 1 each, then for the confidence."""

    naming: float  # a name that is right
    pair: float = 0.0  # meaning: the two nearest texts,
    row: float = 0.0  # the whole row,
    middle: float = 0.0  # and the middle of the texts

    doubt: float  # what everything else has to outweigh
    covered: float  # a text and a question that cover each other
    ahead: float  # the lead over the next topic, times the logarithm of how many topics there are to lead over
    named: float  # a name that is right, letter by letter or nearly
    found: float  # each content word found, up to three
    length: float = 0.0  # the logarithm of how much there is to explain
    nearest: float = 0.0  # meaning: the nearest text,
    elsewhere: float = 0.0  # and what is not meant for us


TRUST = ("covered", "ahead", "named", "found", "length", "nearest", "elsewhere")  # as evidence puts the columns

WORDS = Weights(naming=0.41, doubt=-4.17, covered=3.32, ahead=0.87, named=1.61, found=0.71)
MEANING = Weights(
    naming=0.70,
    pair=1.34,
    row=1.49,
    middle=1.46,
    doubt=-4.25,
    covered=3.06,
    ahead=0.42,
    named=1.17,
    found=0.16,
    length=0.57,
    nearest=1.23,
    elsewhere=-1.99,
)
