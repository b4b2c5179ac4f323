"""Campaign: the creators of the made-up worlds, how people come by them, and what they come to."""

from __future__ import annotations

from typing import Any

import narwhals as nw

from influence.tracking import Mark, Owners

CREATORS = 500


def owners() -> Owners:
    """A link, a code and a keyword for every creator."""
    return Owners(
        tuple(
            Mark(kind=kind, value=value_of(kind, number), creator_id=f"creator-{number:03}")
            for number in range(CREATORS)
            for kind in ("link", "code", "dm")
        )
    )


def value_of(kind: str, number: int) -> str:
    """How people come by a creator; a landing page is told by the link."""
    word = "link" if kind == "landing" else kind
    return f"{word}{number:03}"


def summed(rows: Any) -> Any:  # noqa: ANN401 - a frame of any engine
    """Gross and net of every model by creator."""
    frame = nw.from_native(rows).lazy()
    amounts = [name for name in frame.collect_schema().names() if name.endswith("_minor")]
    return frame.group_by("creator_id").agg(nw.col(*amounts).sum()).to_native()
