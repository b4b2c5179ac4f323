from __future__ import annotations

import pytest

from influence.bookings import Booking
from influence.candidates import Candidate
from influence.errors import CurrencyMismatchError, InvalidInputError
from influence.money import Money
from influence.testing._books import usd

BOOKED = Booking(cycle=0, cost=usd("200"))


def test_whoever_was_booked_is_not_untried() -> None:
    assert not Candidate(creator_id="maya", bookings=(BOOKED,)).is_untried


def test_amounts_of_a_candidate_are_in_one_currency() -> None:
    with pytest.raises(CurrencyMismatchError) as caught:
        Candidate(creator_id="maya", bookings=(BOOKED,), price=Money("5", "EUR"))
    rule = "must be in USD as the others of maya are, got Money('5.00', 'EUR')"
    assert str(caught.value) == f"amount of a candidate {rule}"


def test_nobody_is_booked_for_nothing() -> None:
    with pytest.raises(InvalidInputError) as caught:
        Candidate(creator_id="maya", price=usd("0"))
    assert (
        str(caught.value) == "Candidate.price must be an amount above 0, got Money('0.00', 'USD')"
    )
