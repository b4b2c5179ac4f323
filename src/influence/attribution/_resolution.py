"""Resolution: which touches and codes could have led to a sale, and who wins among them.

A touch counts when its visitor is the buyer, it happened at or before the sale and no longer before
it than the lookback, both ends inclusive, and somebody owned its mark. Codes on an order name their
owner directly. Between the two stands the precedence of the policy, or of the code itself. Why the
others lost is for ``_losers``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import attrs

from influence._foreign import asked, is_foreign, told
from influence.attribution._code_claims import Codes, SilentCode
from influence.attribution._conversion import Conversion
from influence.attribution._model import AttributionModel
from influence.attribution._path import Path, PathTouch
from influence.attribution._policy import AttributionPolicy, Precedence
from influence.attribution._trails import Stretch, Trails
from influence.attribution._verdict import (
    CODE_ON_THE_ORDER,
    TOUCH_OR_CODE,
    WITHIN_THE_LOOKBACK,
    Verdict,
)
from influence.errors import PluginError
from influence.ids import CreatorId
from influence.periods import DAY_IN_MICROSECONDS
from influence.tracking import CodeCredit

NOUN = "attribution model"

_PRECEDENCE_OF: Mapping[CodeCredit, Precedence] = {
    "always": "code_wins",
    "if_involved": "code_if_involved",
    "if_winner": "code_if_winner",
}

_Touches = tuple[PathTouch, ...]


@attrs.frozen(kw_only=True)
class Resolver:
    """Answers who earned a sale.

    Args:
        trails: The touches of each visitor.
        codes: The codes of the campaign.
        policy: The rules of the campaign.
        model: The model of the policy, with what it learned.
    """

    trails: Trails
    codes: Codes
    policy: AttributionPolicy
    model: AttributionModel

    def verdict(self, sale: Conversion) -> Verdict:
        """Who wins *sale*."""
        stretches = stretches_of(sale, trails=self.trails, days=self.policy.lookback_days)
        claims = self.codes.claims(sale)
        precedence = self._precedence(claims.credit)
        winners, why = contest(stretches, claims.speaking, precedence=precedence)
        path = Path(winners, at=sale.at)
        return Verdict(
            sale=sale,
            stretches=stretches,
            claims=claims,
            precedence=precedence,
            path=path,
            why=why,
            weights=self._weights(path) if winners else (),
        )

    def also_paid(self, verdict: Verdict) -> tuple[CreatorId, ...]:
        """Who is paid beside the winners: the owners of the other codes, where each is paid.

        A code is paid as far as its own rule lets it count, and only on an order that somebody
        earned.
        """
        if self.policy.several_codes != "each_is_paid" or not verdict.earned:
            return ()
        counting = dict.fromkeys(
            one.touch.creator_id for one in verdict.claims.silent if self._counts(verdict, one)
        )
        return tuple(who for who in counting if who not in verdict.earned)

    def _counts(self, verdict: Verdict, code: SilentCode) -> bool:
        """Whether a code would be among the winners if it spoke.

        Somebody may have met the same code at the very moment of the sale; that is another touch.
        """
        precedence = self._precedence(code.credit)
        winners, _ = contest(verdict.stretches, code.touch, precedence=precedence)
        return any(touch is code.touch for touch in winners)

    def _precedence(self, credit: CodeCredit | None) -> Precedence:
        """What stands between a code and the touches: its own terms, else the policy."""
        return self.policy.precedence if credit is None else _PRECEDENCE_OF[credit]

    def _weights(self, path: Path) -> Sequence[int]:
        """The model's weights, refused when they break the protocol."""
        weights = self._answer(path)
        are_whole = len(weights) == len(path) and set(map(type, weights)) == {int}
        if not are_whole or min(weights) < 0 or not any(weights):
            rule = f"give {len(path)} whole numbers of at least 0, not all 0"
            raise PluginError(told(NOUN, self.model), rule, weights)
        return weights

    def _answer(self, path: Path) -> Sequence[int]:
        """What the model answers; of one that is not ours, as a list."""
        model = self.model
        if not is_foreign(model):
            return model.weights(path)
        rule = "weigh a path without failing"
        return asked(
            lambda: list(model.weights(path)), noun=NOUN, member=model, rule=rule, shown=path
        )


def stretches_of(sale: Conversion, *, trails: Trails, days: int) -> tuple[Stretch, ...]:
    """The touches that could have led to a sale, one stretch for each visitor of its buyer."""
    until = sale.moment
    since = until - days * DAY_IN_MICROSECONDS
    known = (trails.trail(visitor) for visitor in sale.visitors)
    return tuple(trail.stretch(since=since, until=until) for trail in known if trail is not None)


def contest(
    stretches: Sequence[Stretch], coded: PathTouch | None, *, precedence: Precedence
) -> tuple[_Touches, str]:
    """The touches that the precedence leaves, and how they came to win."""
    if coded is not None and precedence == "code_wins":
        return (coded,), CODE_ON_THE_ORDER
    touches = joined(part.touches for part in stretches)
    if coded is None or (precedence == "link_wins" and touches):
        return touches, WITHIN_THE_LOOKBACK
    if precedence == "code_if_involved":
        is_due = any(touch.creator_id == coded.creator_id for touch in touches)
    elif precedence == "code_if_winner":
        is_due = bool(touches) and touches[-1].creator_id == coded.creator_id
    else:
        return joined([touches, (coded,)]), TOUCH_OR_CODE
    return ((coded,), CODE_ON_THE_ORDER) if is_due else (touches, WITHIN_THE_LOOKBACK)


def joined(paths: Iterable[_Touches]) -> _Touches:
    """Several paths as one, in order; one alone is in order already."""
    some = [path for path in paths if path]
    if len(some) == 1:
        return some[0]
    return tuple(sorted((met for path in some for met in path), key=lambda met: met.place))
