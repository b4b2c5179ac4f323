"""Reading: a folder in, a book out.

    campaign.toml → what was agreed        faults: no book
    tables        → what happened          rejections: beside the book

The tables are read in the order in which they refer to each other, each one row by row, so that
memory is needed for what is accepted and not for what is in the files.
"""

from __future__ import annotations

from pathlib import Path

from influence.books._campaign.files import BookFiles
from influence.books._faults import InvalidBookError
from influence.books._files.pieces import Progress, silent
from influence.books._folder import Folder
from influence.books._reading import Reading
from influence.campaign_book import Book
from influence.findings import Finding
from influence.plugins import Registry, load
from influence.plugins.hooks import BookRead


def read_book(
    path: str | Path,
    *,
    registry: Registry | None = None,
    progress: Progress | None = None,
    keeps_touches: bool = False,
) -> Book:
    """The campaign book in a folder.

    Args:
        path: The folder, with ``campaign.toml`` and its tables.
        registry: The payment rules, models and strategies that the book may name; by default those
            of ``influence.plugins.load()``.
        progress: Called now and then with a table's file, the bytes that are read, and its bytes
            in all.
        keeps_touches: Whether touches in Parquet stay rows of a frame, and become values only when
            somebody looks at them; then what stands in columns that nobody reads is not kept.

    Raises:
        InvalidBookError: The campaign file, the creators or a whole table cannot be used; it has
            every fault.
        MissingExtraError: A table is Parquet and the extra ``frames`` is not installed.

    Example:
        >>> book = read_book("examples/spring-launch")
        >>> book.campaign.name, len(book.creators)
        ('Spring launch', 40)
        >>> book.rejections[0].where
        'touches.csv:3169 at'
        >>> book.rejections[0].message
        "at must carry an offset such as +02:00 or Z, got '2026-03-19T14:05:00'"
    """
    reading = Reading(
        folder=Folder(path),
        registry=registry or load(),
        progress=progress or silent,
        keeps_touches=keeps_touches,
    )
    draft = reading.draft()
    if reading.faults or draft.agreement is None:
        raise InvalidBookError(str(path), _faults(reading))
    reading.read_tables(draft)
    if reading.faults:
        raise InvalidBookError(str(path), _faults(reading))
    book = reading.book(draft.agreement)
    reading.registry.observe(_event(book))
    return book


def _faults(reading: Reading) -> tuple[Finding, ...]:
    """What is wrong with a book, and with the plugins that it misses."""
    missed = [
        plugin
        for plugin in reading.registry.plugins
        if any(plugin.label in fault.message for fault in reading.faults)
    ]
    told = tuple(finding for plugin in missed for finding in plugin.findings)
    return (*reading.faults, *told, *reading.rejections.findings())


def _event(book: Book) -> BookRead:
    """What observers are told of a book."""
    return BookRead(
        campaign=book.campaign.name,
        creators=len(book.creators),
        orders=len(book.orders),
        rejections=len(book.rejections),
    )


def check_book(path: str | Path, *, registry: Registry | None = None) -> tuple[Finding, ...]:
    """Everything that is wrong or odd in the campaign book in a folder.

    As much is judged as can be: a fault of the campaign file does not hide the bad rows of the
    tables.

    Args:
        path: The folder.
        registry: As in ``read_book``.

    Example:
        >>> [finding.code for finding in check_book("examples/spring-launch")][:3]
        ['INF101', 'INF101', 'INF103']
    """
    reading = Reading(folder=Folder(path), registry=registry or load(), progress=silent)
    draft = reading.draft()
    reading.read_tables(draft)
    return (*_faults(reading), *reading.gaps())


def book_files(path: str | Path, *, registry: Registry | None = None) -> BookFiles:
    """What the campaign file in a folder says of exports to read, platforms, and files to write.

    Args:
        path: The folder.
        registry: As in ``read_book``.

    Raises:
        InvalidBookError: The campaign file cannot be used; it has every fault.

    Example:
        >>> book_files("examples/spring-launch").exports
        ()
    """
    reading = Reading(folder=Folder(path), registry=registry or load(), progress=silent)
    draft = reading.draft()
    if draft.agreement is None:
        raise InvalidBookError(str(path), reading.faults)
    return draft.files
