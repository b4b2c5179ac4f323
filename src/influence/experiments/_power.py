"""Power: how likely a test of a given size tells a return multiple from break-even.

    pays     when the orders are at least c, the least c with P(orders ≥ c | break-even) ≤ error
    loses    when the orders are at most c, the greatest c with P(orders ≤ c | break-even) ≤ error
    power    = P(the test says so | the multiple)

Both are exact for the counts of orders that are assumed, so that a plan can be checked by throwing
its dice.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

import attrs

from influence import _requirements as require
from influence.errors import InvalidInputError
from influence.experiments._counts import chance_of_at_least
from influence.experiments._experiment import Experiment
from influence.shares import Share, ShareLike

#: How often a creator at break-even may be taken for one that is not.
ERROR = Share("0.1")

#: How often a creator who is not at break-even should be told from one who is.
POWER = Share("0.8")

_MOST_MULTIPLE = 1024
_THOUSANDTHS = 1000


@attrs.frozen(kw_only=True)
class Threshold:
    """From how many orders on a test says that it has found something.

    Args:
        orders: At least so many say that it pays, or at most so many that it loses; ``None`` where
            no number of orders would be surprising enough.
        error: The exact chance of that at break-even.
    """

    orders: int | None
    error: float


def threshold(
    experiment: Experiment, *, size: int, error: ShareLike = ERROR, is_gain: bool = True
) -> Threshold:
    """From how many orders on a test of that size says that it pays, or that it loses.

    Args:
        experiment: What a post costs, what an order earns, and whom the question is about.
        size: How many creators, or how many posts of the one creator.
        error: How often break-even may be taken for something else.
        is_gain: Whether a gain is looked for; else a loss is.

    Raises:
        InvalidInputError: *size* is below 1, or *error* not between 0 and 1.

    Example:
        >>> from influence.money import Money
        >>> test = Experiment(cost=Money("250", "USD"), gross_profit_per_order=Money("25", "USD"))
        >>> threshold(test, size=4).orders
        129
    """
    most = float(between("error", error).fraction)
    at_least = _counts(experiment, size=size, multiple=Fraction(1))
    if is_gain:
        orders = _first(lambda count: at_least(count) <= most)
        return Threshold(orders=orders, error=at_least(orders))
    above = _first(lambda count: 1 - at_least(count + 1) > most)
    error_of = 0.0 if above == 0 else 1 - at_least(above)
    return Threshold(orders=above - 1 if above else None, error=error_of)


def power(
    experiment: Experiment, *, multiple: ShareLike, size: int, error: ShareLike = ERROR
) -> float:
    """The chance that a test of that size tells the return multiple from break-even.

    Args:
        experiment: What a post costs, what an order earns, and whom the question is about.
        multiple: What gross profit really is of the cost; above 1 it pays, below it loses.
        size: How many creators, or how many posts of the one creator.
        error: How often break-even may be taken for something else.

    Raises:
        InvalidInputError: The multiple is 0 or 1, *size* below 1, or *error* not between 0 and 1.

    Example:
        >>> from influence.money import Money
        >>> test = Experiment(cost=Money("250", "USD"), gross_profit_per_order=Money("25", "USD"))
        >>> (
        ...     round(power(test, multiple="1.36", size=3), 2),
        ...     round(power(test, multiple="2", size=3), 2),
        ... )
        (0.27, 0.55)
    """
    true = told_apart(multiple)
    found = threshold(experiment, size=size, error=error, is_gain=true > 1)
    if found.orders is None:
        return 0.0
    at_least = _counts(experiment, size=size, multiple=true)
    return at_least(found.orders) if true > 1 else 1 - at_least(found.orders + 1)


def detectable(
    experiment: Experiment, *, size: int, error: ShareLike = ERROR, power_wanted: ShareLike = POWER
) -> Fraction:
    """The least return multiple above 1 that a test of that size tells often enough.

    Args:
        experiment: What a post costs, what an order earns, and whom the question is about.
        size: How many creators, or how many posts of the one creator.
        error: How often break-even may be taken for something else.
        power_wanted: How often the multiple should be told.

    Returns:
        The multiple, rounded up to a thousandth.

    Raises:
        InvalidInputError: *size* is below 1, a chance is not between 0 and 1, or even a multiple of
            1024 would not be told.

    Example:
        >>> from influence.money import Money
        >>> test = Experiment(cost=Money("250", "USD"), gross_profit_per_order=Money("25", "USD"))
        >>> detectable(test, size=3), detectable(test, size=30)
        (Fraction(753, 250), Fraction(353, 250))
    """
    found = least_told(experiment, size=size, error=error, power_wanted=power_wanted)
    if found is None:
        rule = f"tell a return multiple of {_MOST_MULTIPLE + 1} at least"
        chance = Share(power_wanted).text
        raise InvalidInputError(f"a test of {experiment.people(size)}", rule, chance)
    return found


def least_told(
    experiment: Experiment, *, size: int, error: ShareLike, power_wanted: ShareLike
) -> Fraction | None:
    """What is detectable; ``None`` where nothing is."""
    wanted = float(between("power", power_wanted).fraction)

    def is_told(thousandths: int) -> bool:
        """Whether that many thousandths beyond 1 are told."""
        multiple = 1 + Fraction(thousandths, _THOUSANDTHS)
        return power(experiment, multiple=multiple, size=size, error=error) >= wanted

    if not is_told(_MOST_MULTIPLE * _THOUSANDTHS):
        return None
    return 1 + Fraction(_first(lambda step: step > 0 and is_told(step)), _THOUSANDTHS)


def told_apart(multiple: ShareLike) -> Fraction:
    """A multiple that can be told from break-even.

    Raises:
        InvalidInputError: It is 0 or 1.
    """
    true = Share(multiple).fraction
    if true in {0, 1}:
        raise InvalidInputError("multiple", "be above 0 and not 1, which is break-even", str(true))
    return true


def between(what: str, value: ShareLike) -> Share:
    """A chance that something can be asked for at.

    Raises:
        InvalidInputError: It is not between 0 and 1.
    """
    share = Share(value)
    if not 0 < share.fraction < 1:
        raise InvalidInputError(what, "be above 0 and below 1", share.text)
    return share


def _counts(experiment: Experiment, *, size: int, multiple: Fraction) -> Callable[[int], float]:
    """The chance of at least so many orders in the whole test, if that is the multiple."""
    if not require.is_whole(size) or size < 1:
        raise InvalidInputError("size", "be a whole number of at least 1", size)
    mean = float(experiment.orders_each * multiple * size)
    variance = float(experiment.variance / size)
    return lambda count: chance_of_at_least(count, mean=mean, variance=variance)


def _first(is_there: Callable[[int], bool]) -> int:
    """The least number from 0 for which it holds, of a claim that holds ever after."""
    low, high = -1, 1
    while not is_there(high):
        low, high = high, 2 * high
    while high - low > 1:
        middle = (low + high) // 2
        if is_there(middle):
            high = middle
        else:
            low = middle
    return high
