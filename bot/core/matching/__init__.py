"""From a person's words to the right topic: an index of all topics, a ranking with confidence, and what to show.

A question is read (`vocabulary`: misspelt and split words mended), and two things speak for a topic with an equal say:
words (`coverage`, and `names` for a whole name in a run of words) and letters (`grams`). `deciding` turns that into a
confidence, and the confidence into a card, a choice or "nobody yet".
"""

from bot.core.matching.deciding import decide
from bot.core.matching.index import Index
from bot.core.matching.values import Decision, Entry, Match, Outcome

__all__ = ["Decision", "Entry", "Index", "Match", "Outcome", "decide"]
