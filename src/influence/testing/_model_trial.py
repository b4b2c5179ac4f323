"""Model trial: an attribution model under one law, on one path.

A law is a function from a case to how it is broken, if it is. Its id is the name of the function
and never changes. A model that learns is fitted anew for every case, on the journeys of its paths.
"""

from __future__ import annotations

import copy
import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from decimal import Context, localcontext
from types import MappingProxyType
from typing import Final, TypeAlias

import attrs

from influence.attribution import (
    AttributionModel,
    Journey,
    LearningModel,
    Path,
    PathTouch,
    PickingModel,
)

AnyModel: TypeAlias = AttributionModel | LearningModel

_MANY = 3_000
_FOREIGN = Context(prec=2)
_ELSEWHERE = dt.timezone(dt.timedelta(hours=-9, minutes=-30))


@attrs.frozen(kw_only=True)
class ModelCase:
    """What a law looks at.

    Args:
        model: The model.
        path: The path that it weighs.
        others: Paths beside it, from which a model that learns can learn.
    """

    model: AnyModel
    path: Path
    others: tuple[Path, ...] = ()

    def ready(self, *, renamed: Callable[[Path], Path] = copy.copy) -> AttributionModel:
        """The model, once it has learned; from paths that are *renamed*, where a law wants it."""
        model = copy.deepcopy(self.model)  # what it may remember is not there in the next case
        if isinstance(model, AttributionModel):
            return model
        journeys = [_journey(model, renamed(path), place) for place, path in self._known()]
        return model.fitted(sorted(journeys, key=lambda journey: journey.players))

    def weights(self) -> Sequence[int]:
        """The weights of the path."""
        return self.ready().weights(self.path)

    def _known(self) -> Sequence[tuple[int, Path]]:
        """Every path with its place."""
        return tuple(enumerate((self.path, *self.others), start=1))


def _journey(model: LearningModel, path: Path, place: int) -> Journey:
    """A path as a model that learns sees it; the first of them was bought on once."""
    players = tuple(model.player(touch) for touch in path)
    return Journey(players=players, conversions=place % 3, value=100 * place, lost=place // 2)


def whole_numbers(case: ModelCase) -> str | None:
    """Each touch has one whole number of at least 0, and not all are 0."""
    return _unless_fit(case, case.path, case.weights())


def deterministic(case: ModelCase) -> str | None:
    """The same path has the same weights, whatever was asked before and is set around it."""
    model = case.ready()
    first = tuple(model.weights(case.path))
    for path in case.others:
        model.weights(path)
    with localcontext(_FOREIGN):
        again = tuple(model.weights(case.path))
        anew = tuple(case.weights())
    for later in (again, anew):
        if later != first:
            return _told(case.path, expected=f"{first} both times", came=f"then {later}")
    return None


def only_touch(case: ModelCase) -> str | None:
    """An only touch takes all."""
    path = Path(case.path.touches[-1:], at=case.path.at)
    return _unless_fit(case, path, case.ready().weights(path))


def creators(case: ModelCase) -> str | None:
    """What the creators are called changes no weight."""
    called = _called(case)

    def renamed(path: Path) -> Path:
        changed = tuple(_renamed(touch, called[touch.creator_id]) for touch in path)
        return Path(changed, at=path.at)

    before = tuple(case.weights())
    after = tuple(case.ready(renamed=renamed).weights(renamed(case.path)))
    if before == after:
        return None
    return _told(case.path, expected=f"{before} under other names too", came=str(after))


def zones(case: ModelCase) -> str | None:
    """The same moments on the clocks of another zone have the same weights."""
    moved = Path(
        tuple(attrs.evolve(touch, at=touch.at.astimezone(_ELSEWHERE)) for touch in case.path),
        at=case.path.at.astimezone(dt.UTC),
    )
    before, after = tuple(case.weights()), tuple(case.ready().weights(moved))
    if before == after:
        return None
    return _told(case.path, expected=f"{before} by any clock", came=str(after))


def long_paths(case: ModelCase) -> str | None:
    """A path of three thousand touches is weighed as a short one is."""
    often = -(-_MANY // len(case.path))
    path = Path(tuple(touch for touch in case.path for _ in range(often)), at=case.path.at)
    try:
        weights = case.ready().weights(path)
    except (ArithmeticError, LookupError, RecursionError) as error:
        return _told(case.path, expected=f"{len(path)} weights", came=repr(error))
    return _unless_fit(case, path, weights)


def unchanged(case: ModelCase) -> str | None:
    """A path is as it was before somebody weighed it."""
    path, before = copy.deepcopy(case.path), case.path
    case.ready().weights(path)
    if path == before:
        return None
    return _told(before, expected="the path as it was", came=_in_words(path))


def pick_agrees(case: ModelCase) -> str | None:
    """A touch that a model picks is the one that weighs."""
    model = case.ready()
    if not isinstance(model, PickingModel):
        return None
    place = model.pick([touch.kind for touch in case.path])
    weights = tuple(model.weights(case.path))
    wanted = tuple(int(each == place) for each in range(len(case.path)))
    if weights == wanted:
        return None
    return _told(case.path, expected=f"{wanted}, because it picks {place}", came=str(weights))


Law = Callable[[ModelCase], str | None]

#: The laws in their order, by their permanent ids.
MODEL_LAWS: Final[Mapping[str, Law]] = MappingProxyType(
    {
        law.__name__: law
        for law in (
            whole_numbers,
            deterministic,
            only_touch,
            creators,
            zones,
            long_paths,
            unchanged,
            pick_agrees,
        )
    }
)


def _called(case: ModelCase) -> Mapping[str, str]:
    """Other names for the creators of a case, by which its touches keep their order."""
    known = (case.path, *case.others)
    names = sorted({touch.creator_id for path in known for touch in path})
    called = dict(zip(names, reversed(names), strict=True))
    for path in known:
        places = [_renamed(touch, called[touch.creator_id]).place for touch in path]
        if places != sorted(places):  # touches of one instant stand by the names of their creators
            return {name: f"other-{name}" for name in names}
    return called


def _renamed(touch: PathTouch, name: str) -> PathTouch:
    """A touch of somebody of another name."""
    return attrs.evolve(touch, creator_id=name, value=name)


def _unless_fit(case: ModelCase, path: Path, weights: Sequence[int]) -> str | None:
    """How weights break the protocol, or ``None``."""
    is_one_each = len(weights) == len(path) and set(map(type, weights)) == {int}
    if is_one_each and min(weights) >= 0 and any(weights):
        return None
    touches = "1 touch" if len(path) == 1 else f"{len(path)} touches"
    rule = f"a whole number of at least 0 for each of {touches}, not all 0"
    return _told(case.path, expected=rule, came=_shortened(weights))


def _told(path: Path, *, expected: str, came: str) -> str:
    """A breach in words."""
    return f"{_in_words(path)}\n\nexpected: {expected}\ncame:     {came}"


def _in_words(path: Path) -> str:
    """A path, a touch a line."""
    lines = [f"  {touch}" for touch in path]
    return "\n".join(("path:", *lines, f"  sale at {path.at.isoformat()}"))


def _shortened(weights: Sequence[int]) -> str:
    """Weights as they are written, the first of many."""
    most = 10
    shown = ", ".join(map(repr, weights[:most]))
    return f"[{shown}]" if len(weights) <= most else f"[{shown}, … {len(weights) - most} more]"
