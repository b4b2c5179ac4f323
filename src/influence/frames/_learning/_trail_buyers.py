"""Trail buyers: by what the touches of each order's buyer are found: a visitor, or a customer.

Most customers are one visitor. The touches of one who came by as several are lined up once more,
under the customer; to the trails of those visitors it is enough that they bought.
"""

from __future__ import annotations

import attrs
import polars as pl

from influence.frames._paths import Paths

_CUSTOMER, _VISITOR = "customer_id", "visitor_id"
_TOLD = ("order_id", "sold")


@attrs.frozen(kw_only=True, eq=False)
class Buyers:
    """Who bought, each with ``order_id`` and ``sold`` of an order.

    Args:
        alone: Orders by visitor; -1 is the order of a visitor whose path is looked at elsewhere.
        several: Orders by customer.
        visitors: The visitors of those customers: ``visitor_id`` and ``buyer``.
    """

    alone: pl.DataFrame
    several: pl.DataFrame
    visitors: pl.DataFrame

    @classmethod
    def of(cls, sold: pl.DataFrame, paths: Paths) -> Buyers:
        """Those of the paid orders."""
        texts = pl.col(_VISITOR) if _VISITOR in sold.columns else pl.lit(None, pl.String)
        by_visitor = sold.select(*_TOLD, buyer=texts)
        if _VISITOR not in sold.columns or _CUSTOMER not in sold.columns:
            known = by_visitor.drop_nulls("buyer")
            nobody = known.clear()
            return cls(alone=known, several=nobody, visitors=nobody.select("buyer"))
        native: pl.LazyFrame = paths.tables.frames["orders"].to_native()
        pairs = native.select(_CUSTOMER, _VISITOR).drop_nulls().unique().collect()
        customers = pl.col(_CUSTOMER).count().over(_CUSTOMER)
        single, several = pairs.filter(customers == 1), pairs.filter(customers > 1)
        strangers = by_visitor.filter(sold[_CUSTOMER].is_null()).drop_nulls("buyer")
        customer = sold.select(*_TOLD, _CUSTOMER)
        as_one = customer.join(single, on=_CUSTOMER).select(*_TOLD, buyer=_VISITOR)
        as_several = customer.join(several, on=_CUSTOMER, how="semi")
        visitors = several.join(as_several, on=_CUSTOMER, how="semi")
        elsewhere = visitors.select(
            order_id=pl.lit(-1, pl.Int64), sold=pl.lit(0, pl.Int64), buyer=_VISITOR
        )
        return cls(
            alone=pl.concat([strangers, as_one, elsewhere]),
            several=as_several.rename({_CUSTOMER: "buyer"}),
            visitors=visitors.rename({_CUSTOMER: "buyer"}),
        )
