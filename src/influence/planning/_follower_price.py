"""Follower price: the most that a post may cost for each follower before it loses money.

    prior   = net sales a follower elsewhere × your gross margin
    own     = your gross profit ÷ (followers × posts)
    believed = (k × prior + n × own) ÷ (k + n)        n posts of your own, k posts for the prior
    fee     ≤ believed × followers − other costs of the post

The prior is weak: it counts as a few posts. It is named with its date and source beside what your
own book shows, so that nobody takes the one for the other.
"""

from __future__ import annotations

import math
from fractions import Fraction
from statistics import NormalDist

import attrs

from influence import _requirements as require
from influence.errors import CurrencyMismatchError, InvalidInputError
from influence.exchange import ExchangeRate
from influence.experiments import Variation
from influence.money import ExactMoney, Money
from influence.planning._follower_value import FollowerValue
from influence.planning._tier_record import TierRecord
from influence.ratios import decimal_of
from influence.shares import Share, ShareLike
from influence.workings import Working

#: How many posts of your own the prior counts as.
PRIOR_POSTS = 3

#: With fewer orders than this nothing can be told of a tier of your own.
FEW_ORDERS = 5

_GRAIN = 10**9
_TENTH = 0.1


@attrs.frozen(kw_only=True)
class FollowerPrice:
    """The break-even price of a follower in one tier; made by ``follower_price``.

    Args:
        prior: What others have measured.
        rate: How it was converted; ``None`` where its currency is yours.
        gross_margin: Part of net sales that is left when the goods are paid for.
        own: What your own creators of that tier did; ``None`` where there are none.
        prior_posts: How many posts of your own the prior counts as.
        variation: How far creators and posts differ.
    """

    prior: FollowerValue
    rate: ExchangeRate | None
    gross_margin: Share
    own: TierRecord | None
    prior_posts: int
    variation: Variation

    @property
    def tier(self) -> str:
        """The audience tier."""
        return self.prior.tier

    @property
    def currency(self) -> str:
        """The currency of the price."""
        return self.prior.revenue.currency if self.rate is None else self.rate.quote

    @property
    def by_prior(self) -> ExactMoney:
        """Gross profit a follower by the prior alone."""
        rate = Fraction(1) if self.rate is None else self.rate.rate.fraction
        amount = self.prior.revenue.amount * rate * self.gross_margin.fraction
        return ExactMoney(amount, self.currency)

    @property
    def by_own(self) -> ExactMoney | None:
        """Gross profit a follower by your own posts alone; ``None`` where there are none."""
        found = None if self.own is None else self.own.gross_profit_per_follower
        return None if found is None else ExactMoney(found, self.currency)

    @property
    def own_posts(self) -> int:
        """How many posts of your own it rests on."""
        return 0 if self.own is None or self.by_own is None else self.own.posts

    @property
    def tells_own(self) -> bool:
        """Whether your own posts brought enough orders to say anything."""
        return self.own is not None and self.own.orders >= FEW_ORDERS

    @property
    def break_even(self) -> ExactMoney:
        """The price of a follower at which a post just pays; 0 where yours lose money before it."""
        own = self.by_own
        weighed = self.by_prior.amount * self.prior_posts
        if own is not None:
            weighed += own.amount * self.own_posts
        believed = weighed / (self.prior_posts + self.own_posts)
        return ExactMoney(max(Fraction(0), believed), self.currency)

    @property
    def safe(self) -> ExactMoney:
        """The price below which nine in ten such tiers pay, by how few posts it rests on."""
        posts = self.prior_posts + self.own_posts
        spread = math.sqrt(math.log1p(float(self.variation.of_creator()) / posts))
        part = math.exp(NormalDist().inv_cdf(_TENTH) * spread - spread**2 / 2)
        return self.break_even * Fraction(round(part * _GRAIN), _GRAIN)

    def most(self, followers: int, *, other_costs: Money | None = None) -> Money:
        """The highest fee of a post to that many followers, rounded down to the cent.

        Args:
            followers: Size of the audience.
            other_costs: Product, shipping and handling beside the fee; ``None`` for nothing.

        Raises:
            InvalidInputError: *followers* is below 0.
            CurrencyMismatchError: The other costs are in another currency.
        """
        if not require.is_whole(followers) or followers < 0:
            raise InvalidInputError("followers", "be a whole number of at least 0", followers)
        left = self.break_even * followers
        if other_costs is not None:
            left -= other_costs
        return max(left, ExactMoney.zero(self.currency)).rounded("floor")

    def in_words(self) -> str:
        """The price in a sentence, and what it rests on."""
        price = per_follower(self.break_even)
        if self.by_own is None:
            rests = f"the prior alone: {self.prior}"
        elif not self.tells_own:
            rests = (
                f"the prior above all, because {decimal_of(self.own_orders)} orders of your own "
                f"cannot tell yet: {self.prior}"
            )
        else:
            rests = (
                f"{self.own_posts} posts of your own ({per_follower(self.by_own)}) and the prior "
                f"as {self.prior_posts} ({per_follower(self.by_prior)}: {self.prior})"
            )
        return f"{self.tier}: a post pays up to {price} a follower, by {rests}"

    @property
    def own_orders(self) -> Fraction:
        """Orders that your own posts brought."""
        return Fraction(0) if self.own is None else self.own.orders

    def working(self) -> Working:
        """The sum behind the price, line by line."""
        own = self.by_own
        lines = [
            (f"prior, {self.prior.basis}", f"{self.prior.revenue} net sales a follower"),
            ("prior read on, source", f"{self.prior.read_on}, {self.prior.source}"),
        ]
        if self.rate is not None:
            lines.append(("converted", str(self.rate)))
        lines += [
            ("gross margin", str(self.gross_margin)),
            ("by the prior", per_follower(self.by_prior)),
            ("counts as posts", str(self.prior_posts)),
            ("by your own posts", "unknown" if own is None else per_follower(own)),
            ("your own posts", str(self.own_posts)),
            ("your own orders", str(decimal_of(self.own_orders))),
            ("nine in ten pay below", per_follower(self.safe)),
            ("a post pays up to, a follower", per_follower(self.break_even)),
        ]
        return Working.of(*lines)


def follower_price(
    prior: FollowerValue,
    *,
    gross_margin: ShareLike,
    rate: ExchangeRate | None = None,
    own: TierRecord | None = None,
    prior_posts: int = PRIOR_POSTS,
    variation: Variation | None = None,
) -> FollowerPrice:
    """The break-even price of a follower.

    Args:
        prior: What others have measured in that tier.
        gross_margin: Part of net sales that is left when the goods are paid for.
        rate: From the currency of the prior to yours; left out where they are the same.
        own: What your own creators of that tier did.
        prior_posts: How many posts of your own the prior counts as; at least 1.
        variation: How far creators and posts differ; the usual unless given.

    Raises:
        InvalidInputError: The margin is above 1, *prior_posts* is below 1, or *own* is of another
            tier.
        CurrencyMismatchError: *rate* is not from the currency of the prior, or your own amounts are
            in another currency than the price.

    Example:
        >>> from influence.planning import STUDIED_FOLLOWER_VALUES
        >>> nano = follower_price(STUDIED_FOLLOWER_VALUES[0], gross_margin="0.55")
        >>> nano.break_even, nano.most(8_000, other_costs=Money("50", "EUR"))
        (ExactMoney('0.14575', 'EUR'), Money('1116.00', 'EUR'))

    Source: S250 for the priors.
    """
    margin = Share(gross_margin)
    if margin.fraction > 1:
        raise InvalidInputError("gross margin", "be at most 1", margin.text)
    if not require.is_whole(prior_posts) or prior_posts < 1:
        raise InvalidInputError("prior_posts", "be a whole number of at least 1", prior_posts)
    if rate is not None and rate.base != prior.revenue.currency:
        rule = f"be from {prior.revenue.currency}, the currency of the prior"
        raise CurrencyMismatchError("rate of a prior", rule, str(rate))
    found = FollowerPrice(
        prior=prior,
        rate=rate,
        gross_margin=margin,
        own=own,
        prior_posts=prior_posts,
        variation=Variation() if variation is None else variation,
    )
    if own is not None and own.tier != prior.tier:
        raise InvalidInputError("own record of a tier", f"be of {prior.tier}", own.tier)
    if own is not None and own.spend.currency != found.currency:
        rule = f"be in {found.currency} as the price is, or come with a rate"
        raise CurrencyMismatchError("own record of a tier", rule, own.spend.currency)
    return found


def per_follower(amount: ExactMoney) -> str:
    """A price of one follower, to a tenth of a thousandth."""
    scaled = round(amount.amount * 10_000)
    sign = "-" if scaled < 0 else ""
    whole, rest = divmod(abs(scaled), 10_000)
    return f"{sign}{whole}.{rest:04d} {amount.currency}"
