"""The paths as tables for the terminal."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from influence.cli._console import harmless
from influence.money import Money, round_fraction
from influence.paths import (
    Assists,
    AudienceOverlap,
    ConversionKind,
    Distribution,
    Grouping,
    ModelComparison,
    Paths,
    TopPaths,
    Worth,
    assists,
    path_lengths,
    time_lags,
    top_paths,
)
from influence.ratios import figure_text

_UNKNOWN = "n/a"


def print_paths(
    paths: Paths, *, kind: ConversionKind, by: Grouping, console: Console, rows: int
) -> None:
    """Print how the conversions of one kind came about."""
    some = paths.conversions(kind)
    part = assists(some, by=by)
    told = f"{part.reached} {kind} with a creator's touch before them; without one {part.unreached}"
    console.print(Text(told if part.reached.value is None else _with_values(part)))
    if part.rows:
        _print_assists(part, console=console, rows=rows)
        _print_distribution(time_lags(some), console=console)
        _print_distribution(path_lengths(some), console=console)
        _print_top(top_paths(some, by=by, limit=rows), console=console)
    if paths.overlap.pairs:
        _print_overlap(paths.overlap, console=console, rows=rows)


def print_comparison(compared: ModelComparison, *, console: Console, rows: int) -> None:
    """Print the net items that each model credits; whom they differ about most comes first."""
    columns = compared.columns
    order = sorted(compared.creators, key=lambda who: (-compared.spread(who).minor, who))
    lines = [
        [who, *(credit.net.text for credit in compared.row(who)), compared.spread(who).text]
        for who in order[:rows]
    ]
    others = [
        Money.total(
            (column.creators[who].net for who in order[rows:]), currency=column.total.net.currency
        ).text
        for column in columns
    ]
    if order[rows:]:
        lines.append([f"{len(order) - rows} more creators", *others, ""])
    lines.append(["unattributed", *(column.unattributed.net.text for column in columns), ""])
    table = _table("creator", [*(column.model for column in columns), "most − least"], lines)
    table.add_section()
    table.add_row(*map(Text, ["all orders", *(column.total.net.text for column in columns), ""]))
    console.print(table)
    unit = columns[0].total.net.currency
    console.print(
        Text(f"Net items in {unit}; the book is paid by {columns[0].model}.", style="dim")
    )


def _with_values(part: Assists) -> str:
    """How many conversions had a touch, and what they came to."""
    with_one, without = part.reached, part.unreached
    return (
        f"{with_one.conversions} {part.kind} with a creator's touch before them, {with_one.value}; "
        f"without one {without.conversions}, {without.value}"
    )


def _print_assists(part: Assists, *, console: Console, rows: int) -> None:
    """Who helped, and who was last."""
    lines = [
        [
            row.player,
            *(str(one.conversions) for one in (row.on_path, row.first, row.last, row.assisted)),
            _value(row.assisted),
            _UNKNOWN if row.ratio is None else figure_text(row.ratio),
        ]
        for row in part.rows[:rows]
    ]
    titles = ("on path", "first", "last", "assisted", "assisted value", "assisted ÷ last")
    _headed("Who helped, and who was last", _table(part.by, titles, lines), console=console)
    left = len(part.rows) - rows
    if left > 0:
        console.print(Text(f"{left} more, with --top or in --json", style="dim"))


def _print_distribution(found: Distribution, *, console: Console) -> None:
    """Conversions by a measure; empty rows are left out, and the median stands below."""
    lines = [
        [row.label, str(row.worth.conversions), _value(row.worth), _percent(row.share)]
        for row in found.rows
        if row.worth.conversions
    ]
    table = _table(found.measure, (found.kind, "value", "share"), lines)
    _headed(found.measure.capitalize(), table, console=console)
    console.print(Text(f"median {figure_text(found.median)}", style="dim"))


def _print_top(found: TopPaths, *, console: Console) -> None:
    """The sequences that led to most conversions."""
    lines = [
        [str(row), str(row.worth.conversions), _value(row.worth), _percent(row.share)]
        for row in found.rows
    ]
    if found.left_out:
        others = f"{found.left_out} other path{'s' * (found.left_out != 1)}"
        lines.append([others, str(found.others.conversions), _value(found.others), ""])
    table = _table("path", (found.kind, "value", "share"), lines)
    _headed("Top paths", table, console=console)


def _print_overlap(found: AudienceOverlap, *, console: Console, rows: int) -> None:
    """The pairs of creators with most people in common."""
    lines = [
        [
            f"{one.first.creator_id} and {one.second.creator_id}",
            str(one.both),
            _percent(one.of_first),
            _percent(one.of_second),
            _percent(one.jaccard),
            str(one.buyers),
        ]
        for one in found.largest(limit=rows)
    ]
    titles = ("people of both", "of the first", "of the second", "Jaccard", "bought")
    table = _table("creators", titles, lines)
    _headed("Creators who reach the same people", table, console=console)


def _headed(title: str, table: Table, *, console: Console) -> None:
    """A table below its title."""
    console.print()
    console.print(Text(title, style="bold"))
    console.print(table)


def _table(first: str, titles: Sequence[str], lines: Iterable[Sequence[str]]) -> Table:
    """A table whose first column is names and whose others are figures."""
    table = Table(box=box.SIMPLE_HEAD, show_edge=False, padding=(0, 1))
    table.add_column(Text(first), justify="left")
    for title in titles:
        table.add_column(Text(title), justify="right", no_wrap=True)
    for line in lines:
        table.add_row(*(Text(harmless(cell)) for cell in line))
    return table


def _value(worth: Worth) -> str:
    """What some conversions came to."""
    return "" if worth.value is None else worth.value.text


def _percent(share: Fraction | None) -> str:
    """A share in per cent with one digit."""
    return _UNKNOWN if share is None else _tenths(round_fraction(share * 1000))


def _tenths(count: int) -> str:
    """So many tenths of a per cent."""
    whole, tenth = divmod(count, 10)
    return f"{whole}.{tenth} %"
