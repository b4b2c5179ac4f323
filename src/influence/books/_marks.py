"""Marks as TOML: the lines that bring new links, codes and keywords into the deals of a book."""

from __future__ import annotations

from influence.books._toml_text import toml_text
from influence.links import MissingMarks, TrackingKit


def marks_text(kit: TrackingKit) -> str:
    """The lines that ``campaign.toml`` lacks: a table for each deal, with every key that changes.

    A key holds what the deal has and what is new, so it takes the place of the one that is there. A
    creator without a deal gets one without terms.

    Args:
        kit: The marks.
    """
    deals: list[object] = [_deal(missing) for missing in kit.missing]
    return toml_text({"deals": deals}).lstrip("\n") if deals else ""


def _deal(missing: MissingMarks) -> dict[str, object]:
    """The table of one deal."""
    lists = (
        ("codes", missing.codes, missing.deal.codes),
        ("links", missing.links, missing.deal.links),
        ("dm_keywords", missing.dm_keywords, missing.deal.dm_keywords),
    )
    changed = {key: list(every) for key, new, every in lists if new}
    return {"creator": missing.deal.creator_id, **changed}
