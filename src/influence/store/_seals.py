"""Seals: batches that cannot be changed, lost or cut in two without anybody noticing.

    seal = SHA-256(seal of the batch before, number of the batch, its rows in their order)

A chain of statements tells whether a statement was changed. A seal tells it of every fact as well,
and of a batch of which a part is missing, which is what a damaged file can look like.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from hashlib import sha256
from typing import Any, Final, TypeAlias

from influence.settlement import LedgerFault

Row: TypeAlias = Sequence[Any]
#: The rows of a batch by table.
Written: TypeAlias = Mapping[str, Sequence[Row]]

TABLES: Final = ("fact", "conflict", "statement")
_BEFORE_ALL: Final = "0" * 64


def seal_of(written: Written, *, batch: int, after: str) -> str:
    """The seal of a batch.

    Args:
        written: Its rows by table.
        batch: Its number: 1, 2, 3 …
        after: The seal of the batch before; empty before the first.
    """
    rows = [sorted([*map(str, row)] for row in written.get(table, ())) for table in TABLES]
    text = json.dumps([after or _BEFORE_ALL, batch, *rows])
    return sha256(text.encode("ascii")).hexdigest()


def broken_seals(
    batches: Mapping[int, Written], *, seals: Mapping[int, str]
) -> Iterator[LedgerFault]:
    """Batches that are not what was sealed.

    Args:
        batches: What was written, by number of the batch.
        seals: The seals that are kept, by number of the batch.
    """
    before = ""
    for number in range(1, max((*batches, *seals), default=0) + 1):
        expected = seal_of(batches.get(number, {}), batch=number, after=before)
        found = seals.get(number, "")
        if found != expected:
            yield LedgerFault(
                what=f"batch {number}", rule="have the seal", expected=expected, found=found
            )
        before = found or expected
