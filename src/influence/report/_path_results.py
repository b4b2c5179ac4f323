"""Path results: how the sales came about, as the document writes it.

Nothing is computed here; every figure is the evaluation's own, written as text.
"""

from __future__ import annotations

from influence.paths import (
    Assist as PlayersPart,
    AudienceOverlap as Reach,
    ConversionKind,
    Distribution,
    Grouping,
    Overlap as SharedReach,
    Paths as EvaluatedPaths,
    PathTables as Conversions,
    assists,
    path_lengths,
    time_lags,
    top_paths,
)
from influence.report._path_document import (
    Assist,
    AudienceOverlap,
    Bucket,
    Overlap,
    PathResult,
    Paths,
    PathsDocument,
    PathTables,
    Spread,
)
from influence.report._written import amount_text, credit_text

_MOST_PAIRS = 20


def paths_result(paths: EvaluatedPaths) -> Paths:
    """How the sales, leads and signups came about."""
    return {
        "orders": _tables(paths.tables("orders")),
        "leads": _tables(paths.tables("leads")),
        "signups": _tables(paths.tables("signups")),
        "overlap": _reach(paths.overlap),
    }


def paths_document(paths: EvaluatedPaths, *, kind: ConversionKind, by: Grouping) -> PathsDocument:
    """The document of the paths of one kind.

    Args:
        paths: The paths of a book.
        kind: ``orders``, ``leads`` or ``signups``.
        by: Whether the top paths are of a ``creator`` or a ``channel`` at each step.
    """
    return {
        "schema": 1,
        "of": kind,
        "by": by,
        "tables": _tables(paths.tables(kind), by=by),
        "overlap": _reach(paths.overlap),
    }


def _tables(conversions: Conversions, *, by: Grouping = "creator") -> PathTables:
    """The conversions of one kind by what came before them."""
    reached, unreached = conversions.with_path, conversions.without_path
    top = top_paths(conversions, by=by)
    return {
        "reached": reached.conversions,
        "reached_value": amount_text(reached.value),
        "unreached": unreached.conversions,
        "unreached_value": amount_text(unreached.value),
        "creators": _parts(conversions, by="creator"),
        "channels": _parts(conversions, by="channel"),
        "days_from_first": _spread(time_lags(conversions)),
        "days_from_last": _spread(time_lags(conversions, since="last")),
        "touches": _spread(path_lengths(conversions)),
        "creators_met": _spread(path_lengths(conversions, counting="creators")),
        "top_paths": [
            PathResult(
                players=list(row.players),
                conversions=row.worth.conversions,
                value=amount_text(row.worth.value),
                share=credit_text(row.share),
            )
            for row in top.rows
        ],
        "other_paths": top.left_out,
        "other_conversions": top.others.conversions,
        "other_value": amount_text(top.others.value),
    }


def _parts(conversions: Conversions, *, by: Grouping) -> list[Assist]:
    """The part of everybody on a path."""
    return [
        _part(
            row,
            days=time_lags(conversions, by=by, through=row.player),
            touches=path_lengths(conversions, by=by, through=row.player),
        )
        for row in assists(conversions, by=by).rows
    ]


def _part(row: PlayersPart, *, days: Distribution, touches: Distribution) -> Assist:
    """The part of one of them."""
    return {
        "player": row.player,
        "conversions": row.on_path.conversions,
        "value": amount_text(row.on_path.value),
        "first": row.first.conversions,
        "first_value": amount_text(row.first.value),
        "last": row.last.conversions,
        "last_value": amount_text(row.last.value),
        "assisted": row.assisted.conversions,
        "assisted_value": amount_text(row.assisted.value),
        "uncredited": row.uncredited.conversions,
        "uncredited_value": amount_text(row.uncredited.value),
        "ratio": credit_text(row.ratio),
        "median_days": credit_text(days.median),
        "median_touches": credit_text(touches.median),
    }


def _spread(found: Distribution) -> Spread:
    """A distribution, row by row."""
    return {
        "measure": found.measure,
        "median": credit_text(found.median),
        "rows": [
            Bucket(
                label=row.label,
                conversions=row.worth.conversions,
                value=amount_text(row.worth.value),
                share=credit_text(row.share),
            )
            for row in found.rows
        ],
    }


def _reach(reach: Reach) -> AudienceOverlap:
    """Which creators reach the same people."""
    matrix = reach.matrix()
    return {
        "people": reach.people,
        "audiences": [
            {
                "creator_id": one.creator_id,
                "people": one.people,
                "only": one.only,
                "buyers": one.buyers,
            }
            for one in reach.audiences
        ],
        "largest": [_shared(one) for one in reach.largest(limit=_MOST_PAIRS)],
        "matrix": {
            "creators": list(matrix.creators),
            "rows": [list(row) for row in matrix.rows],
            "left_out": matrix.left_out,
        },
        "not_compared": reach.not_compared,
        "unknown_orders": reach.unknown_orders,
    }


def _shared(one: SharedReach) -> Overlap:
    """Whom two creators both reached."""
    return {
        "first": one.first.creator_id,
        "second": one.second.creator_id,
        "both": one.both,
        "buyers": one.buyers,
        "of_first": credit_text(one.of_first),
        "of_second": credit_text(one.of_second),
        "jaccard": credit_text(one.jaccard),
    }
