"""Learned: Markov and Shapley on an engine.

    journeys summed on the engine → scores → weights of players → touches joined to them

What the engine counts are whole numbers, and the scores follow from them by the same code as in
``influence.attribution``. So they are the same scores to the last bit, and so are the weights.
"""

from __future__ import annotations

import narwhals as nw

from influence.attribution import (
    AttributionPolicy,
    FittedMarkov,
    FittedShapley,
    Journey,
    Markov,
    Shapley,
)
from influence.errors import InvalidInputError
from influence.frames._engines import Frame, Native
from influence.frames._learning._in_memory import learned_in_memory
from influence.frames._learning._journeys import Journeys
from influence.frames._learning._solve import rounded_parts
from influence.frames._marks import Marks
from influence.frames._owned import owners_of
from influence.frames._paths import Paths
from influence.frames._refusals import refuse_all
from influence.frames._tables import Tables
from influence.tracking import Owners

_ORDER = "order_id"


def fitted(
    orders: Native,
    *,
    touches: Native = None,
    owners: Owners | Native,
    policy: AttributionPolicy,
    currency: str | None = None,
    is_checked: bool = False,
) -> FittedMarkov | FittedShapley:
    """The model of a policy with what it learned from all journeys, summed on their engine.

    A policy with this model splits orders by what was learned here, without learning anew.

    Args:
        orders: As ``attribute`` takes them.
        touches: As ``attribute`` takes them.
        owners: Whose each link, code and keyword is, as ``attribute`` takes it.
        policy: The model, ``Markov`` or ``Shapley``, and the lookback.
        currency: The currency that every row has to be in; without it, there may be only one.
        is_checked: Whether the rows are known to be sound.

    Raises:
        InvalidInputError: The model does not learn from journeys on an engine, a table, a column or
            a row is not what it has to be, or a chain has more than 2,000 states.
        MissingDataError: A column is missing, or the worth is a rate and everybody bought.

    Example:
        >>> import polars as pl
        >>> from influence.attribution import AttributionPolicy, Markov
        >>> from influence.tracking import Mark, Owners
        >>> day = pl.datetime(2026, 3, pl.Series([6, 7, 8]), time_zone="UTC").alias("at")
        >>> orders = pl.select(day, order_id=pl.Series(["o1", "o2", "o3"])).with_columns(
        ...     items_minor=pl.lit(5_000), visitor_id=pl.Series(["v1", "v2", "v3"])
        ... )
        >>> touches = pl.select(day, visitor_id=pl.Series(["v1", "v2", "v4"])).with_columns(
        ...     kind=pl.lit("link"), value=pl.Series(["maya", "leo", "leo"])
        ... )
        >>> owners = Owners(
        ...     tuple(Mark(kind="link", value=who, creator_id=who) for who in ("maya", "leo"))
        ... )
        >>> learned = fitted(
        ...     orders, touches=touches, owners=owners, policy=AttributionPolicy(model=Markov())
        ... )
        >>> [(line.player, str(line.score), line.value) for line in learned.scores.players]
        [('leo', '1/2', 5000), ('maya', '1/2', 5000)]
    """
    model = policy.model
    if not isinstance(model, Markov | Shapley):
        rule = (
            "be one that learns on an engine, Markov or Shapley; influence.attribution.attribute"
            " learns by any model"
        )
        raise InvalidInputError("attribution model", rule, model.name)
    tables = Tables.of(currency=currency, orders=orders, touches=touches)
    if not is_checked:
        refuse_all(tables, currency=currency)
    paths = Paths(
        tables=tables,
        marks=Marks(owners_of(owners)),
        lookback_days=policy.lookback_days,
        precedence=policy.precedence,
    )
    return learned(paths, model)


def learned(paths: Paths, model: Markov | Shapley) -> FittedMarkov | FittedShapley:
    """A model with what it learned of all journeys.

    Args:
        paths: The touches of each order, and of those who bought nothing.
        model: The model.

    Raises:
        InvalidInputError: The chain of a Markov model has more than 2,000 states.
        MissingDataError: The worth is a rate, and everybody bought.
    """
    journeys = Journeys(paths=paths, players=model.players)
    known = learned_in_memory(paths, model, names=journeys.names)
    if known is not None:
        return known
    if isinstance(model, Markov):
        return _markov(journeys, model)
    return _rates(journeys, model) if model.worth == "rate" else _shared(journeys, model)


def by_scores(paths: Paths, model: FittedMarkov | FittedShapley) -> Frame:
    """A row for each order and creator who earned something, by the scores of players.

    The last touch of each player on a path carries the weight of the player; where nobody there
    has any, it weighs 1.

    Returns:
        ``order_id``, ``rank``, ``weight``, ``turn`` and ``last``, as of every model.
    """
    by_creators = model.players == "creators"
    names = Journeys(paths=paths, players=model.players).names
    weights = [model.player_weights.get(name, 0) for name in names]
    known = paths.tables.small({"player": list(range(len(names))), "weight": weights})
    rank = paths.rank(nw.col("key"))
    rows = paths.ends.with_columns(
        player=rank if by_creators else nw.col("kind"), turn=paths.turn()
    )
    last = rows.group_by(_ORDER, "player").agg(nw.col("key").max(), nw.col("turn").max())
    scored = last.join(known, on="player", how="inner")
    if not all(weights):
        scored = scored.with_columns(most=nw.col("weight").max().over(_ORDER))
        scored = scored.with_columns(
            weight=nw.when(nw.col("most") == 0)
            .then(nw.lit(1, nw.Int64))
            .otherwise(nw.col("weight"))
        ).filter(nw.col("weight") > 0)
    if by_creators:
        return scored.select(_ORDER, "weight", "turn", rank=nw.col("player"), last=nw.col("key"))
    told = scored.select(_ORDER, "weight", "turn", rank=rank, last=nw.col("key"))
    return told.group_by(_ORDER, "rank").agg(
        nw.col("weight").sum().cast(nw.Int64), nw.col("turn").max(), nw.col("last").max()
    )


def _markov(journeys: Journeys, model: Markov) -> FittedMarkov:
    """The effects of a chain."""
    steps: dict[tuple[str, ...], tuple[int, int]] = {}
    whole = 0
    told = journeys.steps(
        order=model.order,
        keeps_repeats=model.order == 1 or model.repeats == "kept",
        most=model.most_steps + 1,
    )
    for step, count, items, won in told:
        bought, lost = steps.get(step, (0, 0))
        steps[step] = (bought + count, lost) if won else (bought, lost + count)
        if len(step) == 1 and won:
            whole += items
    return model.fitted_to_steps(steps, value=whole, solve=rounded_parts)


def _shared(journeys: Journeys, model: Shapley) -> FittedShapley:
    """The values where sales are shared among all who were met."""
    sizes: dict[int, dict[str, tuple[int, int]]] = {}
    for size, player, count, items in journeys.sizes():
        same = sizes.setdefault(size, {})
        sales, value = same.get(player, (0, 0))
        same[player] = (sales + count, value + items)
    return model.fitted_to_sizes(sizes)


def _rates(journeys: Journeys, model: Shapley) -> FittedShapley:
    """The values of rates, from who was met together."""
    sums: dict[tuple[str, ...], list[int]] = {}
    for members, count, items, won in journeys.coalitions():
        same = sums.setdefault(members, [0, 0, 0])
        same[0 if won else 2] += count
        same[1] += items
    met = [
        Journey(players=members, conversions=bought, value=value, lost=lost)
        for members, (bought, value, lost) in sums.items()
    ]
    return model.fitted(met)
