"""Listed: a row and the moment from which the platform tells it, which may be later."""

from __future__ import annotations

import datetime as dt
from typing import Generic, TypeVar

import attrs

from influence import _requirements as require
from influence.orders import Order, Status

T = TypeVar("T")


@attrs.frozen(kw_only=True)
class Listed(Generic[T]):
    """A row that never changes.

    Args:
        row: The row.
        listed_at: From when the platform tells it.
    """

    row: T
    listed_at: dt.datetime = attrs.field(validator=require.has_offset)

    def is_listed(self, at: dt.datetime) -> bool:
        """Whether the platform tells it at a moment."""
        return self.listed_at <= at


@attrs.frozen(kw_only=True)
class Change:
    """What becomes of an order after it was placed.

    Args:
        at: When it changes.
        listed_at: From when the platform tells the change.
        status: What it is from then on.
    """

    at: dt.datetime = attrs.field(validator=require.has_offset)
    listed_at: dt.datetime = attrs.field(validator=require.has_offset)
    status: Status


@attrs.frozen(kw_only=True)
class ListedOrder:
    """An order, and what becomes of it.

    Args:
        placed: The order as it was placed.
        listed_at: From when the platform tells it.
        changes: What becomes of it, in order of time.
    """

    placed: Order
    listed_at: dt.datetime = attrs.field(validator=require.has_offset)
    changes: tuple[Change, ...] = ()

    def is_listed(self, at: dt.datetime) -> bool:
        """Whether the platform tells it at a moment."""
        return self.listed_at <= at

    def order(self, at: dt.datetime) -> Order:
        """The order as the platform tells it at a moment."""
        told = [change.status for change in self.changes if change.listed_at <= at]
        return attrs.evolve(self.placed, status=told[-1]) if told else self.placed

    def updated_at(self, at: dt.datetime) -> dt.datetime:
        """When it last changed, as far as the platform tells at a moment."""
        return self.moments(at)[-1]

    def moments(self, at: dt.datetime) -> tuple[dt.datetime, ...]:
        """When it was placed and when it changed, as far as the platform tells at a moment."""
        return (
            self.placed.at,
            *(change.at for change in self.changes if change.listed_at <= at),
        )
