"""Rows: what becomes of each row of an export."""

from __future__ import annotations

import re
from collections import Counter
from random import Random
from typing import Final

from influence.sources import Sourced
from influence.testing._conformance._check import CheckFailedError, check
from influence.testing._source_checks._subject import SourceSubject

_NEEDS: Final = ("examples", "exports")
_FACTS: Final = ("orders", "line_items", "refunds", "touches", "leads", "results")
#: What a table of a book is called, where it is not called as the facts are.
_TABLES: Final = {"line_items": "order_lines"}


@check(
    "AS-R01",
    needs=_NEEDS,
    if_fails="An import replaces the tables that a source tells and no others, so facts of others "
    "are lost or doubled. Name each table in `tells`.",
)
def tells_its_tables(subject: SourceSubject) -> None:
    """A source fills only tables that it says it tells."""
    for sheet in subject.sheets:
        sourced = subject.read(sheet.export())
        filled = [_TABLES.get(name, name) for name in _FACTS if getattr(sourced, name)]
        told = () if subject.source is None else subject.source.tells
        untold = [name for name in filled if name not in told]
        if untold:
            raise CheckFailedError(f"tables filled from {sheet.name}", f"be of {told}", untold)


@check(
    "AS-R02",
    needs=_NEEDS,
    if_fails="The export that was given as an example holds no fact that the source takes. Look at "
    "its rejections and gaps, or give another example.",
)
def takes_rows(subject: SourceSubject) -> None:
    """An example export has rows that become facts."""
    for sheet in subject.sheets:
        sourced = subject.read(sheet.export())
        if not sourced.taken:
            first = next((str(found) for found in sourced.rejections), "no rejection")
            raise CheckFailedError(f"rows taken of {sheet.name}", "be more than none", first)


@check(
    "AS-R03",
    needs=_NEEDS,
    if_fails="The same file is read differently the second time: the source keeps something, or "
    "iterates over a set.",
)
def reads_alike(subject: SourceSubject) -> None:
    """The same export gives the same answer."""
    for sheet in subject.sheets:
        first, again = subject.read(sheet.export()), subject.read(sheet.export())
        if first != again:
            raise CheckFailedError(f"answer to {sheet.name}", "be the same again", _sums(again))


@check(
    "AS-R04",
    needs=_NEEDS,
    if_fails="A shop may sort its export anew, and facts change. Group rows by id instead of by "
    "the row before.",
)
def ignores_order(subject: SourceSubject) -> None:
    """Rows in another order give the same facts."""
    for sheet in subject.tables:
        turned = sheet.with_body(lambda body: body[::-1])
        before, after = _facts(subject.read(sheet.export())), _facts(subject.read(turned.export()))
        if before != after:
            rule = "be the same with its rows turned around"
            raise CheckFailedError(f"facts of {sheet.name}", rule, _differing(before, after))


@check(
    "AS-R05",
    needs=_NEEDS,
    if_fails="An export that overlaps the last one is counted twice. Reject rows whose id was "
    "there already, each with its line.",
)
def counts_once(subject: SourceSubject) -> None:
    """Rows that stand there twice are counted once."""
    for sheet in subject.tables:
        doubled = sheet.with_body(lambda body: [*body, *body])
        before, after = (
            _facts(subject.read(sheet.export())),
            subject.judged(doubled.export, case="each row twice"),
        )
        more = [] if after is None else sorted(_facts(after) - before)
        if more:
            what = f"facts of {sheet.name}, each row twice,"
            raise CheckFailedError(what, "be no more", more[0])


@check(
    "AS-R06",
    needs=_NEEDS,
    if_fails="A day without sales stops the import. Answer `Sourced(rows=0, taken=0)`.",
)
def reads_nothing(subject: SourceSubject) -> None:
    """A header without rows has no facts, and is no reason to fail."""
    for sheet in subject.tables:
        bare = sheet.with_body(lambda _body: [])
        answer = subject.judged(bare.export, case="a header without rows")
        if answer is not None and (answer.taken or _facts(answer)):
            raise CheckFailedError(f"facts of a bare {sheet.name}", "be none", _sums(answer))


@check(
    "AS-R07",
    needs=_NEEDS,
    if_fails="Nobody can find the row that was rejected. Begin the place with the name of the "
    "export and the line, such as `orders.csv:17 Total`.",
)
def names_lines(subject: SourceSubject) -> None:
    """A rejected row is named by file and line."""
    dice = Random(subject.seed)  # noqa: S311  # cases, not secrets
    for sheet in subject.tables:
        spoilt = sheet.with_junk(dice, junk=("?", "-", "12,5,0"))
        answer = subject.judged(spoilt.export, case="cells of junk")
        for found in () if answer is None else answer.rejections:
            if not re.match(rf"{re.escape(sheet.name)}:\d+", found.where):
                raise CheckFailedError(
                    "place of a rejection", f"begin as {sheet.name}:17", found.where
                )


@check(
    "AS-R08",
    needs=_NEEDS,
    if_fails="A shop adds a column every year, and the import stops. Find columns by name, and "
    "leave alone what you do not know.",
)
def ignores_columns(subject: SourceSubject) -> None:
    """A column that nobody knows changes no fact."""
    for sheet in subject.tables:
        wider = sheet.with_columns(lambda row: [*row, "Influence unknown"])
        before, after = _facts(subject.read(sheet.export())), _facts(subject.read(wider.export()))
        if before != after:
            rule = "be the same with a column more"
            raise CheckFailedError(f"facts of {sheet.name}", rule, _differing(before, after))


@check(
    "AS-R09",
    needs=_NEEDS,
    if_fails="A person reorders columns, and amounts become ids. Find columns by the name in the "
    "header, not by their place.",
)
def ignores_places(subject: SourceSubject) -> None:
    """Columns in another order give the same facts."""
    for sheet in subject.tables:
        turned = sheet.with_columns(lambda row: row[::-1])
        before, after = (
            _facts(subject.read(sheet.export())),
            subject.judged(turned.export, case="its columns turned around"),
        )
        if after is None or _facts(after) != before:
            rule = "be the same with its columns turned around"
            raise CheckFailedError(
                f"facts of {sheet.name}", rule, "others" if after else "a refusal"
            )


@check(
    "AS-R10",
    needs=_NEEDS,
    if_fails="An id that was changed on the way in finds its order no more: leading zeros, digits "
    "past 2^53 and case all matter. Keep ids as text.",
)
def keeps_ids(subject: SourceSubject) -> None:
    """The id of an order stands in the export, byte by byte."""
    for sheet in subject.sheets:
        for order in subject.read(sheet.export()).orders:
            whole = rf"(?<![A-Za-z0-9]){re.escape(order.order_id)}(?![A-Za-z0-9])"
            if not re.search(whole, sheet.text):
                raise CheckFailedError(f"order id of {sheet.name}", "stand in it", order.order_id)


def _facts(sourced: Sourced) -> Counter[str]:
    """Every fact in words, whatever its order."""
    return Counter(repr(fact) for name in _FACTS for fact in getattr(sourced, name))


def _differing(before: Counter[str], after: Counter[str]) -> str:
    """The first fact that is there more often one time than the other."""
    return next(iter((before - after) + (after - before)))


def _sums(sourced: Sourced) -> str:
    """How many of each an answer holds."""
    return f"{sourced.taken} of {sourced.rows} rows, {sum(_facts(sourced).values())} facts"
