"""Bugs of figures: numbers that are off, unknowns that became zero, moments that moved."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import cast

import attrs

from influence.orders import Order
from influence.posts import Post
from influence.sansio import Profile, Reading, Response
from influence.testing._faulty_connectors._bent import Bent
from influence.testing._faulty_connectors._json import table_of, with_table
from influence.testing._faulty_connectors._seeded import bug


def _as_floats(part: object) -> object:
    """A JSON value whose whole numbers went through a float."""
    if isinstance(part, int) and not isinstance(part, bool):
        return int(float(part))
    if isinstance(part, dict):
        table = cast("Mapping[str, object]", part)
        return {key: _as_floats(one) for key, one in table.items()}
    return (
        [_as_floats(one) for one in cast("Sequence[object]", part)]
        if isinstance(part, list)
        else part
    )


@bug("on_response", "PC-C20", "PC-C21")
def floats(_self: Bent, response: Response) -> Response:
    """Reads whole numbers as floats."""
    table = cast("Mapping[str, object]", _as_floats(dict(table_of(response))))
    return with_table(response, table)


@bug("on_item", "PC-C22")
def zero_is_nothing(_self: Bent, item: object) -> object:
    """Takes a zero for nothing."""
    if isinstance(item, Reading) and item.value == 0:
        return attrs.evolve(item, value=None, why_none="not_told")
    return item


@bug("on_item", "PC-C23")
def nothing_is_zero(_self: Bent, item: object) -> object:
    """Takes a figure that is not told for zero."""
    if isinstance(item, Reading) and item.value is None:
        return attrs.evolve(item, value=0, why_none=None)
    return item


@bug("on_item", "PC-C24")
def nobody_follows(_self: Bent, item: object) -> object:
    """Takes followers that are not told for none."""
    return attrs.evolve(item, followers=item.followers or 0) if isinstance(item, Profile) else item


@bug("on_response", "PC-C25")
def key_needed(_self: Bent, response: Response) -> Response:
    """Looks for a key that need not be there."""
    table = table_of(response)
    return response if "id" not in table else with_table(response, {**table, "fans": table["fans"]})


@bug("on_item", "PC-C26")
def unknown_is_no(_self: Bent, item: object) -> object:
    """Takes what nobody knows for no."""
    if not isinstance(item, Profile):
        return item
    return attrs.evolve(item, is_verified=bool(item.is_verified))


@bug("on_item", "PC-C27")
def unknown_is_old(_self: Bent, item: object) -> object:
    """Takes a customer whom nobody knows for an old one."""
    if not isinstance(item, Order):
        return item
    return attrs.evolve(item, is_new_customer=bool(item.is_new_customer))


@bug("on_item", "PC-C28")
def offset_cut_off(_self: Bent, item: object) -> object:
    """Takes the wall clock of a moment for UTC."""
    if isinstance(item, Post):
        return attrs.evolve(item, published_at=item.published_at.replace(tzinfo=dt.UTC))
    return (
        attrs.evolve(item, at=item.at.replace(tzinfo=dt.UTC)) if isinstance(item, Order) else item
    )


@bug("on_item", "PC-C29")
def ms_for_s(_self: Bent, item: object) -> object:
    """Takes milliseconds for seconds."""
    is_time = isinstance(item, Reading) and item.unit == "ms"
    return attrs.evolve(cast("Reading", item), unit="s") if is_time else item


@bug("on_item", "PC-C30")
def only_paid(_self: Bent, item: object) -> object:
    """Leaves out orders that were not paid."""
    return None if isinstance(item, Order) and not item.is_paid else item
