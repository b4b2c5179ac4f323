"""Tier meanings: the same sales and tiers under every meaning of the word tiered, as a table.

Whoever signs *4 %, 6 % from 200, 8 % from 400* without naming the meaning has signed one of five
contracts. This is what each of them pays.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Literal, cast

import attrs

from influence.errors import InvalidInputError, UnknownNameError
from influence.money import Money, Rounding
from influence.payments._commissionable import ITEMS_BASE, CommissionableBase
from influence.payments._credited_order import CreditedOrder
from influence.payments._fee import Fee, FeeLine
from influence.payments._performance import Performance
from influence.payments._tier import Tier
from influence.payments._tier_ladder import TierCounts, TierMetric
from influence.payments._tier_parts import TierMeaning
from influence.payments._tiered import Tiered, meanings_of
from influence.payments._window import Window
from influence.periods import Period

# Sales that are told as bare amounts have no time of their own: only their order counts.
_FIRST = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
_STEP = dt.timedelta(seconds=1)

_MEANS: dict[TierMeaning, tuple[str, str]] = {
    "marginal": (
        "each slice at its own rate",
        "impact.com past each tier; graduated at Stripe and Lago",
    ),
    "retroactive": (
        "everything at the tier reached in the end",
        "impact.com all actions; volume at Stripe and Lago",
    ),
    "next_only": ("orders after the one that reached the tier", "Aspire, Everflow"),
    "crossing_order": ("the whole order that crosses, and those after it", "Refersion"),
    "single_order": ("each order by its own size", "OCA by sections, dub"),
}


@attrs.frozen(kw_only=True)
class TierMeaningRow:
    """One meaning of tiered, and what it pays.

    Args:
        meaning: Its name, as ``Tiered`` knows it.
        text: What it means, in a line.
        used_at: Where it is found.
        fee: What it pays.
    """

    meaning: TierMeaning
    text: str
    used_at: str
    fee: Fee

    @property
    def amount(self) -> Money:
        """What it pays."""
        return self.fee.amount

    @property
    def working(self) -> tuple[FeeLine, ...]:
        """Lines that sum to what it pays."""
        return self.fee.working


@attrs.frozen(kw_only=True)
class TierMeanings:
    """The same sales under every meaning.

    Args:
        rows: One for each meaning.
    """

    rows: tuple[TierMeaningRow, ...]

    def row(self, meaning: str) -> TierMeaningRow:
        """The row of a meaning.

        Raises:
            UnknownNameError: There is no such row; the close one is named.
        """
        for row in self.rows:
            if row.meaning == meaning:
                return row
        raise UnknownNameError("meaning of tiered", meaning, [row.meaning for row in self.rows])

    def __str__(self) -> str:
        """Return the rows as a table, with the fees in one column."""
        cells = [("meaning", "fee", "what it means", "used at")]
        cells += [(row.meaning, str(row.amount), row.text, row.used_at) for row in self.rows]
        name, fee, text, _ = (max(map(len, column)) for column in zip(*cells, strict=True))
        return "\n".join(
            f"{one:<{name}}  {amount:>{fee}}  {means:<{text}}  {used}"
            for one, amount, means, used in cells
        )


def tier_meanings(
    sales: Performance | Iterable[Money],
    tiers: Iterable[Tier],
    *,
    metric: TierMetric = "revenue",
    window: Window | None = None,
    counts: TierCounts = "reached",
    flat_at_zero: bool = False,
    refunds_unreach: bool = True,
    base: CommissionableBase = ITEMS_BASE,
    rounding: Rounding = "half_even",
    rounds: Literal["statement", "order"] = "statement",
) -> TierMeanings:
    """What the same tiers pay for the same sales under every meaning.

    A meaning that does not go with the metric or the window has no row.

    Args:
        sales: A performance, or what each order came to, in the order of time.
        tiers: The tiers, from the lowest.
        metric: What climbs.
        window: The stretch of time after which the count begins anew; ``None`` for never.
        counts: Whether a tier holds once ``reached``, or only once ``exceeded``.
        flat_at_zero: Whether the first flat is due without a sale; never with ``single_order``.
        refunds_unreach: Whether what came back is out of the count too.
        base: What of an order counts.
        rounding: How amounts become whole minor units.
        rounds: Round once a ``statement`` line, or each ``order``.

    Raises:
        InvalidInputError: *sales* is neither a performance nor amounts of money.
        InvalidTermsError: The tiers are none, as ``Tiered`` says.

    Example:
        >>> sales = [Money("150", "USD"), Money("150", "USD"), Money("200", "USD")]
        >>> tiers = [Tier("0.04"), Tier("0.06", starts_at=Money("200", "USD"))]
        >>> for row in tier_meanings(sales, tiers).rows:
        ...     print(row.meaning, row.amount)
        marginal 26.00 USD
        retroactive 30.00 USD
        next_only 24.00 USD
        crossing_order 27.00 USD
        single_order 24.00 USD
    """
    performance, ladder, reach = _performance(sales), tuple(tiers), window or Window()
    rules = [
        Tiered(
            tiers=ladder,
            meaning=meaning,
            metric=metric,
            window=reach,
            counts=counts,
            flat_at_zero=flat_at_zero and meaning != "single_order",
            refunds_unreach=refunds_unreach,
            base=base,
            rounding=rounding,
            rounds=rounds,
        )
        for meaning in meanings_of(metric=metric, window=reach)
    ]
    return TierMeanings(rows=tuple(_row(rule, performance) for rule in rules))


def _row(rule: Tiered, performance: Performance) -> TierMeaningRow:
    """The row of one meaning."""
    text, used_at = _MEANS[rule.meaning]
    fee = rule.fee(performance)
    return TierMeaningRow(meaning=rule.meaning, text=text, used_at=used_at, fee=fee)


def _performance(sales: Performance | Iterable[Money]) -> Performance:
    """The sales as a performance."""
    if isinstance(sales, Performance):
        return sales
    amounts = tuple(cast("Iterable[object]", sales))
    if not amounts or not all(isinstance(amount, Money) for amount in amounts):
        rule = "be a performance, or at least one amount of money"
        raise InvalidInputError("sales", rule, list(amounts))
    return _told(cast("Sequence[Money]", amounts))


def _told(amounts: Sequence[Money]) -> Performance:
    """A performance with an order for each amount, one after the other."""
    currency = amounts[0].currency
    orders = tuple(
        CreditedOrder(
            order_id=f"order {place}",
            at=_FIRST + place * _STEP,
            gross=amount,
            refunded=Money.zero(currency),
        )
        for place, amount in enumerate(amounts, start=1)
    )
    end = _FIRST + (len(orders) + 1) * _STEP
    return Performance(currency=currency, period=Period(_FIRST, end), orders=orders)
