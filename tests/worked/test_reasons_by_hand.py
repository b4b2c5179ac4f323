"""Every reason of every decision of the shipped example, its numbers worked out a second time.

What was sold and spent is summed from the sales and the spend of the line; what is believed is
taken as a logarithm with its spread, and everything that follows from it is worked out here: by the
error function, by halving, and by fractions. A reason that is of no known form is an error as well,
so that no sentence can come in without its arithmetic.
"""

from __future__ import annotations

import datetime as dt
import math
import re
from collections.abc import Callable
from fractions import Fraction
from functools import cached_property
from pathlib import Path

import attrs
import pytest
from spring_launch_by_hand import half_even

import influence
from influence.campaign_book import Book
from influence.creator_lines import CreatorLine
from influence.decisions import DecisionPolicy
from influence.outlooks import Outlook
from influence.ranking import Shrinkage

BOOK = Path(__file__).parents[2] / "examples" / "spring-launch"
MARGIN = Fraction(55, 100)
HALF_A_CENT = Fraction(1, 200)
LEAST_FORMS = 5


def phi(place: float) -> float:
    """The part of a normal distribution below *place*."""
    return (1 + math.erf(place / math.sqrt(2))) / 2


def place_of(part: float) -> float:
    """Below which place that part lies, by halving."""
    low, high = -9.0, 9.0
    for _ in range(80):
        middle = (low + high) / 2
        low, high = (middle, high) if phi(middle) < part else (low, middle)
    return low


def amount(text: str) -> Fraction:
    """An amount as a reason writes it."""
    return Fraction(text.replace(",", ""))


def is_near(text: str, value: float | Fraction) -> bool:
    """Whether an amount is *value* to the cent."""
    return abs(amount(text) - Fraction(value)) <= HALF_A_CENT + Fraction(1, 10**7)


@attrs.frozen
class Own:
    """What a line's own facts come to."""

    line: CreatorLine
    policy: DecisionPolicy

    @cached_property
    def spend(self) -> Fraction:
        return sum(
            (Fraction(one.amount.amount) for one in self.line.spend_lines.lines), Fraction(0)
        )

    @cached_property
    def revenue(self) -> Fraction:
        return self._sold(dt.datetime.max.replace(tzinfo=dt.UTC))

    @cached_property
    def profit(self) -> Fraction:
        return self._profit(self.revenue)

    @cached_property
    def early_profit(self) -> Fraction:
        end = self.line.card.start + dt.timedelta(days=self.policy.payback_days)
        return self._profit(self._sold(end))

    def _sold(self, end: dt.datetime) -> Fraction:
        mine = (Fraction(one.revenue.amount) for one in self.line.card.sales if one.at < end)
        return sum(mine, Fraction(0))

    def _profit(self, sold: Fraction) -> Fraction:
        return Fraction(half_even(MARGIN * sold * 100), 100) - self.spend

    @cached_property
    def missed(self) -> list[str]:
        """The angles that did not return the part of their cost that was due, and were tested."""
        found: list[str] = []
        for one in self.line.trials:
            most = one.revenue if one.gross_profit is None else one.gross_profit
            if not one.posts or most is None or one.expected_orders is None:
                continue
            passed = one.matured.fraction
            is_behind = Fraction(most.amount) < passed * Fraction(one.cost.amount)
            if is_behind and passed * one.expected_orders >= self.policy.least_expected_orders:
                found.append(one.angle)
        return found

    @cached_property
    def outlook(self) -> Outlook:
        found = self.line.outlook
        assert found is not None
        return found

    @cached_property
    def chance(self) -> float:
        return phi(self.outlook.log_mean / self.outlook.log_sd)

    @cached_property
    def price(self) -> Fraction:
        found = self.line.candidate.price
        assert found is not None
        return Fraction(found.amount)

    @cached_property
    def expected(self) -> float:
        """What the next package is expected to return, in money."""
        mean = math.exp(self.outlook.log_mean + self.outlook.log_sd**2 / 2)
        return float(self.price) * mean

    def between(self, part: float) -> float:
        """The profit of one package below which that part lies."""
        own, all_ = self.outlook.log_sd, self.outlook.outcome_log_sd
        middle = self.outlook.log_mean + own**2 / 2 - all_**2 / 2
        return float(self.price) * (math.exp(middle + place_of(part) * all_) - 1)


def _is_percent(text: str, chance: float) -> bool:
    if text.startswith("under"):
        return chance < 0.01
    if text.startswith("over"):
        return chance > 0.99
    return 0 <= chance * 100 - int(text.removesuffix(" %")) < 1


def _next_package(own: Own, *told_parts: str) -> bool:
    price, kind, gain, low, high = told_parts
    expected = own.expected - float(own.price)
    return (
        amount(price) == own.price
        and is_near(gain, abs(expected))
        and kind == ("profit" if expected > 0 else "loss")
        and is_near(low, own.between(0.1))
        and is_near(high, own.between(0.9))
    )


def _few(own: Own, known: str, needed: str) -> bool:
    cut = math.floor(own.outlook.effective_orders * 10) / 10
    few = own.outlook.effective_orders < own.policy.least_effective_orders
    return float(known) == cut and int(needed) == own.policy.least_effective_orders and few


M = r"(-?[\d,]+\.\d\d) USD"
P = r"((?:under |over )?\d+ %)"
N = r"([\d.]+)"
Check = Callable[..., bool]
FORMS: dict[str, Check] = {
    rf"profit of {M} within the payback window of (\d+) days": lambda own, profit, days: (
        amount(profit) == own.early_profit > 0 and int(days) == own.policy.payback_days
    ),
    rf"profit of {M}, but only after the payback window of (\d+) days": lambda own, profit, days: (
        amount(profit) == own.profit > 0 >= own.early_profit
        and int(days) == own.policy.payback_days
    ),
    rf"profit of {M} so far": lambda own, profit: amount(profit) == own.profit,
    rf"loss of {M}": lambda own, loss: amount(loss) == -own.profit,
    rf"(?:only )?{P} likely to earn more than they cost": lambda own, said: _is_percent(
        said, own.chance
    ),
    rf"{P} likely to earn more than they cost, but not paid back so far": lambda own, said: (
        _is_percent(said, own.chance) and own.profit <= 0
    ),
    rf"{P} likely to earn more than they cost, and scaling asks for {N} %": lambda own, said, at: (
        _is_percent(said, own.chance)
        and own.chance < float(at) / 100 == float(own.policy.scale_probability.fraction)
    ),
    rf"next package at {M}: (profit|loss) of {M} expected, from {M} to {M} eight times in ten": (
        _next_package
    ),
    rf"what it teaches is worth {M}": lambda own, worth: is_near(
        worth, own.outlook.value_of_test * float(own.price)
    ),
    rf"would break even at {M}": lambda own, price: (
        abs(amount(price) - Fraction(own.expected)) <= 2 * HALF_A_CENT
    ),
    r"leave out what missed: (.+)": lambda own, names: names.split(", ") == own.missed,
    r"(\d+) angles? missed": lambda own, count: (
        int(count) == len(own.missed) >= own.policy.missed_angles
    ),
    r"(\d+) angles? missed, yet " + P + " likely to earn more than they cost": (
        lambda own, count, said: int(count) == len(own.missed) and _is_percent(said, own.chance)
    ),
    r"test (\d+) more angles? before deciding": lambda own, count: (
        int(count) == own.policy.missed_angles - len(own.missed)
    ),
    rf"{N} effective orders? of evidence": lambda own, known: (
        float(known) == math.floor(own.outlook.effective_orders * 10) / 10
    ),
    rf"cannot tell yet: {N} effective orders?, and (\d+) needed to (?:tell|scale)": _few,
    r"booked in (\d+) cycles? in a row: rest for one": lambda own, row: (
        int(row) == len({one.cycle for one in own.line.candidate.bookings})
    ),
    rf"gross margin is unknown; pays for itself above {N} %": lambda own, margin: (
        abs(Fraction(margin) / 100 - own.spend / own.revenue) <= Fraction(1, 2000)
    ),
    rf"even at a gross margin of 100 % sales of {M} do not pay for {M}": lambda own, sold, spent: (
        amount(sold) == own.revenue < own.spend == amount(spent)
    ),
    r"no angle has been tested enough to tell": lambda own: not own.missed,
}


@pytest.fixture(scope="module")
def book() -> Book:
    return influence.read_book(BOOK)


def _variants(book: Book) -> dict[str, Book]:
    """The example, judged by other rules or knowing less."""
    campaign = book.campaign
    picky = DecisionPolicy(
        scale_probability="0.99", drop_probability="0.2", least_effective_orders=9
    )
    hasty = DecisionPolicy(payback_days=4, retest_probability="0.5")
    return {
        "as it is": book,
        "hard to please": attrs.evolve(book, decisions=picky),
        "easy to please": attrs.evolve(book, decisions=DecisionPolicy(scale_probability="0.5")),
        "rests at once": attrs.evolve(book, decisions=DecisionPolicy(rest_after=1)),
        "in a hurry": attrs.evolve(
            book, campaign=attrs.evolve(campaign, payback_days=4), decisions=hasty
        ),
        "with cycles to come": attrs.evolve(book, ranking=Shrinkage(cycles_left=6)),
        "without a margin": attrs.evolve(book, campaign=attrs.evolve(campaign, gross_margin=None)),
    }


def told(book: Book) -> set[str]:
    """The forms of the reasons of a book, each reason being true."""
    evaluation = influence.evaluate(book)
    met: set[str] = set()
    for line in evaluation.ranking:
        policy = book.decisions
        assert isinstance(policy, DecisionPolicy)
        own = Own(line, policy)
        for reason in line.decision.reasons:
            forms = {form: match for form in FORMS if (match := re.fullmatch(form, reason))}
            assert len(forms) == 1, f"{line.creator_id}: {reason}"
            ((form, match),) = forms.items()
            assert FORMS[form](own, *match.groups()), f"{line.creator_id}: {reason}"
            met.add(form)
    return met


def test_every_number_in_every_reason_follows_from_the_book(book: Book) -> None:
    met: set[str] = set()
    for name, variant in _variants(book).items():
        found = told(variant)
        assert len(found) >= LEAST_FORMS, name
        met |= found
    assert met == set(FORMS)


def test_a_number_that_is_off_by_a_cent_is_seen(book: Book) -> None:
    line = influence.evaluate(book).line("maya")
    own = Own(line, DecisionPolicy())
    assert amount("1,039.89") == own.early_profit
    assert not FORMS[next(iter(FORMS))](own, "1,039.90", "45")
    assert not _is_percent("98 %", own.chance)
