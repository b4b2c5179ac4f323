"""Books for ``influence compare``: what each creator cost and brought, and what follows."""

from __future__ import annotations

from influence.cli._scenario_prices import PriceQuestion
from influence.creator_lines import CreatorLine
from influence.evaluation import Evaluation
from influence.exchange import ExchangeRate
from influence.planning import STUDIED_FOLLOWER_VALUES, CreatorRecord, TierRecords, tier_records
from influence.shares import Share

#: What is said where a book by itself cannot be asked for the price of a follower.
NO_PRICE = (
    "the price of a follower is left out: the sales tell no margin, or the book has no rate from "
    f"{STUDIED_FOLLOWER_VALUES[0].revenue.currency} to its currency"
)


def records_in(evaluation: Evaluation) -> TierRecords:
    """What the creators of a book cost and brought, by audience tier."""
    return tier_records([_record(line) for line in evaluation.ranking])


def price_question_of(evaluation: Evaluation, records: TierRecords) -> PriceQuestion | None:
    """What a book by itself asks about the price of a follower.

    ``None`` where its sales tell no margin, or it has no rate from the currency of the priors.
    """
    earned = sum(one.gross_profit.minor for one in records.tiers.values())
    sold = sum(one.revenue.minor for one in records.tiers.values())
    base, currency = STUDIED_FOLLOWER_VALUES[0].revenue.currency, _currency(evaluation)
    rate = None if base == currency else _latest_rate(evaluation, base)
    if not 0 < earned <= sold or (rate is None and base != currency):
        return None
    typical = {tier: one.reached // one.posts for tier, one in records.tiers.items()}
    return PriceQuestion(gross_margin=Share(f"{earned}/{sold}"), rate=rate, followers=typical)


def _record(line: CreatorLine) -> CreatorRecord:
    """What one creator cost and brought."""
    known = line.economics
    return CreatorRecord(
        creator_id=line.creator_id,
        followers=line.card.creator.followers,
        posts=len(line.card.posts),
        spend=known.spend,
        orders=known.orders,
        revenue=known.revenue,
        gross_profit=known.gross_profit,
    )


def _latest_rate(evaluation: Evaluation, base: str) -> ExchangeRate | None:
    """The latest rate of the book from a currency to its own."""
    rates = [one for one in evaluation.book.rates if one.base == base]
    return max(rates, key=lambda one: one.at, default=None)


def _currency(evaluation: Evaluation) -> str:
    """The currency of a book."""
    return evaluation.book.campaign.currency
