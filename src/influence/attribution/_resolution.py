"""Resolution: which touches and codes could have led to a sale, and who wins among them.

A touch counts when its visitor is the buyer, it happened at or before the sale and no longer before
it than the lookback, both ends inclusive, and somebody owns its mark. Codes on an order name their
owner directly. Between the two stands the precedence of the policy. Every creator and code that
does not win is kept with its reason; of touches that lie outside the lookback, or that nobody owns,
the nearest few are named and the others counted.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from itertools import compress

import attrs

from influence.attribution._path import Path, PathTouch, mark_text
from influence.attribution._policy import AttributionPolicy
from influence.attribution._story import Credit, Loser, Miss, Resolution
from influence.attribution._trails import Stretch, Trail
from influence.errors import PluginError
from influence.periods import DAY_IN_MICROSECONDS, microseconds
from influence.tracking import Owners

_NAMED = 3
_OWNERLESS = "nobody owns it"


@attrs.frozen(kw_only=True)
class Conversion:
    """What resolution needs to know of an order or a lead.

    Args:
        at: When.
        visitors: Everyone the buyer is known to have come by as.
        codes: Codes on it, in the order in which they were applied.
    """

    at: dt.datetime
    visitors: tuple[str, ...]
    codes: tuple[str, ...] = ()


@attrs.frozen(kw_only=True)
class Resolver:
    """Answers who earned a sale.

    Args:
        trails: The touches of each visitor.
        owners: Whose each mark is.
        policy: The rules of the campaign.
    """

    trails: Mapping[str, Trail]
    owners: Owners
    policy: AttributionPolicy

    def resolve(self, sale: Conversion) -> Resolution:
        """Who earned *sale*, and why nobody else did."""
        trails = [self.trails[who] for who in sale.visitors if who in self.trails]
        until = microseconds(sale.at)
        since = until - self.policy.lookback_days * DAY_IN_MICROSECONDS
        stretches = [trail.stretch(since=since, until=until) for trail in trails]
        coded, losers = self._codes(sale)
        ownerless = bool(losers) or any(trail.ownerless for trail in trails)
        losers += self._outside(stretches)
        winners, why, beaten = self._contest(stretches, coded)
        if not winners:
            return Resolution(
                credits=(), losers=tuple(losers), miss=_miss(stretches, ownerless=ownerless)
            )
        joined = () if coded is None or self.policy.precedence == "link_wins" else (coded,)
        path = Path(winners, at=sale.at)
        credits, unpaid = self._credits(path, why, latest=_latest(stretches, joined))
        return Resolution(credits=credits, losers=(*losers, *beaten, *unpaid))

    def _outside(self, stretches: Iterable[Stretch]) -> list[Loser]:
        """The touches that do not count, the nearest of them by name."""
        old = f"lies before the lookback of {self.policy.lookback_days} days"
        losers: list[Loser] = []
        for part in stretches:
            before, after = part.nearest_before(_NAMED), part.nearest_after(_NAMED)
            losers += [_beaten(touch, f"it {old}") for touch in before]
            losers += _others(part.before, f"each {old}")
            losers += [_beaten(touch, "it came after the sale") for touch in after]
            losers += _others(part.after, "each came after the sale")
            marks = part.trail.ownerless
            losers += [_nobodys(mark) for mark in marks[:_NAMED]]
            losers += _others(len(marks), "nobody owns any of them")
        return losers

    def _codes(self, sale: Conversion) -> tuple[PathTouch | None, list[Loser]]:
        """The code that speaks for the order, and the codes that do not."""
        owned: list[PathTouch] = []
        losers: list[Loser] = []
        for code, owner in self.owners.of_codes(sale.codes):
            if owner is None:
                losers.append(_nobodys(mark_text("code", code)))
            else:
                owned.append(PathTouch(at=sale.at, kind="code", creator_id=owner, value=code))
        losers += [_beaten(touch, "a later code on the order was applied") for touch in owned[:-1]]
        return (owned[-1] if owned else None), losers

    def _contest(
        self, stretches: Sequence[Stretch], coded: PathTouch | None
    ) -> tuple[tuple[PathTouch, ...], str, list[Loser]]:
        """The path that the precedence leaves, why it won, and what it leaves behind."""
        if coded is not None and self.policy.precedence == "code_wins":
            reason = f"the {coded.mark} on the order goes before it"
            latest = _latest(stretches, ()).values()
            others = [touch for touch in latest if touch.creator_id != coded.creator_id]
            return (coded,), "code on the order", [_beaten(touch, reason) for touch in others]
        path = _joined([part.touches for part in stretches])
        if coded is None:
            return path, "touch within the lookback", []
        if self.policy.precedence == "link_wins" and path:
            reason = "a touch within the lookback goes before a code"
            return path, "touch within the lookback", [_beaten(coded, reason)]
        return _joined([path, (coded,)]), "touch or code", []

    def _credits(
        self, path: Path, why: str, *, latest: Mapping[str, PathTouch]
    ) -> tuple[tuple[Credit, ...], list[Loser]]:
        """The shares of the creators on a path by the model's weights, and who gets none."""
        weights = self._weights(path)
        whole = sum(weights)
        earned: dict[str, int] = {}
        last: dict[str, PathTouch] = {}
        for place in compress(range(len(path)), weights):
            touch = path[place]
            earned[touch.creator_id] = earned.get(touch.creator_id, 0) + weights[place]
            last[touch.creator_id] = touch
        credits = tuple(
            self._credit(last[creator], Fraction(weight, whole), why)
            for creator, weight in earned.items()
        )
        on_path = (latest[creator] for creator in sorted(latest) if creator not in earned)
        reason = f"{self.policy.model.name} gives it no weight"
        return credits, [] if len(path) == 1 else [_beaten(touch, reason) for touch in on_path]

    def _credit(self, touch: PathTouch, share: Fraction, why: str) -> Credit:
        """One creator's credit."""
        part = "" if share == 1 else f", {share} of it"
        return Credit(
            creator_id=touch.creator_id,
            via=touch.kind,
            value=touch.value,
            at=touch.at,
            share=share,
            reason=f"{touch.mark}, {why}, by {self.policy.model.name}{part}",
        )

    def _weights(self, path: Path) -> Sequence[int]:
        """The model's weights, refused when they break the protocol."""
        weights = self.policy.model.weights(path)
        are_whole = len(weights) == len(path) and set(map(type, weights)) == {int}
        if not are_whole or min(weights) < 0 or not any(weights):
            rule = f"give {len(path)} whole numbers of at least 0, not all 0"
            raise PluginError(f"attribution model {self.policy.model.name}", rule, weights)
        return weights


def _joined(paths: Iterable[tuple[PathTouch, ...]]) -> tuple[PathTouch, ...]:
    """Several paths as one, in order; one alone is in order already."""
    some = [path for path in paths if path]
    if len(some) == 1:
        return some[0]
    return tuple(sorted((met for path in some for met in path), key=lambda met: met.place))


def _latest(stretches: Iterable[Stretch], joined: tuple[PathTouch, ...]) -> Mapping[str, PathTouch]:
    """The last touch of each creator, on the stretches and on what joined them."""
    latest: dict[str, PathTouch] = {}
    for touch in (*(met for part in stretches for met in part.latest()), *joined):
        before = latest.get(touch.creator_id)
        if before is None or before.place < touch.place:
            latest[touch.creator_id] = touch
    return latest


def _beaten(touch: PathTouch, reason: str) -> Loser:
    """A touch that earns nothing."""
    return Loser(who=touch.creator_id, mark=touch.mark, reason=reason)


def _nobodys(mark: str) -> Loser:
    """A mark without an owner."""
    return Loser(who="nobody", mark=mark, reason=_OWNERLESS)


def _others(count: int, reason: str) -> list[Loser]:
    """Those of *count* touches that were not named, counted."""
    more = count - _NAMED
    if more <= 0:
        return []
    return [Loser(who="others", mark=f"{more} more touch{'es' * (more > 1)}", reason=reason)]


def _miss(stretches: Sequence[Stretch], *, ownerless: bool) -> Miss:
    """Why nobody earned a sale."""
    if any(part.before for part in stretches):
        return "only touches before the lookback"
    if any(part.after for part in stretches):
        return "only touches after the sale"
    return "only marks that nobody owns" if ownerless else "no touch and no code"
