"""People: which visitors are one person, and which creators each person met.

Visitors whom one customer came by as are one person, as attribution has it. Where two customers
came by as the same visitor, they cannot be told apart and count as one.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import attrs

from influence.campaign_book import Book
from influence.ids import CreatorId
from influence.orders import Order
from influence.paths._conversions import Conversions

# A visitor and a customer may have the same id, and are not the same person for that.
_Name = tuple[str, str]


@attrs.frozen(kw_only=True)
class People:
    """Everybody whom a creator reached.

    Args:
        met: The creators whom each person met.
        buyers: The persons among them who bought something.
        unknown: Orders with an owned code, of which neither visitor nor customer is known.
    """

    met: Mapping[_Name, frozenset[CreatorId]]
    buyers: frozenset[_Name]
    unknown: int


def people_of(book: Book, *, orders: Conversions) -> People:
    """Everybody whom a creator of *book* reached, by a touch or a code on a paid order.

    Args:
        book: The touches, and who is one person.
        orders: The paid orders with their paths.
    """
    persons = person_names(book.orders)
    met: dict[_Name, set[CreatorId]] = {}
    for touch in book.touches:
        owner = book.owners.of_touch(touch)
        if owner is not None:
            name = ("visitor", touch.visitor_id)
            met.setdefault(persons.get(name, name), set()).add(owner)
    unknown, buyers = 0, set[_Name]()
    for one in orders.rows:
        buyer = _buyer(book.orders_by_id[one.fact])
        if buyer is None:
            unknown += bool(len(one.path))
            continue
        person = persons.get(buyer, buyer)
        buyers.add(person)
        if len(one.path):
            met.setdefault(person, set()).update(one.players("creator"))
    return People(
        met={person: frozenset(creators) for person, creators in met.items()},
        buyers=frozenset(buyers & met.keys()),
        unknown=unknown,
    )


def _buyer(order: Order) -> _Name | None:
    """Whose an order is, by the best that is known."""
    if order.customer_id is not None:
        return ("customer", order.customer_id)
    return None if order.visitor_id is None else ("visitor", order.visitor_id)


def person_names(orders: Iterable[Order]) -> Mapping[_Name, _Name]:
    """One name for all names of a person, the smallest of them, as kind and id."""
    persons: dict[_Name, _Name] = {}
    for order in orders:
        if order.customer_id is not None:
            customer = ("customer", order.customer_id)
            other = customer if order.visitor_id is None else ("visitor", order.visitor_id)
            one, two = _root(persons, customer), _root(persons, other)
            persons[max(one, two)] = min(one, two)
    return {name: _root(persons, name) for name in tuple(persons)}


def _root(persons: dict[_Name, _Name], name: _Name) -> _Name:
    """The name at the end of the chain, which is made shorter on the way."""
    persons.setdefault(name, name)
    while persons[name] != name:
        persons[name] = persons[persons[name]]
        name = persons[name]
    return name
