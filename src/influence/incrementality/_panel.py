"""Panel: region days laid out by region, with the days that can be compared.

A day that one region does not tell is left out for all of them, and said. What moved every region
on a day then moves both arms alike and cancels; filling the hole with a zero or a mean would invent
sales.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction

import attrs

from influence.errors import CurrencyMismatchError, InvalidInputError, MissingDataError
from influence.incrementality._region_day import REGION_ARMS, RegionArm, RegionDay

#: What is read off a row: minor units, or a count.
Reading = Callable[[RegionDay], int]

_FEW = 3


@attrs.frozen(kw_only=True)
class Change:
    """How one region's day changed.

    Args:
        size: The people of the region, or 1 when every region counts alike.
        before: The mean of its days before the campaign, for each of that size.
        after: The mean of its days since, for each of that size.
    """

    size: int
    before: Fraction
    after: Fraction

    @property
    def gain(self) -> Fraction:
        """After less before."""
        return self.after - self.before


@attrs.frozen(kw_only=True)
class Panel:
    """The rows of every region, and the days that all of them tell.

    Args:
        cells: The rows by region and day.
        arms: The arm of each region.
        sizes: The size of each region.
        before: Days before the campaign.
        after: Days since it began.
        missing: Days that some region does not tell, by region.
        late: How many rows lie at or after its end.
    """

    cells: Mapping[str, Mapping[dt.date, RegionDay]]
    arms: Mapping[str, RegionArm]
    sizes: Mapping[str, int]
    before: tuple[dt.date, ...]
    after: tuple[dt.date, ...]
    missing: Mapping[str, tuple[dt.date, ...]]
    late: int

    def regions(self, arm: RegionArm) -> list[str]:
        """The regions of an arm, by name."""
        return sorted(region for region, own in self.arms.items() if own == arm)

    def size(self, arm: RegionArm) -> int:
        """The size of an arm."""
        return sum(self.sizes[region] for region in self.regions(arm))

    def changes(self, arm: RegionArm, reading: Reading) -> list[Change]:
        """How the day of each region of an arm changed."""
        return [
            Change(
                size=self.sizes[region],
                before=self._mean(region, reading, self.before),
                after=self._mean(region, reading, self.after),
            )
            for region in self.regions(arm)
        ]

    def total(self, arm: RegionArm, reading: Reading) -> int:
        """The sum over an arm since the campaign began."""
        return sum(
            reading(self.cells[region][day]) for region in self.regions(arm) for day in self.after
        )

    def tells_orders(self) -> bool:
        """Whether every row that counts tells its orders."""
        days = (*self.before, *self.after)
        return all(own[day].orders is not None for own in self.cells.values() for day in days)

    def missing_text(self) -> str:
        """Which days are left out because a region does not tell them."""
        days = sorted({day for gaps in self.missing.values() for day in gaps})
        by_region = "; ".join(
            f"{region}: {_listed([str(day) for day in gaps])}"
            for region, gaps in sorted(self.missing.items())
        )
        count = f"{len(days)} {'day' if len(days) == 1 else 'days'}"
        return f"{count} left out for all, because these regions do not tell them: {by_region}"

    def _mean(self, region: str, reading: Reading, days: Sequence[dt.date]) -> Fraction:
        """The mean of a region over some days, for each of its size."""
        total = sum(reading(self.cells[region][day]) for day in days)
        return Fraction(total, len(days) * self.sizes[region])


def panel_of(
    rows: Sequence[RegionDay], *, starts: dt.date, ends: dt.date | None, is_per_head: bool
) -> Panel:
    """The rows as a panel.

    Raises:
        InvalidInputError: A region tells a day twice, or stands in both arms.
        CurrencyMismatchError: The rows are in several currencies.
        MissingDataError: An arm has no region, or there is no day before or since that all tell.
    """
    _check_currency(rows)
    cells = _cells(rows)
    arms = _arms(rows)
    sizes = _sizes(rows, is_per_head=is_per_head)
    days = sorted({day for own in cells.values() for day in own if ends is None or day < ends})
    told = [day for day in days if all(day in own for own in cells.values())]
    missing = {
        region: gaps
        for region, own in cells.items()
        if (gaps := tuple(day for day in days if day not in own))
    }
    panel = Panel(
        cells=cells,
        arms=arms,
        sizes=sizes,
        before=tuple(day for day in told if day < starts),
        after=tuple(day for day in told if day >= starts),
        missing=missing,
        late=sum(ends is not None and row.date >= ends for row in rows),
    )
    _check_complete(panel, starts=starts)
    return panel


def _cells(rows: Sequence[RegionDay]) -> dict[str, dict[dt.date, RegionDay]]:
    """The rows by region and day, each once."""
    cells: dict[str, dict[dt.date, RegionDay]] = {}
    for row in rows:
        own = cells.setdefault(row.region, {})
        if row.date in own:
            raise InvalidInputError("region and day", "stand once", row.region_day)
        own[row.date] = row
    return cells


def _arms(rows: Sequence[RegionDay]) -> dict[str, RegionArm]:
    """The arm of each region."""
    arms: dict[str, RegionArm] = {}
    for row in rows:
        own = arms.setdefault(row.region, row.arm)
        if own != row.arm:
            rule = f"be {own}, as on its other days"
            raise InvalidInputError(f"arm of region {row.region}", rule, row.arm)
    return arms


def _sizes(rows: Sequence[RegionDay], *, is_per_head: bool) -> dict[str, int]:
    """The people of each region, or 1."""
    sizes: dict[str, int] = {}
    for row in rows:
        people = row.people if is_per_head else 1
        if people is None:
            what = f"people of region {row.region}"
            raise MissingDataError(what, "be told for figures per head", None)
        own = sizes.setdefault(row.region, people)
        if own != people:
            rule = f"be {own}, as on its other days"
            raise InvalidInputError(f"people of region {row.region}", rule, people)
    return sizes


def _check_currency(rows: Sequence[RegionDay]) -> None:
    """Refuse rows in several currencies."""
    for row in rows:
        if row.revenue.currency != rows[0].revenue.currency:
            rule = f"be in {rows[0].revenue.currency}, as the other rows"
            raise CurrencyMismatchError(f"revenue of {row.region_day}", rule, row.revenue)


def _check_complete(panel: Panel, *, starts: dt.date) -> None:
    """Refuse a panel that leaves nothing to compare."""
    for arm in REGION_ARMS:
        if arm not in panel.arms.values():
            raise MissingDataError("regions", f"have at least one in the {arm} arm", 0)
    for days, when in ((panel.before, "before"), (panel.after, "on or after")):
        if not days:
            rule = f"have a day {when} {starts} that all of them tell"
            raise MissingDataError("regions", rule, 0)


def _listed(names: Sequence[str]) -> str:
    """The first few names, and how many more there are."""
    more = f" and {len(names) - _FEW} more" if len(names) > _FEW else ""
    return ", ".join(names[:_FEW]) + more
