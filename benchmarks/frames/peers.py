"""What ours cost beside other packages for the same shares, although those start from ready paths.

    ratio = median CPU seconds of the peer / median CPU seconds of ours

Run it from anywhere: ``python benchmarks/frames/peers.py [orders]``; a hundred thousand orders and
half a million touches when nothing is said, a million for the whole. All read the Parquet of one
made-up world. Ours start from touches and orders and join them; the peers start from path strings,
a row for each journey, and what those cost is nobody's. The peers are those of the group ``bench``;
one that is not installed is left out, and it says so.

    classic    sums by creator of the five classic models; ours have gross and net in exact cents,
               the others one amount in floats, and ChannelAttribution knows three models
    markov     removal effects; mta gets the first tenth of the journeys, and is not scaled
    shapley    Shapley values

Each job is a process of its own, and all of it counts: interpreter, imports, both cores. A peer and
ours take turns, three times; where the peer takes more than a minute, once. Where a peer defines
the same thing, its shares have to be ours. Linux only.
"""

from __future__ import annotations

import argparse
import json
import statistics
import tempfile
from collections.abc import Callable, Mapping
from concurrent.futures import ProcessPoolExecutor
from importlib.util import find_spec
from multiprocessing import get_context
from pathlib import Path

import attrs
import peer_jobs
from costs import Cost, cost

_RUNS = 3
_PATIENCE_S = 60
_TENTH = 10

_EXACT, _CENTS, _HOURS, _SIMULATED = 1e-9, 1e-3, 2e-2, 0.75


@attrs.frozen
class Peer:
    """A package that does what one of our jobs does.

    Args:
        package: What it is imported as.
        job: What it does.
        ours: Our job beside it.
        models: By our word for a model, its own, and how close the shares have to be, as a part of
            a mean share. A model that is not there is another thing under the same name.
    """

    package: str
    job: Callable[[Path], peer_jobs.Answer]
    ours: Callable[[Path], peer_jobs.Answer]
    models: Mapping[str, tuple[str, float]]


_PEERS = (
    Peer(
        "ChannelAttribution",
        peer_jobs.channel_attribution_classic,
        peer_jobs.our_classic,
        {
            "first_touch": ("first_touch", _EXACT),
            "last_touch": ("last_touch", _EXACT),
            "linear": ("linear_touch", _CENTS),
        },
    ),
    Peer(
        "mam",
        peer_jobs.mam_classic,
        peer_jobs.our_classic,
        {
            "first_touch": ("first_touch", _EXACT),
            "last_touch": ("last_touch", _EXACT),
            "linear": ("linear", _CENTS),
            "position_based": ("position_based", _CENTS),
            "time_decay": ("time_decay", _HOURS),
        },
    ),
    Peer(
        "mta",
        peer_jobs.mta_classic,
        peer_jobs.our_classic,
        {
            "first_touch": ("first_touch", _EXACT),
            "last_touch": ("last_touch", _EXACT),
            "position_based": ("pos_based", _CENTS),
        },
    ),
    Peer(
        "ChannelAttribution",
        peer_jobs.channel_attribution_markov,
        peer_jobs.our_markov,
        {"markov": ("markov", _SIMULATED)},
    ),
    Peer("mam", peer_jobs.mam_markov, peer_jobs.our_markov, {"markov": ("markov", _EXACT)}),
    Peer("mta", peer_jobs.mta_markov, peer_jobs.our_markov, {}),
    Peer(
        "shapley_attribution",
        peer_jobs.shapley_attribution,
        peer_jobs.our_shapley,
        {"shapley": ("shapley", _EXACT)},
    ),
)
_JOBS = {job.__name__: job for peer in _PEERS for job in (peer.ours, peer.job)}


def prepared(folder: Path, orders: int) -> None:
    """The world, the paths, and a tenth of those that train.

    To be run in a process aside: the memory that a job is said to hold begins at what its parent
    held at most.
    """
    import polars as pl
    import ready_paths
    from worlds import World

    if not (folder / "refunds.parquet").exists():
        World(orders).write(folder)
    if not (folder / "learning_tenth.parquet").exists():
        ready_paths.write(folder)
        paths = pl.read_parquet(folder / "learning.parquet")
        paths.head(len(paths) // _TENTH).write_parquet(folder / "learning_tenth.parquet")


def measured(folder: Path, peer: Peer) -> tuple[Cost, Cost]:
    """The medians of our job and of the peer's; they take turns, so that both meet one machine."""
    jobs = (peer.ours.__name__, peer.job.__name__)
    turns: list[tuple[Cost, ...]] = []
    while not turns or (len(turns) < _RUNS and turns[0][1].cpu_s < _PATIENCE_S):
        told = (cost(__file__, "--job", job, "--folder", str(folder)) for job in jobs)
        turns.append(tuple(told))
    ours, theirs = (
        Cost(
            cpu_s=statistics.median(one.cpu_s for one in costs),
            peak_mib=max(one.peak_mib for one in costs),
        )
        for costs in zip(*turns, strict=True)
    )
    return ours, theirs


def line(folder: Path, peer: Peer) -> str:
    """What a peer costs, and what it is off."""
    own, other = measured(folder, peer)
    told = f"{peer.job.__name__:28}{other.cpu_s:8.2f} s CPU{other.peak_mib:7.0f} MiB"
    ours = f"  ours{own.cpu_s:7.2f} s{own.peak_mib:6.0f} MiB  x{other.cpu_s / own.cpu_s:<6.1f}"
    return f"{told}{ours}{_offs(folder, peer)}"


def _offs(folder: Path, peer: Peer) -> str:
    """How far the shares of a peer are off ours, as parts of a mean share."""
    own, other = (_answer(folder, job.__name__) for job in (peer.ours, peer.job))
    told: list[str] = []
    for model, (word, close) in peer.models.items():
        pairs = [(own[model].get(who, 0.0), share) for who, share in other[word].items()]
        off = max(abs(ours - theirs) for ours, theirs in pairs) * len(pairs)
        if len(pairs) != len(own[model]) or off > close:
            rule = f"must come to our shares of {model} within {close}"
            raise SystemExit(f"{peer.job.__name__} {rule}, got {off}")
        told.append(f"{model} off {off:.0e}")
    return ", ".join(told) or "another definition"


def _answer(folder: Path, job: str) -> peer_jobs.Answer:
    answer: peer_jobs.Answer = json.loads((folder / f"{job}.json").read_text())
    return answer


def main() -> None:
    """Print a line for each peer, or be a job."""
    parser = argparse.ArgumentParser()
    parser.add_argument("orders", nargs="?", type=int, default=100_000)
    parser.add_argument("--folder", type=Path, help="where the Parquet is, or is to be written")
    parser.add_argument("--only", choices=("classic", "markov", "shapley"))
    parser.add_argument("--without", action="append", default=[], help="a package to leave out")
    parser.add_argument("--job", choices=sorted(_JOBS))
    told = parser.parse_args()
    if told.job:
        answer = _JOBS[told.job](told.folder)
        (told.folder / f"{told.job}.json").write_text(json.dumps(answer))
        return
    peers: list[Peer] = []
    for peer in _PEERS:
        if find_spec(peer.package) is None:
            print(f"{peer.job.__name__:28}{peer.package} is not installed")
        elif told.only in {None, peer.ours.__name__.removeprefix("our_")}:
            peers.append(peer)
    peers = [peer for peer in peers if peer.package not in told.without]
    with tempfile.TemporaryDirectory() as made:
        folder = told.folder or Path(made)
        with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as aside:
            aside.submit(prepared, folder, told.orders).result()
        print(f"{told.orders} orders, up to {_RUNS} runs each")
        for peer in peers:
            print(line(folder, peer), flush=True)


if __name__ == "__main__":
    main()
