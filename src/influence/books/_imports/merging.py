"""Merging: facts that a platform tells, put into the tables of a book that has some already.

    row with an id that is there      its cells are told anew; what the platform leaves empty stays
    row with another id               is added
    refund of an order that is not    stays out, with a gap
    in the book

Gaps of a source tell of its last pull, but for those of one row: such a row is still missing when
nobody asked for it again. The same facts put in twice give the same book.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import attrs

from influence import _requirements as require
from influence.books._columns import TableKind
from influence.books._content_tables import POSTS
from influence.books._folder import CAMPAIGN, Folder
from influence.books._imports.records import table_records, write_files
from influence.books._tables import GAPS, ORDERS, REFUNDS, TOUCHES
from influence.books._writer import foreign_records, records_text
from influence.errors import InvalidInputError
from influence.metrics import POST_METRICS
from influence.orders import Order, Refund
from influence.posts import Post
from influence.sansio import Reading
from influence.sources import Gap
from influence.tracking import Touch

Record = Mapping[str, str]

_KINDS: tuple[TableKind[Any], ...] = (POSTS, TOUCHES, ORDERS, REFUNDS)


@attrs.frozen(kw_only=True)
class PlatformFacts:
    """What a platform told.

    Args:
        source: The name of the platform.
        posts: What was published.
        readings: The figures of posts; a post that is not in the book has none.
        touches: Who met which mark.
        orders: What was bought.
        refunds: What was given back.
        gaps: What it did not tell.

    Raises:
        InvalidInputError: A field breaks its rule; the message names field and value.
    """

    source: str = attrs.field(validator=require.is_line)
    posts: tuple[Post, ...] = attrs.field(default=(), validator=require.are(Post, called="posts"))
    readings: tuple[Reading, ...] = attrs.field(
        default=(), validator=require.are(Reading, called="readings")
    )
    touches: tuple[Touch, ...] = attrs.field(
        default=(), validator=require.are(Touch, called="touches")
    )
    orders: tuple[Order, ...] = attrs.field(
        default=(), validator=require.are(Order, called="orders")
    )
    refunds: tuple[Refund, ...] = attrs.field(
        default=(), validator=require.are(Refund, called="refunds")
    )
    gaps: tuple[Gap, ...] = attrs.field(default=(), validator=require.are(Gap, called="gaps"))


@attrs.frozen(kw_only=True)
class MergedTable:
    """What became of one table.

    Args:
        name: Which.
        added: How many rows are new.
        changed: How many rows that were there are told otherwise.
        rows: How many rows it has now.
    """

    name: str
    added: int
    changed: int
    rows: int

    def __str__(self) -> str:
        return f"{self.name}: {self.added} new, {self.changed} changed, {self.rows} in all"


@attrs.frozen(kw_only=True)
class MergedFacts:
    """What became of the facts of a platform.

    Args:
        tables: The tables that it tells.
        gaps: What it did not tell, and what was left out.
    """

    tables: tuple[MergedTable, ...]
    gaps: tuple[Gap, ...]


def merge_facts(facts: PlatformFacts, *, target: str | Path) -> MergedFacts:
    """Put the facts of a platform into the book in the folder *target*.

    Raises:
        InvalidInputError: *target* is no book, or a table of it is no CSV.
    """
    path = Path(target)
    folder = Folder(path)
    if not (path / CAMPAIGN).is_file():
        raise InvalidInputError(str(path), f"be a book, with {CAMPAIGN}", "none")
    merged = {kind.name: _Merge.begun(kind, folder) for kind in _KINDS}
    merged[POSTS.name].put(_post_records(facts, known=merged[POSTS.name].records))
    for kind in (TOUCHES, ORDERS):
        merged[kind.name].put(foreign_records(kind, getattr(facts, kind.field)))
    known = merged[ORDERS.name].records.keys()
    strangers = [refund for refund in facts.refunds if refund.order_id not in known]
    refunds = [refund for refund in facts.refunds if refund.order_id in known]
    merged[REFUNDS.name].put(foreign_records(REFUNDS, refunds))
    gaps = (*facts.gaps, *_stranger_gaps(strangers, source=facts.source))
    texts = {
        f"{name}.csv": merge.text for name, merge in merged.items() if merge.added or merge.changed
    }
    refunded = merged[REFUNDS.name].records.keys()
    texts |= _gaps_text(folder, foreign_records(GAPS, gaps), source=facts.source, known=refunded)
    write_files(texts, folder=path)
    return MergedFacts(tables=tuple(merge.told for merge in merged.values()), gaps=gaps)


@attrs.define(kw_only=True)
class _Merge:
    """One table while facts are put in.

    Args:
        kind: Which table.
        records: Its rows by id, in the order of the file.
        more: The columns of the file that nobody reads.
    """

    kind: TableKind[Any]
    records: dict[str, Record]
    more: tuple[str, ...]
    added: int = 0
    changed: int = 0

    @classmethod
    def begun(cls, kind: TableKind[Any], folder: Folder) -> _Merge:
        """The table as it is in the folder."""
        found, columns = table_records(kind, folder)
        records = {record[kind.key]: record for record in found}
        if len(records) < len(found):
            rule = "have each id once, so that facts can be added"
            raise InvalidInputError(f"{kind.name}.csv {kind.key}", rule, len(found) - len(records))
        more = tuple(name for name in columns if name not in kind.names)
        return cls(kind=kind, records=records, more=more)

    def put(self, records: Iterable[Record]) -> None:
        """Put rows in: over those of the same id, else after the others in order of their ids."""
        fresh: dict[str, Record] = {}
        for record in records:
            key = record[self.kind.key]
            before = self.records.get(key)
            if before is None:
                fresh[key] = record
                continue
            told = {name: cell for name, cell in record.items() if cell}
            after = {**before, **told}
            self.changed += after != before
            self.records[key] = after
        self.added += len(fresh)
        self.records |= dict(sorted(fresh.items()))

    @property
    def text(self) -> str:
        """The table as CSV."""
        return records_text(self.kind, tuple(self.records.values()), more=self.more)

    @property
    def told(self) -> MergedTable:
        """What became of it."""
        return MergedTable(
            name=self.kind.name, added=self.added, changed=self.changed, rows=len(self.records)
        )


def posts_of_platform(target: str | Path, *, platform: str) -> tuple[str, ...]:
    """The ids of the posts of a platform that are in the book in the folder *target*.

    Raises:
        InvalidInputError: The table of posts cannot be added to.
    """
    records, _ = table_records(POSTS, Folder(target))
    return tuple(record[POSTS.key] for record in records if record.get("platform", "") == platform)


def _post_records(facts: PlatformFacts, *, known: Collection[str]) -> Iterable[Record]:
    """Posts with their figures, and the figures of posts that are in the book already."""
    found = {record[POSTS.key]: dict(record) for record in foreign_records(POSTS, facts.posts)}
    for reading in facts.readings:
        key = reading.post_id
        if reading.metric not in POST_METRICS or not isinstance(reading.value, int):
            continue
        if key in found or key in known:
            found.setdefault(key, {POSTS.key: key})[reading.metric] = str(reading.value)
    return found.values()


def _gaps_text(
    folder: Folder, told: Sequence[Record], *, source: str, known: Collection[str]
) -> dict[str, str]:
    """The table of gaps: those of other sources, those of single rows, and those told now."""
    found, _ = table_records(GAPS, folder)
    others = [record for record in found if record["source"] != source]
    now = {(record["kind"], record["where"]) for record in told}
    still = [
        record
        for record in found
        if record["source"] == source
        and _is_of_a_row(record["where"], known=known)
        and (record["kind"], record["where"]) not in now
    ]
    if not found and not told:
        return {}
    own = sorted([*still, *told], key=lambda record: (record["where"], record["kind"]))
    return {f"{GAPS.name}.csv": records_text(GAPS, [*others, *own])}


def _is_of_a_row(where: str, *, known: Collection[str]) -> bool:
    """Whether a gap is of one post, or of one refund that is not in the book by now."""
    kind, _, key = where.partition(" ")
    return kind == "post" or (kind == "refund" and key not in known)


def _stranger_gaps(refunds: Sequence[Refund], *, source: str) -> Iterable[Gap]:
    """A gap for each refund of an order that is not in the book."""
    for refund in sorted(refunds, key=lambda one: one.refund_id):
        yield Gap(
            source=source,
            kind="leftover",
            where=f"refund {refund.refund_id}",
            told=f"it is of order {refund.order_id}, which is not in the book",
            rows=1,
            amount=refund.amount,
        )
