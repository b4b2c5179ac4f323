"""Laws: the eight that credit rests on, under their permanent ids.

The number of a check is the number of its law.
"""

from __future__ import annotations

from influence.testing._conformance._check import Check, CheckFailedError
from influence.testing._model_checks._subject import ModelSubject
from influence.testing._model_trial import MODEL_LAWS

_IF_FAILS = {
    "whole_numbers": "Cents cannot be split by such weights. Answer one whole number of at least 0 "
    "for each touch, in the order of the path, and never only zeros.",
    "deterministic": "Who is credited depends on what was asked before, or on the program around. "
    "Keep nothing between calls; compute in fractions or in a context of your own.",
    "only_touch": "A sale with one touch is credited to nobody. Look at divisions by the number "
    "of touches before the last.",
    "creators": "Renaming a creator moves money. Break ties by place on the path, not by name.",
    "zones": "The same moments on other clocks earn another credit. Compare instants, such as "
    "`path.ages`, never wall clocks.",
    "long_paths": "A customer with thousands of touches stops the campaign. Avoid recursion and "
    "powers that overflow or underflow.",
    "unchanged": "The next model sees another path. Copy before you sort or turn around.",
    "pick_agrees": "The quick way and the long way credit different creators. Let `weights` be 1 "
    "at the place that `pick` answers, and 0 elsewhere.",
}


class LawBrokenError(CheckFailedError):
    """A law was broken; the statement tells the path, what was expected and what came."""

    def __str__(self) -> str:
        return str(self.value)


def _law_check(number: int, law_id: str) -> Check[ModelSubject]:
    """The check that is one of the laws."""
    law = MODEL_LAWS[law_id]

    def keeps(subject: ModelSubject) -> None:
        for case in subject.cases:
            told = law(case)
            if told is not None:
                raise LawBrokenError("attribution model", "keep the law", told)

    told = law.__doc__ or ""
    return Check(
        id=f"AM-L{number:02}",
        title=told.removesuffix("."),
        if_fails=_IF_FAILS[law_id],
        run=keeps,
        needs=("examples", "picks") if law_id == "pick_agrees" else ("examples",),
    )


LAWS = tuple(_law_check(number, law_id) for number, law_id in enumerate(MODEL_LAWS, start=1))
