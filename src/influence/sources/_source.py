"""The attribution source: what turns an export into facts, and what it is told of the book.

    export + setting → orders, touches, results … + rejections + gaps

A source is any value with a name and a ``read``; there is no class to inherit from. It opens no
file, asks no clock and keeps nothing: the same export gives the same answer.
"""

from __future__ import annotations

from typing import ClassVar, Protocol
from zoneinfo import ZoneInfo

import attrs

from influence import _requirements as require
from influence.sources._export import Export
from influence.sources._sourced import Sourced
from influence.tracking import Owners


@attrs.frozen(kw_only=True)
class Setting:
    """What the book that asks tells a source.

    Args:
        currency: The currency of the book, for exports that name none; ``None`` when there is no
            book yet.
        time_zone: Where its days begin.
        owners: Whose each link, code and keyword is.

    Raises:
        InvalidInputError: *currency* is not text, or *owners* or *time_zone* are something else.
        UnknownNameError: *currency* is not in ISO 4217.
    """

    currency: str | None = attrs.field(
        default=None, validator=attrs.validators.optional(require.is_currency)
    )
    time_zone: ZoneInfo = attrs.field(
        default=ZoneInfo("UTC"), validator=require.is_a(ZoneInfo, called="a time zone")
    )
    owners: Owners = attrs.field(
        default=Owners(()), validator=require.is_a(Owners, called="the owners of marks")
    )


class AttributionSource(Protocol):
    """Anything that reads facts out of an export.

    ``tells`` names the tables of a book that it may fill, such as ``("orders", "refunds")``; an
    import replaces those and no others.
    """

    name: ClassVar[str]
    tells: ClassVar[tuple[str, ...]]

    def read(self, export: Export, /, *, setting: Setting) -> Sourced:
        """The facts of *export*, what was rejected, and what it does not tell.

        Raises:
            InvalidInputError: The file as a whole is not what the source reads.
        """
        ...
