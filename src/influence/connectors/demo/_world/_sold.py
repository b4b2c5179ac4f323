"""What is sold in a generated world: touches, the orders that follow some of them, and refunds."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import attrs

from influence.connectors.demo._world._account import WorldAccount
from influence.connectors.demo._world._dice import Dice
from influence.connectors.demo._world._listed import Change, Listed, ListedOrder
from influence.money import Money
from influence.orders import Order, Refund, Status
from influence.tracking import Kind, Touch

_KINDS: tuple[Kind, ...] = ("link", "link", "link", "landing", "dm")
_PRICES = (1_900, 2_450, 4_999, 7_800, 12_035)
_BERLIN_SUMMER = dt.timezone(dt.timedelta(hours=2))
_MOST_LATE_H = 40


@attrs.frozen(kw_only=True)
class Shop:
    """The shop of a world while it is generated.

    Args:
        dice: What is drawn from.
        owners: Whose links and codes there are.
        currency: The currency of its amounts.
        starts: Its first moment.
        days: For how many days it sells.
        is_awkward: Whether ids are of the kind that breaks programs.
    """

    dice: Dice
    owners: Sequence[WorldAccount]
    currency: str
    starts: dt.datetime
    days: int
    is_awkward: bool

    def touches(self, count: int) -> tuple[Listed[Touch], ...]:
        """So many touches, in order of time; some at the same millisecond."""
        moments = sorted(self._moment(milliseconds=True) for _ in range(count))
        for place in range(1, count):
            if self.dice.happens(per_mille=60):
                moments[place] = moments[place - 1]
        return tuple(self._touch(place, at) for place, at in enumerate(moments))

    def orders(self, count: int, *, touches: Sequence[Listed[Touch]]) -> tuple[ListedOrder, ...]:
        """So many orders, two in three of people who were seen before."""
        return tuple(self._order(place, touches=touches) for place in range(count))

    def refunds(self, count: int, *, orders: Sequence[ListedOrder]) -> tuple[Listed[Refund], ...]:
        """So many refunds of orders that stay paid, and one of an order that nobody knows."""
        kept = [one for one in orders if one.placed.is_paid and not one.changes]
        chosen = kept[:: max(1, len(kept) // count)][:count] if count else []
        found = [self._refund(place, order.placed) for place, order in enumerate(chosen)]
        if count:
            at = self._moment()
            unknown = Refund(
                refund_id="R-unknown",
                order_id="placed-before-the-shop-kept-books",
                at=at,
                amount=Money.from_minor(1_234, self.currency),
            )
            found.append(Listed(row=unknown, listed_at=at))
        return tuple(found)

    def _moment(self, *, milliseconds: bool = False) -> dt.datetime:
        """A moment of its days."""
        at = self.starts + dt.timedelta(seconds=self.dice.below(self.days * 86_400))
        return at + dt.timedelta(milliseconds=self.dice.below(1_000)) if milliseconds else at

    def _listed_at(self, at: dt.datetime) -> dt.datetime:
        """From when it is told; one in nine is late."""
        late_h = self.dice.between(1, _MOST_LATE_H) if self.dice.below(9) == 0 else 0
        return at + dt.timedelta(hours=late_h)

    def _owner(self) -> str:
        return self.dice.one_of(self.owners).profile.account.owner

    def _touch(self, place: int, at: dt.datetime) -> Listed[Touch]:
        owner, kind = self._owner(), self.dice.one_of(_KINDS)
        return Listed(
            row=Touch(
                touch_id=f"{place:07}",
                at=at,
                visitor_id=f"v-{self.dice.below(10**4):05}",
                kind=kind,
                value=f"Hi! {owner.upper()}TRAIL please 🙏" if kind == "dm" else owner,
                referrer="https://demo.example/" if self.dice.happens(per_mille=200) else None,
            ),
            listed_at=self._listed_at(at),
        )

    def _order(self, place: int, *, touches: Sequence[Listed[Touch]]) -> ListedOrder:
        """One order; every seventh is placed in the second of its touch."""
        before = self.dice.one_of(touches).row if touches and self.dice.below(3) else None
        at = self._moment() if before is None else before.at.replace(microsecond=0)
        at += dt.timedelta(minutes=0 if place % 7 == 0 else self.dice.below(600))
        visitor = None if before is None else before.visitor_id
        status: Status = "test" if self.dice.below(40) == 0 else "paid"
        order = self._placed(place, at=at, visitor=visitor, status=status)
        return ListedOrder(
            placed=order, listed_at=self._listed_at(at), changes=self._changes(at, status=status)
        )

    def _placed(self, place: int, *, at: dt.datetime, visitor: str | None, status: Status) -> Order:
        """An order as it was placed."""
        dice, has_code = self.dice, self.dice.happens(per_mille=350)
        full = dice.one_of(_PRICES) * dice.between(1, 3)
        discount = full // 10 if has_code else 0
        is_guest = dice.happens(per_mille=250)
        return Order(
            order_id=self._order_id(place),
            at=at.astimezone(_BERLIN_SUMMER),
            items=Money.from_minor(full - discount, self.currency),
            visitor_id=visitor,
            customer_id=None if is_guest else f"c-{dice.below(900):04}",
            discount=Money.from_minor(discount, self.currency),
            tax=None
            if is_guest
            else Money.from_minor((full - discount) * 19 // 119, self.currency),
            shipping=Money.from_minor(dice.one_of((0, 490)), self.currency),
            codes=(f"{self._owner().upper()}10",) if has_code else (),
            is_new_customer=None if is_guest else dice.happens(per_mille=700),
            status=status,
            referrer="https://demo.example/" if dice.happens(per_mille=100) else None,
        )

    def _order_id(self, place: int) -> str:
        """An id with zeros before it, or in another script."""
        return f"注文-{place:05}" if self.is_awkward and place % 5 == 1 else f"{place:06}"

    def _changes(self, at: dt.datetime, *, status: Status) -> tuple[Change, ...]:
        """One in twelve is cancelled within five days."""
        if status != "paid" or self.dice.below(12):
            return ()
        then = at + dt.timedelta(minutes=self.dice.between(5, 5 * 24 * 60))
        return (Change(at=then, listed_at=self._listed_at(then), status="cancelled"),)

    def _refund(self, place: int, order: Order) -> Listed[Refund]:
        """A refund of a quarter to the whole of an order, some days later."""
        at = order.at + dt.timedelta(hours=self.dice.between(20, 160))
        part = order.items.minor * self.dice.between(1, 4) // 4
        refund = Refund(
            refund_id=f"R-{place:04}",
            order_id=order.order_id,
            at=at.astimezone(dt.UTC),
            amount=Money.from_minor(part, order.items.currency),
            product="Trail kit" if self.dice.happens(per_mille=400) else None,
        )
        return Listed(row=refund, listed_at=self._listed_at(at))
