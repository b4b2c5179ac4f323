"""Sources: what shops and analytics tools export, read as facts.

    export + setting → facts + rejections + gaps

A source reads the rows of one file and opens none; reading files, and writing what was read into a
campaign book, is for ``influence.books``. Whatever an export does not tell becomes a *gap* with a
name, so that a figure which rests on it can say so. Nothing is dropped in silence: a source that
loses a row cannot build its answer.
"""

from __future__ import annotations

from influence.sources._export import Export, Row
from influence.sources._ga4 import Ga4
from influence.sources._gap import GAP_KINDS, Gap, GapKind
from influence.sources._shopify import Shopify
from influence.sources._source import AttributionSource, Setting
from influence.sources._sourced import Sourced

__all__ = [
    "GAP_KINDS",
    "AttributionSource",
    "Export",
    "Ga4",
    "Gap",
    "GapKind",
    "Row",
    "Setting",
    "Shopify",
    "Sourced",
]
