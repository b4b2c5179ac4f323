"""Faulty exporters: bugs that files have which others open."""

from __future__ import annotations

import csv
import html
import io
import json
import tempfile
from collections.abc import Callable, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any, ClassVar

import attrs

from influence.evaluation import Evaluation
from influence.testing._faulty_members._faulty_member import Bug, Seeds

_FORMULAS = ("=", "+", "-", "@", "\t", "\r")


@attrs.frozen(kw_only=True)
class SeededExporter:
    """An exporter that writes wrongly.

    Args:
        writes: What it answers.
        suffix: What the file's name ends with.
        media_type: The media type of the file.
        memory: What it keeps between calls, which no exporter may.
    """

    name: ClassVar[str] = "seeded_bug"
    writes: Callable[[SeededExporter, Evaluation], Any]
    suffix: str = ".csv"
    media_type: str = "text/csv"
    memory: list[int] = attrs.field(factory=list[int], eq=False)

    def export(self, evaluation: Evaluation, /) -> bytes:
        """What the wrong way writes."""
        found: bytes = self.writes(self, evaluation)
        return found


@attrs.frozen(kw_only=True)
class Names:
    """The names of creators, as a table."""

    name: ClassVar[str] = "names"
    suffix: ClassVar[str] = ".csv"
    media_type: ClassVar[str] = "text/csv"

    def export(self, evaluation: Evaluation, /) -> bytes:
        """A row for each creator."""
        return _table(evaluation)


@attrs.frozen(kw_only=True)
class NamesPage:
    """The names of creators, as a page."""

    name: ClassVar[str] = "names_page"
    suffix: ClassVar[str] = ".html"
    media_type: ClassVar[str] = "text/html; charset=utf-8"

    def export(self, evaluation: Evaluation, /) -> bytes:
        """A line for each creator."""
        return _page(evaluation, escaped=html.escape)


@attrs.frozen(kw_only=True)
class NamesDocument:
    """The names of creators, as JSON."""

    name: ClassVar[str] = "names_document"
    suffix: ClassVar[str] = ".json"
    media_type: ClassVar[str] = "application/json"

    def export(self, evaluation: Evaluation, /) -> bytes:
        """A list of names."""
        return json.dumps(_names(evaluation)).encode()


def _names(evaluation: Evaluation) -> list[str]:
    """What creators are called."""
    return [creator.name for creator in evaluation.board.book.creators]


def _table(evaluation: Evaluation, *, header: Sequence[str] = ("creator", "orders")) -> bytes:
    """A row for each creator, no cell a formula."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(header)
    for name in _names(evaluation):
        writer.writerow([f"'{name}" if name.startswith(_FORMULAS) else name, "1"])
    return text.getvalue().encode()


def _page(evaluation: Evaluation, *, escaped: Callable[[str], str], head: str = "") -> bytes:
    """A line for each creator."""
    lines = "".join(f'<p title="{escaped(name)}">a creator</p>' for name in _names(evaluation))
    return f"<!doctype html>{head}{lines}".encode()


_SEEDS = Seeds(made=lambda does: SeededExporter(writes=does), twin=Names())
_seeded = _SEEDS.bug


def _page_made(does: Bug) -> SeededExporter:
    """A faulty exporter of pages."""
    return SeededExporter(writes=does, suffix=".html", media_type="text/html")


_PAGES = Seeds(made=_page_made, twin=NamesPage())


def _document_made(does: Bug) -> SeededExporter:
    """A faulty exporter of JSON."""
    return SeededExporter(writes=does, suffix=".json", media_type="application/json")


_DOCUMENTS = Seeds(made=_document_made, twin=NamesDocument())


@_seeded("EX-F01")
def answers_text(_exporter: SeededExporter, _evaluation: Evaluation) -> str:
    """Answers text in place of bytes."""
    return "creator"


@_seeded("EX-F01")
def best_of_nobody(_exporter: SeededExporter, evaluation: Evaluation) -> bytes:
    """Begins with the best creator, who need not be there."""
    return str(evaluation.ranking[0]).encode() + _table(evaluation)


@_seeded("EX-F02")
def numbered(exporter: SeededExporter, evaluation: Evaluation) -> bytes:
    """Writes how many files it has written."""
    exporter.memory.append(1)
    return _table(evaluation, header=("creator", f"file {len(exporter.memory)}"))


_SEEDS_SUFFIX = Seeds(made=lambda does: SeededExporter(writes=does, suffix="csv"), twin=Names())
_SEEDS_MEDIA = Seeds(made=lambda does: SeededExporter(writes=does, media_type="csv"), twin=Names())


@_SEEDS_SUFFIX.bug("EX-F03")
def without_a_dot(_exporter: SeededExporter, evaluation: Evaluation) -> bytes:
    """Has a suffix without its dot."""
    return _table(evaluation)


@_SEEDS_MEDIA.bug("EX-F03")
def half_a_type(_exporter: SeededExporter, evaluation: Evaluation) -> bytes:
    """Has half a media type."""
    return _table(evaluation)


@_seeded("EX-F04")
def in_utf_16(_exporter: SeededExporter, evaluation: Evaluation) -> bytes:
    """Writes for one program of one country."""
    return _table(evaluation).decode().encode("utf-16")


@_seeded("EX-F05")
def only_the_ranked(_exporter: SeededExporter, evaluation: Evaluation) -> bytes:
    """Writes nothing at all when nobody is there."""
    return _table(evaluation) if evaluation.ranking else b""


@_seeded("EX-C01")
def runs_formulas(_exporter: SeededExporter, evaluation: Evaluation) -> bytes:
    """Writes names as they are, formulas too."""
    text = io.StringIO(newline="")
    csv.writer(text).writerows([["creator"], *([name] for name in _names(evaluation))])
    return text.getvalue().encode()


@_seeded("EX-C02")
def joined_by_commas(_exporter: SeededExporter, evaluation: Evaluation) -> bytes:
    """Joins cells by commas, whatever is in them."""
    lines = [f"_{name.replace(chr(34), '')},1" for name in _names(evaluation)]
    return "\n".join(("creator,orders", *lines)).encode()


@_seeded("EX-C03")
def one_name_twice(_exporter: SeededExporter, evaluation: Evaluation) -> bytes:
    """Gives two columns one name."""
    return _table(evaluation, header=("creator", "creator"))


@_PAGES.bug("EX-H01")
def unescaped(_exporter: SeededExporter, evaluation: Evaluation) -> bytes:
    """Writes names into a page as they are."""
    return _page(evaluation, escaped=str)


@_PAGES.bug("EX-H01")
def half_escaped(_exporter: SeededExporter, evaluation: Evaluation) -> bytes:
    """Escapes tags, and forgets that a quote ends an attribute."""
    return _page(evaluation, escaped=lambda name: html.escape(name, quote=False))


@_PAGES.bug("EX-H02")
def asks_for_fonts(_exporter: SeededExporter, evaluation: Evaluation) -> bytes:
    """Loads a font from somebody else."""
    head = '<link rel="stylesheet" href="https://fonts.example.invalid/inter.css">'
    return _page(evaluation, escaped=html.escape, head=head)


@_DOCUMENTS.bug("EX-J01")
def not_a_number(_exporter: SeededExporter, _evaluation: Evaluation) -> bytes:
    """Writes NaN for what is unknown."""
    return json.dumps({"roi": float("nan")}).encode()


@_seeded("EX-P01")
def sorts_the_book(_exporter: SeededExporter, evaluation: Evaluation) -> bytes:
    """Turns the creators of the book around, and leaves them so."""
    found = _table(evaluation)
    book = evaluation.board.book
    object.__setattr__(book, "creators", book.creators[::-1])
    return found


@_seeded("EX-P02")
def writes_a_file(_exporter: SeededExporter, evaluation: Evaluation) -> bytes:
    """Writes a file on its way."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "names.csv")
        path.write_bytes(_table(evaluation))
        return path.read_bytes()


@_seeded("EX-P03")
def ambient(_exporter: SeededExporter, evaluation: Evaluation) -> bytes:
    """Divides in whatever decimal context the caller has."""
    return _table(evaluation, header=("creator", str(Decimal(1_000) / 3)))


@_SEEDS.class_bug("EX-V01")
class ExporterCallback:
    """Keeps a function, so it cannot be pickled."""

    name: ClassVar[str] = "seeded_bug"
    suffix: ClassVar[str] = ".csv"
    media_type: ClassVar[str] = "text/csv"

    def __init__(self) -> None:
        self.write: Callable[[Evaluation], bytes] = lambda one: _table(one)  # noqa: PLW0108  # the bug

    def export(self, evaluation: Evaluation, /) -> bytes:
        """Writes honestly."""
        return _table(evaluation)


@_SEEDS.class_bug("EX-V02")
class ExporterUnnamed:
    """Shows an address in place of its options."""

    name: ClassVar[str] = "seeded_bug"
    suffix: ClassVar[str] = ".csv"
    media_type: ClassVar[str] = "text/csv"

    def export(self, evaluation: Evaluation, /) -> bytes:
        """Writes honestly."""
        return _table(evaluation)
