"""Verdict: who wins a sale, before anybody is told why the others lost."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from functools import cached_property
from itertools import compress

import attrs

from influence.attribution._code_claims import CodeClaims
from influence.attribution._conversion import Conversion
from influence.attribution._credit import Credit
from influence.attribution._path import Path, PathTouch
from influence.attribution._policy import Precedence
from influence.attribution._trails import Stretch
from influence.ids import CreatorId

CODE_ON_THE_ORDER = "code on the order"
WITHIN_THE_LOOKBACK = "touch within the lookback"
TOUCH_OR_CODE = "touch or code"


@attrs.frozen(kw_only=True)
class Verdict:
    """Who wins a sale.

    Args:
        sale: The sale.
        stretches: The touches of its buyer, one stretch for each visitor.
        claims: What its codes claim.
        precedence: What stands between the speaking code and the touches.
        path: What the model divided the sale over; empty when nobody wins.
        why: How the path came to win, in words.
        weights: The model's weight of each touch on the path.
    """

    sale: Conversion
    stretches: tuple[Stretch, ...]
    claims: CodeClaims
    precedence: Precedence
    path: Path
    why: str
    weights: Sequence[int]

    @cached_property
    def whole(self) -> int:
        """The sum of the weights."""
        return sum(self.weights)

    @cached_property
    def last(self) -> Mapping[CreatorId, PathTouch]:
        """Of each creator who earned something the last touch that did, by who was met first."""
        path, weights = self.path, self.weights
        last: dict[CreatorId, PathTouch] = {}
        for place in compress(range(len(path)), weights):
            last[path[place].creator_id] = path[place]
        return last

    @cached_property
    def earned(self) -> Mapping[CreatorId, int]:
        """The weight of each creator who earned something, in the order of ``last``."""
        path, weights = self.path, self.weights
        earned: dict[CreatorId, int] = {}
        for place in compress(range(len(path)), weights):
            who = path[place].creator_id
            earned[who] = earned.get(who, 0) + weights[place]
        return earned

    @property
    def is_code(self) -> bool:
        """Whether the speaking code took the sale before any touch."""
        return self.why == CODE_ON_THE_ORDER

    def credits(self, *, model: str) -> tuple[Credit, ...]:
        """The shares of the winners, by the model of that name."""
        return tuple(
            self._credit(self.last[creator], Fraction(weight, self.whole), model=model)
            for creator, weight in self.earned.items()
        )

    def _credit(self, touch: PathTouch, share: Fraction, *, model: str) -> Credit:
        """One creator's credit."""
        part = "" if share == 1 else f", {share} of it"
        return Credit(
            creator_id=touch.creator_id,
            via=touch.kind,
            value=touch.value,
            at=touch.at,
            share=share,
            reason=f"{touch.mark}, {self.why}, by {model}{part}",
        )
