"""From a person's words to the right topic: an index of all topics, a ranking with confidence, and what to show.

A question is read first (`vocabulary`: split and misspelt words are mended). Then words (`coverage`, and `names` for a
whole name in a run of words), letters (`grams`), what was learned from use (`lessons`) and, where there is a sentence
encoder, `meaning` speak for each topic. `evidence` weighs them (`weights`) into an order and a confidence, `deciding`
turns that into a card, a choice or "nobody yet", and `reasons` says why.
"""

from bot.core.matching.deciding import OFFER_AT, decide
from bot.core.matching.index import Index
from bot.core.matching.values import Decision, Encoder, Entry, Match, Outcome, Reason, Taught

__all__ = ["OFFER_AT", "Decision", "Encoder", "Entry", "Index", "Match", "Outcome", "Reason", "Taught", "decide"]
