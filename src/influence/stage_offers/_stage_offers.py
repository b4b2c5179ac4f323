"""The offers of all stages side by side, and which of them earns most for us.

    size = the least number of steps at which the terms are worth the income to the creator

Most rules pay in proportion to their size. So the size is guessed from the largest, checked, and
only where the guess is wrong looked for by halving.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction
from functools import cache

import attrs

from influence._frozen_mapping import FrozenMapping
from influence.errors import CurrencyMismatchError, InvalidInputError, UnknownNameError
from influence.money import ExactMoney, Money
from influence.progression import Stage
from influence.shares import Share, ShareLike
from influence.stage_offers._prospect import Prospect
from influence.stage_offers._stage_offer import StageOffer
from influence.stage_offers._stage_terms import StageTerms, usual_terms
from influence.workings import Working


@attrs.frozen(kw_only=True)
class StageOffers:
    """What each stage can offer for the same income; made by ``stage_offers``.

    Args:
        income: What the creator is to expect.
        offers: An offer for each stage that reaches it, in the order of the terms.
        out_of_reach: Why a stage does not.
        as_good: Expected profits that differ by no more than this are as good as each other.
    """

    income: Money
    offers: tuple[StageOffer, ...]
    out_of_reach: Mapping[Stage, str]
    as_good: ExactMoney

    @property
    def best(self) -> StageOffer:
        """The offer that earns most for us; among those as good, the least likely to lose.

        Raises:
            InvalidInputError: No stage reaches the income.
        """
        if not self.offers:
            rule = "be within reach of a stage"
            raise InvalidInputError("income of a creator", rule, self.income)
        most = max(offer.profit for offer in self.offers)
        good = [offer for offer in self.offers if offer.profit + self.as_good >= most]
        return min(good, key=lambda offer: (offer.chance_of_loss, -offer.profit.amount))

    def offer(self, stage: str) -> StageOffer:
        """The offer of a stage.

        Raises:
            UnknownNameError: None of these is on it; the close one is named.
        """
        known = {offer.stage: offer for offer in self.offers}
        for name, offer in known.items():
            if name == stage:
                return offer
        raise UnknownNameError("stage of an offer", stage, known)

    def working(self) -> Working:
        """What each stage comes to, ending in the best."""
        lines = [(offer.stage, offer.in_words()) for offer in self.offers]
        return Working.of(
            ("creator is to expect", self.income),
            *lines,
            *self.out_of_reach.items(),
            ("best", self.best.stage),
        )


def stage_offers(
    prospect: Prospect,
    *,
    income: Money,
    terms: Iterable[StageTerms] | None = None,
    risk_price: ShareLike = 0,
    as_good: ShareLike = "0.01",
) -> StageOffers:
    """What each stage can offer a creator who is to earn the same on all of them.

    Args:
        prospect: The package.
        income: What the creator is to expect of it, above 0.
        terms: The terms of each stage with one thing left open; ``usual_terms`` unless given.
        risk_price: What the creator asks for each unit of spread of the income; 0 when only the
            expected income counts.
        as_good: Expected profits that differ by at most this part of the income are as good.

    Raises:
        InvalidInputError: *income* is not above 0, or a stage stands twice among the terms.
        CurrencyMismatchError: Package and income differ in currency.
        MissingDataError: Terms pay for something that the package does not tell.

    Example:
        >>> import datetime as dt
        >>> from influence.outlooks import Outlook
        >>> from influence.periods import Period
        >>> maya = Prospect(
        ...     outlook=Outlook(
        ...         creator_id="maya",
        ...         log_mean=0.2,
        ...         log_sd=0.3,
        ...         outcome_log_sd=0.6,
        ...         effective_orders=18.0,
        ...     ),
        ...     price=Money("250", "USD"),
        ...     period=Period(
        ...         dt.datetime(2026, 3, 1, tzinfo=dt.UTC), dt.datetime(2026, 6, 1, tzinfo=dt.UTC)
        ...     ),
        ...     order_value=Money("60", "USD"),
        ...     gross_margin="0.5",
        ... )
        >>> print(stage_offers(maya, income=Money("200", "USD")).working())
        creator is to expect  200.00 USD
        product               profit 239.41 USD, loss 2 %, creator 200.00 USD ± 0.00 USD
        affiliate             profit 119.39 USD, loss 0 %, creator 200.01 USD ± 129.43 USD
        flat                  profit 119.41 USD, loss 30.1 %, creator 200.00 USD ± 0.00 USD
        hybrid                profit 119.37 USD, loss 12.9 %, creator 200.04 USD ± 64.74 USD
        best                  product
    """
    _refuse_income(income, prospect=prospect)
    open_terms = usual_terms(income) if terms is None else tuple(terms)
    price = Share.as_share(risk_price).fraction
    offers: list[StageOffer] = []
    missing: dict[Stage, str] = {}
    for one in open_terms:
        if one.stage in {*missing, *(offer.stage for offer in offers)}:
            raise InvalidInputError("stages of the terms", "each stand once", one.stage)
        found = _sized(one, prospect, income=income, risk_price=price)
        if isinstance(found, str):
            missing[one.stage] = found
        else:
            offers.append(found)
    return StageOffers(
        income=income,
        offers=tuple(offers),
        out_of_reach=FrozenMapping(missing),
        as_good=Share.as_share(as_good).of(income),
    )


def _refuse_income(income: Money, *, prospect: Prospect) -> None:
    """Refuse an income that no terms can be made for."""
    if not income.is_positive:
        raise InvalidInputError("income of a creator", "be an amount above 0", income)
    if income.currency != prospect.currency:
        rule = f"be in {prospect.currency} as the package is"
        raise CurrencyMismatchError("income of a creator", rule, income)


def _sized(
    terms: StageTerms, prospect: Prospect, *, income: Money, risk_price: Fraction
) -> StageOffer | str:
    """The offer of the least size that is worth the income, or why there is none."""

    @cache
    def offer(steps: int) -> StageOffer:
        return StageOffer.of(terms.stage, terms.sized(steps), prospect=prospect)

    @cache
    def worth(steps: int) -> Fraction:
        return offer(steps).worth(risk_price).amount

    wanted, most = income.exact.amount, terms.most
    if worth(most) < wanted:
        reached = offer(most).worth(risk_price).rounded()
        return f"out of reach: its most is worth {reached} to the creator"
    least = _guess(wanted, worth(most), most=most)
    if worth(least) >= wanted and (least == 1 or worth(least - 1) < wanted):
        return offer(least)
    low, high = 0, most
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if worth(middle) >= wanted else (middle, high)
    return offer(high)


def _guess(wanted: Fraction, reached: Fraction, *, most: int) -> int:
    """The least size if worth grew in proportion to it."""
    return max(1, -(-wanted * most // reached))
