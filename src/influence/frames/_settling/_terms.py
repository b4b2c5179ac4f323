"""Settle terms: what was agreed with each creator, asked with sums in the place of orders."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from functools import cached_property

import attrs

from influence.deals import Deal
from influence.errors import (
    CurrencyMismatchError,
    InvalidInputError,
    MissingDataError,
    UnknownNameError,
)
from influence.frames._settling._by_total import LadderByTotal
from influence.frames._settling._cells import Cells, moment_of
from influence.frames._settling._cuts import accrual_periods, cuts_of
from influence.frames._settling._order import SummedOrder
from influence.frames._settling._rows import SettledRow
from influence.frames._settling._rules import (
    asks_for_counts,
    asks_for_orders,
    asks_for_work,
    columns_asked,
    counts_with_order,
    refuse_unsummable,
)
from influence.frames._settling._sums import CellSum
from influence.ids import CreatorId
from influence.money import Money
from influence.payments import CreditedOrder, PaymentRule, Performance, fee_of
from influence.periods import DAY_IN_MICROSECONDS, Period, microseconds
from influence.settlement import SettlementPolicy

#: What an amount of money stays below, in minor units.
_MOST_MONEY = 10**18
_Place = tuple[int, int, bool]


@attrs.frozen(kw_only=True)
class Agreed:
    """What was agreed with everybody.

    Args:
        terms: With each creator, in terms that follow from sums.
        bare: Whose deal names no terms.
        period: From the start of the campaign to the moment of the settlement.
        currency: The currency of every amount.
        policy: Hold and accrual periods.
        work: What creators did beside orders.
        each_order: Whether terms may look at each order, and not only at sums.
    """

    terms: Mapping[CreatorId, PaymentRule]
    bare: frozenset[CreatorId]
    period: Period
    currency: str
    policy: SettlementPolicy
    work: Mapping[CreatorId, Performance]
    each_order: bool

    @classmethod
    def of(
        cls,
        deals: Iterable[Deal],
        *,
        period: Period,
        currency: str,
        policy: SettlementPolicy,
        work: Mapping[CreatorId, Performance],
        each_order: bool,
    ) -> Agreed:
        """The terms of *deals*, which all can be settled by sums, or some by *each_order*.

        Raises:
            InvalidInputError: Terms cannot be, two deals are with one creator, or work is of
                another period or holds orders.
            MissingDataError: Terms look at work that is not told.
            CurrencyMismatchError: Work is in another currency.
            UnknownNameError: Work is of nobody with terms.
        """
        known = tuple(deals)
        seen = set[CreatorId]()
        for deal in known:
            if deal.creator_id in seen:
                raise InvalidInputError("deals", "be one for each creator", deal.creator_id)
            seen.add(deal.creator_id)
        terms = {deal.creator_id: deal.terms for deal in known if deal.terms is not None}
        asking: dict[int, bool] = {}
        for creator_id, rule in terms.items():
            # Many creators may have the very same terms.
            if id(rule) not in asking:
                refuse_unsummable(creator_id, rule, each_order=each_order)
                asking[id(rule)] = asks_for_work(rule)
            if asking[id(rule)] and creator_id not in work:
                what = f"work of {creator_id}"
                raise MissingDataError(what, f"be told, which {rule.name} looks at", None)
        for creator_id, did in work.items():
            if creator_id not in terms:
                raise UnknownNameError("creator of work", creator_id, terms)
            _refuse_other(did, what=f"work of {creator_id}", period=period, currency=currency)
        return cls(
            terms=terms,
            bare=frozenset(deal.creator_id for deal in known) - frozenset(terms),
            period=period,
            currency=currency,
            policy=policy,
            work=work,
            each_order=each_order,
        )

    @property
    def last(self) -> int:
        """The last moment whose orders are past their hold, in microseconds."""
        return microseconds(self.period.end) - self.policy.hold_days * DAY_IN_MICROSECONDS

    @cached_property
    def periods(self) -> tuple[Period, ...]:
        """The accrual periods, in the order of time."""
        return accrual_periods(self.period, months=self.policy.period_months)

    @cached_property
    def cells(self) -> Cells:
        """The cells between the moments at which anything begins anew."""
        return Cells({*self._period_cuts}.union(*(own.cuts for own in self._own_cells.values())))

    @cached_property
    def _own_cells(self) -> Mapping[CreatorId, Cells]:
        """The cells in which each creator's terms begin anew."""
        found: dict[int, Cells] = {}
        for rule in self.terms.values():
            if id(rule) not in found:
                found[id(rule)] = Cells(cuts_of(rule, period=self.period))
        return {creator_id: found[id(rule)] for creator_id, rule in self.terms.items()}

    @cached_property
    def _ladders(self) -> Mapping[CreatorId, LadderByTotal | None]:
        """The ladder of each creator whose fee follows from a total."""
        found: dict[int, LadderByTotal | None] = {}
        for rule in self.terms.values():
            if id(rule) not in found:
                found[id(rule)] = LadderByTotal.of(rule, currency=self.currency)
        return {creator_id: found[id(rule)] for creator_id, rule in self.terms.items()}

    @cached_property
    def by_order(self) -> frozenset[CreatorId]:
        """Whose terms are asked with every order."""
        return self._whose(asks_for_orders) if self.each_order else frozenset()

    @cached_property
    def buying(self) -> Mapping[str, str]:
        """The columns of orders that somebody's terms look at, each with the terms that do."""
        found: dict[str, str] = {}
        for creator_id in sorted(self.by_order):
            for column, name in columns_asked(self.terms[creator_id]).items():
                found.setdefault(column, f"{name} in the deal with {creator_id}")
        return found

    @cached_property
    def counting(self) -> frozenset[CreatorId]:
        """Whose terms look at how many orders there are, shared ones in parts."""
        return self._whose(asks_for_counts)

    @cached_property
    def _kept_last(self) -> frozenset[CreatorId]:
        """Whose terms count what came back first."""
        return self._whose(counts_with_order)

    def _whose(self, holds: Callable[[PaymentRule], bool]) -> frozenset[CreatorId]:
        """Of whose terms something holds; many creators may have the very same terms."""
        known = {id(rule): rule for rule in self.terms.values()}
        told = {place: holds(rule) for place, rule in known.items()}
        return frozenset(one for one, rule in self.terms.items() if told[id(rule)])

    def rows(
        self, creator_id: CreatorId, sums: Sequence[CellSum], orders: Sequence[CreditedOrder]
    ) -> Iterator[SettledRow]:
        """A creator's accrual periods, all of them where there are terms.

        Args:
            creator_id: Who.
            sums: What they sold, cell by cell.
            orders: Their orders, where their terms look at each.
        """
        by_period: defaultdict[int, list[CellSum]] = defaultdict(list)
        for one in sums:
            by_period[bisect_right(self._period_cuts, self._begin_of(one))].append(one)
        fees = self._fees(creator_id, by_period, orders)
        why = "no terms in the deal" if creator_id in self.bare else "no deal"
        for place, period in enumerate(self.periods):
            theirs = by_period[place]
            if theirs or fees:
                yield SettledRow(
                    creator_id=creator_id,
                    period=period,
                    orders=sum(one.orders for one in theirs),
                    shared_orders=sum(one.shared for one in theirs),
                    gross_minor=sum(one.gross for one in theirs),
                    net_minor=sum(one.net for one in theirs),
                    fee_minor=fees[place].minor if fees else None,
                    no_fee="" if fees else why,
                )

    def _fees(
        self,
        creator_id: CreatorId,
        by_period: Mapping[int, Sequence[CellSum]],
        orders: Sequence[CreditedOrder],
    ) -> list[Money]:
        """What each accrual period has earned; nothing at all without terms.

        It is what ``influence.settlement`` says each is entitled to, since nothing was booked
        before and nothing is held.
        """
        if creator_id not in self.terms:
            return []
        ladder = self._ladders[creator_id]
        if creator_id in self.by_order:
            fees = list(self._asked_by_order(creator_id, orders))
        elif ladder is not None:
            totals = self._totals(creator_id, by_period)
            fees = [Money.from_minor(ladder.fee(total), self.currency) for total in totals]
        else:
            fees = self._asked(creator_id, by_period)
        before = [Money.zero(self.currency), *fees[:-1]]
        return [fee - earlier for fee, earlier in zip(fees, before, strict=True)]

    def _totals(
        self, creator_id: CreatorId, by_period: Mapping[int, Sequence[CellSum]]
    ) -> Iterator[int]:
        """What is left of everything that was sold until the end of each accrual period."""
        gross: defaultdict[bool, int] = defaultdict(int)
        net = 0
        for place in range(len(self.periods)):
            for one in by_period.get(place, ()):
                gross[one.is_kept] += one.gross + one.excess
                net += one.net
            for sold in gross.values():
                _refuse_far(creator_id, sold)
            yield net

    def _asked(
        self, creator_id: CreatorId, by_period: Mapping[int, Sequence[CellSum]]
    ) -> list[Money]:
        """What the terms say is earned until the end of each accrual period."""
        terms, own = self.terms[creator_id], self._own_cells[creator_id]
        so_far: defaultdict[_Place, list[CellSum]] = defaultdict(list)
        fees: list[Money] = []
        for place, did in enumerate(self._done(creator_id)):
            for one in by_period.get(place, ()):
                so_far[own.cell_at(self._begin_of(one)), one.turn, one.is_kept].append(one)
            orders = tuple(self._orders(creator_id, so_far))
            fees.append(fee_of(terms, attrs.evolve(did, orders=orders)).amount)
        return fees

    def _asked_by_order(
        self, creator_id: CreatorId, orders: Sequence[CreditedOrder]
    ) -> Iterator[Money]:
        """The same of terms that look at each order."""
        by_period: defaultdict[int, list[CreditedOrder]] = defaultdict(list)
        for order in orders:
            by_period[bisect_right(self._period_cuts, microseconds(order.at))].append(order)
        so_far: list[CreditedOrder] = []
        for place, did in enumerate(self._done(creator_id)):
            so_far += by_period[place]
            yield fee_of(self.terms[creator_id], attrs.evolve(did, orders=tuple(so_far))).amount

    def _done(self, creator_id: CreatorId) -> Sequence[Performance]:
        """What a creator did beside orders until the end of each accrual period."""
        if creator_id not in self.work:
            return self._nothing
        whole = self.work[creator_id]
        return [*(whole.within(one) for one in self._until[:-1]), whole]

    @cached_property
    def _nothing(self) -> Sequence[Performance]:
        """The same of somebody who did nothing else."""
        return [Performance(currency=self.currency, period=one) for one in self._until]

    def _orders(
        self, creator_id: CreatorId, places: Mapping[_Place, Sequence[CellSum]]
    ) -> Iterator[SummedOrder]:
        """The orders that carry the sums: two for each cell and turn of the creator's own."""
        own = self._own_cells[creator_id]
        is_counted, kept_last = creator_id in self.counting, creator_id in self._kept_last
        for (cell, turn, is_kept), theirs in places.items():
            gross = sum(one.gross + one.excess for one in theirs)
            net = sum(one.net for one in theirs)
            whole = sum(one.orders for one in theirs)
            shared = sum(one.shared for one in theirs)
            _refuse_far(creator_id, gross)
            parts = sum((one.shares for one in theirs), Fraction(0))
            yield SummedOrder(
                order_id=f"cell {cell:09} turn {turn:09} {_side(is_kept, is_last=kept_last)}",
                at=moment_of(own.cuts[cell - 1]) if cell else self.period.start,
                gross=Money.from_minor(gross, self.currency),
                refunded=Money.from_minor(gross - net, self.currency),
                credit=whole + (parts if is_counted else Fraction(shared)),
            )

    @cached_property
    def _until(self) -> tuple[Period, ...]:
        """The time until the end of each accrual period, the last of which may not be over."""
        ended = (Period(self.period.start, one.end) for one in self.periods[:-1])
        return (*ended, self.period)

    @cached_property
    def _period_cuts(self) -> tuple[int, ...]:
        """The moments at which an accrual period follows another."""
        return tuple(microseconds(one.end) for one in self.periods[:-1])

    def _begin_of(self, one: CellSum) -> int:
        """The first moment of the cell of a sum; of the first cell, that of the period."""
        return self.cells.cuts[one.cell - 1] if one.cell else microseconds(self.period.start)


def _side(is_kept: bool, *, is_last: bool) -> str:  # noqa: FBT001 - it is what is told
    """Whether orders were kept, in words of which the first in the alphabet are counted first."""
    if is_kept:
        return "z kept" if is_last else "kept"
    return "returned"


def _refuse_far(creator_id: CreatorId, gross: int) -> None:
    """Refuse sales that are more than an amount of money can be."""
    if gross >= _MOST_MONEY:
        rule = f"sum to less than {_MOST_MONEY} minor units"
        raise InvalidInputError(f"gross_minor of {creator_id}", rule, gross)


def _refuse_other(did: Performance, *, what: str, period: Period, currency: str) -> None:
    """Refuse work of another period or in another currency, or with orders."""
    if did.currency != currency:
        raise CurrencyMismatchError(what, f"be in {currency}, as the orders are", did.currency)
    if did.period != period:
        rule = f"be of the period from {period.start.isoformat()} to {period.end.isoformat()}"
        told = f"{did.period.start.isoformat()} to {did.period.end.isoformat()}"
        raise InvalidInputError(what, rule, told)
    if did.orders:
        rule = "hold no orders, which the credits tell"
        raise InvalidInputError(what, rule, len(did.orders))
