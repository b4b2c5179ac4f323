"""Book reach: which people each creator of a book reached, worked out on Polars.

Visitors whom one customer came by as are one person. Who they are is followed in Python, and only
of orders that name a customer; everybody else is their visitor.
"""

from __future__ import annotations

import polars as pl

from influence.frames._book._sold import BookSold, whole_rows
from influence.paths import Audience, Reach, person_names

_PERSON = "person"


def reach_of(sold: BookSold) -> Reach:
    """Whom each creator reached, by a touch at any time or by a code on a paid order.

    Args:
        sold: The orders of the book, beside their paths.
    """
    buyers = _buyers(sold)
    met = _met(sold, buyers)
    told = met.with_columns(
        count=pl.len().over(_PERSON),
        bought=pl.col(_PERSON).is_in(buyers[_PERSON].drop_nulls().implode()),
    )
    creators = sold.paths.marks.creators
    audiences = told.group_by("rank").agg(
        people=pl.len(), only=(pl.col("count") == 1).sum(), buyers=pl.col("bought").sum()
    )
    several = told.filter(pl.col("count") > 1)
    people = several.select(_PERSON, "bought").unique().with_row_index("place")
    placed = several.select(_PERSON, "rank").join(people, on=_PERSON).select("rank", "place")
    on_path = sold.every.select("place").unique()
    nobody = buyers.filter(pl.col(_PERSON).is_null()).join(on_path, on="place", how="semi")
    return Reach(
        audiences=[
            Audience(creator_id=creators[rank], people=count, only=only, buyers=bought)
            for rank, count, only, bought in whole_rows(audiences)
        ],
        people=told[_PERSON].n_unique(),
        shared=people.height,
        places={
            creators[rank]: places["place"].to_list()
            for (rank,), places in placed.partition_by("rank", as_dict=True).items()
            if isinstance(rank, int)
        },
        buyers=people.filter(pl.col("bought"))["place"].to_list(),
        unknown=nobody.height,
    )


def _met(sold: BookSold, buyers: pl.DataFrame) -> pl.DataFrame:
    """A row for each person and creator who met."""
    persons = _persons(sold)
    visitor = pl.concat_str(pl.lit("v"), pl.col("visitor_id"))
    by_touch = sold.met.select("visitor_id", "rank").unique().select(visitor.alias("name"), "rank")
    named = by_touch.join(persons.lazy(), on="name", how="left").select(
        pl.coalesce(_PERSON, "name").alias(_PERSON), pl.col("rank").cast(pl.Int32)
    )
    by_order = (
        sold.every.lazy()
        .select("place", "rank")
        .unique()
        .join(buyers.lazy().drop_nulls(), on="place")
        .select(_PERSON, pl.col("rank").cast(pl.Int32))
    )
    return pl.concat([named, by_order]).unique().collect(engine="streaming")


def _buyers(sold: BookSold) -> pl.DataFrame:
    """The person who bought each paid order: ``place`` and ``person``, null where unknown."""
    persons = _persons(sold)
    orders = [(place, order) for place, order in enumerate(sold.book.orders) if order.is_paid]
    paid = pl.DataFrame(
        {
            "place": [place for place, _ in orders],
            "name": [_name(order.customer_id, order.visitor_id) for _, order in orders],
        },
        schema={"place": pl.UInt32(), "name": pl.String()},
    )
    told = paid.join(persons, on="name", how="left")
    return told.select("place", pl.coalesce(_PERSON, "name").alias(_PERSON))


def _persons(sold: BookSold) -> pl.DataFrame:
    """The one name of everybody who goes by several: ``name`` and ``person``."""
    names = person_names(sold.book.orders)
    return pl.DataFrame(
        {
            "name": [f"{kind[0]}{name}" for kind, name in names],
            _PERSON: [f"{kind[0]}{name}" for kind, name in names.values()],
        },
        schema={"name": pl.String(), _PERSON: pl.String()},
    )


def _name(customer_id: str | None, visitor_id: str | None) -> str | None:
    """What a buyer goes by."""
    if customer_id is not None:
        return f"c{customer_id}"
    return None if visitor_id is None else f"v{visitor_id}"
