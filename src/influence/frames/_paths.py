"""Paths: the touches that could have led to each order, joined on the engine.

    key = ((lookback − age) × 4 + kind) × creators + rank

One number says where a touch stands on the path of its order: by time, then kind, then creator, as
everywhere in this library. So the first touch of an order is the least key and the last the
greatest, and whose they are is a remainder.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any, Protocol

import attrs
import narwhals as nw

from influence.attribution import Precedence
from influence.errors import InvalidInputError
from influence.frames._claims import owned_codes, precedence_of, speaking_codes
from influence.frames._engines import Frame
from influence.frames._marks import Marks
from influence.frames._pairs import Pairs
from influence.frames._tables import Tables
from influence.periods import DAY_IN_MICROSECONDS
from influence.tracking import KINDS

_MOST_KEY = 1 << 62
#: Ages below it are exact as doubles, as which some engines divide them by hours and buckets.
_LONGEST = 1 << 53
_CODE = KINDS.index("code")
_ITEMS = ("items_minor",)
_TIMES = ("times",)


class MetBy(Protocol):
    """Tells the touches that some orders are met by: ``order_id``, ``key``, ``kind``, ``age``."""

    def __call__(self, orders: Frame, /, *, beside: Sequence[str] = ()) -> Frame:
        """Those of the orders, with some of their columns *beside*."""
        ...


@attrs.frozen(kw_only=True)
class Paths:
    """The paths of a campaign's orders, on an engine.

    Args:
        tables: The tables of the job.
        marks: Whose each mark is.
        lookback_days: How far before an order a touch may lie.
        precedence: What stands between a code and the touches where its terms do not say.
        given: The rows of some orders, where those of all are too many at once.

    Raises:
        InvalidInputError: The lookback is too long for so many creators.
    """

    tables: Tables
    marks: Marks
    lookback_days: int
    precedence: Precedence
    given: Frame | None = None

    def __attrs_post_init__(self) -> None:
        if (self.lookback + 1) * len(KINDS) * self.creators >= _MOST_KEY:
            rule = f"be short enough for {self.creators} creators"
            raise InvalidInputError("lookback_days", rule, self.lookback_days)
        if self.lookback >= _LONGEST:
            rule = f"be at most {_LONGEST // DAY_IN_MICROSECONDS} to run on an engine"
            raise InvalidInputError("lookback_days", rule, self.lookback_days)

    @property
    def lookback(self) -> int:
        """The lookback in microseconds."""
        return self.lookback_days * DAY_IN_MICROSECONDS

    @property
    def creators(self) -> int:
        """How many creators there are, at least one."""
        return max(1, len(self.marks.creators))

    def sold(self, keep: Sequence[str] = ()) -> Frame:
        """The paid orders: ``order_id``, ``gross``, ``net``, and what is kept of them."""
        names = ("order_id", "gross", "net", *keep)
        return self.orders.rename({"sold": "at"}).select(*names)

    @cached_property
    def orders(self) -> Frame:
        """The paid orders with their amounts: ``order_id``, ``sold``, ``gross`` and ``net``."""
        frame = self._sold
        kept = [name for name in ("currency", "text") if name in frame.collect_schema()]
        paid = frame.select("order_id", "sold", *kept, gross=nw.col("items_minor"))
        refunds = self.tables.frames.get("refunds")
        if refunds is None:
            return paid.with_columns(net=nw.col("gross"))
        gone = refunds.group_by("order_id").agg(
            refunded=nw.col("amount_minor").sum().cast(nw.Int64)
        )
        joined = paid.join(gone, on="order_id", how="left")
        return joined.with_columns(net=nw.col("gross") - nw.col("refunded").fill_null(0)).drop(
            "refunded"
        )

    @cached_property
    def rows(self) -> Frame:
        """A row for each touch on a path: ``order_id``, ``key``, ``kind`` and ``age``."""
        return self.given if self.given is not None else self._rows_of(self._buying, self._all_met)

    @cached_property
    def ends(self) -> Frame:
        """The same rows with ``times``, how many touches each stands for.

        Of busy visitors only the first and the last touch of a creator and kind are told; the first
        stands for those between as well.
        """
        once = nw.lit(1, nw.Int64)
        if not self.is_crowded:
            return self.rows.with_columns(times=once)
        buying = self._buying.with_columns(times=once)
        return self._rows_of(buying, self._ends_met, beside=_TIMES)

    @property
    def is_crowded(self) -> bool:
        """Whether there is a visitor with very many orders."""
        return self.given is None and self._pairs is not None and self._pairs.busy is not None

    @property
    def turns(self) -> Sequence[Frame]:
        """The same rows in several frames, each whole orders, where they are too many for one.

        The first is of those who buy now and then; a visitor with very many orders and touches is
        told apart, some orders at a time.
        """
        if not self.is_crowded:
            return [self.rows]
        return [self._rows_of(some, met_by) for some, met_by in self._turns(self._buying)]

    @cached_property
    def every(self) -> Frame:
        """A row for all that could have led to an order, whatever wins: ``rows`` with the items."""
        return self._every_of(self._sold, self._all_met)

    @cached_property
    def everyone(self) -> Frame:
        """The same, but of busy visitors only the first and the last touch by creator and kind."""
        return self._every_of(self._sold, self._ends_met) if self.is_crowded else self.every

    @property
    def every_turn(self) -> Iterator[Frame]:
        """``every`` in several frames, each whole orders, as ``turns`` are."""
        if not self.is_crowded:
            yield self.every
            return
        for some, met_by in self._turns(self._sold):
            yield self._every_of(some, met_by)

    @cached_property
    def lost(self) -> Frame | None:
        """The owned touches of whoever bought nothing: visitor, time, kind, rank."""
        touches = self.tables.frames.get("touches")
        if touches is None:
            return None
        bought = self._visitors(self._sold).select("visitor_id").unique()
        return self._owned(touches).join(bought, on="visitor_id", how="anti")

    @property
    def orders_as_given(self) -> Frame:
        """The paid orders as they were given, with ``sold`` for their time."""
        return self._sold

    def met_by(self, orders: Frame) -> Frame:
        """The owned touches of the buyers of some of them within the lookback, whatever wins."""
        return self._all_met(orders)

    @property
    def buyers(self) -> Frame:
        """Everyone the buyer of a paid order came by as: ``order_id``, ``sold``, ``visitor_id``."""
        return self._visitors(self._sold)

    @property
    def met(self) -> Frame | None:
        """The touches that were somebody's: ``visitor_id``, ``rank``, ``kind`` and ``met``."""
        touches = self.tables.frames.get("touches")
        return None if touches is None else self._owned(touches)

    def rank(self, key: nw.Expr) -> nw.Expr:
        """Whose touch a key is."""
        return key % self.creators

    def turn(self) -> nw.Expr:
        """Who is served first where remainders tie: by time, then by name."""
        return (self.lookback - nw.col("age")) * self.creators + self.rank(nw.col("key"))

    @cached_property
    def _pairs(self) -> Pairs | None:
        """All orders beside all touches."""
        touches = self.tables.frames.get("touches")
        if touches is None:
            return None
        return Pairs(
            orders=self._visitors(self._sold),
            touches=self._owned(touches),
            lookback=self.lookback,
            tables=self.tables,
        )

    @property
    def _buying(self) -> Frame:
        """The paid orders, with the codes that speak where there can be any."""
        return self._coded if "codes" in self._sold.collect_schema() else self._sold

    @cached_property
    def _sold(self) -> Frame:
        """The paid orders, with ``sold`` for their time."""
        orders = self.tables.frames["orders"]
        if "status" in orders.collect_schema():
            orders = orders.filter(nw.col("status").fill_null("paid") == "paid")
        return orders.rename({"at": "sold"})

    @cached_property
    def _coded(self) -> Frame:
        """The paid orders with the code that speaks: its creator's rank, and its number."""
        codes = speaking_codes(self._sold, tables=self.tables, marks=self.marks)
        return self._sold.join(codes, on="order_id", how="left")

    def _turns(self, orders: Frame) -> Iterator[tuple[Frame, MetBy]]:
        """Orders with how their touches are met: the usual, then some others at a time."""
        turns = [] if self._pairs is None else list(self._pairs.turns())
        order = nw.col("order_id")
        busy = [one for turn in turns for one in turn]
        yield orders.filter(~order.is_in(busy)), self._usual_met
        for turn in turns:
            yield orders.filter(order.is_in(turn)), self._all_met

    def _every_of(self, orders: Frame, met_by: MetBy) -> Frame:
        """All that could have led to some orders, and the owned codes on them."""
        met = met_by(orders, beside=_ITEMS)
        if "codes" not in orders.collect_schema():
            return met
        owned = owned_codes(self._sold, tables=self.tables, marks=self.marks)
        coded = owned.join(orders.select("order_id", *_ITEMS), on="order_id", how="inner")
        return nw.concat([met, self._of_codes(coded, beside=_ITEMS)], how="vertical")

    def _rows_of(self, orders: Frame, met_by: MetBy, *, beside: Sequence[str] = ()) -> Frame:
        """The rows that the precedence leaves of some orders, order by order."""
        if "mark" not in orders.collect_schema():
            return met_by(orders, beside=beside)
        by_number = precedence_of(self.marks, policy=self.precedence)
        wins = [number for number, one in by_number.items() if one == "code_wins"]
        is_all = len(wins) == len(by_number)
        is_coded = ~nw.col("mark").is_null()
        is_won = is_coded if is_all else nw.col("mark").is_in(wins).fill_null(value=False)
        outright = self._of_codes(orders.filter(is_won), beside=beside)
        open_ = orders.filter(~is_won)
        met = met_by(open_, beside=beside)
        if is_all:
            return nw.concat([met, outright], how="vertical")
        disputed = self._disputed(open_, met, by_number, beside=beside)
        return nw.concat([disputed, outright], how="vertical")

    def _disputed(
        self,
        orders: Frame,
        met: Frame,
        by_number: Mapping[int, Precedence],
        *,
        beside: Sequence[str],
    ) -> Frame:
        """Touches and codes where the touches have a say."""

        def among(*words: Precedence) -> nw.Expr:
            numbers = [number for number, one in by_number.items() if one in words]
            return nw.col("mark").is_in(numbers).fill_null(value=False)

        coded = orders.filter(~nw.col("mark").is_null())
        claims = coded.select("order_id", "mark", "coded_rank")
        rank = self.rank(nw.col("key"))
        seen = met.join(claims, on="order_id", how="inner").group_by("order_id").agg(
            last=nw.col("key").max(),
            own=(rank == nw.col("coded_rank")).cast(nw.Int64).max(),
        )  # fmt: skip
        judged = coded.join(seen, on="order_id", how="left")
        is_involved = (nw.col("own") == 1).fill_null(value=False)
        is_winner = (self.rank(nw.col("last")) == nw.col("coded_rank")).fill_null(value=False)
        takes = (
            (among("code_if_involved") & is_involved)
            | (among("code_if_winner") & is_winner)
            | (among("link_wins") & nw.col("last").is_null())
        )
        taken = judged.filter(takes)
        left = met.join(taken.select("order_id"), on="order_id", how="anti")
        parted = [taken, judged.filter(among("last_touch"))]
        codes = [self._of_codes(one, beside=beside) for one in parted]
        return nw.concat([left, *codes], how="vertical")

    def _of_codes(self, orders: Frame, *, beside: Sequence[str] = ()) -> Frame:
        """Codes as touches at the time of their orders."""
        top = (self.lookback * len(KINDS) + _CODE) * self.creators
        return orders.select(
            "order_id",
            *beside,
            key=nw.col("coded_rank") + nw.lit(top, nw.Int64),
            kind=nw.lit(_CODE, nw.Int64),
            age=nw.lit(0, nw.Int64),
        )

    def _all_met(self, orders: Frame, *, beside: Sequence[str] = ()) -> Frame:
        """The owned touches of each order's buyer within the lookback."""
        usual = self._usual_met(orders, beside=beside)
        if self._pairs is None:
            return usual
        crowded = self._pairs.crowded(self._visitors(orders, beside=beside))
        if crowded is None:
            return usual
        return nw.concat([usual, self._keyed(crowded, beside=beside)], how="vertical")

    def _ends_met(self, orders: Frame, *, beside: Sequence[str] = ()) -> Frame:
        """The touches of each order's buyer within the lookback; of busy ones only the ends."""
        usual = self._usual_met(orders, beside=beside)
        if self._pairs is None:
            return usual
        told = self._pairs.ends(self._visitors(orders))
        told = told.join(orders.select("order_id", *beside), on="order_id", how="inner")
        sold, count = nw.col("sold"), nw.col("count")
        last = told.with_columns(age=sold - nw.col("last"))
        first = told.filter(count > 1).with_columns(age=sold - nw.col("first"), times=count - 1)
        ends = (self._keyed(one, beside=beside) for one in (first, last))
        return nw.concat([usual, *ends], how="vertical")

    def _usual_met(self, orders: Frame, *, beside: Sequence[str] = ()) -> Frame:
        """The same but for visitors with very many orders."""
        if self._pairs is None:
            nobody = orders.with_columns(coded_rank=nw.lit(0, nw.Int64)).head(0)
            return self._of_codes(nobody, beside=beside)
        pairs = self._pairs.usual(self._visitors(orders, beside=beside))
        return self._keyed(pairs, beside=beside)

    def _keyed(self, pairs: Frame, *, beside: Sequence[str] = ()) -> Frame:
        """Pairs as rows of paths."""
        place = (self.lookback - nw.col("age")) * len(KINDS) + nw.col("kind")
        key = place * self.creators + nw.col("rank")
        return pairs.select("order_id", *beside, key=key, kind=nw.col("kind"), age=nw.col("age"))

    def _owned(self, touches: Frame) -> Frame:
        """The touches that were somebody's: visitor, time, kind, rank."""
        texts: Any = touches.select("kind", "value").unique().collect("polars").to_native()
        known = self.marks.of_touches(sorted(texts.select("kind", "value").rows()))
        is_dated = any(mark.terms.are_dated for mark in self.marks.owners.marks)
        told = (
            known if is_dated else {n: c for n, c in known.items() if n not in ("starts", "ends")}
        )
        joined = self.tables.engine.matched(
            touches, told, on=("kind", "value"), beside=self.tables.beside
        )
        if is_dated:
            joined = joined.filter(nw.col("starts") <= nw.col("at"), nw.col("at") < nw.col("ends"))
        return joined.select("visitor_id", "rank", kind=nw.col("place"), met=nw.col("at"))

    def _visitors(self, orders: Frame, *, beside: Sequence[str] = ()) -> Frame:
        """Everyone the buyer of each order is known to have come by as."""
        told = ("order_id", "sold", *beside)
        columns = orders.collect_schema().names()
        if "visitor_id" not in columns:
            return orders.select(*told, visitor_id=nw.lit(None, nw.String)).head(0)
        alone = orders.select(*told, "visitor_id")
        if "customer_id" not in columns:
            return alone
        every = self.tables.frames["orders"].filter(
            ~nw.col("customer_id").is_null(), ~nw.col("visitor_id").is_null()
        )
        known = every.select("customer_id", "visitor_id").unique()
        of_customers = orders.filter(~nw.col("customer_id").is_null())
        joined = of_customers.select(*told, "customer_id").join(
            known, on="customer_id", how="inner"
        )
        strangers = orders.filter(nw.col("customer_id").is_null())
        return nw.concat(
            [
                strangers.select(*told, "visitor_id"),
                joined.select(*told, "visitor_id"),
            ],
            how="vertical",
        )
