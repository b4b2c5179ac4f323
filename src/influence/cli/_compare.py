"""``influence compare``: scenarios side by side before anybody is booked."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from fractions import Fraction
from pathlib import Path
from typing import Annotated

import typer
from rich import box
from rich.table import Table
from rich.text import Text

from influence.cli._compare_book import NO_PRICE, price_question_of, records_in
from influence.cli._compare_document import Compared, compare_document
from influence.cli._console import harmless, out, refusals
from influence.cli._reading import evaluated
from influence.cli._scenario_file import ScenarioFile, scenarios_in
from influence.errors import CurrencyMismatchError
from influence.evaluation import Evaluation
from influence.experiments import Experiment, Telling, telling
from influence.money import ExactMoney, Money
from influence.planning import (
    DRAWS,
    CelebrityFit,
    Comparison,
    Projection,
    Scenario,
    TierRecords,
    compare as compare_scenarios,
    own_scenarios,
)
from influence.shares import Share

_TITLES = ("", "Spend", "Profit", "Median", "Low", "High", "Pays", "Window", "Paying")
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
#: The return that a test is asked to tell from break-even, where nothing else is told. Source: S1.
_LESSON = Share("1.36")


def compare(
    file: Annotated[
        Path | None, typer.Argument(metavar="SCENARIOS", help="What is planned, in TOML.")
    ] = None,
    *,
    book: Annotated[
        Path | None,
        typer.Option(metavar="BOOK", help="A campaign book, for what your own creators did."),
    ] = None,
    seed: Annotated[int, typer.Option(help="What decides the dice.")] = 1,
    draws: Annotated[int, typer.Option(help="How often each scenario is played.")] = DRAWS,
    why: Annotated[
        str | None,
        typer.Option(metavar="SCENARIO", help="Print the working of one scenario as well."),
    ] = None,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print one JSON document instead.")
    ] = False,
) -> None:
    """Compare scenarios: what each leaves, how likely it pays back, and which earns more."""
    if file is None and book is None:
        message = "must name scenarios or a book, got neither"
        raise typer.BadParameter(message, param_hint="'SCENARIOS'")
    with refusals():
        evaluation = None if book is None else evaluated(book, as_of=None)
        found = _compared(file, evaluation, seed=seed, draws=draws)
        explained = None if why is None else found.comparison.projection(why)
        if as_json:
            typer.echo(json.dumps(compare_document(found), indent=1))
        else:
            _print(found)
        if explained is not None and not as_json:
            _heading(f"{explained.name}: working")
            out().print(Text(harmless(str(explained.working()))))


def _compared(
    file: Path | None, evaluation: Evaluation | None, *, seed: int, draws: int
) -> Compared:
    """The scenarios of the file, or else of the book, and what both say beside."""
    records = TierRecords(tiers={}, left_out={}) if evaluation is None else records_in(evaluation)
    notes = [f"{who} is left out: {why}" for who, why in records.left_out.items()]
    if file is None:
        scenarios: tuple[Scenario, ...] = own_scenarios(records)
        celebrity: CelebrityFit | None = CelebrityFit()
        price = None if evaluation is None else price_question_of(evaluation, records)
        notes += [] if price is not None else [NO_PRICE]
    else:
        told = scenarios_in(file, own=records.tiers)
        _refuse_other_currency(told, evaluation)
        scenarios, celebrity, price = told.scenarios, told.celebrity, told.price
    comparison = compare_scenarios(scenarios, seed=seed, draws=draws)
    return Compared(
        comparison=comparison,
        lessons=dict(_lessons(comparison)),
        celebrity=celebrity,
        price=price,
        prices=() if price is None else price.prices(records.tiers),
        notes=notes,
    )


def _refuse_other_currency(told: ScenarioFile, evaluation: Evaluation | None) -> None:
    """Refuse a book in another currency than the scenarios."""
    if evaluation is not None and evaluation.book.campaign.currency != told.currency:
        rule = f"be in {told.currency} as the scenarios are"
        raise CurrencyMismatchError("book", rule, evaluation.book.campaign.currency)


def _lessons(comparison: Comparison) -> Iterator[tuple[str, Telling]]:
    """What each scenario can tell of its kind of creator, where that can be asked."""
    for one in comparison.projections:
        scenario = one.scenario
        cost = _rounded(scenario, scenario.cost_each.likely / scenario.angles)
        order = _rounded(scenario, scenario.worth.in_time)
        if not (cost.is_positive and order.is_positive):
            continue
        experiment = Experiment(
            cost=cost,
            gross_profit_per_order=order,
            angles=scenario.angles,
            variation=scenario.variation,
        )
        yield one.name, telling(experiment, multiple=_LESSON, size=scenario.partners)


def _rounded(scenario: Scenario, amount: Fraction) -> Money:
    """An amount in major units, rounded to the cent."""
    return ExactMoney(amount, scenario.currency).rounded()


def _print(found: Compared) -> None:
    """The scenarios, which earns more, what they teach, and the questions beside."""
    comparison = found.comparison
    letters = dict(zip(comparison.names, _LETTERS, strict=False))
    for one in comparison.projections:
        out().print(Text(harmless(f"{letters.get(one.name, '·')}  {_title(one)}")))
    out().print(_table(comparison, letters))
    out().print(Text(harmless(comparison.in_words())))
    _heading("What it would teach")
    for name, lesson in found.lessons.items():
        out().print(Text(harmless(f"{letters.get(name, '·')}  {lesson.in_words()}")))
    if found.celebrity is not None:
        _heading("Does a celebrity make sense?")
        out().print(Text(str(found.celebrity.working())))
        out().print(Text(found.celebrity.in_words()))
    if found.prices:
        _heading("What a follower may cost")
    for price in found.prices:
        out().print(Text(harmless(price.in_words())))
        fee = found.highest_fee(price)
        if fee is not None:
            out().print(Text(f"  so a post to {fee[0]} followers may be paid up to {fee[1]}"))
    for note in found.notes:
        out().print(Text(harmless(note), style="dim"))
    out().print()
    out().print(
        Text(
            f"Amounts in whole {comparison.currency}; {comparison.draws} rounds with seed "
            f"{comparison.seed}. Low and High hold 80 % of the rounds; Pays: chance to pay back in "
            "time, Window: within the payback window; Paying: partners who pay, on average.",
            style="dim",
        )
    )


def _heading(text: str) -> None:
    """A line that a part begins with."""
    out().print()
    out().print(Text(harmless(text), style="bold"))


def _title(one: Projection) -> str:
    """A scenario in one line."""
    scenario = one.scenario
    partners = "1 partner" if scenario.partners == 1 else f"{scenario.partners} partners"
    posts = "1 post" if scenario.angles == 1 else f"{scenario.angles} posts"
    each = "" if scenario.partners == 1 else " each"
    return f"{one.name} ({partners}, {posts}{each})"


def _table(comparison: Comparison, letters: Mapping[str, str]) -> Table:
    """A line for each scenario."""
    table = Table(box=box.SIMPLE_HEAD, show_edge=False, padding=(0, 1))
    for title in _TITLES:
        table.add_column(title, justify="right" if title else "left", no_wrap=True)
    for one in comparison.projections:
        low, high = one.interval()
        profit = one.economics.profit
        table.add_row(
            letters.get(one.name, "·"),
            *map(_whole, (one.scenario.spend, profit, one.median, low, high)),
            f"{one.probability_profitable * 100:.0f} %",
            f"{one.probability_paid_back * 100:.0f} %",
            f"{one.expected_paying_partners:.1f}",
        )
    return table


def _whole(amount: Money | None) -> str:
    """An amount in whole units of its currency, which is fine enough for a forecast."""
    return "n/a" if amount is None else str(round(amount.exact.amount))
