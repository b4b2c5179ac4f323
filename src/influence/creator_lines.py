"""Creator lines: what came of one creator, with the working of every figure.

A line holds no figure that it cannot explain: ``why`` answers the working of each, and its last
line is the figure.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from fractions import Fraction

import attrs

from influence.beliefs import Beliefs
from influence.bookings import Booking
from influence.candidates import Candidate
from influence.decisions import Decision
from influence.errors import UnknownNameError
from influence.ids import CreatorId
from influence.money import Money
from influence.outlooks import Outlook
from influence.progression import Progress
from influence.ranking import Placing
from influence.ratios import decimal_of, figure_text
from influence.roi import FIGURES, UnitEconomics
from influence.scorecards import Counted, Scorecard
from influence.settlement import Statement
from influence.spending import Spend
from influence.trials import AngleTrial
from influence.workings import Working

__all__ = ["LINE_FIGURES", "CodeResult", "CreatorLine"]

#: The figures of a line that do not come from its unit economics.
LINE_FIGURES = (
    "orders",
    "customers",
    "clicks",
    "leads",
    "signups",
    "revenue",
    "gross_profit",
    "spend",
    "payback_days",
    "payable",
    "accrued",
    "held",
    "rank",
    "sheet_rank",
    "profit_rank",
    "price",
    "outlook",
    "packages",
    "decision",
    "stage",
    "next_stage",
    "angles",
    "codes",
    "metrics",
    "rates",
)


@attrs.frozen(kw_only=True)
class CodeResult:
    """What one discount code brought in.

    Args:
        code: The code as it was agreed.
        orders: Credited orders that it led to.
        revenue: Their net sales.
        gross_profit: Their gross profit; ``None`` when unknown.
    """

    code: str
    orders: Fraction
    revenue: Money
    gross_profit: Money | None


@attrs.frozen(kw_only=True)
class CreatorLine:
    """One creator's part of an evaluation.

    Args:
        card: What the book knows of the creator.
        rank: Place by the book's ranking strategy, each place once.
        placing: Place by the book's ranking strategy, as the strategy gives it.
        sheet: Place by the ranking sheet.
        by_profit: Place by profit.
        candidate: What was booked with them, and what the next package costs.
        beliefs: What was learned of everybody's next package; ``None`` when nothing can be.
        economics: Spend, what came of it, and what follows.
        spend_lines: What the money was spent on.
        statement: What they are owed; ``None`` when no terms were agreed.
        payback_day: Days from the start until gross profit covered the spend; ``None`` when it has
            not.
        trials: What came of each angle.
        decision: What to do next.
        progress: The next payment stage; ``None`` when no stage was agreed.
        codes: What each of their codes brought in.
        margin_text: How gross profit was told, in words.
    """

    card: Scorecard
    rank: int
    placing: Placing
    sheet: Placing
    by_profit: Placing
    candidate: Candidate
    beliefs: Beliefs | None
    economics: UnitEconomics
    spend_lines: Spend
    statement: Statement | None
    payback_day: int | None
    trials: tuple[AngleTrial, ...]
    decision: Decision
    progress: Progress | None
    codes: tuple[CodeResult, ...]
    margin_text: str

    @property
    def creator_id(self) -> CreatorId:
        """Who."""
        return self.card.creator.creator_id

    @property
    def profit(self) -> Money | None:
        """Gross profit less spend; ``None`` when unknown."""
        return self.economics.profit

    @property
    def outlook(self) -> Outlook | None:
        """What is believed of their next package; ``None`` when nothing is."""
        return None if self.beliefs is None else self.beliefs.outlook(self.creator_id)

    @property
    def payable(self) -> Money:
        """What can be paid now."""
        return Money.zero(self._currency) if self.statement is None else self.statement.payable

    @property
    def accrued(self) -> Money:
        """What everything credited so far has earned."""
        return Money.zero(self._currency) if self.statement is None else self.statement.accrued

    @property
    def held(self) -> Money:
        """What is earned and not yet past its hold."""
        return Money.zero(self._currency) if self.statement is None else self.statement.held

    @property
    def _currency(self) -> str:
        return self.economics.spend.currency

    def why(self, figure: str) -> Working:
        """The working of a figure, line by line.

        Raises:
            UnknownNameError: There is no figure of that name; the close one is named.
        """
        own = self._workings()
        if figure in own:
            return own[figure]()
        if figure in FIGURES:
            return self.economics.why(figure)
        raise UnknownNameError("figure", figure, (*own, *FIGURES))

    def _workings(self) -> Mapping[str, Callable[[], Working]]:
        """How each figure of the line is explained."""
        card, statement = self.card, self.statement
        return {
            "orders": lambda: self._sales_working("orders"),
            "revenue": lambda: self._sales_working("revenue"),
            "gross_profit": self._gross_profit_working,
            "customers": self._customers_working,
            "clicks": lambda: _counted_working("clicks", card.clicks),
            "leads": lambda: _counted_working("leads", card.leads),
            "signups": lambda: _counted_working("signups", card.signups),
            "spend": self.spend_lines.working,
            "payback_days": self._payback_working,
            "accrued": statement.accrued_working
            if statement is not None
            else self._termless("accrued"),
            "held": statement.held_working if statement is not None else self._termless("held"),
            "payable": statement.payable_working
            if statement is not None
            else self._termless("payable"),
            "rank": self._rank_working,
            "sheet_rank": lambda: self.sheet.working,
            "profit_rank": lambda: self.by_profit.working,
            "price": self._price_working,
            "outlook": self._outlook_working,
            "packages": self._packages_working,
            "decision": self.decision.working,
            "stage": self._stage_working,
            "next_stage": self._next_stage_working,
            "angles": self._angles_working,
            "codes": self._codes_working,
            "metrics": self._metrics_working,
            "rates": self._rates_working,
        }

    def _sales_working(self, figure: str) -> Working:
        """The sales, one a line, and their sum."""
        total = self.economics.orders if figure == "orders" else self.economics.revenue
        steps: list[tuple[str, object]] = []
        for sale in self.card.sales:
            revenue = sale.revenue if sale.tells_revenue else "unknown"
            part = figure_text(sale.orders) if figure == "orders" else revenue
            back = sale.gross - sale.revenue
            note = "" if back.is_zero or back.is_negative else f", {back} refunded"
            steps.append((f"{sale.fact} at {_day(sale.at)}{note}", part))
        return Working.of(*steps, (figure, figure_text(total)))

    def _gross_profit_working(self) -> Working:
        """Net sales, how gross profit follows, and the figure."""
        return Working.of(
            ("net sales", figure_text(self.economics.revenue)),
            ("gross profit is told by", self.margin_text),
            ("gross profit", figure_text(self.economics.gross_profit)),
        )

    def _customers_working(self) -> Working:
        """How many orders there are and how many people placed them."""
        return Working.of(
            ("orders", figure_text(self.economics.orders)),
            ("people who bought more than once", figure_text(self.economics.repeat_customers)),
            ("customers", figure_text(self.economics.customers)),
        )

    def _payback_working(self) -> Working:
        """What had to be covered, by what, and after how many days it was."""
        spend = self.economics.spend
        missing = "unknown" if self.economics.gross_profit is None else "not yet"
        answer = missing if self.payback_day is None else self.payback_day
        return Working.of(
            ("counted from", _day(self.card.start)),
            ("spend to be covered", spend),
            ("gross profit in all", figure_text(self.economics.gross_profit)),
            ("days until gross profit covered the spend", answer),
        )

    def _termless(self, figure: str) -> Callable[[], Working]:
        """What there is to say of what is owed without terms."""
        terms = ("terms", "none agreed, so nothing is owed by them")
        return lambda: Working.of(terms, (figure, Money.zero(self._currency)))

    def _rank_working(self) -> Working:
        """The place by the book's strategy, and the place of its own when several share it."""
        if self.rank == self.placing.rank:
            return self.placing.working
        return self.placing.working.then("place, by the sheet and then by id", self.rank)

    def _price_working(self) -> Working:
        """What the next package costs, and where that comes from."""
        quote = None if self.card.deal is None else self.card.deal.quote
        if quote is not None:
            return Working.of(("quoted for the next package", quote))
        return Working.of(
            *((_package_text(one), one.cost) for one in self.candidate.bookings),
            ("mean cost of a package", figure_text(self.candidate.price)),
        )

    def _outlook_working(self) -> Working:
        """What the next package is expected to return, factor by factor."""
        if self.beliefs is None:
            return Working.of(("what a next package returns", "unknown"))
        return self.beliefs.working(self.creator_id)

    def _packages_working(self) -> Working:
        """What was booked so far, package by package."""
        booked = self.candidate.bookings
        steps: list[tuple[str, object]] = []
        for one in booked:
            steps.append((f"{_package_text(one)}, cost", one.cost))
            steps.append((f"{_package_text(one)}, orders", figure_text(one.orders)))
            steps.append((f"{_package_text(one)}, gross profit", figure_text(one.gross_profit)))
        return Working.of(*steps, ("packages", len(booked)))

    def _stage_working(self) -> Working:
        """The stage as agreed."""
        agreed = "none agreed" if self.progress is None else self.progress.stage
        return Working.of(("payment stage by the deal", agreed))

    def _next_stage_working(self) -> Working:
        """The stage, the reasons and the next."""
        if self.progress is None:
            return self._stage_working()
        return self.progress.working()

    def _angles_working(self) -> Working:
        """The working of each trial, one after another."""
        if not self.trials:
            return Working.of(("angles", "none told"))
        working, *others = [trial.working() for trial in self.trials]
        for other in others:
            working = other.after(working)
        return working

    def _codes_working(self) -> Working:
        """What each code brought in: its orders and gross profit, and its revenue."""
        steps = [(_code_text(one), one.revenue) for one in self.codes]
        return Working.of(*steps) if steps else Working.of(("codes", "none agreed"))

    def _metrics_working(self) -> Working:
        """What the platforms say of the posts, and how many posts knew it."""
        steps = [(name.replace("_", " "), known) for name, known in self.card.tallies.items()]
        return Working.of(*steps) if steps else Working.of(("metrics", "none known"))

    def _rates_working(self) -> Working:
        """Each rate of the posts, over the posts that know both sides."""
        steps: list[tuple[str, object]] = [("posts", len(self.card.posts))]
        steps += [
            (name.replace("_", " "), decimal_of(rate)) for name, rate in self.card.rates.items()
        ]
        return Working.of(*steps, *(() if self.card.rates else (("rates", "none known"),)))


def _package_text(one: Booking) -> str:
    """Which package."""
    return f"cycle {one.cycle + 1}, angle {one.angle or 'without a name'}"


def _code_text(one: CodeResult) -> str:
    """What a code brought in beside its revenue."""
    orders, profit = figure_text(one.orders), figure_text(one.gross_profit)
    return f"{one.code}: orders {orders}, gross profit {profit}, revenue"


def _day(at: dt.datetime) -> str:
    """A moment as a day."""
    return at.date().isoformat()


def _counted_working(what: str, counted: Counted) -> Working:
    """A count and its source."""
    return Working.of(
        (f"{what} are taken from", counted.source), (what, figure_text(counted.value))
    )
