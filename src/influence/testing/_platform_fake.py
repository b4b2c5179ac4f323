"""Platform fake: a platform in a box, for tests without a network.

    holdings → fake → a WSGI application that answers as the platform would

The author of a connector writes one, and the conformance kit makes it of holdings that it chose. It
keeps the token, pages, and puts everything into the platform's own words. What goes wrong in HTTP,
such as a 429 or half a body, is put in by the kit; what only this platform does, its *troubles*, it
plays itself.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, Literal, Protocol, TypeAlias, get_args

from influence.testing._holdings import Holdings

if TYPE_CHECKING:
    from wsgiref.types import WSGIApplication

Trouble: TypeAlias = Literal[
    "absent_nulls",
    "changing_pages",
    "empty_page",
    "foreign_next",
    "half_failed",
    "looped_cursor",
    "negative_refunds",
    "odd_cursors",
    "retired_metric",
    "short_pages",
    "spent_403",
    "throttled_inside",
    "wrong_total",
]
TROUBLES: tuple[Trouble, ...] = get_args(Trouble)

#: What each trouble is, for whoever writes a fake.
TROUBLE_MEANINGS: Final[Mapping[Trouble, str]] = MappingProxyType(
    {
        "absent_nulls": "what is not known is left out of an answer rather than sent as null",
        "changing_pages": "between two pages something new comes to the front of the list",
        "empty_page": "the second page is empty and has a next one all the same",
        "foreign_next": "the link to the next page names a host that is not the platform's",
        "half_failed": "the last post of a batch fails, and the answer says so in its place",
        "looped_cursor": "every page names the second page as the next one",
        "negative_refunds": "amounts of refunds are sent below zero",
        "odd_cursors": "cursors hold characters that an address has to escape",
        "retired_metric": "a request that names the retired metric fails as a whole",
        "short_pages": "every page holds one item less than was asked for",
        "spent_403": "a spent quota is answered with 403, and the body says which it is",
        "throttled_inside": "a spent quota is answered with 200, and the body says so",
        "wrong_total": "the total that is told is 1, whatever there is",
    }
)


class PlatformFake(Protocol):
    """A platform in a box: what is served, and how a connector gets in."""

    @property
    def app(self) -> WSGIApplication:
        """The application that answers."""
        ...

    @property
    def settings(self) -> Mapping[str, object]:
        """The settings that a connector has to be made with, its secrets among them."""
        ...


class FakeMaker(Protocol):
    """What makes a fake: a class or a function.

    It may have four attributes: ``troubles``, the names of those that it can play; ``silent``, by
    read the fields of our values that its platform does not tell; ``metrics``, the names of the
    metrics that it tells of posts, where those are not all of the connector's sheet; and
    ``newest_first``, the reads whose lists its platform tells in that order.
    """

    def __call__(self, holdings: Holdings, /, *, trouble: Trouble | None) -> PlatformFake:
        """The platform with what it holds, in one of its troubles or in none."""
        ...


def troubles_of(fake: FakeMaker) -> frozenset[str]:
    """The troubles that a fake can play."""
    found: frozenset[str] = getattr(fake, "troubles", frozenset())
    return found


def is_newest_first(fake: FakeMaker, *, read: str) -> bool:
    """Whether a fake's platform tells a list from its newest item on."""
    reads: frozenset[str] = getattr(fake, "newest_first", frozenset())
    return read in reads


def silent_fields(fake: FakeMaker, *, read: str) -> frozenset[str]:
    """The fields that a fake's platform does not tell in a read."""
    silent: Mapping[str, frozenset[str]] = getattr(fake, "silent", {})
    return silent.get(read, frozenset())
