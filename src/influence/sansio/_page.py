"""The page: a part of many, where the next one begins, and what is missing from it."""

from __future__ import annotations

from collections.abc import Generator
from typing import Generic, TypeAlias, TypeVar

import attrs

from influence import _requirements as require
from influence.sansio._blocking import Blocking
from influence.sansio._request import Request
from influence.sansio._response import Response
from influence.sources import Gap

T = TypeVar("T")
R = TypeVar("R")

#: What a connector's method is: it yields requests, is sent responses, and returns its answer.
Conversation: TypeAlias = Generator[Request | Blocking, Response, R]


@attrs.frozen(kw_only=True)
class Page(Generic[T]):
    """A page of items.

    Args:
        items: The items, in the order in which they came.
        next: The cursor that the next page is asked for with; ``None`` at the end. A short page,
            even an empty one, is not the end as long as it has one.
        gaps: What is missing from it, and why.

    Raises:
        InvalidInputError: A field breaks its rule; the message names field and value.

    Example:
        >>> page = Page(items=(1, 2), next="c2")
        >>> page.is_last
        False
    """

    items: tuple[T, ...] = attrs.field(validator=require.is_tuple)
    next: str | None = attrs.field(
        default=None, validator=attrs.validators.optional(require.is_line)
    )
    gaps: tuple[Gap, ...] = attrs.field(default=(), validator=require.are(Gap, called="gaps"))

    @property
    def is_last(self) -> bool:
        """Whether no page follows."""
        return self.next is None
