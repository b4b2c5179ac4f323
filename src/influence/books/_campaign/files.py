"""Files of the campaign file: which exports it reads, what it is exported to, and platforms.

None of them changes a figure, so they are no part of a book: what a book says must not depend on
where its files lie. A path never leads out of the folder that it begins in, because a campaign file
may come from somebody else.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import PurePosixPath

import attrs

from influence._frozen_mapping import FrozenMapping
from influence.books._campaign.keys import Keys
from influence.errors import InvalidInputError
from influence.exporters import Exporter
from influence.plugins import CheckedSource, Registry


@attrs.frozen(kw_only=True)
class NamedExport:
    """A file that a book is to be exported to.

    Args:
        exporter: What writes it, with its options.
        file: Where, below the folder of the exports.
    """

    exporter: Exporter
    file: str


@attrs.frozen(kw_only=True)
class NamedSource:
    """An export of a shop or an analytics tool that a book is read from.

    Args:
        source: What reads it, with its options.
        file: Where it is, below the folder of the book.
    """

    source: CheckedSource
    file: str


@attrs.frozen(kw_only=True)
class NamedPlatform:
    """A platform that a book reads from.

    Args:
        platform: The name of its connector.
        settings: What else stands in its table, as the file has it.
    """

    platform: str
    settings: Mapping[str, object] = attrs.field(converter=FrozenMapping[str, object])


@attrs.frozen(kw_only=True)
class BookFiles:
    """What a campaign file says of files and platforms.

    Args:
        sources: The exports that it is read from.
        platforms: The platforms that it reads from.
        exports: The files that it is exported to.
    """

    sources: tuple[NamedSource, ...] = ()
    platforms: tuple[NamedPlatform, ...] = ()
    exports: tuple[NamedExport, ...] = ()


def read_files(root: Keys, *, registry: Registry, currency: str | None) -> BookFiles:
    """The files and platforms that could be made out."""
    sources = [
        _source(table, rest, registry=registry)
        for table, rest in root.listed("sources", named_by="source")
    ]
    platforms = [
        _platform(table, rest) for table, rest in root.listed("platforms", named_by="platform")
    ]
    exports = [
        _export(table, rest, registry=registry, currency=currency)
        for table, rest in root.listed("exports", named_by="exporter")
    ]
    written = tuple(one for one in exports if one is not None)
    _refuse_twice(root, [one.file for one in written])
    return BookFiles(
        sources=tuple(one for one in sources if one is not None),
        platforms=tuple(one for one in platforms if one is not None),
        exports=written,
    )


def _source(table: Keys, rest: dict[str, object], *, registry: Registry) -> NamedSource | None:
    """One export to be read."""
    file = _file(table)
    source = table.member(
        "", lambda: registry.attribution_source(rest, where=table.path), where=table.path
    )
    if file is None or source is None:
        return None
    return NamedSource(source=source, file=file)


def _platform(table: Keys, rest: dict[str, object]) -> NamedPlatform | None:
    """One platform; what its settings mean is for its connector."""
    name = table.text("platform")
    return None if name is None else NamedPlatform(platform=name, settings=rest)


def _export(
    table: Keys, rest: dict[str, object], *, registry: Registry, currency: str | None
) -> NamedExport | None:
    """One file to be written."""
    file = _file(table)
    exporter = table.member(
        "",
        lambda: registry.exporter(rest, currency=currency, where=table.path),
        where=table.path,
    )
    if file is None or exporter is None:
        return None
    if not file.endswith(exporter.suffix):
        rule = f"end with {exporter.suffix}, as {exporter.name} writes"
        table.fault("file", InvalidInputError(table.at("file"), rule, file))
        return None
    return NamedExport(exporter=exporter, file=file)


def _file(table: Keys) -> str | None:
    """A path that stays below where it begins."""
    file = table.text("file")
    if file is None or _is_below(file):
        return file
    rule = "be a path below the folder, with / between its parts"
    table.fault("file", InvalidInputError(table.at("file"), rule, file))
    return None


def _is_below(file: str) -> bool:
    """Whether a path cannot lead out of its folder, on any system."""
    parts = PurePosixPath(file).parts
    is_plain = all(part not in {"..", "/", "//"} for part in parts) and file.isprintable()
    return bool(parts) and is_plain and not any(sign in file for sign in "\\:")


def _refuse_twice(root: Keys, files: list[str]) -> None:
    """Note a file that two exports would write."""
    for file in sorted({file for file in files if files.count(file) > 1}):
        root.fault("exports", InvalidInputError("exports", "write each file once", file))
