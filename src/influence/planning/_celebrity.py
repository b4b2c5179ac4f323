"""Celebrity: the five conditions under which one makes sense, asked one by one.

A celebrity fits when all five are met. What nobody has answered is not met: an unknown is told as
unknown and is never a yes.

Source: S2.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, TypeAlias, cast

import attrs

from influence._frozen_mapping import FrozenMapping
from influence.errors import InvalidInputError, UnknownNameError
from influence.workings import Working

Answer: TypeAlias = Literal["yes", "no", "unknown"]
ANSWERS: tuple[Answer, ...] = ("yes", "no", "unknown")


@attrs.frozen(kw_only=True)
class CelebrityCondition:
    """One condition under which a celebrity makes sense.

    Args:
        key: Its short name.
        question: The question that it asks of you.
    """

    key: str
    question: str


#: The conditions, in the order of their source. Source: S2.
CELEBRITY_CONDITIONS: tuple[CelebrityCondition, ...] = (
    CelebrityCondition(
        key="broad_appeal", question="Would nearly everybody who sees the post want the product?"
    ),
    CelebrityCondition(
        key="wide_distribution",
        question="Can it be bought wherever the post is seen, in the whole country or beyond?",
    ),
    CelebrityCondition(
        key="capacity", question="Do stock and support stand a sudden rush of orders?"
    ),
    CelebrityCondition(
        key="repeated_exposure",
        question="Is there money to be seen again and again, on several channels?",
    ),
    CelebrityCondition(
        key="long_term_brand",
        question="Is the aim to be known in years to come, rather than sales this season?",
    ),
)

_KEYS = tuple(one.key for one in CELEBRITY_CONDITIONS)


def _answers(answers: Mapping[str, Answer]) -> Mapping[str, Answer]:
    """A copy that nobody can change, with every condition in it."""
    if not isinstance(cast("object", answers), Mapping):
        raise InvalidInputError("CelebrityFit.answers", "be answers by condition", answers)
    for key in answers:
        if key not in _KEYS:
            raise UnknownNameError("condition of a celebrity", key, _KEYS)
    known: dict[str, Answer] = {key: answers.get(key, "unknown") for key in _KEYS}
    for key, answer in known.items():
        if answer not in ANSWERS:
            raise UnknownNameError(f"answer to {key}", answer, ANSWERS)
    return FrozenMapping(known)


@attrs.frozen(kw_only=True)
class CelebrityFit:
    """Whether a celebrity makes sense, by the answers to the five questions.

    Args:
        answers: ``yes``, ``no`` or ``unknown`` by the key of a condition; one left out is unknown.

    Raises:
        UnknownNameError: There is no such condition or answer; the close one is named.

    Example:
        >>> fit = CelebrityFit(answers={"broad_appeal": "yes", "capacity": "no"})
        >>> fit.makes_sense, fit.unmet, len(fit.unknown)
        (False, ('capacity',), 3)

    Source: S2.
    """

    answers: Mapping[str, Answer] = attrs.field(factory=dict[str, Answer], converter=_answers)

    @property
    def met(self) -> tuple[str, ...]:
        """Conditions that are met."""
        return self._with("yes")

    @property
    def unmet(self) -> tuple[str, ...]:
        """Conditions that are not met."""
        return self._with("no")

    @property
    def unknown(self) -> tuple[str, ...]:
        """Conditions that nobody has answered."""
        return self._with("unknown")

    @property
    def makes_sense(self) -> bool:
        """Whether all five are met; an unknown is not met."""
        return len(self.met) == len(_KEYS)

    def in_words(self) -> str:
        """The answer in a sentence, with what is unmet and what is unknown."""
        if self.makes_sense:
            return "a celebrity makes sense: all five conditions are met"
        parts = [
            f"{word} {', '.join(keys)}"
            for word, keys in (("unmet:", self.unmet), ("not known:", self.unknown))
            if keys
        ]
        if self.unmet:
            return f"a celebrity does not make sense: {'; '.join(parts)}"
        return f"nobody can say yet whether a celebrity makes sense: {'; '.join(parts)}"

    def working(self) -> Working:
        """Each question with its answer, and what follows."""
        lines = [(one.question, self.answers[one.key]) for one in CELEBRITY_CONDITIONS]
        verdict = "yes" if self.makes_sense else "no" if self.unmet else "unknown"
        return Working.of(*lines, ("all five, so a celebrity makes sense", verdict))

    def _with(self, answer: Answer) -> tuple[str, ...]:
        """The conditions with that answer, in their order."""
        return tuple(key for key in _KEYS if self.answers[key] == answer)
