"""From a person's words to the right topic: an index of all topics, a ranking with confidence, and what to show.

A question is read first (`vocabulary`: split and misspelt words are mended). Then words (`coverage`, and `names` for a
whole name in a run of words) and letters (`grams`) speak for each topic, with an equal say. `evidence` turns that into
a confidence, and `deciding` the confidence into a card, a choice or "nobody yet".
"""

from bot.core.matching.deciding import decide
from bot.core.matching.index import Index
from bot.core.matching.values import Decision, Encoder, Entry, Match, Outcome, Taught

__all__ = ["Decision", "Encoder", "Entry", "Index", "Match", "Outcome", "Taught", "decide"]
