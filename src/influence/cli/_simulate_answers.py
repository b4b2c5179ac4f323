"""What came of a simulation: a table for the terminal, or one document."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TypedDict

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from influence.cli._console import harmless
from influence.markets import Duel, Outcome, Result, duel, results

_SCHEMA = 1
_TITLES = ("Programme", "Share", "95 %", "Profit", "Loses", "95 %")


class ResultDocument(TypedDict):
    """What a programme made of a preset."""

    programme: str
    preset: str | None
    markets: int
    share: float | None
    share_interval: list[float] | None
    mean_profit: float
    losses: float
    losses_interval: list[float]


class DuelDocument(TypedDict):
    """A programme against the baseline."""

    first: str
    second: str
    markets: int
    won: float
    won_interval: list[float]
    gain: float | None
    mean_difference: float
    difference_interval: list[float]


class SimulationDocument(TypedDict):
    """All of it."""

    schema: int
    currency: str
    results: list[ResultDocument]
    duels: list[DuelDocument]


def simulation_document(outcomes: Sequence[Outcome], *, against: str) -> SimulationDocument:
    """What came of it, for a program."""
    return SimulationDocument(
        schema=_SCHEMA,
        currency=outcomes[0].profit.currency,
        results=[_result_document(one) for one in results(outcomes)],
        duels=[_duel_document(one) for one in _duels(outcomes, against=against)],
    )


def print_results(outcomes: Sequence[Outcome], *, against: str, console: Console) -> None:
    """Print a table for each preset, and each programme against the baseline."""
    found = results(outcomes)
    for preset in dict.fromkeys(one.preset for one in found):
        rows = [one for one in found if one.preset == preset]
        title = f"{preset or 'all presets'}: {rows[0].markets} markets"
        console.print(Text(title, style="bold"))
        console.print(_table(sorted(rows, key=lambda one: -one.mean_profit)))
        console.print()
    for one in _duels(outcomes, against=against):
        console.print(Text(harmless(_duel_words(one))))
    currency = outcomes[0].profit.currency
    for words in (
        "Share is of what somebody earns who knows the truth. Markets are made up.",
        f"Profit is that of a market on average, in {currency}; loses says how often it is none.",
    ):
        console.print(Text(words, style="dim"))


def _duels(outcomes: Sequence[Outcome], *, against: str) -> Sequence[Duel]:
    """Every other programme against the baseline."""
    names = dict.fromkeys(one.programme for one in outcomes)
    return [duel(outcomes, first=name, second=against) for name in names if name != against]


def _table(rows: Sequence[Result]) -> Table:
    """A line for each programme."""
    table = Table(box=box.SIMPLE_HEAD, show_edge=False, padding=(0, 1))
    for title in _TITLES:
        table.add_column(title, justify="left" if title == "Programme" else "right", no_wrap=True)
    for one in rows:
        table.add_row(
            Text(harmless(one.programme)),
            _percent(one.share),
            _between(one.interval),
            f"{one.mean_profit:,.0f}",
            _percent(one.losses),
            _between(one.losses_interval),
        )
    return table


def _duel_words(one: Duel) -> str:
    """A duel in a sentence."""
    won = f"{one.won:.0%} of {one.markets} markets ({_between(one.won_interval)} %)"
    gain = f"{one.second} has no profit" if math.isinf(one.gain) else f"{one.gain:+.0%} profit"
    return f"{one.first} earns more than {one.second} in {won}; {gain}"


def _percent(part: float) -> str:
    """A part in per cent, with one digit."""
    return "n/a" if math.isnan(part) else f"{part * 100:.1f} %"


def _between(ends: tuple[float, float]) -> str:
    """An interval in per cent."""
    low, high = ends
    return "n/a" if math.isnan(low) else f"{low * 100:.1f} to {high * 100:.1f}"


def _result_document(one: Result) -> ResultDocument:
    """A result; what cannot be told is null."""
    known = not math.isnan(one.share)
    return ResultDocument(
        programme=one.programme,
        preset=one.preset or None,
        markets=one.markets,
        share=one.share if known else None,
        share_interval=list(one.interval) if known else None,
        mean_profit=one.mean_profit,
        losses=one.losses,
        losses_interval=list(one.losses_interval),
    )


def _duel_document(one: Duel) -> DuelDocument:
    """A duel; an infinite gain is null."""
    return DuelDocument(
        first=one.first,
        second=one.second,
        markets=one.markets,
        won=one.won,
        won_interval=list(one.won_interval),
        gain=None if math.isinf(one.gain) else one.gain,
        mean_difference=one.mean_difference,
        difference_interval=list(one.difference_interval),
    )
