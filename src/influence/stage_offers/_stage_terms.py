"""Stage terms: the terms of a payment stage with one thing left open, how much.

product    product worth so many cents
affiliate  so many hundredths of a per cent of net sales
flat       so many cents
hybrid     a fixed part of the income, and so many hundredths of a per cent of net sales
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any, TypeAlias, cast

import attrs

from influence import _requirements as require
from influence.errors import InvalidInputError
from influence.money import Money
from influence.payments import Commission, FlatFee, Hybrid, InKind, PaymentRule
from influence.progression import STAGES, Stage
from influence.shares import Share, ShareLike

#: Terms of so many steps; more steps never pay less.
Sized: TypeAlias = "Callable[[int], PaymentRule]"

#: A commission moves by hundredths of a per cent.
_RATE_STEPS = 10_000


@attrs.frozen(kw_only=True)
class StageTerms:
    """The terms of a stage with one thing left open.

    Args:
        stage: The payment stage.
        sized: The terms of so many steps, from 1; more steps never pay less.
        most: No more steps than these.

    Raises:
        UnknownNameError: The stage is not known; the close one is named.
        InvalidInputError: *most* is below 1, or *sized* cannot be called.

    Example:
        >>> share = StageTerms(
        ...     stage="affiliate",
        ...     sized=lambda steps: Commission(rate=Share.percent(steps)),
        ...     most=40,
        ... )
        >>> share.sized(12).name
        'commission'
    """

    stage: Stage = attrs.field(validator=require.one_of(STAGES))
    sized: Sized = attrs.field(validator=require.is_callable)
    most: int = attrs.field(validator=require.at_least(1))


def usual_terms(
    income: Money, *, product_cost: ShareLike = "0.4", fixed: ShareLike = "0.5"
) -> tuple[StageTerms, ...]:
    """The terms of the four stages for a creator who is to expect an income.

    Args:
        income: What the creator is to expect, above 0.
        product_cost: What product costs us, per unit of what the creator would pay for it.
        fixed: The part of the income that a hybrid pays as a fee; the rest is a share of the sales.

    Raises:
        InvalidInputError: A share is above 1.

    Source: S286 for about half of the fee as the fixed part of a hybrid.
    """
    cost, part = Share.as_share(product_cost), Share.as_share(fixed)
    for name, share in (("product_cost", cost), ("fixed", part)):
        if share.fraction > 1:
            raise InvalidInputError(f"{name} of usual terms", "be a share of at most 1", share)
    fee = part.of(income).rounded()
    cents = max(10 * income.minor, 1)

    def product(steps: int) -> PaymentRule:
        worth = Money.from_minor(steps, income.currency)
        return InKind(cost=cost.of(worth).rounded(), fair_market_value=worth)

    def hybrid(steps: int) -> PaymentRule:
        return Hybrid(parts=(FlatFee(per_campaign=fee), _share_of_sales(steps)))

    return (
        StageTerms(stage="product", sized=product, most=cents),
        StageTerms(stage="affiliate", sized=_share_of_sales, most=_RATE_STEPS),
        StageTerms(
            stage="flat",
            sized=lambda steps: FlatFee(per_campaign=Money.from_minor(steps, income.currency)),
            most=cents,
        ),
        StageTerms(stage="hybrid", sized=hybrid, most=_RATE_STEPS),
    )


def _share_of_sales(steps: int) -> PaymentRule:
    """A commission of so many hundredths of a per cent."""
    return Commission(rate=Share(Fraction(steps, _RATE_STEPS)))


def terms_text(terms: PaymentRule) -> str:
    """A rule on one line, without what it leaves as it is.

    Example:
        >>> terms_text(Commission(rate="0.12"))
        'commission rate 12 %'
    """
    if isinstance(terms, Hybrid):
        return " + ".join(terms_text(part) for part in terms.parts)
    kind = type(terms)
    if not attrs.has(kind):
        return terms.name
    said = (
        f"{field.name} {getattr(terms, field.name)}"
        for field in attrs.fields(kind)
        if getattr(terms, field.name) != _default(field)
    )
    return " ".join((terms.name, ", ".join(said))).strip()


def _default(field: attrs.Attribute[Any]) -> object:
    """What a field holds when nothing is said."""
    default: object = field.default
    factory: object = getattr(default, "factory", None)
    is_plain = callable(factory) and not getattr(default, "takes_self", False)
    return cast("Callable[[], object]", factory)() if is_plain else default


def in_kind(terms: PaymentRule) -> Money | None:
    """What the product of *terms* is worth to who gets it; ``None`` where there is none."""
    if isinstance(terms, InKind):
        return terms.fair_market_value
    if not isinstance(terms, Hybrid):
        return None
    worth = [amount for part in terms.parts if (amount := in_kind(part)) is not None]
    return Money.total(worth, currency=worth[0].currency) if worth else None
