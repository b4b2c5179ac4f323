"""Intent: what a comment asks for, as far as its words tell.

    comment → cues: price, availability, results

Comments that ask for a price, for results or for stock come before sales; likes do not. The words
are data by language; whoever has a better reader gives one of the same form. Source: S1, S2.
"""

from __future__ import annotations

from influence.intent._classifier import CUES, Cue, IntentClassifier, WordLists, intents_of
from influence.intent._word_table import WORDS, WORDS_READ_ON

__all__ = [
    "CUES",
    "WORDS",
    "WORDS_READ_ON",
    "Cue",
    "IntentClassifier",
    "WordLists",
    "intents_of",
]
