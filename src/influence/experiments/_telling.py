"""Telling: whether a test that is planned, or was made, is large enough to say anything.

A test that could not have seen a good creator has not shown a bad one. Three posts are usually such
a test; what would do is told beside.
"""

from __future__ import annotations

from fractions import Fraction

import attrs

from influence.errors import InvalidInputError
from influence.experiments._experiment import Experiment
from influence.experiments._plan import MOST_SIZE, Plan, percent, plan
from influence.experiments._power import ERROR, POWER, least_told, power as power_of
from influence.findings import Finding
from influence.ratios import decimal_of
from influence.shares import Share, ShareLike


@attrs.frozen(kw_only=True)
class Telling:
    """What a test of a given size can tell; made by ``telling``.

    Args:
        experiment: What a post costs, what an order earns, and whom the question is about.
        multiple: The return multiple that is to be told from 1.
        size: How many creators, or posts of the one creator, there are.
        error: How often break-even may be taken for something else.
        power_wanted: How often the multiple should be told.
        power: The exact chance to tell it.
        enough: A test that would do; ``None`` where none of at most ``MOST_SIZE`` does.
        detectable: The least multiple above 1 that this one tells; ``None`` beyond 1024.
    """

    experiment: Experiment
    multiple: Fraction
    size: int
    error: Share
    power_wanted: Share
    power: float
    enough: Plan | None
    detectable: Fraction | None

    @property
    def is_enough(self) -> bool:
        """Whether the test tells the multiple often enough."""
        return self.power >= float(self.power_wanted.fraction)

    def in_words(self) -> str:
        """What the test can tell, and what would do."""
        people, told = self.experiment.people(self.size), decimal_of(self.multiple)
        verb = "tells" if self.size == 1 else "tell"
        if self.is_enough:
            return f"{people} {verb} a return of {told} in {percent(self.power)} of cases"
        would = (
            f"no test of at most {MOST_SIZE} would"
            if self.enough is None
            else f"{self.enough.people} would in {percent(self.enough.power)}"
        )
        return (
            f"{people} {verb} a return of {told} from break-even in {percent(self.power)} of cases "
            f"only; {would}"
        )

    def finding(self, where: str) -> Finding | None:
        """The warning that the test cannot tell; ``None`` where it can.

        Args:
            where: The place that is warned of, such as ``cycle 1``.
        """
        if self.is_enough:
            return None
        rule = f"be told from break-even in at least {self.power_wanted} of cases"
        message = f"a return of {decimal_of(self.multiple)} must {rule}, got: {self.in_words()}"
        return Finding(code="INF415", where=where, message=message)


def telling(
    experiment: Experiment,
    *,
    multiple: ShareLike,
    size: int,
    error: ShareLike = ERROR,
    power: ShareLike = POWER,
) -> Telling:
    r"""What a test of that size can tell.

    Args:
        experiment: What a post costs, what an order earns, and whom the question is about.
        multiple: What gross profit is of the cost; above 1 it pays, below it loses.
        size: How many creators, or how many posts of the one creator.
        error: How often break-even may be taken for something else.
        power: How often the multiple should be told.

    Raises:
        InvalidInputError: The multiple is 0 or 1, *size* below 1, or a chance not between 0 and 1.

    Example:
        >>> from influence.money import Money
        >>> maya = Experiment(
        ...     cost=Money("250", "USD"),
        ...     gross_profit_per_order=Money("25", "USD"),
        ...     about="creator",
        ... )
        >>> print(telling(maya, multiple="1.36", size=3).in_words().replace("; ", ";\n"))
        3 posts of one creator tell a return of 1.36 from break-even in 32 % of cases only;
        22 posts of one creator would in 81 %
    """
    chance = power_of(experiment, multiple=multiple, size=size, error=error)
    return Telling(
        experiment=experiment,
        multiple=Share(multiple).fraction,
        size=size,
        error=Share(error),
        power_wanted=Share(power),
        power=chance,
        enough=_enough(experiment, multiple=multiple, error=error, power=power),
        detectable=least_told(experiment, size=size, error=error, power_wanted=power),
    )


def _enough(
    experiment: Experiment, *, multiple: ShareLike, error: ShareLike, power: ShareLike
) -> Plan | None:
    """The smallest test that would do, if there is one."""
    try:
        return plan(experiment, multiple=multiple, error=error, power=power)
    except InvalidInputError as refusal:
        if refusal.what == "multiple":
            return None
        raise
