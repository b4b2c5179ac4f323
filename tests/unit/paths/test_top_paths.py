from __future__ import annotations

import re
from fractions import Fraction
from typing import cast

import pytest

from influence.errors import InvalidInputError, UnknownNameError
from influence.paths import Grouping, Paths, Repeats, Worth, top_paths
from influence.testing._books import usd


def test_repeats_in_a_row_stand_once_and_ties_by_name(paths: Paths) -> None:
    found = top_paths(paths.orders)
    assert [str(row) for row in found.rows] == ["leo", "leo → zoe → maya", "maya", "maya → leo"]
    assert {row.share for row in found.rows} == {Fraction(1, 4)}
    assert (found.left_out, found.others.conversions) == (0, 0)


def test_repeats_may_be_kept(paths: Paths) -> None:
    found = top_paths(paths.orders, repeats="kept")
    assert ("maya", "maya") in [row.players for row in found.rows]


def test_channels_have_paths_too(paths: Paths) -> None:
    found = top_paths(paths.orders, by="channel")
    assert [(row.players, row.worth.conversions) for row in found.rows] == [
        (("link",), 3),
        (("link", "code"), 1),
    ]


def test_what_the_limit_leaves_out_is_summed(paths: Paths) -> None:
    found = top_paths(paths.orders, limit=3)
    assert str(found.working()) == (
        "leo                 1, 15.00 USD\n"
        "leo → zoe → maya    1, 40.00 USD\n"
        "maya                1, 60.00 USD\n"
        "1 other path        1, 100.00 USD\n"
        "orders with a path  4, 215.00 USD"
    )
    assert top_paths(paths.orders, limit=0).others == Worth(conversions=4, value=usd("215.00"))
    assert top_paths(paths.orders, limit=0).working().steps[0].text == "4 other paths"


def test_words_and_limits_that_are_not_known_are_refused(paths: Paths) -> None:
    message = "repeats must be one of collapsed, kept, got 'keep'; did you mean 'kept'?"
    with pytest.raises(UnknownNameError, match=f"^{re.escape(message)}$"):
        top_paths(paths.orders, repeats=cast("Repeats", "keep"))
    message = "grouping must be one of channel, creator, got 'kind'"
    with pytest.raises(UnknownNameError, match=f"^{re.escape(message)}"):
        top_paths(paths.leads, by=cast("Grouping", "kind"))
    with pytest.raises(InvalidInputError, match=r"^limit must be at least 0, got -1$"):
        top_paths(paths.orders, limit=-1)
