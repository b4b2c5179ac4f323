"""Peer jobs: what others make of ready-made paths, and ours of touches and orders.

Every job reads Parquet, works, and gives the share of each creator by each model that it knows. It
imports what it needs when it runs, because each is a process of its own that pays for no more.
"""

from __future__ import annotations

import contextlib
import io
from collections.abc import Callable, Mapping
from importlib import import_module
from pathlib import Path
from typing import Any, TypeAlias

from ready_paths import SEPARATOR

#: The share of each creator.
Shares: TypeAlias = dict[str, float]
#: The same by the model.
Answer: TypeAlias = dict[str, Shares]
Table: TypeAlias = Any  # a frame of pandas, which has no types

HALF_LIFE_HOURS = 7 * 24.0


def our_classic(folder: Path) -> Answer:
    """Five models from touches and orders, summed by creator."""
    import polars as pl
    from campaign import owners, summed

    from influence.frames import attribute_all

    orders, touches, refunds = (
        folder / f"{name}.parquet" for name in ("orders", "touches", "refunds")
    )
    rows = attribute_all(orders, touches=touches, refunds=refunds, owners=owners(), is_checked=True)
    sums = summed(rows).filter(pl.col("creator_id").is_not_null()).collect(engine="streaming")
    by_model = ((name.removesuffix("_gross_minor"), name) for name in sums.columns)
    return {
        model: shares(dict(sums.select("creator_id", name).iter_rows()))
        for model, name in by_model
        if name.endswith("_gross_minor")
    }


def our_markov(folder: Path) -> Answer:
    """Removal effects from touches and orders."""
    from influence.attribution import Markov

    return _learned(folder, Markov())


def our_shapley(folder: Path) -> Answer:
    """Shapley values from touches and orders."""
    from influence.attribution import Shapley

    return _learned(folder, Shapley())


def _learned(folder: Path, model: Any) -> Answer:  # noqa: ANN401 - either of two models
    from campaign import owners

    from influence.attribution import AttributionPolicy
    from influence.frames import fitted

    learned = fitted(
        folder / "orders.parquet",
        touches=folder / "touches.parquet",
        owners=owners(),
        policy=AttributionPolicy(model=model),
        is_checked=True,
    )
    return {model.name: shares(learned.scores.scores)}


def channel_attribution_classic(folder: Path) -> Answer:
    """ChannelAttribution: the three classic models that it has."""
    table = _pandas(folder, "classic").assign(won=1)
    told = _quietly(
        lambda: import_module("ChannelAttribution").heuristic_models(
            table, "path", "won", var_value="items_minor", flg_pro=False
        )
    ).set_index("channel_name")
    return {
        model: shares(told[f"{model}_value"].to_dict())
        for model in ("first_touch", "last_touch", "linear_touch")
    }


def channel_attribution_markov(folder: Path) -> Answer:
    """ChannelAttribution: removal effects, simulated until they vary by less than 5 %."""
    table = _pandas(folder, "learning")
    columns = {"var_path": "path", "var_conv": "conversions", "var_null": "lost"}
    told = _quietly(
        lambda: import_module("ChannelAttribution").markov_model(
            table, **columns, verbose=False, flg_pro=False
        )
    )
    credited = told["result"] if isinstance(told, dict) else told
    return {"markov": shares(credited.set_index("channel_name")["total_conversions"].to_dict())}


def mam_classic(folder: Path) -> Answer:
    """marketing-attribution-models: five classic models from paths and their hours."""
    import polars as pl

    table = pl.read_parquet(folder / "classic.parquet").with_columns(converted=pl.lit(value=True))
    whole = _mam(
        table,
        format_type="journey",
        user_id_colname="order_id",
        time_till_conv_colname="hours",
        conversion_value_colname="items_minor",
    )
    told = {
        "first_touch": whole.run_first_click(),
        "last_touch": whole.run_last_click(),
        "linear": whole.run_linear(),
        "position_based": whole.run_position_based(),
        "time_decay": whole.run_time_decay(half_life_hours=HALF_LIFE_HOURS),
    }
    return {model: _credited(one) for model, one in told.items()}


def mam_markov(folder: Path) -> Answer:
    """marketing-attribution-models: removal effects, one inverse for each creator."""
    import polars as pl

    table = pl.read_parquet(folder / "learning.parquet").with_columns(
        converted=pl.col("conversions") == 1, times=pl.lit(1)
    )
    whole = _mam(table, format_type="grouped_journey", occurrences_colname="times")
    effects = whole.run_markov().metadata["removal_effect"]["removal_effect"]
    return {"markov": shares(effects.to_dict())}


def mta_classic(folder: Path) -> Answer:
    """mta: five classic models, some of them other ones than ours."""
    table = _pandas(folder, "classic").assign(total_null=0)
    analysis = _mta(table.rename(columns={"items_minor": "total_conversions"}))
    for run in ("first_touch", "last_touch", "linear", "position_based", "time_decay"):
        _quietly(getattr(analysis, run))
    return {model: shares(dict(told)) for model, told in analysis.attribution.items()}


def mta_markov(folder: Path) -> Answer:
    """mta: removal effects over the converting paths alone, of a tenth of the rows."""
    table = _pandas(folder, "learning_tenth")
    analysis = _mta(
        table.rename(columns={"conversions": "total_conversions", "lost": "total_null"})
    )
    _quietly(analysis.markov)
    return {"markov": shares(dict(analysis.attribution["markov"]))}


def shapley_attribution(folder: Path) -> Answer:
    """shapley-attribution: the simplified Shapley value of Zhao and others."""
    import polars as pl

    table = pl.read_parquet(folder / "learning.parquet")
    paths = [path.split(SEPARATOR) for path in table["path"]]
    model = import_module("shapley_attribution.models.simplified").SimplifiedShapleyAttribution()
    model.fit(paths, table["conversions"].to_list())
    return {"shapley": shares(model.get_attribution())}


def shares(scores: Mapping[str, Any]) -> Shares:
    """Scores as parts of their sum."""
    total = sum(scores.values())
    return {player: float(score / total) for player, score in scores.items()}


def _pandas(folder: Path, name: str) -> Table:
    """A table as most peers take it."""
    return import_module("pandas").read_parquet(folder / f"{name}.parquet")


def _mam(table: Any, **columns: str) -> Any:  # noqa: ANN401 - a peer without types
    return import_module("mam.core").MAM(
        table,
        channels_colname="path",
        journey_with_conv_colname="converted",
        path_separator=SEPARATOR,
        **columns,
    )


def _credited(result: Any) -> Shares:  # noqa: ANN401 - a peer without types
    """What a model of marketing-attribution-models gives each creator."""
    told = result.to_polars().select("channels", "attribution")
    return shares({str(player): score for player, score in told.iter_rows()})


def _mta(table: Table) -> Any:  # noqa: ANN401 - a peer without types
    return import_module("mta").MTA(
        table,
        sep=SEPARATOR.strip(),
        allow_loops=True,
        add_timepoints=False,
        normalize_by_default=False,
    )


def _quietly(job: Callable[[], Any]) -> Any:  # noqa: ANN401 - whatever the job gives
    """What a job gives, without what it prints."""
    with contextlib.redirect_stdout(io.StringIO()):
        return job()
