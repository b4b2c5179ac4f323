"""Loading fifty installed plugins: what it costs to know them, and to load them.

    python benchmarks/plugin_loading.py

Fifty distributions lie in a scratch folder as pip leaves them. Measured in turn, in the same run:
reading the metadata itself, which is what importlib.metadata gives for the group, with the versions
and summaries; and our discovery. The difference has to stay below 50 ms. Then all fifty are loaded:
imported, looked through, asked, and watched.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from importlib import metadata
from pathlib import Path

from influence.plugins import load
from influence.plugins._candidates import candidates

COUNT = 50
ROUNDS = 15
LIMIT_MS = 50

_SOURCE = """\
from influence.payments import FlatFee
from influence.plugins import RankingStrategySpec, hook


@hook.ranking_strategies
def ranking_strategies(host):
    yield RankingStrategySpec(name="strategy_{number}", make=FlatFee)
"""


def install(folder: Path) -> None:
    """Write the distributions."""
    for number in range(COUNT):
        name = f"influence_bench_{number}"
        (folder / f"{name}.py").write_text(_SOURCE.format(number=number), encoding="utf-8")
        told = folder / f"{name}-1.{number}.dist-info"
        told.mkdir()
        head = (
            f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.{number}\nSummary: Plugin {number}\n"
            "Requires-Dist: influence-marketing>=0.1\nRequires-Dist: attrs>=24.2\n\n"
        )
        (told / "METADATA").write_text(head + "A long read me. " * 500, encoding="utf-8")
        points = f"[influence.plugins]\nbench_{number} = {name}\n"
        (told / "entry_points.txt").write_text(points, encoding="utf-8")


def read_metadata() -> int:
    """What importlib.metadata itself gives of the same plugins."""
    points = metadata.entry_points(group="influence.plugins")
    return len(
        [(point.dist.metadata["Summary"], point.dist.version) for point in points if point.dist]
    )


def discover() -> int:
    """Our discovery."""
    return len(candidates()[0])


def milliseconds(call: Callable[[], object]) -> float:
    """How long a call takes."""
    began = time.perf_counter()
    call()
    return (time.perf_counter() - began) * 1_000


def main() -> None:
    """Measure, print, and fail when the limit is not kept."""
    with tempfile.TemporaryDirectory() as scratch:
        install(Path(scratch))
        sys.path.insert(0, scratch)
        assert read_metadata() == discover() == COUNT  # noqa: S101 - both have to find the same
        rounds = [(milliseconds(read_metadata), milliseconds(discover)) for _ in range(ROUNDS)]
        reading, discovery = (statistics.median(part) for part in zip(*rounds, strict=True))
        more = statistics.median(one - other for other, one in rounds)
        first = milliseconds(load)
        again = milliseconds(load)
        loaded = sum(plugin.is_loaded for plugin in load().plugins if not plugin.is_built_in)
    print(f"reading the metadata of {COUNT} plugins itself: {reading:.1f} ms")
    print(f"our discovery of {COUNT} plugins:               {discovery:.1f} ms")
    print(f"on top of reading:                         {more:+.1f} ms (limit {LIMIT_MS} ms)")
    print(f"load() of all, the first time:             {first:.1f} ms ({loaded} loaded)")
    print(f"load() of all, once imported:              {again:.1f} ms")
    if more >= LIMIT_MS:
        sys.exit(f"discovery must cost less than {LIMIT_MS} ms on top, got {more:.1f} ms")


if __name__ == "__main__":
    main()
