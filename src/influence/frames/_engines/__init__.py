"""Engines: where a frame lives, and the little that narwhals leaves to each of them.

Frames of Polars, DuckDB, Spark and Ibis are worked on where they are. Those of pandas and PyArrow
have no window in an order within a group, so they are handed to Polars through Arrow, and the
answer is handed back as their kind.
"""

from __future__ import annotations

from influence.frames._engines._claim import (
    Claim as Claim,
)
from influence.frames._engines._engine import (
    BETWEEN as BETWEEN,
    LIMB as LIMB,
    MOST_SUM as MOST_SUM,
    Columns as Columns,
    Engine as Engine,
    Frame as Frame,
    Native as Native,
)
from influence.frames._engines._opening import (
    engine_of as engine_of,
)
from influence.frames._engines._ways import (
    Shape as Shape,
    Standing as Standing,
    Way as Way,
)
