from __future__ import annotations

from fractions import Fraction

import pytest

from influence.audiences import AUDIENCE_DIMENSIONS, AudienceDimension, AudienceShare
from influence.errors import InvalidInputError, UnknownNameError
from influence.personas import Persona, age_overlap, audience_match
from influence.shares import Share


def part(dimension: AudienceDimension, group: str, share: str) -> AudienceShare:
    return AudienceShare(creator_id="maya", dimension=dimension, group=group, share=Share(share))


@pytest.mark.parametrize(
    ("band", "wanted", "overlap"),
    [
        ("25-34", ["25-34"], Fraction(1)),
        ("18-24", ["21-30"], Fraction(4, 7)),
        ("18-34", ["18-24", "20-26"], Fraction(9, 17)),
        ("65+", ["18-24"], Fraction(0)),
        ("90+", ["95-99"], Fraction(5, 11)),
    ],
)
def test_bands_are_compared_by_their_years(band: str, wanted: list[str], overlap: Fraction) -> None:
    assert age_overlap(band, wanted) == overlap


@pytest.mark.parametrize("band", ["young", "34-25", "25-", "-34", "25-200", "+"])
def test_what_is_no_band_is_refused(band: str) -> None:
    with pytest.raises(InvalidInputError, match=r"^age band must "):
        Persona(ages=(band,))


def test_the_match_is_the_mean_over_what_both_tell() -> None:
    persona = Persona(ages=("25-34",), countries=("US",), genders=("f",))
    audience = [
        part("age", "25-34", "0.4"),
        part("age", "18-24", "0.6"),
        part("country", "US", "0.8"),
        part("city", "Austin", "0.5"),
    ]
    assert audience_match(persona, audience) == Fraction(3, 5)


def test_what_nobody_tells_is_unknown_and_not_zero() -> None:
    assert audience_match(Persona(countries=("US",)), []) is None
    assert audience_match(Persona(), [part("country", "US", "1")]) is None
    assert audience_match(Persona(countries=("US",)), [part("country", "FR", "1")]) == 0


def test_a_group_of_ages_that_is_no_band_lies_outside() -> None:
    assert audience_match(Persona(ages=("25-34",)), [part("age", "unknown", "1")]) == 0


def test_more_than_everybody_is_everybody() -> None:
    audience = [part("country", "US", "0.7"), part("country", "us", "0.7")]
    assert audience_match(Persona(countries=("US",)), audience) == 1


def test_every_dimension_has_its_groups() -> None:
    persona = Persona(cities=("Austin",), languages=("en",))
    told = {one: persona.groups(one) for one in AUDIENCE_DIMENSIONS}
    assert told["city"] == ("Austin",)
    assert told["language"] == ("en",)
    with pytest.raises(UnknownNameError):
        part("town", "Austin", "1")  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]  # a wrong value on purpose
