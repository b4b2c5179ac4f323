"""Paths: how sales came about, beside who was credited for them.

    conversions on a creator's path = last + assisted

A model hands each sale to somebody; the tables here say what it leaves out: who helped and was not
last, how many days and touches it took, which sequences recur, which creators reach the same
people, and what another model would have said. They change no credit and no payment, and they show
what came before a sale, not what caused it. Credit itself is for ``influence.attribution``.
"""

from __future__ import annotations

from influence.paths._assists import Assist, Assists, assists
from influence.paths._audience_overlap import (
    MOST_COMPARED,
    AudienceOverlap,
    Matrix,
    Reach,
    audience_overlap,
    overlapping,
)
from influence.paths._conversion import (
    CONVERSION_KINDS,
    GROUPINGS,
    Conversion,
    ConversionKind,
    Grouping,
)
from influence.paths._conversions import Conversions, conversions_of
from influence.paths._distribution import Bucket, Distribution
from influence.paths._measured import (
    Counting,
    Measured,
    Part,
    PathTables,
    Repeats,
    Sequences,
    Since,
)
from influence.paths._model_comparison import (
    CreditSum,
    ModelColumn,
    ModelComparison,
    model_comparison,
)
from influence.paths._overlap import Audience, Overlap
from influence.paths._path_lengths import COUNTING, LENGTH_BUCKETS, path_lengths
from influence.paths._paths import PATH_FIGURES, Paths
from influence.paths._people import person_names
from influence.paths._time_lags import DAY_BUCKETS, SINCE, time_lags
from influence.paths._top_paths import REPEATS, TopPath, TopPaths, top_paths
from influence.paths._worth import Worth

__all__ = [
    "CONVERSION_KINDS",
    "COUNTING",
    "DAY_BUCKETS",
    "GROUPINGS",
    "LENGTH_BUCKETS",
    "MOST_COMPARED",
    "PATH_FIGURES",
    "REPEATS",
    "SINCE",
    "Assist",
    "Assists",
    "Audience",
    "AudienceOverlap",
    "Bucket",
    "Conversion",
    "ConversionKind",
    "Conversions",
    "Counting",
    "CreditSum",
    "Distribution",
    "Grouping",
    "Matrix",
    "Measured",
    "ModelColumn",
    "ModelComparison",
    "Overlap",
    "Part",
    "PathTables",
    "Paths",
    "Reach",
    "Repeats",
    "Sequences",
    "Since",
    "TopPath",
    "TopPaths",
    "Worth",
    "assists",
    "audience_overlap",
    "conversions_of",
    "model_comparison",
    "overlapping",
    "path_lengths",
    "person_names",
    "time_lags",
    "top_paths",
]
