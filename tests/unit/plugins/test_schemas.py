"""The JSON Schema of members, from their own classes."""

# ruff: noqa: E501  # messages are matched whole

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any, ClassVar, Literal

import attrs
import pytest

from influence.errors import UnknownNameError
from influence.metrics import SuccessMetrics
from influence.money import Money
from influence.plugins import (
    FAMILIES,
    AttributionModelSpec,
    Registry,
    class_schema,
    family_schemas,
    load,
    member_schema,
    member_schemas,
)
from influence.plugins._described import described
from influence.ranking import Placing, Sheet, Standing
from influence.sansio import Secret
from influence.shares import Share

OURS = load(plugins=())


@attrs.frozen(kw_only=True)
class Step:
    """A part
    over two lines.

    Args:
        rate: What *is* given, in ``Share``.
    """

    rate: Share
    inner: Step | None = None


@attrs.frozen(kw_only=True)
class Whole:
    """Everything a field can be.

    Args:
        word: One of two words,
            told on a second line.
        first, second: Two counts.

    Raises:
        InvalidInputError: Never: it checks nothing.
    """

    name: ClassVar[str] = "whole"
    word: Literal["a", "b"] = "a"
    first: int = 1
    second: int = 2
    pay: Money | None = None
    share: Share = Share("0.5")
    either: int | Money = 1
    many: tuple[int, ...] = (1, 2)
    by_kind: Mapping[str, Share] = attrs.Factory(dict)
    steps: tuple[Step, ...] = ()
    token: Secret | None = None
    odd: complex = 1j
    hidden: int = attrs.field(default=0, init=False)


class Bare:
    """No attrs class."""

    name: ClassVar[str] = "bare"

    def weights(self, path: object, /) -> Sequence[int]:
        raise NotImplementedError(path)


def test_every_kind_of_field_has_its_schema() -> None:
    schema: Any = class_schema(Whole)
    assert schema["description"] == "Everything a field can be."
    assert schema["additionalProperties"] is False
    assert "required" not in schema
    decimal = {"type": ["string", "integer"], "pattern": r"^-?[0-9]+(\.[0-9]+)?$"}
    share = {"type": ["string", "integer"], "pattern": r"^-?[0-9]+((\.[0-9]+)?|/[0-9]+)$"}
    told = "What is given, in Share."
    step = {
        "type": "object",
        "description": "A part over two lines.",
        "properties": {"rate": {**share, "description": told}, "inner": {"type": "object"}},
        "required": ["rate"],
        "additionalProperties": False,
    }
    assert schema["properties"] == {
        "word": {
            "enum": ["a", "b"],
            "description": "One of two words, told on a second line.",
            "default": "a",
        },
        "first": {"type": "integer", "description": "Two counts.", "default": 1},
        "second": {"type": "integer", "description": "Two counts.", "default": 2},
        "pay": decimal,
        "share": {**share, "default": "0.5"},
        "either": {"anyOf": [{"type": "integer"}, decimal], "default": 1},
        "many": {"type": "array", "items": {"type": "integer"}, "default": [1, 2]},
        "by_kind": {"type": "object", "additionalProperties": share},
        "steps": {"type": "array", "items": step, "default": []},
        "token": {"not": {}},
        "odd": {"not": {}},
    }


def test_what_says_nothing_of_itself_has_no_description() -> None:
    assert described(type("Silent", (), {})).summary == ""


def test_a_member_is_named_and_its_metrics_are_no_keys() -> None:
    assert member_schema(OURS, family="ranking_strategies", name="sheet") == {
        "title": "sheet",
        "type": "object",
        "description": "Rank by the sum of the ranks in the three chosen metrics.",
        "properties": {"strategy": {"enum": ["sheet"]}},
        "required": ["strategy"],
        "additionalProperties": False,
    }


def test_metrics_are_keys_where_they_are_no_campaigns() -> None:
    @attrs.frozen(kw_only=True)
    class Counted:
        name: ClassVar[str] = "bare"
        metrics: int

    registry = _with_model(Counted)
    schema = member_schema(registry, family="attribution_models", name="bare")
    assert schema["required"] == ["model", "metrics"]
    named: Any = family_schemas(registry, families=("attribution_models",))
    assert [one.get("title") for one in named["attribution_model"]["oneOf"]] == ["bare"]


def _with_model(make: Any) -> Registry:  # noqa: ANN401  # whatever makes one
    spec = AttributionModelSpec(name="bare", make=make)
    return attrs.evolve(OURS, attribution_models={"bare": spec})


@pytest.mark.parametrize(
    ("make", "about"), [(Bare, {"description": "No attrs class."}), (lambda: Bare(), {})],  # noqa: PLW0108  # a function on purpose
    ids=["class", "function"],
)  # fmt: skip
def test_what_is_no_attrs_class_has_no_keys(make: object, about: Mapping[str, str]) -> None:
    (table,) = member_schemas(_with_model(make), family="attribution_models")
    assert table == {
        "title": "bare",
        "type": "object",
        **about,
        "properties": {"model": {"enum": ["bare"]}},
        "required": ["model"],
        "additionalProperties": False,
    }


def test_a_name_is_enough_where_no_key_has_to_be_given() -> None:
    schemas: Any = family_schemas(OURS, families=("attribution_models", "payment_rules"))
    names, *tables = schemas["attribution_model"]["oneOf"]
    assert "linear" in names["enum"]
    assert [table["title"] for table in tables] == list(OURS.attribution_models)
    assert [table["title"] for table in schemas["payment_rule"]["oneOf"]] == list(
        OURS.payment_rules
    )


def test_a_member_within_a_member_refers_to_its_family() -> None:
    schema: Any = member_schema(OURS, family="payment_rules", name="hybrid")
    assert schema["properties"]["parts"]["items"] == {"$ref": "#/$defs/payment_rule"}


def test_a_model_has_no_amounts() -> None:
    @attrs.frozen(kw_only=True)
    class Paid:
        name: ClassVar[str] = "bare"
        pay: Money

    schema: Any = member_schema(_with_model(Paid), family="attribution_models", name="bare")
    assert schema["properties"]["pay"] == {"not": {}}


@pytest.mark.parametrize(
    ("family", "name", "message"),
    [
        ("payment_rule", "hybrid", "family must be one of attribution_models, attribution_sources, exporters, lint_rules, payment_rules, platforms, ranking_strategies, got 'payment_rule'; did you mean 'payment_rules'?"),
        ("exporters", "sheets", "exporter must be one of html, json, sheet, statements, got 'sheets'; did you mean 'sheet'?"),
    ],
)  # fmt: skip
def test_what_nobody_knows_is_refused(family: str, name: str, message: str) -> None:
    with pytest.raises(UnknownNameError, match=f"^{re.escape(message)}$"):
        member_schema(OURS, family=family, name=name)


def test_every_family_of_the_registry_that_books_name_has_its_schemas() -> None:
    for family, how in FAMILIES.items():
        tables: Any = member_schemas(OURS, family=family)
        assert [table["properties"][how.key]["enum"] for table in tables] == [
            [name] for name in getattr(OURS, family)
        ]


def test_a_strategy_keeps_its_own_fields() -> None:
    @attrs.frozen(kw_only=True)
    class Blend:
        """Blend two.

        Args:
            weight: Of the first.
        """

        name: ClassVar[str] = "sheet"
        three: SuccessMetrics
        weight: Share = Share("0.5")

        def rank(self, standings: Sequence[Standing], /) -> Sequence[Placing]:
            return Sheet(metrics=self.three).rank(standings)

    spec = attrs.evolve(OURS.ranking_strategies["sheet"], make=Blend)
    registry = attrs.evolve(OURS, ranking_strategies={"sheet": spec})
    schema: Any = member_schema(registry, family="ranking_strategies", name="sheet")
    assert list(schema["properties"]) == ["strategy", "weight"]
    assert schema["properties"]["weight"]["description"] == "Of the first."
