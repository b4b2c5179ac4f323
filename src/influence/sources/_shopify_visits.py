"""What a Shopify order tells of the visit that led to it: its note attributes and landing page.

A shop can put what it knows of a visit into the attributes of a cart, and they come out as lines
``name: value`` in ``Note Attributes``. A creator's mark among them is a touch at the moment of the
order, because the export does not tell when the visit was.

Source: S150.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from urllib.parse import parse_qs, urlsplit

import attrs

from influence.tracking import Kind, Touch

Cells = Mapping[str, str]


@attrs.frozen(kw_only=True)
class Attributes:
    """What the attributes of a cart are called.

    Args:
        visitor: Who came by.
        content: The UTM content of the link.
        code: The creator's code, typed into a field of its own.
        landing: The address of the landing page, in which a UTM content may stand.
        referrer: The page that the visitor came from.
    """

    visitor: str
    content: str
    code: str
    landing: str
    referrer: str


@attrs.frozen(kw_only=True)
class Visit:
    """The visit behind one order, as far as the export tells it.

    Args:
        visitor_id: Who; ``None`` when nobody knows.
        referrer: Where from; ``None`` when nobody knows.
        touches: The marks that were met.
    """

    visitor_id: str | None
    referrer: str | None
    touches: tuple[Touch, ...]


def visit_of(
    cells: Cells, *, order_id: str, at: dt.datetime, names: Attributes, by_order: bool
) -> Visit:
    """The visit behind the order in *cells*.

    Args:
        cells: Its figures by column.
        order_id: The order.
        at: When it was placed.
        names: What its attributes are called.
        by_order: Whether an order whose visitor nobody knows is its own visitor.

    Raises:
        InvalidInputError: An attribute cannot be what it says.
    """
    noted = _noted(cells["Note Attributes"])
    landing = noted.get(names.landing.casefold(), "") or cells["Landing Site"]
    referrer = noted.get(names.referrer.casefold(), "") or cells["Referring Site"] or None
    marks: dict[Kind, str] = {
        "link": noted.get(names.content.casefold(), "") or _content(landing),
        "code": noted.get(names.code.casefold(), ""),
    }
    told = noted.get(names.visitor.casefold(), "")
    has_mark = any(marks.values())
    visitor = told or (f"order {order_id}" if has_mark or by_order else "")
    touches = (
        Touch(
            touch_id=f"{order_id} {kind}",
            at=at,
            visitor_id=visitor,
            kind=kind,
            value=value,
            referrer=referrer,
        )
        for kind, value in marks.items()
        if value
    )
    return Visit(visitor_id=visitor or None, referrer=referrer, touches=tuple(touches))


def _noted(cell: str) -> Mapping[str, str]:
    """The attributes of a cart by their names; of one that stands twice, the first."""
    found: dict[str, str] = {}
    for name, value in _pairs(cell):
        found.setdefault(name, value)
    return found


def _pairs(cell: str) -> Iterator[tuple[str, str]]:
    for line in cell.splitlines():
        name, colon, value = line.partition(":")
        if colon and value.strip():
            yield name.strip().casefold(), value.strip()


def _content(address: str) -> str:
    """The UTM content in an address, empty when there is none."""
    try:
        query = urlsplit(address).query
    except ValueError:
        return ""
    return next(iter(parse_qs(query).get("utm_content", [])), "").strip()
