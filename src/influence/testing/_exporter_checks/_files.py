"""Files: what an exporter writes."""

from __future__ import annotations

import csv
import io
import json
import pickle
import re
from collections.abc import Iterator
from decimal import Context, localcontext
from html.parser import HTMLParser
from typing import Final

from influence.testing._conformance._check import CheckFailedError, check
from influence.testing._conformance._corpus import HOSTILE
from influence.testing._conformance._value_rules import refuse_differing_copy, refuse_unclear_repr
from influence.testing._conformance._world import untouched
from influence.testing._exporter_checks._subject import ExporterSubject, content

_NEEDS: Final = ("examples",)
_SUFFIX: Final = re.compile(r"(\.[a-z0-9]+)+")
_MEDIA: Final = re.compile(r"[a-z]+/[a-z0-9.+-]+(; ?[a-z-]+=[A-Za-z0-9._-]+)*")
_SEPARATORS: Final = (",", ";", "\t")
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "\0")
_NUMBER: Final = re.compile(r"[+-]?[0-9][0-9,. ]*%?")


@check(
    "EX-F01",
    needs=_NEEDS,
    if_fails="Nothing can be written to a file. Answer bytes, such as `text.encode()`, also of a "
    "campaign in which nothing happened.",
)
def writes_bytes(subject: ExporterSubject) -> None:
    """Any evaluation is written as bytes, without failing."""
    _ = subject.files


@check(
    "EX-F02",
    needs=_NEEDS,
    if_fails="Every export looks like a change, so nobody sees the real ones. Write no clock, no "
    "random id, and nothing in the order of a set.",
)
def writes_alike(subject: ExporterSubject) -> None:
    """The same evaluation is written as the same bytes."""
    for exporter, one in subject.cases():
        if content(exporter, one) != content(exporter, one):
            raise CheckFailedError(f"file of {exporter.name}", "be the same again", "another")


@check(
    "EX-F03",
    needs=_NEEDS,
    if_fails="The file opens in the wrong program. Say a suffix such as `.csv` and a media type "
    "such as `text/csv`.",
)
def says_its_type(subject: ExporterSubject) -> None:
    """A suffix and a media type have their forms."""
    for exporter in subject.exporters:
        if not _SUFFIX.fullmatch(exporter.suffix):
            raise CheckFailedError(f"suffix of {exporter.name}", "look like .csv", exporter.suffix)
        if not _MEDIA.fullmatch(exporter.media_type):
            what = f"media type of {exporter.name}"
            raise CheckFailedError(what, "look like text/csv", exporter.media_type)


@check(
    "EX-F04",
    needs=("examples", "text"),
    if_fails="Names come out as other signs in the next program. Encode as UTF-8.",
)
def writes_utf8(subject: ExporterSubject) -> None:
    """Text is UTF-8."""
    subject.texts()


@check(
    "EX-F05",
    needs=_NEEDS,
    if_fails="Nobody of the campaign is in the file, or nothing at all. Write at least a header.",
)
def writes_something(subject: ExporterSubject) -> None:
    """A file is not empty."""
    for exporter, file in subject.files:
        if not file.strip():
            raise CheckFailedError(f"file of {exporter.name}", "hold something", file)


@check(
    "EX-C01",
    needs=("examples", "csv"),
    if_fails="A creator calls themselves `=HYPERLINK(…)`, and the formula runs in the spreadsheet "
    "of whoever opens the file. Put an apostrophe before cells that begin with = + - @.",
)
def runs_no_formula(subject: ExporterSubject) -> None:
    """No cell of text is a formula to a spreadsheet.

    Source: S231.
    """
    for exporter, text in subject.texts():
        for row in _rows(text):
            for cell in row:
                if cell.startswith(_FORMULA) and not _NUMBER.fullmatch(cell):
                    raise CheckFailedError(f"cell of {exporter.name}", "be no formula", cell)


@check(
    "EX-C02",
    needs=("examples", "csv"),
    if_fails="A comma in a name moves every cell behind it. Write with the csv module.",
)
def keeps_columns(subject: ExporterSubject) -> None:
    """Every row has as many cells as the header."""
    for exporter, text in subject.texts():
        widths = {len(row) for row in _rows(text) if row}
        if len(widths) > 1:
            raise CheckFailedError(f"rows of {exporter.name}", "be of one width", sorted(widths))


@check(
    "EX-C03",
    needs=("examples", "csv"),
    if_fails="Two columns have one name, so a program reads one of them. Name each once.",
)
def names_columns(subject: ExporterSubject) -> None:
    """Every column has a name of its own."""
    for exporter, text in subject.texts():
        header = next(_rows(text), list[str]())
        if len(set(header)) != len(header) or not all(map(str.strip, header)):
            raise CheckFailedError(f"header of {exporter.name}", "name each column once", header)


@check(
    "EX-H01",
    needs=("examples", "html"),
    if_fails="A creator calls themselves `<script>…`, and the script runs in the browser of "
    "whoever opens the page. Let the template escape: `autoescape=True`.",
)
def escapes_names(subject: ExporterSubject) -> None:
    """A name on a page is text, never a tag or an attribute."""
    for exporter, text in subject.texts():
        raw = [name for name in HOSTILE if "<" in name and name in text]
        if raw or _Reader.alerts(text):
            raise CheckFailedError(
                f"page of {exporter.name}", "escape names", raw or "an attribute"
            )


@check(
    "EX-H02",
    needs=("examples", "html"),
    if_fails="Whoever opens the page tells a stranger that they did, and the page looks otherwise "
    "without a network. Put styles, fonts and pictures into the page.",
)
def asks_nobody(subject: ExporterSubject) -> None:
    """A page loads nothing from elsewhere."""
    for exporter, text in subject.texts():
        found = re.search(r"<(?:script|link|img|iframe)\b[^>]*(?:src|href)=[\"']?https?:", text)
        if found:
            raise CheckFailedError(f"page of {exporter.name}", "load nothing", found.group())


@check(
    "EX-J01",
    needs=("examples", "json"),
    if_fails="Other programs refuse the file: NaN and Infinity are no JSON. Write what is unknown "
    "as null.",
)
def is_json(subject: ExporterSubject) -> None:
    """JSON is what the standard calls JSON."""
    for exporter, text in subject.texts():
        try:
            json.loads(text, parse_constant=_refuse_constant)
        except ValueError as error:
            raise CheckFailedError(f"file of {exporter.name}", "be JSON", str(error)) from error


@check(
    "EX-P01",
    needs=_NEEDS,
    if_fails="An export changes the evaluation, so the next one says something else. Copy before "
    "you sort.",
)
def leaves_evaluations(subject: ExporterSubject) -> None:
    """An evaluation is as it was before it was written."""
    for exporter, one in subject.cases():
        before = pickle.dumps(one)
        content(exporter, one)
        if pickle.loads(before) != one:  # noqa: S301  # written two lines above
            what = f"exporter {exporter.name}"
            raise CheckFailedError(what, "leave the evaluation as it was", "another")


@check(
    "EX-P02",
    needs=_NEEDS,
    if_fails="An exporter writes files or asks the network behind the back of whoever called it. "
    "Answer bytes; writing them is for the command line.",
)
def stays_inside(subject: ExporterSubject) -> None:
    """Writing touches no file, no network and no process."""
    for exporter, one in subject.cases()[:2]:
        content(exporter, one)
        with untouched(f"exporter {exporter.name}"):
            content(exporter, one)


@check(
    "EX-P03",
    needs=_NEEDS,
    if_fails="Amounts are rounded by the decimal context of the program around. Write `Money` as "
    "it is; it is exact.",
)
def ignores_contexts(subject: ExporterSubject) -> None:
    """The decimal context around an exporter changes no byte."""
    for exporter, one in subject.cases()[:5]:
        before = content(exporter, one)
        with localcontext(Context(prec=2)):
            after = content(exporter, one)
        if after != before:
            raise CheckFailedError(f"file of {exporter.name}", "be the same", "another")


@check(
    "EX-V01",
    needs=_NEEDS,
    if_fails="What a book names cannot be copied or sent. Use `@attrs.frozen`.",
)
def copies(subject: ExporterSubject) -> None:
    """An exporter that is pickled or copied is the same exporter."""
    for exporter in subject.exporters:
        refuse_differing_copy(f"exporter {exporter.name}", exporter)


@check(
    "EX-V02",
    needs=_NEEDS,
    if_fails="Nobody can see with which options a file was written. Use `@attrs.frozen`.",
)
def is_told(subject: ExporterSubject) -> None:
    """An exporter says in one line what it is."""
    for exporter in subject.exporters:
        refuse_unclear_repr(f"exporter {exporter.name}", exporter)


def _rows(text: str) -> Iterator[list[str]]:
    """The rows of a table, whose cells are parted as its header is: by comma, semicolon or tab."""
    plain = text.removeprefix("\ufeff")
    header = plain.partition("\n")[0]
    separator = max(_SEPARATORS, key=header.count)
    return csv.reader(io.StringIO(plain, newline=""), delimiter=separator)


def _refuse_constant(word: str) -> float:
    """No number."""
    raise ValueError(word)


class _Reader(HTMLParser):
    """Reads a page, and notes attributes that would run a hostile name."""

    def __init__(self) -> None:
        super().__init__()
        self.is_alerting = False

    @classmethod
    def alerts(cls, text: str) -> bool:
        """Whether a name became an attribute."""
        reader = cls()
        reader.feed(text)
        return reader.is_alerting

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Look at the attributes of a tag."""
        del tag
        self.is_alerting |= any(value == "alert(1)" for _, value in attrs)
