"""What removal effects and Shapley values cost in pure Python, against the packages that have them.

    ratio = median CPU seconds of the peer / median CPU seconds of ours

Run it from anywhere: ``python benchmarks/data_driven.py [conversions]``; a hundred thousand when
nothing is said, a million for the whole. The peers are those of the group ``bench``; one that is
not installed is left out, and it says so. Every journey has five touches on average, of five
hundred creators, a few of whom are met far more often than the others; for every five that were
bought on, one more was lost. All start from the same path strings. ``mta`` gets a tenth of them.

CPU seconds are those of all threads. A job is run three times, or as often as fits in two minutes.
Where a peer defines the same thing, its shares have to be ours, as closely as it computes them.
"""

from __future__ import annotations

import contextlib
import io
import random
import statistics
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from influence.attribution import Journey, journeys_of_text, removal_effects, shapley_values

_CREATORS = 500
_TOUCHES = 5
_RUNS = 3
_PATIENCE_S = 120
_SEPARATOR = " > "

Shares = Mapping[str, float]
Table = tuple[list[str], list[int], list[int]]


def paths(conversions: int) -> Table:
    """Path strings with conversions and lost visitors, the same on every machine."""
    dice = random.Random(7)  # noqa: S311 - a benchmark, not a secret
    names = [f"creator {number:03}" for number in range(_CREATORS)]
    likely = [1 / (5 + number) ** 0.5 for number in range(_CREATORS)]
    rows = conversions + conversions // 5
    lengths = [1 + min(int(dice.expovariate(1 / (_TOUCHES - 0.5))), 60) for _ in range(rows)]
    touches = iter(dice.choices(names, weights=likely, k=sum(lengths)))
    told = [_SEPARATOR.join(next(touches) for _ in range(length)) for length in lengths]
    won = [1] * conversions + [0] * (rows - conversions)
    order = dice.sample(range(rows), rows)
    return [told[place] for place in order], won_of(won, order), lost_of(won, order)


def won_of(won: Sequence[int], order: Sequence[int]) -> list[int]:
    """The conversions of the rows in *order*."""
    return [won[place] for place in order]


def lost_of(won: Sequence[int], order: Sequence[int]) -> list[int]:
    """The lost visitors of the rows in *order*."""
    return [1 - won[place] for place in order]


def frame(table: Table) -> Any:  # noqa: ANN401 - pandas is a peer's, not ours
    """The table as the peers take it."""
    told, won, lost = table
    return import_module("pandas").DataFrame(
        {"path": told, "total_conversions": won, "total_null": lost}
    )


def our_markov(table: Table) -> Shares:
    """Removal effects from path strings."""
    return _shares(removal_effects(_journeys(table)).scores)


def our_shapley(table: Table) -> Shares:
    """Shapley values from path strings."""
    return _shares(shapley_values(_journeys(table)).scores)


def _journeys(table: Table) -> Sequence[Journey]:
    told, won, lost = table
    return journeys_of_text(told, conversions=won, lost=lost)


def _shares(scores: Mapping[str, Any]) -> Shares:
    total = sum(scores.values())
    return {player: float(score / total) for player, score in scores.items()}


def channel_attribution(table: Table) -> Shares:
    """ChannelAttribution: removal effects, simulated until they vary by less than 5 %."""
    package = import_module("ChannelAttribution")
    quiet = {"verbose": False, "flg_pro": False}
    columns = {"var_path": "path", "var_conv": "total_conversions", "var_null": "total_null"}
    result = package.markov_model(frame(table), **columns, **quiet)
    credited = result["result"] if isinstance(result, dict) else result
    return _shares(credited.set_index("channel_name")["total_conversions"].to_dict())


def mam_markov(table: Table) -> Shares:
    """marketing-attribution-models: removal effects, one inverse for each creator."""
    told, won, _ = table
    grouped = import_module("polars").DataFrame(
        {"path": told, "converted": [bool(one) for one in won], "times": [1] * len(told)}
    )
    mam = import_module("mam.core").MAM(
        grouped,
        format_type="grouped_journey",
        channels_colname="path",
        journey_with_conv_colname="converted",
        occurrences_colname="times",
        path_separator=_SEPARATOR,
    )
    effects = mam.run_markov().metadata["removal_effect"]["removal_effect"]
    return _shares(effects.to_dict())


def mta_markov(table: Table) -> Shares:
    """mta: removal effects over the converting paths alone."""
    return _mta(table, "markov")


def _mta(table: Table, model: str) -> Shares:
    package = import_module("mta")
    analysis = package.MTA(frame(table), sep=_SEPARATOR.strip(), allow_loops=True)
    getattr(analysis, model)()
    return _shares(dict(analysis.attribution[model]))


def shapley_attribution(table: Table) -> Shares:
    """shapley-attribution: the simplified Shapley value of Zhao and others."""
    told, won, _ = table
    package = import_module("shapley_attribution.models.simplified")
    model = package.SimplifiedShapleyAttribution()
    model.fit([path.split(_SEPARATOR) for path in told], won)
    return _shares(model.get_attribution())


# The package, what is compared, its part of the rows, and how close its shares have to be, as a
# part of a mean share; ``None`` where another thing is defined. A simulation is off a good deal.
PEERS = (
    ("ChannelAttribution", our_markov, channel_attribution, 1, 0.75),
    ("mam", our_markov, mam_markov, 1, 1e-9),
    ("mta", our_markov, mta_markov, 10, None),
    ("shapley_attribution", our_shapley, shapley_attribution, 1, 1e-9),
)


def seconds(job: Callable[[], Shares]) -> tuple[float, Shares]:
    """The median CPU seconds of *job*, and what it came to."""
    taken: list[float] = []
    begun = time.monotonic()
    shares: Shares = {}
    while len(taken) < _RUNS and (not taken or time.monotonic() - begun < _PATIENCE_S):
        started = time.process_time()
        with contextlib.redirect_stdout(io.StringIO()):
            shares = job()
        taken.append(time.process_time() - started)
    return statistics.median(taken), shares


def compared(table: Table) -> Iterator[str]:
    """A line for each peer."""
    ours: dict[tuple[str, int], tuple[float, Shares]] = {}
    for package, job, peer, part, close in PEERS:
        if find_spec(package) is None:
            yield f"{package:20} is not installed"
            continue
        told, won, lost = table
        count = len(told) // part
        rows: Table = (told[:count], won[:count], lost[:count])
        key = (job.__name__, part)
        if key not in ours:
            ours[key] = seconds(lambda job=job, rows=rows: job(rows))  # type: ignore[misc]
        own, shares = ours[key]
        taken, others = seconds(lambda peer=peer, rows=rows: peer(rows))  # type: ignore[misc]
        off = _off(shares, others)
        if close is not None and off > close:
            raise SystemExit(f"{package} must come to our shares within {close}, got {off}")
        times = f"{taken:9.2f} s  ours {own:7.2f} s  x{taken / own:<7.1f}"
        same = "" if close is not None else ", another definition"
        yield f"{package:20}{len(rows[0]):9} rows{times}off {off:.1e}{same}"


def _off(ours: Shares, theirs: Shares) -> float:
    """The largest difference of two shares, relative to a mean share."""
    return max(abs(ours[one] - theirs.get(one, 0)) for one in ours) * len(ours)


def from_ready_journeys(table: Table) -> Iterator[str]:
    """What ours cost without reading the strings."""
    journeys = _journeys(table)
    for name, job in (("markov", removal_effects), ("shapley", shapley_values)):
        taken, _ = seconds(lambda job=job: _shares(job(journeys).scores))  # type: ignore[misc]
        yield f"ours, {name:14}{len(journeys):9} ready journeys{taken:9.2f} s"


def main() -> None:
    """Print a line for each figure."""
    conversions = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    table = paths(conversions)
    touches = sum(path.count(">") + 1 for path in table[0])
    print(f"{conversions} conversions, {len(table[0])} journeys, {touches} touches of {_CREATORS}")
    for line in from_ready_journeys(table):
        print(line, flush=True)
    for line in compared(table):
        print(line, flush=True)


if __name__ == "__main__":
    main()
