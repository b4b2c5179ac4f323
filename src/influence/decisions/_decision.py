"""Decisions: the label, the reasons, and what the next package is expected to bring."""

from __future__ import annotations

from fractions import Fraction
from typing import Any, cast

import attrs

from influence import _requirements as require
from influence.decisions._evidence import Evidence
from influence.decisions._label import LABELS, STRENGTHS, Label, Strength
from influence.decisions._next_package import NextPackage
from influence.errors import InvalidInputError
from influence.money import Money
from influence.outlooks import Outlook
from influence.ratios import decimal_of, figure_text
from influence.workings import Working

_maybe = attrs.validators.optional

#: Chances and multiples are shown to so many places.
_PLACES = 4


def _gives_reasons(instance: object, attribute: attrs.Attribute[Any], value: object) -> None:
    """At least one reason, each a line of text."""
    require.are_texts(instance, attribute, value)
    reasons = cast("tuple[str, ...]", value)
    if not reasons:
        raise InvalidInputError(require.place(instance, attribute), "give a reason", value)
    for reason in reasons:
        require.is_line(instance, attribute, reason)


@attrs.frozen(kw_only=True)
class Decision:
    """What to do with a creator next.

    Args:
        label: ``scale``, ``renew``, ``retest``, ``hold`` or ``drop``.
        reasons: Why, in words, the deciding one first.
        evidence: What it was decided on.
        strength: How much evidence stands behind the outlook: ``cannot_tell_yet``, ``thin`` or
            ``solid``; ``None`` without an outlook.

    Raises:
        InvalidInputError: There is no reason.
        UnknownNameError: The label or the strength is none of those that are known.
    """

    label: Label = attrs.field(validator=require.one_of(LABELS))
    reasons: tuple[str, ...] = attrs.field(validator=_gives_reasons)
    evidence: Evidence
    strength: Strength | None = attrs.field(
        default=None, validator=_maybe(require.one_of(STRENGTHS))
    )

    @property
    def probability_profitable(self) -> float | None:
        """How likely the creator's packages earn more than they cost, in the long run."""
        outlook = self.evidence.outlook
        return None if outlook is None else outlook.probability_profitable

    @property
    def probability_next_profitable(self) -> float | None:
        """How likely the one next package earns more than it costs."""
        outlook = self.evidence.outlook
        return None if outlook is None else outlook.probability_next_profitable

    @property
    def expected_profit(self) -> Money | None:
        """What the next package is expected to earn beyond its price; ``None`` when unknown."""
        package = self._next_package
        return None if package is None else package.expected_profit

    @property
    def profit_interval(self) -> tuple[Money, Money] | None:
        """The profit of the next package, between which it falls eight times in ten."""
        package = self._next_package
        return None if package is None else package.profit_interval

    @property
    def value_of_one_more_test(self) -> Money | None:
        """What the next package is worth for what it teaches, beyond its own profit."""
        package = self._next_package
        return None if package is None else package.value_of_test

    @property
    def break_even_price(self) -> Money | None:
        """The price at which the next package is expected to earn just what it costs."""
        package = self._next_package
        return None if package is None else package.break_even_price

    @property
    def _next_package(self) -> NextPackage | None:
        """The package that could be booked next; ``None`` when too little is known of it."""
        outlook, price = self.evidence.outlook, self.evidence.price
        return None if outlook is None or price is None else NextPackage(outlook, price)

    def working(self) -> Working:
        """The evidence and the reasons, ending in the label."""
        known = self.evidence
        steps: list[tuple[str, object]] = [("spend", known.spend)]
        steps += [("profit", figure_text(known.profit))]
        if known.profit_in_window is not None:
            steps.append(("profit within the payback window", known.profit_in_window))
        if known.payback_days is not None:
            steps.append(("days until paid back", known.payback_days))
        steps += [
            (f"angle {' '.join(trial.angle.split()) or 'without a name'}", trial.verdict)
            for trial in known.trials
        ]
        steps.append((f"place on the sheet of {known.creators}", known.sheet_rank))
        if known.outlook is not None:
            steps += self._looking_ahead(known.outlook)
        steps += [("cycles in a row", known.cycles_in_a_row)] if known.cycles_in_a_row else []
        steps += [] if known.room is None else [("packages more that can be booked", known.room)]
        return Working.of(
            *steps, *(("because", reason) for reason in self.reasons), ("decision", self.label)
        )

    def _looking_ahead(self, outlook: Outlook) -> list[tuple[str, object]]:
        """The outlook, and what follows from it at the price."""
        multiple = decimal_of(outlook.score)
        steps: list[tuple[str, object]] = [
            ("median of the return multiple, as a logarithm", _shown(outlook.log_mean)),
            ("how unsure that is", _shown(outlook.log_sd)),
            ("how much one package varies", _shown(outlook.outcome_log_sd)),
            ("expected return multiple", multiple),
            ("chance that they earn more than they cost", _shown(outlook.probability_profitable)),
            ("effective orders of evidence", _shown(outlook.effective_orders)),
        ]
        package = self._next_package
        if package is None:
            return [*steps, ("price of the next package", "unknown")]
        low, high = package.profit_interval
        return [
            *steps,
            ("price of the next package", package.price),
            (f"expected profit: ({multiple} − 1) × price", package.expected_profit),
            ("eight times in ten between", f"{low} and {high}"),
            ("value of one more test", package.value_of_test),
            ("price at which it would break even", package.break_even_price),
        ]


def _shown(number: float) -> str:
    """A number to four places, without idle zeros."""
    return str(decimal_of(round(Fraction(number), _PLACES)))
