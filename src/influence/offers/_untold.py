"""Untold: refuse an expectation that leaves out what an offer pays for.

Left out is not none. A fee for two videos would look like no fee if nobody said how many videos are
expected, so whatever moves the fee has to be told, 0 too.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

import attrs

from influence.deliverables import KINDS
from influence.errors import MissingDataError
from influence.metrics import METRICS
from influence.money import Money
from influence.offers._curve import Volumes
from influence.offers._offer import Offer
from influence.offers._outcome import asked

# The orders tell their own number and amounts.
_METRICS = tuple(
    name for name, known in METRICS.items() if name != "orders" and known.unit == "count"
)
# What a rule is not told, it says in a line of zero, in these words.
_NOT_TOLD = "not known"
# Enough to reach what terms may ask for.
_PIECES = 1_000
_READINGS = 1_000_000_000


def refuse_untold(offer: Offer, *, volumes: Volumes) -> None:
    """Refuse to look at an offer that pays for what the expectation does not tell.

    Raises:
        MissingDataError: A kind of deliverable or a metric moves the fee and is not told, or the
            rule says that it is not told something else.
    """
    expectation = volumes.expectation
    one = expectation.performance_of(volumes.placed[:1])

    def with_pieces(pieces: Mapping[str, int]) -> Money:
        return asked(offer, attrs.evolve(one, deliverables=pieces)).amount

    def with_readings(readings: Mapping[str, int]) -> Money:
        return asked(offer, attrs.evolve(one, metrics=readings)).amount

    what = f"expectation for offer {offer.name}"
    pieces = _untold(with_pieces, told=expectation.deliverables, known=KINDS, count=_PIECES)
    if pieces:
        rule = f"tell its deliverables {', '.join(pieces)}, 0 too"
        raise MissingDataError(what, rule, dict(expectation.deliverables))
    readings = _untold(with_readings, told=expectation.metrics, known=_METRICS, count=_READINGS)
    if readings:
        rule = f"tell its metrics {', '.join(readings)}, 0 too"
        raise MissingDataError(what, rule, dict(expectation.metrics))
    for line in asked(offer, expectation.performance_of(volumes.placed)).working:
        if line.amount.is_zero and _NOT_TOLD in line.text:
            raise MissingDataError(what, "tell what its terms ask for", line.text)


def _untold(
    fee: Callable[[Mapping[str, int]], Money],
    *,
    told: Mapping[str, int],
    known: Iterable[str],
    count: int,
) -> list[str]:
    """The names that are left out and would move the fee."""
    before = fee(told)
    return [name for name in known if name not in told and fee({**told, name: count}) != before]
