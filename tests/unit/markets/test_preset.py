"""Presets: what a kind of market can be, and what it cannot."""

from __future__ import annotations

from typing import Any

import attrs
import pytest

from influence.errors import InvalidInputError, UnknownNameError
from influence.markets import DRAWN, PRESETS, Preset, drawn_preset, preset_named
from influence.testing._books import usd


@pytest.mark.parametrize(
    ("field", "value", "message"),
    [
        ("untracked", 0.95, "Preset.untracked must be a number from 0 to 0.9, got 0.95"),
        ("response", True, "Preset.response must be a number from 0 to 1, got True"),
        ("product", -1, "Preset.product must be 0 or more, got -1"),
        ("micro_multiple", float("inf"), "Preset.micro_multiple must be 0 or more, got inf"),
        ("reach_sd", "wide", "Preset.reach_sd must be a number from 0 to 3, got 'wide'"),
        ("creators", 0, "Preset.creators must be a whole number of at least 1, got 0"),
        (
            "mix",
            (0, 0, 0, 0),
            "Preset.mix must be four parts, 0 or more, not all of them 0, got (0, 0, 0, 0)",
        ),
        ("mix", (1, 1), "Preset.mix must be four parts, 0 or more, not all of them 0, got (1, 1)"),
        (
            "mix",
            (1, 1, 1, -1),
            "Preset.mix must be four parts, 0 or more, not all of them 0, got (1, 1, 1, -1)",
        ),
    ],
)
def test_what_no_market_can_be_is_refused(field: str, value: object, message: str) -> None:
    changed: dict[str, Any] = {field: value}
    with pytest.raises(InvalidInputError) as caught:
        attrs.evolve(PRESETS["usual"], **changed)
    assert str(caught.value) == message


def test_a_preset_that_is_not_there_names_the_close_one() -> None:
    with pytest.raises(UnknownNameError) as caught:
        preset_named("sparce", seed=0)
    assert str(caught.value).endswith("got 'sparce'; did you mean 'sparse'?")


def test_the_shipped_presets_are_those_of_the_docs_and_each_differs() -> None:
    assert list(PRESETS) == [
        "usual",
        "rich",
        "sparse",
        "silent",
        "fatigue",
        "thin",
        "untracked",
        "fat_tails",
    ]
    plain = {attrs.evolve(one, name="x", story="x") for one in PRESETS.values()}
    assert len(plain) == len(PRESETS)
    assert preset_named("rich", seed=3) is PRESETS["rich"]


def test_a_drawn_preset_is_that_of_its_seed() -> None:
    assert preset_named(DRAWN, seed=5) == drawn_preset(5) != drawn_preset(6)


def test_drawn_presets_go_far_apart() -> None:
    drawn = [drawn_preset(seed) for seed in range(200)]
    for name, low, high in (
        ("untracked", 0.05, 0.35),
        ("micro_multiple", 0.9, 1.5),
        ("profit_per_order", 15.0, 120.0),
        ("engagement_tells", 0.1, 0.7),
    ):
        values = [getattr(one, name) for one in drawn]
        assert min(values) < low < high < max(values)


def test_a_preset_of_ones_own_needs_a_name_and_a_story() -> None:
    own = Preset(name="own", story="as I know it", budget=usd("900"), creators=5)
    assert (own.creators, own.cycles) == (5, 8)
