from __future__ import annotations

import copy
import pickle
from collections.abc import Hashable
from typing import Any

import pytest

from influence._frozen_mapping import FrozenMapping


def test_it_reads_like_the_dict_it_was_made_of() -> None:
    entries = FrozenMapping({"post": 1, "live": 2})
    assert entries == {"live": 2, "post": 1}
    assert list(entries) == ["post", "live"]
    assert (len(entries), entries["live"], entries.get("carousel", 0)) == (2, 2, 0)
    assert repr(entries) == "{'post': 1, 'live': 2}"


def test_the_order_of_its_entries_does_not_tell_two_apart() -> None:
    one, other = FrozenMapping({"post": 1, "live": 2}), FrozenMapping({"live": 2, "post": 1})
    assert one == other
    assert hash(one) == hash(other)
    assert isinstance(one, Hashable)


def test_it_is_a_copy_that_nobody_can_change() -> None:
    source = {"post": 1}
    entries: Any = FrozenMapping(source)
    source["post"] = 2
    assert entries["post"] == 1
    with pytest.raises(TypeError):
        entries["post"] = 3
    with pytest.raises(AttributeError):
        entries.extra = 1


def test_it_survives_copying_and_pickling() -> None:
    entries = FrozenMapping({"post": 1})
    for made in (copy.copy(entries), copy.deepcopy(entries), pickle.loads(pickle.dumps(entries))):  # noqa: S301 - our own bytes
        assert made == entries
        assert hash(made) == hash(entries)
