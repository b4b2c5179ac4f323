"""A name or a table in a book becomes an attribution model, or is refused with its place."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any, ClassVar

import attrs
import pytest

from influence.attribution import (
    AttributionModel,
    Custom,
    Journey,
    LastNonDirect,
    LearningModel,
    Linear,
    Path,
    PathTouch,
    PositionBased,
    TimeDecay,
)
from influence.errors import InvalidInputError, PluginError, UnknownNameError
from influence.money import Money
from influence.payments import PaymentRule
from influence.plugins import AttributionModelSpec, load
from influence.shares import Share

_OURS = load(plugins=())
_KINDS = {"code": 5, "dm": 3, "link": 2, "landing": 1}


def _read(named: Any) -> object:  # noqa: ANN401 - wrong on purpose
    return _OURS.attribution_model(named, where="attribution.model")


def _odd(make: Callable[..., Any], table: Mapping[str, object] | None = None) -> object:
    spec = AttributionModelSpec(name="odd", make=make)
    registry = attrs.evolve(_OURS, attribution_models={**_OURS.attribution_models, "odd": spec})
    return registry.attribution_model({"model": "odd", **(table or {})}, where="attribution.model")


@pytest.mark.parametrize(
    ("named", "model"),
    [
        ("linear", Linear()),
        ({"model": "linear"}, Linear()),
        ("time_decay", TimeDecay()),
        ({"model": "time_decay", "half_life_days": 3}, TimeDecay(half_life_days=3)),
        (
            {"model": "position_based", "first": "0.2", "last": "3/5"},
            PositionBased(first=Share("0.2"), last=Share("0.6")),
        ),
        (
            {"model": "last_non_direct", "direct": ["landing", "link"]},
            LastNonDirect(direct=("landing", "link")),
        ),
        ({"model": "custom", "kinds": _KINDS, "last": 2}, Custom(kinds=_KINDS, last=2)),
    ],
)
def test_what_a_book_says_becomes_a_model(named: object, model: object) -> None:
    assert _read(named) == model


@pytest.mark.parametrize(
    ("named", "message"),
    [
        (
            7,
            (
                "attribution.model must be a table such as "
                '{ model = "time_decay", half_life_days = 3 }, got 7'
            ),
        ),
        ({"first": "0.4"}, "attribution.model.model must name an attribution model, got None"),
        (
            {"model": "time_decay", "half_life_days": "3"},
            "attribution.model.half_life_days must be a whole number, got '3'",
        ),
        (
            {"model": "time_decay", "half_life_days": 0},
            "attribution.model: TimeDecay half-life must be from 1 to 8784 hours, got 0",
        ),
        (
            {"model": "position_based", "first": 1.5},
            'attribution.model.first must be decimal text in quotes, such as "12.50", got 1.5',
        ),
        (
            {"model": "position_based", "first": "0.7"},
            (
                "attribution.model: PositionBased.last must be at most 1 together with first, "
                "got Share('0.4')"
            ),
        ),
        (
            {"model": "custom", "kinds": {"code": "5"}},
            "attribution.model.kinds.code must be a whole number, got '5'",
        ),
        (
            {"model": "last_non_direct", "direct": "landing"},
            "attribution.model.direct must be a list, got 'landing'",
        ),
    ],
)
def test_a_wrong_value_is_refused_with_its_place(named: object, message: str) -> None:
    with pytest.raises(InvalidInputError, match=f"^{re.escape(message)}$"):
        _read(named)


@pytest.mark.parametrize(
    ("named", "message"),
    [
        (
            {"model": "time_decay", "half_life": 3},
            (
                "key of attribution.model must be one of half_life_days, half_life_hours, "
                "got 'half_life'; did you mean 'half_life_days'?"
            ),
        ),
        (
            {"model": "linear", "first": "0.4"},
            (
                "key of attribution.model must be one of the known names, of which there are none, "
                "got 'first'"
            ),
        ),
        (
            {"model": "last_non_direct", "direct": ["landin"]},
            (
                "attribution.model.direct[0] must be one of code, dm, landing, link, got 'landin'; "
                "did you mean 'landing'?"
            ),
        ),
    ],
)
def test_a_key_or_a_word_that_nobody_knows_is_refused(named: object, message: str) -> None:
    with pytest.raises(UnknownNameError, match=f"^{re.escape(message)}$"):
        _read(named)


@pytest.mark.parametrize(
    ("named", "place"),
    [("liner", "attribution.model"), ({"model": "liner"}, "attribution.model.model")],
)
def test_a_model_that_nobody_knows_is_refused_at_its_place(named: object, place: str) -> None:
    message = rf"^{re.escape(place)} must be one of .+, got 'liner'; did you mean 'linear'\?$"
    with pytest.raises(UnknownNameError, match=message):
        _read(named)


class Odd:
    """What the odd models below share: a name and weights."""

    name: ClassVar[str] = "odd"

    def weights(self, path: Path, /) -> Sequence[int]:
        return [1] * len(path)


@attrs.frozen(kw_only=True)
class Halved(Odd):
    """A model of two others."""

    name: ClassVar[str] = "odd"
    early: AttributionModel
    late: AttributionModel = Linear()


@attrs.frozen
class Learned:
    """A model that learns."""

    name: ClassVar[str] = "odd"
    depth: int = 1

    def player(self, touch: PathTouch, /) -> str:
        return touch.creator_id

    def fitted(self, journeys: Sequence[Journey], /) -> AttributionModel:
        return Linear() if journeys else TimeDecay()


def test_a_model_may_hold_others_by_name_or_by_table() -> None:
    table = {"early": "time_decay", "late": {"model": "time_decay", "half_life_days": 1}}
    assert _odd(Halved, table) == Halved(early=TimeDecay(), late=TimeDecay(half_life_days=1))


def test_what_a_model_cannot_do_without_has_to_be_there() -> None:
    message = "attribution.model must have the key early, got []"
    with pytest.raises(InvalidInputError, match=f"^{re.escape(message)}$"):
        _odd(Halved)


def test_a_model_that_learns_passes_with_its_parameters() -> None:
    model = _odd(Learned, {"depth": 2})
    assert model == Learned(depth=2)
    assert isinstance(model, LearningModel)


def test_a_function_or_a_class_of_another_kind_makes_a_model_without_parameters() -> None:
    assert isinstance(_odd(Odd), Odd)
    assert _odd(lambda: Learned(depth=3)) == Learned(depth=3)
    with pytest.raises(
        UnknownNameError, match=r"^key of attribution\.model must be one of the known names"
    ):
        _odd(Odd, {"depth": 2})


@attrs.frozen
class Priced(Odd):
    amount: Money


@attrs.frozen
class Ruled(Odd):
    rule: PaymentRule


@attrs.frozen
class Wordless(Odd):
    name: ClassVar[Any] = 7


@attrs.frozen
class Renamed(Odd):
    name: ClassVar[str] = "even"


@attrs.frozen
class Unweighing:
    name: ClassVar[str] = "odd"
    weights: ClassVar[Any] = None


@attrs.frozen
class Playerless:
    name: ClassVar[str] = "odd"
    player: ClassVar[Any] = None

    def fitted(self, journeys: Sequence[Journey], /) -> AttributionModel:
        return Linear() if journeys else TimeDecay()


_MUST_BE = (
    "attribution model odd must be a model with a name and weights, "
    "or with a player and fitted, got "
)


@pytest.mark.parametrize(
    ("make", "table", "message"),
    [
        (
            Priced,
            {"amount": "5"},
            (
                "field amount of attribution model odd must have a type that a book can hold, "
                f"got {Money!r}"
            ),
        ),
        (
            Ruled,
            {"rule": {"rule": "commission"}},
            (
                "field rule of attribution model odd must have a type that a book can hold, "
                f"got {PaymentRule!r}"
            ),
        ),
        (
            Renamed,
            {},
            "attribution model odd must call itself what its spec calls it, got 'even'",
        ),
        (Wordless, {}, f"{_MUST_BE}Wordless()"),
        (Unweighing, {}, f"{_MUST_BE}Unweighing()"),
        (Playerless, {}, f"{_MUST_BE}Playerless()"),
        (lambda: Linear, {}, f"{_MUST_BE}{Linear!r}"),
        (lambda: None, {}, f"{_MUST_BE}None"),
    ],
    ids=["priced", "ruled", "renamed", "wordless", "unweighing", "playerless", "class", "none"],
)
def test_what_makes_no_model_is_its_authors_mistake(
    make: Callable[..., Any], table: Mapping[str, object], message: str
) -> None:
    with pytest.raises(PluginError, match=f"^{re.escape(message)}$"):
        _odd(make, table)
