"""Platform table: where a platform cuts a text, and what its own label says, as dated data."""

from __future__ import annotations

import datetime as dt

import attrs

from influence import _requirements as require


@attrs.frozen(kw_only=True)
class PlatformText:
    """How a platform shows the text of a post.

    Args:
        platform: Its name.
        fold: How many characters are shown before somebody has to ask for more.
        label: What its own label for paid content says.
        source: Where that is said.
        read_on: The day on which it was read.

    Raises:
        InvalidInputError: *fold* is below 1, or a text is blank.
    """

    platform: str = attrs.field(validator=require.is_line)
    fold: int = attrs.field(validator=require.at_least(1))
    label: str = attrs.field(validator=require.is_line)
    source: str = attrs.field(validator=require.is_line)
    read_on: dt.date = attrs.field(validator=require.is_date)


_READ = dt.date(2026, 11, 27)

#: Measured by others and changed by the platforms without notice: the least that is told.
PLATFORM_TEXTS: tuple[PlatformText, ...] = (
    PlatformText(
        platform="instagram", fold=125, label="Paid partnership", source="S375", read_on=_READ
    ),
    PlatformText(
        platform="tiktok", fold=80, label="Paid partnership", source="S376", read_on=_READ
    ),
    PlatformText(
        platform="youtube",
        fold=100,
        label="Includes paid promotion",
        source="S377",
        read_on=_READ,
    ),
)

#: What is taken where a platform is not in the table.
ANY_FOLD = 80


def fold_of(platform: str | None) -> int:
    """How many characters a platform shows before it cuts.

    Example:
        >>> fold_of("instagram"), fold_of("elsewhere")
        (125, 80)
    """
    return next((row.fold for row in PLATFORM_TEXTS if row.platform == platform), ANY_FOLD)
