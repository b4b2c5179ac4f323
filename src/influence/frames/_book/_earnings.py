"""Book earnings: who earned which order of a book, worked out on Polars.

The credits stay rows; a creator's sales and orders are values only for as long as somebody looks at
that creator. They are equal to those of pure Python, to the cent and to the order of the rows.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from functools import cached_property

import attrs
import polars as pl

from influence._earnings import EarnedOrder, Missed, attribution_of
from influence.attribution import Attribution, SelfReferrals
from influence.frames._book._codes import BookCodes
from influence.frames._book._missed import missed_in
from influence.frames._book._sold import BookSold, whole_rows
from influence.ids import CreatorId, OrderId
from influence.money import Money
from influence.orders import Order
from influence.sales import Sale, part_sold

_ALL = Fraction(1)
_PARTS = ("place", "weight", "whole", "gross", "net")


@attrs.frozen(kw_only=True)
class FrameEarnings:
    """Who earned which order of a book.

    Args:
        sold: Its orders, beside their paths.
    """

    sold: BookSold

    def work_out(self) -> None:
        """Find out whether frames can say all of it.

        Raises:
            OrderByOrderError: They cannot.
        """
        _ = self._missed, self._leading

    @property
    def attribution(self) -> Attribution:
        """The stories of all orders, which are told order by order."""
        return self._attribution

    @property
    def missed(self) -> tuple[Missed, ...]:
        """The orders that nobody earned, by the reason."""
        return self._missed

    @property
    def missed_orders(self) -> int:
        """How many orders nobody earned."""
        return sum(len(one.order_ids) for one in self.missed)

    @property
    def missed_net(self) -> Money:
        """What they came to after refunds."""
        currency = self.sold.book.campaign.currency
        return Money.total((one.net for one in self.missed), currency=currency)

    @property
    def held(self) -> Sequence[tuple[OrderId, CreatorId]]:
        """The orders of which somebody's part is held, in the order of the book, and whose."""
        ranks = [rank for who, rank in self._ranks.items() if who in self._self_referrals.creators]
        if not ranks:
            return ()
        parts = self.sold.credits.filter(pl.col("rank").is_in(ranks)).select("place", "rank")
        return tuple(
            (order.order_id, who)
            for order, who in (
                (self.sold.book.orders[place], self._creators[rank])
                for place, rank in whole_rows(parts)
            )
            if self._self_referrals.reason(order, who) is not None
        )

    def sales_of(self, creator_id: CreatorId, /) -> tuple[Sale, ...]:
        """What a creator sold, in the order of the book."""
        rank = self._ranks.get(creator_id)
        rows = whole_rows(self._rows_of(creator_id).select(_PARTS))
        book, currency = self.sold.book, self.sold.book.campaign.currency
        margin = book.campaign.gross_margin
        sales: list[Sale] = []
        for place, weight, whole, gross, net in rows:
            order = book.orders[place]
            items, is_all = order.items, weight == whole
            sales.append(
                part_sold(
                    order,
                    left=self._left(order),
                    share=_ALL if is_all else Fraction(weight, whole),
                    gross=items if gross == items.minor else Money.from_minor(gross, currency),
                    net=items if net == items.minor else Money.from_minor(net, currency),
                    code=self._leading.get((place, rank or 0)),
                    margin=margin,
                )
            )
        return tuple(sales)

    def orders_of(self, creator_id: CreatorId, /) -> Iterator[EarnedOrder]:
        """The orders that a creator is paid on, in the order of the book."""
        rows = self._rows_of(creator_id)
        shared = self._shares(rows.filter(pl.col("weight") != pl.col("whole")))
        for (place,) in whole_rows(rows.select("place")):
            order = self.sold.book.orders[place]
            shares = shared.get(place) or {creator_id: _ALL}
            yield EarnedOrder(order=order, shares=shares, held=self._held(order, shares))

    def _shares(self, rows: pl.DataFrame) -> Mapping[int, Mapping[CreatorId, Fraction]]:
        """The shares of everybody on orders that several earned, who was met first at the front."""
        # The rows of an order stand together.
        places = rows.select(pl.int_ranges("first", pl.col("first") + pl.col("count")).explode())
        found: dict[int, dict[CreatorId, Fraction]] = {}
        if rows.is_empty():
            return found
        mates = self._numbered[places.to_series()]
        told = mates.select("place", "rank", "weight", "whole")
        for place, rank, weight, whole in whole_rows(told):
            share = Fraction(weight, whole)
            found.setdefault(place, {})[self._creators[rank]] = share
        return found

    def _held(self, order: Order, creators: Mapping[CreatorId, Fraction]) -> dict[CreatorId, str]:
        """Whose part of an order may not be paid yet, and why."""
        if not self._self_referrals.creators:
            return {}
        reasons = ((who, self._self_referrals.reason(order, who)) for who in creators)
        return {who: reason for who, reason in reasons if reason is not None}

    def _left(self, order: Order) -> Money:
        """What is left of the items of an order."""
        gone = self.sold.gone.get(order.order_id)
        if gone is None:
            return order.items
        return Money.from_minor(order.items.minor - gone, order.items.currency)

    def _rows_of(self, creator_id: CreatorId) -> pl.DataFrame:
        """The rows of a creator, in the order of the book."""
        rank = self._ranks.get(creator_id)
        return self._by_rank.get((rank,), self._numbered.head(0))

    @cached_property
    def _by_rank(self) -> Mapping[tuple[object, ...], pl.DataFrame]:
        """The rows of each creator."""
        return self._numbered.partition_by("rank", as_dict=True, include_key=False)

    @cached_property
    def _numbered(self) -> pl.DataFrame:
        """The credits, with where the rows of each order begin, and how many there are."""
        earned = self.sold.credits.filter(pl.col("rank").is_not_null()).with_row_index("row")
        return earned.with_columns(
            first=pl.col("row").min().over("place"), count=pl.len().over("place")
        ).drop("row")

    @cached_property
    def _attribution(self) -> Attribution:
        return attribution_of(self.sold.book)

    @cached_property
    def _missed(self) -> tuple[Missed, ...]:
        return missed_in(self.sold, codes=self._codes)

    @cached_property
    def _codes(self) -> BookCodes:
        return BookCodes.of(self.sold)

    @cached_property
    def _leading(self) -> Mapping[tuple[int, int], str]:
        return self._codes.leading()

    @cached_property
    def _self_referrals(self) -> SelfReferrals:
        return SelfReferrals.of(self.sold.book.creators)

    @property
    def _creators(self) -> Sequence[CreatorId]:
        return self.sold.paths.marks.creators

    @cached_property
    def _ranks(self) -> Mapping[CreatorId, int]:
        return self.sold.paths.marks.ranks
