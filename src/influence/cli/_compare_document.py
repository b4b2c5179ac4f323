"""The comparison document: scenarios side by side as one JSON value.

``influence compare --json`` prints it. Amounts are decimal text in its currency, chances are
numbers from 0 to 1, and what is not known is null.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypedDict

import attrs

from influence.cli._scenario_prices import PriceQuestion
from influence.experiments import Telling
from influence.money import Money
from influence.planning import (
    CELEBRITY_CONDITIONS,
    LEVEL,
    CelebrityFit,
    Comparison,
    FollowerPrice,
    Projection,
)
from influence.workings import Working

_SCHEMA = 1


@attrs.frozen(kw_only=True)
class Compared:
    """Everything that the command answers.

    Args:
        comparison: The scenarios, played.
        lessons: What each can tell as a test, by its name; without those that cannot be asked.
        celebrity: The five questions; ``None`` where they were not asked.
        price: What was asked about the price of a follower; ``None`` where nothing was.
        prices: The price of a follower by tier.
        notes: What was left out, and why.
    """

    comparison: Comparison
    lessons: Mapping[str, Telling]
    celebrity: CelebrityFit | None
    price: PriceQuestion | None
    prices: Sequence[FollowerPrice]
    notes: Sequence[str]

    def highest_fee(self, price: FollowerPrice) -> tuple[int, Money] | None:
        """Followers of a creator of a tier, and the most that a post to them may be paid."""
        return None if self.price is None else self.price.highest_fee(price)


class ScenarioDocument(TypedDict):
    """One scenario."""

    name: str
    partners: int
    posts: int
    spend: str
    leads: str | None
    customers: str
    gross_profit: str | None
    profit: str | None
    mean: str
    median: str
    interval: list[str]
    probability_paid_back: float
    probability_profitable: float
    probability_partner_pays: float
    beats: dict[str, float]
    lesson: str | None
    working: list[str]


class CelebrityDocument(TypedDict):
    """The five questions."""

    makes_sense: bool
    answers: dict[str, str]
    questions: dict[str, str]
    unmet: list[str]
    unknown: list[str]
    words: str


class PriceDocument(TypedDict):
    """The price of a follower in one tier."""

    tier: str
    break_even: str
    safe: str
    by_prior: str
    by_own: str | None
    own_posts: int
    own_orders: str
    followers: int | None
    highest_fee: str | None
    source: str
    read_on: str
    words: str
    working: list[str]


class CompareDocument(TypedDict):
    """Scenarios side by side."""

    schema: int
    currency: str
    seed: int
    draws: int
    level: float
    best: str
    words: str
    scenarios: list[ScenarioDocument]
    celebrity: CelebrityDocument | None
    follower_prices: list[PriceDocument]
    notes: list[str]


def compare_document(found: Compared) -> CompareDocument:
    """The document of a comparison."""
    comparison = found.comparison
    return CompareDocument(
        schema=_SCHEMA,
        currency=comparison.currency,
        seed=comparison.seed,
        draws=comparison.draws,
        level=LEVEL,
        best=comparison.best.name,
        words=comparison.in_words(),
        scenarios=[_scenario(one, found) for one in comparison.projections],
        celebrity=None if found.celebrity is None else _celebrity(found.celebrity),
        follower_prices=[_price(one, fee=found.highest_fee(one)) for one in found.prices],
        notes=list(found.notes),
    )


def _scenario(one: Projection, found: Compared) -> ScenarioDocument:
    """One scenario."""
    economics, lesson = one.economics, found.lessons.get(one.name)
    return ScenarioDocument(
        name=one.name,
        partners=one.scenario.partners,
        posts=one.scenario.posts,
        spend=one.scenario.spend.text,
        leads=None if economics.leads is None else str(economics.leads),
        customers=str(one.scenario.customers),
        gross_profit=_text(economics.gross_profit),
        profit=_text(economics.profit),
        mean=one.mean.text,
        median=one.median.text,
        interval=[amount.text for amount in one.interval()],
        probability_paid_back=one.probability_paid_back,
        probability_profitable=one.probability_profitable,
        probability_partner_pays=one.probability_partner_pays,
        beats={
            name: found.comparison.probability_beats(one.name, name)
            for name in found.comparison.names
            if name != one.name
        },
        lesson=None if lesson is None else lesson.in_words(),
        working=_lines(one.working()),
    )


def _celebrity(fit: CelebrityFit) -> CelebrityDocument:
    """The five questions."""
    return CelebrityDocument(
        makes_sense=fit.makes_sense,
        answers=dict(fit.answers),
        questions={one.key: one.question for one in CELEBRITY_CONDITIONS},
        unmet=list(fit.unmet),
        unknown=list(fit.unknown),
        words=fit.in_words(),
    )


def _price(one: FollowerPrice, *, fee: tuple[int, Money] | None) -> PriceDocument:
    """The price of a follower in one tier."""
    own = one.by_own
    return PriceDocument(
        tier=one.tier,
        break_even=one.break_even.text,
        safe=one.safe.text,
        by_prior=one.by_prior.text,
        by_own=None if own is None else own.text,
        own_posts=one.own_posts,
        own_orders=str(one.own_orders),
        followers=None if fee is None else fee[0],
        highest_fee=None if fee is None else fee[1].text,
        source=one.prior.source,
        read_on=one.prior.read_on.isoformat(),
        words=one.in_words(),
        working=_lines(one.working()),
    )


def _lines(working: Working) -> list[str]:
    """A working, line by line."""
    return [f"{step.text}: {step.result}" for step in working.steps]


def _text(amount: Money | None) -> str | None:
    """An amount as decimal text, if it is known."""
    return None if amount is None else amount.text
