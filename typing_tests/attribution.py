"""Attribution and evaluation: what a checker must believe, and the mistakes it must refuse."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import ClassVar, assert_type

import attrs

from influence.attribution import (
    Attribution,
    AttributionModel,
    AttributionPolicy,
    LastTouch,
    Miss,
    Path,
    Resolution,
)
from influence.campaign_book import Book
from influence.creator_lines import CreatorLine
from influence.decisions import Label
from influence.evaluation import Evaluation, evaluate
from influence.money import Money
from influence.ranking import Placing, Profit, RankingStrategy, Standing


@attrs.frozen
class FirstTouch:
    """A model needs no base class, only a name and weights."""

    name: ClassVar[str] = "first_touch"

    def weights(self, path: Path, /) -> Sequence[int]:
        return [1] + [0] * (len(path) - 1)


@attrs.frozen
class Backwards:
    """A strategy needs no base class, only a name and ranks."""

    name: ClassVar[str] = "backwards"

    def rank(self, standings: Sequence[Standing], /) -> Sequence[Placing]:
        return Profit().rank(standings)[::-1]


@attrs.frozen
class Wordy:
    """Weights are whole numbers."""

    name: ClassVar[str] = "wordy"

    def weights(self, path: Path, /) -> Sequence[str]:
        return ["all"] * len(path)


models: tuple[AttributionModel, ...] = (LastTouch(), FirstTouch())
strategies: tuple[RankingStrategy, ...] = (Profit(), Backwards())
policy = AttributionPolicy(model=FirstTouch(), precedence="link_wins")

AttributionPolicy(model=Wordy())  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
AttributionPolicy(precedence="code")  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
AttributionPolicy(LastTouch())  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]
policy.lookback_days = 7  # type: ignore[misc]  # pyright: ignore[reportAttributeAccessIssue]


def explain(book: Book, moment: dt.datetime, credit: Attribution, why: Resolution) -> None:
    evaluation = evaluate(book, as_of=moment)
    assert_type(evaluation, Evaluation)
    assert_type(evaluation.ranking, tuple[CreatorLine, ...])
    assert_type(evaluation.ranking[0].profit, Money | None)
    assert_type(evaluation.ranking[0].decision.label, Label)
    assert_type(credit.net, Money)
    assert_type(why.miss, Miss | None)
    evaluate(book, moment)  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]
    profit: Money = evaluation.ranking[0].profit  # type: ignore[assignment]  # pyright: ignore[reportAssignmentType]
    assert_type(profit, Money)
