"""Variants: the ways in which somebody else may have reckoned, each one change of a scenario.

    refunds       what came back was not taken off
    base          tax, shipping or gift cards counted, or VAT left in
    rounding      order by order or once a line, by each of five roundings
    tiers         each other meaning of the word
    hold          another figure of the same statement
    deliverables  another number of pieces

Nothing is claimed here: a variant is claimed only when its figure, computed by the same settlement
as ours, is theirs to the cent.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import combinations
from typing import Literal, TypeGuard, get_args

import attrs

from influence.errors import InvalidTermsError
from influence.money import Rounding
from influence.payments import CommissionableBase, PaymentRule, Performance, Tiered
from influence.reconciliation._reason import ReasonKind
from influence.reconciliation._rewritten import Change, rewritten, with_terms
from influence.reconciliation._scenario import Measure, Scenario

_PIECES_MORE = 3
Included = Literal["tax", "shipping", "gift_cards"]
INCLUDED: tuple[Included, ...] = get_args(Included)
_TIER_MEANINGS = ("marginal", "retroactive", "next_only", "crossing_order", "single_order")

_MEASURES: dict[Measure, str] = {
    "accrued": "all that is accrued, the hold of {days} days not applied",
    "eligible": "only what is past its hold of {days} days, whatever the minimum payout",
    "payable": "what is payable: past its hold of {days} days, and the minimum payout reached",
    "paid_out": "what the pay-out rail can send of it",
}


@attrs.frozen(kw_only=True)
class Variant:
    """One thing done otherwise.

    Args:
        kind: What is different.
        text: The same in words.
        detail: In which of several ways; empty where there is one.
        scenario: What it leads to.
    """

    kind: ReasonKind
    text: str
    scenario: Scenario
    detail: str = ""

    @property
    def said(self) -> str:
        """Text and detail."""
        return f"{self.text}: {self.detail}" if self.detail else self.text


def variants_of(scenario: Scenario) -> Iterator[Variant]:
    """Every scenario that differs from *scenario* in one thing other than its orders."""
    yield from _refunds(scenario)
    yield from _bases(scenario)
    yield from _meanings(scenario)
    yield from _measures(scenario)
    yield from _deliverables(scenario)
    yield from _roundings(scenario)


def _refunds(scenario: Scenario) -> Iterator[Variant]:
    """Everything that was sold, whatever came back."""
    orders = tuple(
        attrs.evolve(
            one,
            refunded=one.refunded * 0,
            lines=tuple(attrs.evolve(line, refunded=line.refunded * 0) for line in one.lines),
        )
        for one in scenario.performance.orders
    )
    if orders != scenario.performance.orders:
        text = "not net of refunds"
        yield Variant(kind="refunds", text=text, scenario=scenario.with_orders(orders))


def _bases(scenario: Scenario) -> Iterator[Variant]:
    """Every other choice of what counts beside the items, and prices with their VAT."""
    words: list[Included] = [word for word in INCLUDED if _is_told(word, scenario.performance)]
    for count in range(len(words) + 1):
        found: Iterator[tuple[Included, ...]] = combinations(words, count)
        for includes in found:
            said = " and ".join(word.replace("_", " ") for word in includes)
            text = f"base with {said}" if said else "base of items alone"
            yield from _variant(scenario, "base", text, _including(includes))
    yield from _variant(scenario, "base", "VAT left in the base", _with_base(_with_vat))


def _is_told(word: Included, performance: Performance) -> bool:
    """Whether any order tells what a switch of the base is about."""
    if word == "gift_cards":
        return any(line.kind == "gift_card" for one in performance.orders for line in one.lines)
    return any(
        (one.tax if word == "tax" else one.shipping) is not None for one in performance.orders
    )


def _including(includes: tuple[Included, ...]) -> Change:
    """A change of what counts beside the items."""
    return _with_base(lambda base: attrs.evolve(base, includes=includes))


def _with_vat(base: CommissionableBase) -> CommissionableBase:
    """The base with VAT left in."""
    return attrs.evolve(base, vat=None)


def _with_base(otherwise: Callable[[CommissionableBase], CommissionableBase]) -> Change:
    """A change of the base."""

    def change(rule: PaymentRule) -> PaymentRule:
        base: object = getattr(rule, "base", None)
        return with_terms(base=otherwise(base))(rule) if _is_base(base) else rule

    return change


def _is_base(base: object) -> TypeGuard[CommissionableBase]:
    """Whether a rule has a base."""
    return isinstance(base, CommissionableBase)


def _meanings(scenario: Scenario) -> Iterator[Variant]:
    """Every other meaning of the tiers."""
    for meaning in _TIER_MEANINGS:
        yield from _variant(scenario, "tiers", "tiers read as", _with_meaning(meaning), meaning)


def _with_meaning(meaning: str) -> Change:
    """A change of the meaning of tiers, and of what does not go with it."""

    def change(rule: PaymentRule) -> PaymentRule:
        if not isinstance(rule, Tiered):
            return rule
        flat_at_zero = rule.flat_at_zero and meaning != "single_order"
        return with_terms(meaning=meaning, flat_at_zero=flat_at_zero)(rule)

    return change


def _measures(scenario: Scenario) -> Iterator[Variant]:
    """Every other figure of the same statement."""
    is_part = scenario.order_id is not None or scenario.period is not None
    for measure, text in _MEASURES.items():
        if measure != scenario.measure and not (is_part and measure in {"payable", "paid_out"}):
            other = attrs.evolve(scenario, measure=measure)
            said = text.format(days=scenario.policy.hold_days)
            yield Variant(kind="hold", text=said, scenario=other)


def _deliverables(scenario: Scenario) -> Iterator[Variant]:
    """Every other number of pieces that is near, kind by kind."""
    for kind, known in sorted(scenario.performance.deliverables.items()):
        for count in range(known + _PIECES_MORE + 1):
            if count != known:
                did = _delivered(scenario.performance, kind=kind, count=count)
                detail = f"{count} × {kind.replace('_', ' ')} and not {known}"
                yield Variant(
                    kind="deliverables",
                    text="paid for",
                    detail=detail,
                    scenario=attrs.evolve(scenario, performance=did),
                )


def _delivered(performance: Performance, *, kind: str, count: int) -> Performance:
    """The performance with another number of pieces of a kind; their dates are then unknown."""
    return attrs.evolve(
        performance,
        deliverables={**performance.deliverables, kind: count},
        deliveries=tuple(one for one in performance.deliveries if one.name != kind),
    )


def _roundings(scenario: Scenario) -> Iterator[Variant]:
    """Every other rounding, and every other place to round."""
    places = {"order": "rounded order by order", "statement": "rounded once a line"}
    for rounds, text in places.items():
        for rounding in get_args(Rounding):
            change = with_terms(rounds=rounds, rounding=rounding)
            yield from _variant(scenario, "rounding", text, change, rounding)


def _variant(
    scenario: Scenario, kind: ReasonKind, text: str, change: Change, detail: str = ""
) -> Iterator[Variant]:
    """The scenario with changed terms; none when they do not change, or are no terms."""
    try:
        terms = rewritten(scenario.terms, change)
    except InvalidTermsError:
        return
    if terms is not scenario.terms:
        other = attrs.evolve(scenario, terms=terms)
        yield Variant(kind=kind, text=text, detail=detail, scenario=other)
