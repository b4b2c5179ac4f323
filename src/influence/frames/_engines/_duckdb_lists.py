"""Lists: all of an order in one row, as DuckDB splits it.

    order → keys of its touches → creators by turn → weights → parts → a row for each creator

A window over all rows sorts them anew for every split, with all of their columns; lists are sorted
where they are. Lists that are gathered by one aggregate are in one order.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

import attrs

from influence.frames._engines._duckdb_words import after, listed, quoted
from influence.frames._engines._engine import Native
from influence.frames._engines._ways import Shape, Way

#: Places in the turns of an order are below it.
_TURNS = 1 << 21
#: Below it 64 bits are enough, for a sum of two as well.
_SMALL = 1 << 62


@attrs.frozen(kw_only=True)
class ListClaim:
    """An amount that is split by the weights of a list, which are in the order of their turns.

    Args:
        amount: The column of the amount.
        weight: The list of the weights.
        whole: The column of their sum.
        into: The list of the parts.
        like: A claim that comes before, with the same parts where the amounts are the same.
    """

    amount: str
    weight: str
    whole: str
    into: str
    like: ListClaim | None = None

    @property
    def steps(self) -> Sequence[str]:
        """What is worked out, one after the other."""
        floors, missing, behind, last = (
            quoted(f"{self.into} {word}") for word in ("floors", "missing", "behind", "last")
        )
        units = f"abs({quoted(self.amount)})"
        rests = self._over(f"CASE WHEN {missing} > 0 THEN {self._weights} END", "%")
        packed = f"lambda rest, turn: ({quoted(self.whole)} - rest) * {_TURNS} + turn"
        sorted_ = f"list_sort({behind})[{missing}]"
        first = f"CASE WHEN {missing} = 1 THEN list_min({behind}) ELSE {sorted_} END"
        served = f"lambda part, turn: part + ({behind}[turn] <= {last})::BIGINT"
        parts = f"CASE WHEN {missing} > 0 THEN list_transform({floors}, {served}) ELSE {floors} END"
        signed = f"list_transform({parts}, lambda part: part * sign({quoted(self.amount)}))"
        if self.like is not None:
            signed = f"CASE WHEN {self._differs} THEN {signed} ELSE {quoted(self.like.into)} END"
        return (
            f"{self._over(self._weights, '//')} AS {floors}",
            f"{units} - list_sum({floors})::BIGINT AS {missing}",
            f"list_transform({rests}, {packed}) AS {behind}",
            f"{first} AS {last}",
            f"{signed} AS {quoted(self.into)}",
        )

    @property
    def _differs(self) -> str:
        """Whether the amount is another than that of the claim before."""
        like = self.like or self
        return f"{quoted(self.amount)} <> {quoted(like.amount)}"

    @property
    def _weights(self) -> str:
        """The weights; null where the parts are known already."""
        weights = quoted(self.weight)
        return weights if self.like is None else f"CASE WHEN {self._differs} THEN {weights} END"

    def _over(self, weights: str, sign: str) -> str:
        """What units × weight leave when divided by the whole; in 128 bits where it takes them."""
        units, whole = f"abs({quoted(self.amount)})", quoted(self.whole)
        wide = f"({units}::HUGEINT * w {sign} {whole})::BIGINT"
        return (
            f"CASE WHEN {units} <= {_SMALL} // {whole} "
            f"THEN list_transform({weights}, lambda w: {units} * w {sign} {whole}) "
            f"ELSE list_transform({weights}, lambda w: {wide}) END"
        )


def put_together(rows: Native, /, *, wholes: Collection[str]) -> Native:
    """Rows as a row for each order, with lists that are in the order of their turns.

    Args:
        rows: ``order_id``, ``turn`` and others.
        wholes: The columns that hold the same in all rows of an order; the others become lists.
    """
    lists = [name for name in rows.columns if name not in {*wholes, "order_id"}]
    same = [f"any_value({quoted(name)}) AS {quoted(name)}" for name in sorted(wholes)]
    many = [f"list({quoted(name)}) AS {quoted(name)}" for name in lists]
    together = after(
        rows.aggregate(", ".join(["order_id", *same, *many]), "order_id"),
        ["list_grade_up(turn) AS turns"],
    )
    ordered = [f"list_select({quoted(name)}, turns) AS {quoted(name)}" for name in lists]
    return together.project(", ".join(["order_id", *map(quoted, sorted(wholes)), *ordered]))


def with_lists_of_parts(orders: Native, claims: Sequence[ListClaim], /) -> Native:
    """Orders with the list of the parts of each claim."""
    steps = zip(*(claim.steps for claim in claims), strict=True)
    return after(orders, *steps)


@attrs.frozen(kw_only=True)
class ListedPaths:
    """Paths of orders as lists of their keys.

    Args:
        shape: What keys say.
        ways: How models weigh.
    """

    shape: Shape
    ways: Sequence[Way]

    def stood(self, orders: Native, /) -> Native:
        """Orders with what each creator has on their path, in the order of their turns.

        Args:
            orders: A row for each order, with ``keys``; null where there is none.

        Returns:
            The orders with ``count``, the lists ``rank`` (one null where nobody stands there),
            ``met``, ``opens`` and ``closes``, and the list of the weights of each model by age.
        """
        creators, places = self.shape.creators, self.shape.places
        by_rank = f"lambda k: k % {creators} * {places} + k // {creators}"
        changes = (
            f"list_filter(range(1, count + 1), lambda i: i = %s OR {self._rank('stood[i]')} <> %s)"
        )
        before, behind = self._rank("stood[i - 1]"), self._rank("stood[i + 1]")
        nobody = "CASE WHEN keys IS NULL THEN"
        rank, first, last = self._rank("stood[i]"), self._key("stood[i]"), self._key("stood[i]")
        return after(
            orders,
            [f"coalesce(list_sort(list_transform(keys, {by_rank})), [0]) AS stood"],
            ["len(stood) AS count", *(self._ages(way) for way in self.ways if way.hours)],
            [
                f"{changes % ('1', before)} AS firsts",
                f"{changes % ('count', behind)} AS lasts",
                "coalesce(list_min(keys), 0) AS opening",
                "coalesce(list_max(keys), 0) AS closing",
            ],
            [f"list_grade_up(list_transform(lasts, lambda i: {self._turn('stood[i]')})) AS turns"],
            ["list_select(firsts, turns) AS starts", "list_select(lasts, turns) AS ends"],
            [
                f"{nobody} [NULL] ELSE list_transform(starts, lambda i: {rank}) END AS rank",
                "list_transform(starts, lambda i, turn: ends[turn] - i + 1) AS met",
                f"list_transform(starts, lambda i: ({first} = opening)::BIGINT) AS opens",
                f"list_transform(ends, lambda i: ({last} = closing)::BIGINT) AS closes",
                *(f"{nobody} [1] ELSE {_run(way)} END AS {quoted(way.weight)}"
                  for way in self.ways if way.hours),
            ],
        )  # fmt: skip

    def weighed(self, orders: Native, /) -> Native:
        """Orders with the list of the weights of each model, and their sum."""
        listed_ways = [
            f"{_weights(way)} AS {quoted(way.weight)}" for way in self.ways if not way.hours
        ]
        sums = [
            f"list_sum({quoted(way.weight)})::BIGINT AS {quoted(way.whole)}" for way in self.ways
        ]
        return after(orders, listed_ways, sums)

    def spread(self, orders: Native, /, *, amounts: Sequence[str], keep: Sequence[str]) -> Native:
        """A row for each order and creator, with the weights and parts of every model."""
        told = ["order_id", "unnest(rank) AS rank", *map(quoted, keep)]
        for way in self.ways:
            weight = f"unnest({quoted(way.weight)})"
            told += [f"{weight} AS {quoted(way.weight)}", quoted(way.whole)]
            for amount in amounts:
                into = quoted(way.minor(amount))
                parts = f"{weight} * {quoted(amount)}" if way.is_picking else f"unnest({into})"
                told.append(f"{parts} AS {into}")
        return orders.project(", ".join(told))

    def _ages(self, way: Way) -> str:
        """The weights of touches by their age, in the order of the creators."""
        hours = listed(way.hours, are_texts=False)
        age = f"{self.shape.lookback} - k % {self.shape.places} // {self.shape.kinds}"
        hour = f"least(({age}) // {self.shape.hour}, {len(way.hours) - 1}) + 1"
        return f"list_transform(stood, lambda k: {hours}[{hour}]) AS {quoted(way.word + ' ages')}"

    def _rank(self, stood: str) -> str:
        """Whose touch it is that stands somewhere."""
        return f"{stood} // {self.shape.places}"

    def _key(self, stood: str) -> str:
        """The key of a touch that stands somewhere."""
        return f"{stood} % {self.shape.places} * {self.shape.creators} + {self._rank(stood)}"

    def _turn(self, stood: str) -> str:
        """The turn of a creator whose last touch stands somewhere: by time, then by name."""
        time = f"{stood} % {self.shape.places} // {self.shape.kinds}"
        return f"{time} * {self.shape.creators} + {self._rank(stood)}"


def _run(way: Way) -> str:
    """The sums of the weights by age, creator by creator."""
    ages = quoted(f"{way.word} ages")
    return f"list_transform(starts, lambda i, turn: list_sum({ages}[i:ends[turn]])::BIGINT)"


def _weights(way: Way) -> str:
    """The weights of a model that looks at standings."""
    first, *others = way.factors
    terms = [f"one * {quoted(way.factor(first))}"]
    terms += [f"{quoted(name)}[turn] * {quoted(way.factor(name))}" for name in others]
    return f"list_transform({quoted(first)}, lambda one, turn: {' + '.join(terms)})"
