from __future__ import annotations

import re

import pytest

from influence.attribution import Journey
from influence.errors import InvalidInputError


def test_visitors_are_those_who_bought_and_those_who_did_not() -> None:
    assert Journey(players=("maya",), conversions=2, lost=5).visitors == 7


def test_a_journey_without_a_player_is_refused() -> None:
    message = "journey must have at least one player, got ()"
    with pytest.raises(InvalidInputError, match=re.escape(message)):
        Journey(players=())
