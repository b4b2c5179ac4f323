"""Hostile: exports that were cut, doubled, written by another program, or made to harm."""

from __future__ import annotations

from decimal import Context, localcontext
from functools import partial
from random import Random
from typing import Final

from influence.sources import Export
from influence.testing._conformance._check import CheckFailedError, check
from influence.testing._conformance._world import untouched
from influence.testing._source_checks._subject import SourceSubject

_NEEDS: Final = ("examples", "exports")
#: Sizes that a message still takes, that the csv module still takes, and that it refuses.
_SIZES: Final = (5_000, 10**5, 10**6)
_LONGEST: Final = 1_000
_CUTS: Final = 12
_JUNK: Final = (
    "",
    " ",
    "\x00",
    "=1+1",
    "NaN",
    "1e999",
    "-0",
    "0.1.2",
    "12,50",
    "\u0661\u0662",
    "\u202e",
    "9" * 400,
    "2026-02-30",
    "2026-03-29 02:30:00 Europe/Berlin",
    "XYZ",
    "null",
)


@check(
    "AS-H01",
    needs=("examples",),
    if_fails="An empty file, as a broken download leaves it, stops the import with a traceback. "
    "Refuse it with `InvalidInputError`, and say what is missing.",
)
def empty_files(subject: SourceSubject) -> None:
    """An empty file is refused, or has no facts."""
    for text in ("", "\n", "\ufeff", "\n\n\n"):
        subject.judged(partial(Export.of_csv, text, name="empty.csv"), case="nothing")


@check(
    "AS-H02",
    needs=_NEEDS,
    if_fails="A download that broke off stops the import with a traceback. Expect rows that are "
    "shorter than the header.",
)
def cut_files(subject: SourceSubject) -> None:
    """A file that was cut anywhere is read as far as it goes, or refused."""
    for sheet in subject.sheets:
        for cut in range(1, _CUTS):
            text = sheet.text[: len(sheet.text) * cut // _CUTS]
            subject.judged(partial(sheet.export_of, text), case=f"{cut}/{_CUTS} of it")


@check(
    "AS-H03",
    needs=_NEEDS,
    if_fails="A file that was saved by a spreadsheet begins with a byte order mark, and its first "
    "column is not found. Read with `Export`, which takes it off, and do not look at raw text.",
)
def marked_files(subject: SourceSubject) -> None:
    """A byte order mark changes nothing."""
    for sheet in subject.sheets:
        if subject.read(sheet.export_of(f"\ufeff{sheet.text}")) != subject.read(sheet.export()):
            raise CheckFailedError(f"answer to {sheet.name}", "be the same with a mark", "another")


@check(
    "AS-H04",
    needs=_NEEDS,
    if_fails="A file in another encoding stops the import with a traceback. Refuse a header that "
    "is not there with `InvalidInputError`.",
)
def other_encodings(subject: SourceSubject) -> None:
    """A file in another encoding is refused or read, never failed on."""
    for sheet in subject.sheets:
        for encoding in ("utf-16-le", "utf-7", "cp500"):
            text = sheet.text.encode(encoding, "replace").decode("latin-1")
            subject.judged(partial(sheet.export_of, text), case=f"{encoding} bytes")


@check(
    "AS-H05",
    needs=_NEEDS,
    if_fails="One huge cell stops the import or fills the terminal. Do not put cells into patterns "
    "that backtrack; messages are cut by our errors.",
)
def large_cells(subject: SourceSubject) -> None:
    """A cell of a million characters is refused or rejected in few words."""
    dice = Random(subject.seed)  # noqa: S311  # cases, not secrets
    for sheet in subject.tables:
        for size in _SIZES:
            large = sheet.with_junk(dice, junk=("x" * size,))
            answer = subject.judged(large.export, case=f"a cell of {size} characters")
            for found in () if answer is None else answer.rejections:
                if len(str(found)) > _LONGEST:
                    raise CheckFailedError("message of a rejection", "be short", len(str(found)))


@check(
    "AS-H06",
    needs=_NEEDS,
    if_fails="Two columns of one name are read as one, and nobody knows which. Refuse them, or "
    "reject their rows.",
)
def doubled_headers(subject: SourceSubject) -> None:
    """A header that names each column twice is refused or read, never failed on."""
    for sheet in subject.tables:
        doubled = sheet.with_columns(lambda row: [*row, *row])
        subject.judged(doubled.export, case="each column twice")


@check(
    "AS-H07",
    needs=_NEEDS,
    if_fails="A file from another system has other facts. Let the csv module end lines; do not "
    "split text.",
)
def line_endings(subject: SourceSubject) -> None:
    """Lines that end as on another system give the same answer."""
    for sheet in subject.sheets:
        text = sheet.text.replace("\r\n", "\n").replace("\n", "\r\n")
        if subject.read(sheet.export_of(text)).taken != subject.read(sheet.export()).taken:
            raise CheckFailedError(f"rows of {sheet.name}", "be the same with CRLF", "others")


@check(
    "AS-H08",
    needs=_NEEDS,
    if_fails="A row with a typing error takes the whole import with it. Judge each row, and reject "
    "the bad ones with their line.",
)
def junk_cells(subject: SourceSubject) -> None:
    """A cell of junk is a rejection or a gap, never an error."""
    dice = Random(subject.seed)  # noqa: S311  # cases, not secrets
    for sheet in subject.tables:
        for _ in range(subject.examples):
            spoilt = sheet.with_junk(dice, junk=_JUNK)
            subject.judged(spoilt.export, case="cells of junk")


@check(
    "AS-H09",
    needs=("examples",),
    if_fails="Who names the wrong file gets a traceback. Say with `InvalidInputError` what kind of "
    "file is read.",
)
def other_files(subject: SourceSubject) -> None:
    """A file of another kind is refused, or has no facts."""
    for text in ("{}", "[]", "null", '"text"', '{"rows": [{"a": null}]}', "[[[[]]]]", "-1"):
        subject.judged(partial(Export.of_json, text, name="a.json"), case=text)
    subject.judged(partial(Export.of_csv, "a;b\n1;2\n", name="a.csv"), case="other columns")


@check(
    "AS-H10",
    needs=_NEEDS,
    if_fails="Reading opens files or connections, so an import can fail, leak or differ by "
    "machine. A source gets the text of its file and nothing else.",
)
def stays_inside(subject: SourceSubject) -> None:
    """Reading touches no file, no network and no process."""
    for sheet in subject.sheets:
        subject.read(sheet.export())
        export = sheet.export()
        with untouched(f"reading {sheet.name}"):
            subject.read(export)


@check(
    "AS-H11",
    needs=_NEEDS,
    if_fails="Amounts are rounded by the decimal context of the program around. Make `Money` of "
    "text, and compute in fractions.",
)
def ignores_contexts(subject: SourceSubject) -> None:
    """The decimal context around a source changes no fact."""
    for sheet in subject.sheets:
        before = subject.read(sheet.export())
        with localcontext(Context(prec=2)):
            after = subject.read(sheet.export())
        if after != before:
            raise CheckFailedError(f"answer to {sheet.name}", "be the same", "another")
