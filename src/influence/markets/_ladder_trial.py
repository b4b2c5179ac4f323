"""Ladder trials: a payment ladder in a market, for us and for the creators.

    our profit      = gross profit − product − fees − commissions
    their income    = fees + commissions
    fee of a quote  = price − product

A cast is booked one package each in every cycle, and paid by the stage on which each of them
stands; between cycles the ladder moves them. Another ladder meets the same cast and the same luck,
so the difference is what the payment did. A creator who earns too little for too long leaves.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from typing import Protocol, TypeAlias

import attrs

from influence import _requirements as require
from influence.candidates import Candidate
from influence.ids import CreatorId
from influence.markets._creator import TrueCreator
from influence.markets._market import Market
from influence.markets._post import Post
from influence.markets._preset import Preset
from influence.markets._presets import preset_named
from influence.markets._simulation import drawn_market
from influence.markets._wear import worn
from influence.money import Money
from influence.progression import Progress, Stage, StageEvidence, Standing
from influence.shares import Share


class PaymentLadder(Protocol):
    """Moves creators between payment stages, as ``influence.progression.DealLadder`` does."""

    def newcomer(self, stage: Stage) -> Standing:
        """Where somebody new stands who begins on *stage*."""
        ...

    def after(self, standing: Standing, *, evidence: StageEvidence) -> Progress:
        """What comes of one more cycle."""
        ...


@attrs.frozen(kw_only=True)
class StagePay:
    """What each stage pays for a package.

    Args:
        gross_margin: Which part of the sales is gross profit; commissions are of the sales.
        commission: On the stage ``affiliate``.
        hybrid_fee: Which part of the quoted fee the stage ``hybrid`` pays.
        hybrid_commission: And which part of the sales beside it.
        least_income: Who gets less than this part of the quoted fee is not content.
        patience: Who is not content for so many cycles in a row leaves.

    Raises:
        InvalidInputError: A part is above 1, or *patience* is below 1.
    """

    gross_margin: Share = attrs.field(
        default=Share("0.5"), converter=Share, validator=require.is_part
    )
    commission: Share = attrs.field(
        default=Share("0.15"), converter=Share, validator=require.is_part
    )
    hybrid_fee: Share = attrs.field(
        default=Share("0.6"), converter=Share, validator=require.is_part
    )
    hybrid_commission: Share = attrs.field(
        default=Share("0.08"), converter=Share, validator=require.is_part
    )
    least_income: Share = attrs.field(
        default=Share("0.3"), converter=Share, validator=require.is_part
    )
    patience: int = attrs.field(default=3, validator=require.at_least(1))

    def income(self, stage: Stage, *, fee: Money, gross_profit: Money) -> Money:
        """What a creator gets for a package on a stage.

        Args:
            stage: The stage.
            fee: What they quoted beyond the product.
            gross_profit: Gross profit of the tracked sales.
        """
        sales = gross_profit.exact.amount / self.gross_margin.fraction
        fees = {"flat": Fraction(1), "hybrid": self.hybrid_fee.fraction}
        parts = {
            "affiliate": self.commission.fraction,
            "hybrid": self.hybrid_commission.fraction,
        }
        asked = fee.exact.amount * fees.get(stage, 0) + sales * parts.get(stage, 0)
        return Money.from_minor(round(asked * 10**fee.exponent), fee.currency)


@attrs.frozen(kw_only=True)
class StageCase:
    """What there is to judge a creator by after a cycle.

    Args:
        candidate: Their audience and bookings; price and costs are those of their quote, so that
            an outlook speaks of the fee that a flat deal would pay.
        stage: Where they stood in this cycle.
        shown: The plain evidence of the cycle, which the ladder gets if nobody adds to it.
    """

    candidate: Candidate
    stage: Stage
    shown: StageEvidence


Judging: TypeAlias = Callable[[Sequence[StageCase]], Sequence[StageEvidence]]


@attrs.frozen(kw_only=True)
class LadderOutcome:
    """What came of a ladder.

    Args:
        preset: The name of the preset.
        seed: The seed of the market.
        profit: What we earned.
        income: What the creators got.
        gross_profit: What their packages earned, untracked orders included.
        packages: How many packages were paid by each stage.
        steps: How often somebody moved.
        left: How many creators left.
    """

    preset: str
    seed: int
    profit: Money
    income: Money
    gross_profit: Money
    packages: Mapping[Stage, int]
    steps: int
    left: int

    @property
    def is_loss(self) -> bool:
        """Whether we lost money."""
        return self.profit.is_negative


def simulate_ladder(
    ladder: PaymentLadder,
    *,
    start: Stage,
    preset: Preset | str,
    seed: int,
    pay: StagePay = StagePay(),
    partners: int = 20,
    judging: Judging | None = None,
) -> LadderOutcome:
    """What comes of a payment ladder in a market.

    Args:
        ladder: The ladder; one without transitions pays everybody the same way for ever.
        start: Where everybody begins.
        preset: In what kind of market.
        seed: In which of its kind.
        pay: What the stages pay.
        partners: How many creators are booked: those with the lowest quotes.
        judging: Adds to the evidence of each cycle, such as a probability; ``None`` adds nothing.

    Raises:
        UnknownNameError: The preset is not known, or nobody begins on *start*.

    Example:
        >>> from influence.progression import SOURCE_LADDER, DealLadder
        >>> fixed = DealLadder(transitions=(), starts=("flat",))
        >>> flat = simulate_ladder(fixed, start="flat", preset="usual", seed=1)
        >>> moved = simulate_ladder(SOURCE_LADDER, start="product", preset="usual", seed=1)
        >>> flat.steps, moved.steps > 0, flat.income > moved.income
        (0, True, True)
    """
    kind = preset_named(preset, seed=seed) if isinstance(preset, str) else preset
    market = drawn_market(kind, seed)
    cheapest = sorted(market.creators, key=lambda one: (one.price.minor, one.creator_id))
    trial = _Trial(market, cast=cheapest[:partners], pay=pay, standing=ladder.newcomer(start))
    for cycle in range(kind.cycles):
        cases = trial.cycle(cycle)
        trial.move(cases, judged(cases, judging), ladder=ladder)
    return trial.outcome()


def judged(cases: Sequence[StageCase], judging: Judging | None) -> Sequence[StageEvidence]:
    """The evidence that the ladder gets."""
    return [case.shown for case in cases] if judging is None else judging(cases)


class _Trial:
    """A ladder trial under way."""

    def __init__(
        self, market: Market, *, cast: Sequence[TrueCreator], pay: StagePay, standing: Standing
    ) -> None:
        self._market, self._pay = market, pay
        self._cast = {one.creator_id: one for one in cast}
        self._standings = dict.fromkeys(self._cast, standing)
        self._posts: dict[CreatorId, list[Post]] = {name: [] for name in self._cast}
        self._wear = dict.fromkeys(self._cast, 0.0)
        self._hungry = dict.fromkeys(self._cast, 0)
        self._profit = self._income = self._gross = Money.zero(market.preset.budget.currency)
        self._packages: dict[Stage, int] = {}
        self._steps = 0

    def cycle(self, cycle: int) -> Sequence[StageCase]:
        """Book one package with everybody who is still there, and pay for it."""
        shown: dict[CreatorId, tuple[Post, Money]] = {}
        for name in self._there():
            post = self._market.post(name, cycle=cycle, wear=self._wear[name])
            self._wear[name] = worn(self._wear[name], 1, preset=self._market.preset)
            self._posts[name].append(post)
            shown[name] = post, self._paid(self._cast[name], post)
        profits = {name: post.tracked - spend for name, (post, spend) in shown.items()}
        order = sorted(profits, key=lambda name: (-profits[name].minor, name))
        return [
            self._case(name, spend=spend, profit=profits[name], order=order)
            for name, (_, spend) in shown.items()
        ]

    def move(
        self,
        cases: Sequence[StageCase],
        evidence: Sequence[StageEvidence],
        *,
        ladder: PaymentLadder,
    ) -> None:
        """Let the ladder move everybody."""
        for case, known in zip(cases, evidence, strict=True):
            name = case.candidate.creator_id
            progress = ladder.after(self._standings[name], evidence=known)
            self._steps += progress.next_stage != progress.stage
            self._standings[name] = progress.after

    def outcome(self) -> LadderOutcome:
        """What came of it."""
        return LadderOutcome(
            preset=self._market.preset.name,
            seed=self._market.seed,
            profit=self._profit,
            income=self._income,
            gross_profit=self._gross,
            packages=self._packages,
            steps=self._steps,
            left=len(self._cast) - len(self._there()),
        )

    def _there(self) -> Sequence[CreatorId]:
        """Those who have not left."""
        return [name for name in self._cast if self._hungry[name] < self._pay.patience]

    def _paid(self, creator: TrueCreator, post: Post) -> Money:
        """Pay for a package, and return what it cost in all."""
        name, fee = creator.creator_id, creator.price - creator.product
        stage = self._standings[name].stage
        income = self._pay.income(stage, fee=fee, gross_profit=post.tracked)
        enough = income.exact.amount >= self._pay.least_income.fraction * fee.exact.amount
        self._hungry[name] = 0 if enough else self._hungry[name] + 1
        self._packages[stage] = self._packages.get(stage, 0) + 1
        self._income += income
        self._gross += post.gross_profit
        self._profit += post.gross_profit - income - creator.product
        return income + creator.product

    def _case(
        self, name: CreatorId, *, spend: Money, profit: Money, order: Sequence[CreatorId]
    ) -> StageCase:
        """What there is to judge somebody by, among all who were booked."""
        creator, posts = self._cast[name], self._posts[name]
        return StageCase(
            candidate=Candidate(
                creator_id=name,
                price=creator.price,
                followers=creator.followers,
                niche=creator.niche,
                bookings=tuple(post.booking for post in posts),
            ),
            stage=self._standings[name].stage,
            shown=StageEvidence(
                posts=1,
                orders=Fraction(posts[-1].booking.orders or 0),
                profit=profit,
                rank=order.index(name) + 1,
                creators=len(order),
                spend=spend,
            ),
        )
