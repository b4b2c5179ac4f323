"""Personas: whom a campaign is for, in the groups by which platforms tell an audience.

    match by a dimension = share of the audience that lies in the persona's groups

Age bands are compared by their years: half of 18-24 lies in 21-24, were every year as common as
another. A dimension that the platform does not tell is unknown and takes no part. Source: S2.
"""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

import attrs

from influence import _requirements as require
from influence.audiences import AudienceDimension, AudienceShare
from influence.errors import InvalidInputError

__all__ = ["Persona", "age_overlap", "audience_match"]

_OLDEST = 100


@attrs.frozen(kw_only=True)
class Persona:
    """Whom a campaign is for.

    Args:
        ages: Age bands, such as ``25-34`` or ``65+``.
        countries: Where they live, as ISO 3166 alpha-2.
        genders: As the platform calls them.
        languages: What they speak, as BCP 47 tags.
        cities: Where they live.
        niches: What creators for them are about.
        words: Words by which content fits the brand.

    Raises:
        InvalidInputError: A field breaks its rule, or an age band is none.

    Example:
        >>> Persona(ages=("25-34",), countries=("US",)).groups("country")
        ('US',)

    Source: S2.
    """

    ages: tuple[str, ...] = attrs.field(default=(), validator=require.are_texts)
    countries: tuple[str, ...] = attrs.field(default=(), validator=require.are_countries)
    genders: tuple[str, ...] = attrs.field(default=(), validator=require.are_texts)
    languages: tuple[str, ...] = attrs.field(default=(), validator=require.are_texts)
    cities: tuple[str, ...] = attrs.field(default=(), validator=require.are_texts)
    niches: tuple[str, ...] = attrs.field(default=(), validator=require.are_texts)
    words: tuple[str, ...] = attrs.field(default=(), validator=require.are_texts)

    def __attrs_post_init__(self) -> None:
        for band in self.ages:
            _years_of(band)

    def groups(self, dimension: AudienceDimension) -> tuple[str, ...]:
        """The groups of one dimension; none where the persona does not say."""
        told: dict[AudienceDimension, tuple[str, ...]] = {
            "age": self.ages,
            "country": self.countries,
            "city": self.cities,
            "gender": self.genders,
            "language": self.languages,
        }
        return told[dimension]


def _years_of(band: str) -> range:
    """The years of an age band.

    Raises:
        InvalidInputError: It is no band.

    Example:
        >>> _years_of("25-34"), _years_of("65+")
        (range(25, 35), range(65, 101))
    """
    first, _, last = band.strip().removesuffix("+").partition("-")
    is_open = band.strip().endswith("+") and not last
    if not first.isdecimal() or not (is_open or last.isdecimal()):
        raise InvalidInputError("age band", "be two ages or one with a plus, such as 25-34", band)
    years = range(int(first), (_OLDEST if is_open else int(last)) + 1)
    if not years or years[-1] > _OLDEST:
        raise InvalidInputError("age band", f"go from a younger to an older age to {_OLDEST}", band)
    return years


def age_overlap(band: str, wanted: Iterable[str]) -> Fraction:
    """What part of an age band lies in the bands that are wanted, year by year.

    Raises:
        InvalidInputError: One of them is no band.

    Example:
        >>> age_overlap("18-24", ["21-30"])
        Fraction(4, 7)
    """
    years = _years_of(band)
    inside = {year for one in wanted for year in _years_of(one)}
    return Fraction(sum(year in inside for year in years), len(years))


def audience_match(persona: Persona, audience: Iterable[AudienceShare]) -> Fraction | None:
    """How much of an audience is the persona: the mean over what both tell, ``None`` for nothing.

    A group of ages that is no band, such as ``unknown``, lies outside the persona.
    """
    by_dimension: dict[AudienceDimension, Fraction] = {}
    for row in audience:
        groups = persona.groups(row.dimension)
        if groups:
            part = _part(row, groups)
            before = by_dimension.get(row.dimension, Fraction(0))
            by_dimension[row.dimension] = before + part * row.share.fraction
    if not by_dimension:
        return None
    shares = [min(Fraction(1), share) for share in by_dimension.values()]
    return sum(shares, Fraction(0)) / len(shares)


def _part(row: AudienceShare, groups: tuple[str, ...]) -> Fraction:
    """What part of a group is the persona."""
    if row.dimension != "age":
        folded = {group.casefold() for group in groups}
        return Fraction(row.group.casefold() in folded)
    try:
        return age_overlap(row.group, groups)
    except InvalidInputError:
        return Fraction(0)
