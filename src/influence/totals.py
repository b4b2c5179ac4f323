"""Totals: the campaign as a whole.

    all orders = credited + unattributed
    profit     = gross profit of the credited sales − spend on the creators − shared costs

What nobody earned stays in the totals.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction

import attrs

from influence.appraisals import Appraisal
from influence.errors import UnknownNameError
from influence.money import Money
from influence.ratios import figure_text
from influence.roi import FIGURES, UnitEconomics
from influence.sales import payback_day, total_customers
from influence.scorecards import Scoreboard
from influence.workings import Working

__all__ = ["TOTAL_FIGURES", "Totals", "totals_of"]

#: The figures of the totals that do not come from their unit economics.
TOTAL_FIGURES = (
    "orders",
    "revenue",
    "credited_orders",
    "credited_revenue",
    "customers",
    "clicks",
    "leads",
    "signups",
    "gross_profit",
    "spend",
    "shared_costs",
    "payback_days",
    "payable",
    "accrued",
    "held",
)


@attrs.frozen(kw_only=True)
class Totals:
    """The campaign as a whole.

    Args:
        economics: Spend, what the creators brought in, and what follows.
        orders: All orders, credited or not; ``None`` when a source does not tell.
        revenue: Net sales of all orders, credited or not; ``None`` when a source does not tell.
        unattributed_orders: Orders that nobody earned.
        unattributed_revenue: Their net sales.
        shared_costs: Costs that belong to no creator; part of the spend.
        shared_each: The equal part of the shared costs that falls on each creator with a deal.
        payback_day: Days from the campaign's start until gross profit covered the spend; ``None``
            when it has not.
        payable: What can be paid to all creators now.
        accrued: What everything credited so far has earned them.
        held: What of it is not yet past its hold.
    """

    economics: UnitEconomics
    orders: Fraction | None
    revenue: Money | None
    unattributed_orders: int
    unattributed_revenue: Money
    shared_costs: Money
    shared_each: tuple[Money, ...]
    payback_day: int | None
    payable: Money
    accrued: Money
    held: Money

    def why(self, figure: str) -> Working:
        """The working of a figure of the campaign.

        Raises:
            UnknownNameError: There is no figure of that name; the close one is named.
        """
        if figure in FIGURES:
            return self.economics.why(figure)
        if figure not in TOTAL_FIGURES:
            raise UnknownNameError("figure", figure, (*TOTAL_FIGURES, *FIGURES))
        return Working.of(*((text, figure_text(value)) for text, value in self._parts(figure)))

    def _parts(self, figure: str) -> Sequence[tuple[str, object]]:
        """The lines of a figure that is not a quotient."""
        known = self.economics
        lines: dict[str, Sequence[tuple[str, object]]] = {
            "orders": (
                ("credited", known.orders),
                ("unattributed", self.unattributed_orders),
                ("orders", self.orders),
            ),
            "revenue": (
                ("credited", known.revenue),
                ("unattributed", self.unattributed_revenue),
                ("revenue", self.revenue),
            ),
            "credited_orders": (("sum over the creators", known.orders),),
            "credited_revenue": (("sum over the creators", known.revenue),),
            "gross_profit": (("sum over the creators", known.gross_profit),),
            "spend": (
                ("sum over the creators", known.spend - self.shared_costs),
                ("shared costs", self.shared_costs),
                ("spend", known.spend),
            ),
            "shared_costs": (
                ("creators with a deal, who bear it in equal parts", len(self.shared_each)),
                ("shared costs", self.shared_costs),
            ),
            "payback_days": (
                ("gross profit", known.gross_profit),
                ("spend", known.spend),
                ("days until paid back", self._paid_back),
            ),
            "customers": (("people who bought, each once whoever sold to them", known.customers),),
            **{
                name: (("sum over the creators for whom they are known", getattr(known, name)),)
                for name in ("clicks", "leads", "signups")
            },
        }
        return lines.get(figure, (("sum over the creators", getattr(self, figure, None)),))

    @property
    def _paid_back(self) -> object:
        """When the spend was paid back, as a working shows it."""
        if self.payback_day is None and self.economics.gross_profit is not None:
            return "not yet"
        return self.payback_day


def totals_of(board: Scoreboard, appraisals: Sequence[Appraisal]) -> Totals:
    """The campaign as a whole, from its creators."""
    currency = board.book.campaign.currency
    shared = _shared(board)
    economics = _economics(board, appraisals, shared=shared)
    unattributed, count = board.earnings.missed_net, board.earnings.missed_orders
    revenue = economics.revenue
    statements = [one.statement for one in appraisals if one.statement is not None]
    return Totals(
        economics=economics,
        orders=None if economics.orders is None else Fraction(economics.orders) + count,
        revenue=None if revenue is None else revenue + unattributed,
        unattributed_orders=count,
        unattributed_revenue=unattributed,
        shared_costs=shared,
        shared_each=_each(shared, creators=len(board.book.deals)),
        payback_day=payback_day(
            (sale for card in board.cards for sale in card.sales),
            spend=economics.spend,
            start=board.book.campaign.period.start,
        ),
        payable=Money.total((one.payable for one in statements), currency=currency),
        accrued=Money.total((one.accrued for one in statements), currency=currency),
        held=Money.total((one.held for one in statements), currency=currency),
    )


def _shared(board: Scoreboard) -> Money:
    """Costs that belong to no creator."""
    shared = (cost.amount for cost in board.book.costs if cost.creator_id is None)
    return Money.total(shared, currency=board.book.campaign.currency)


def _each(shared: Money, *, creators: int) -> tuple[Money, ...]:
    """The shared costs in equal parts over the creators with a deal."""
    return shared.allocate([1] * creators) if creators else ()


def _economics(
    board: Scoreboard, appraisals: Sequence[Appraisal], *, shared: Money
) -> UnitEconomics:
    """Unit economics of the campaign: sums, the shared costs, and each buyer once."""
    parts = [one.economics for one in appraisals]
    currency = shared.currency
    return UnitEconomics(
        spend=Money.total((part.spend for part in parts), currency=currency) + shared,
        revenue=_sum_of_money((part.revenue for part in parts), currency=currency),
        gross_profit=_sum_of_money((part.gross_profit for part in parts), currency=currency),
        clicks=_sum_of_known(part.clicks for part in parts),
        leads=_sum_of_known(part.leads for part in parts),
        signups=_sum_of_known(part.signups for part in parts),
        signup_customers=_sum_of_known(part.signup_customers for part in parts),
        orders=_sum_of_all(part.orders for part in parts),
        customers=total_customers(sale for card in board.cards for sale in card.sales),
        repeat_customers=_repeat_customers(board),
    )


def _repeat_customers(board: Scoreboard) -> Fraction | None:
    """How many people bought more than once, each counted once whoever sold to them."""
    if any(card.repeat_customers is None for card in board.cards):
        return None
    return total_customers(
        sale for card in board.cards for sale in card.sales if board.has_returned(sale)
    )


def _sum_of_money(amounts: Iterable[Money | None], *, currency: str) -> Money | None:
    """The sum, or ``None`` when any part is unknown."""
    total = Money.zero(currency)
    for amount in amounts:
        if amount is None:
            return None
        total += amount
    return total


def _sum_of_all(counts: Iterable[int | Fraction | None]) -> Fraction | None:
    """The sum, or ``None`` when any part is unknown."""
    total = Fraction(0)
    for count in counts:
        if count is None:
            return None
        total += count
    return total


def _sum_of_known(counts: Iterable[int | Fraction | None]) -> Fraction | None:
    """The sum over the creators for whom it is known, or ``None`` when there is none."""
    known = [Fraction(count) for count in counts if count is not None]
    return sum(known, Fraction(0)) if known else None
