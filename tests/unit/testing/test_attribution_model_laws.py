"""Each law passes what is right, catches the bugs that name it, and tells what was wrong."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, ClassVar

import attrs
import pytest
from hypothesis import Phase, given, settings

from influence.attribution import Journey, Linear, Path, PathTouch, TimeDecay
from influence.errors import InvalidInputError
from influence.testing import (
    MODEL_LAWS,
    AttributionModelLaws,
    FaultyModel,
    attribution_models,
    faulty_models,
    paths,
)
from influence.testing._model_trial import ModelCase

BUGS = faulty_models()
_SOLD = dt.datetime(2026, 3, 6, tzinfo=dt.UTC)
LAWS = (
    "whole_numbers",
    "deterministic",
    "only_touch",
    "creators",
    "zones",
    "long_paths",
    "unchanged",
    "pick_agrees",
)


@pytest.fixture
def as_found() -> Iterator[None]:
    """Whatever breaks a law, as it was found."""
    before = settings.get_current_profile_name()
    phases = (Phase.explicit, Phase.generate)
    settings.register_profile(
        "as_found", settings.get_profile("ci"), phases=phases, max_examples=50
    )
    settings.load_profile("as_found")
    yield
    settings.load_profile(before)


def laws_of(model: object) -> AttributionModelLaws:
    """An author's test class, as pytest would make it."""
    made: AttributionModelLaws = type("TestMine", (AttributionModelLaws,), {"model": model})()
    return made


def broken_by(model: object, *, among: Iterable[str] = LAWS) -> set[str]:
    """The laws that a model breaks; where one breaks is not made smaller, which takes long."""
    laws = laws_of(model)
    broken: set[str] = set()
    for law_id in among:
        try:
            laws.keeps(law_id)
        except AssertionError:
            broken.add(law_id)
    return broken


def test_the_laws_have_permanent_ids_and_a_test_each() -> None:
    assert tuple(MODEL_LAWS) == LAWS
    tests = [name for name in vars(AttributionModelLaws) if name.startswith("test_")]
    assert tests == [f"test_{law_id}" for law_id in LAWS]


def test_there_are_bugs_for_every_law_and_each_says_what_is_wrong() -> None:
    assert {law_id for bug in BUGS for law_id in bug.caught_by} == set(LAWS)
    assert len({bug.name for bug in BUGS}) == len(BUGS) >= 14
    assert [bug.name for bug in BUGS if not bug.wrong.endswith(".") or "\n" in bug.wrong] == []


@pytest.mark.usefixtures("as_found")
@pytest.mark.parametrize("bug", BUGS, ids=[bug.name for bug in BUGS])
def test_each_law_that_a_bug_names_catches_it(bug: FaultyModel) -> None:
    assert broken_by(bug.model, among=bug.caught_by) == set(bug.caught_by)


@pytest.mark.usefixtures("as_found")
@pytest.mark.parametrize(
    "bug",
    [bug for bug in BUGS if bug.name in {"remembered", "alphabetical", "picked_elsewhere"}],
    ids=lambda bug: bug.name,
)
def test_a_law_says_nothing_of_what_another_law_says(bug: FaultyModel) -> None:
    assert broken_by(bug.model) == set(bug.caught_by)


def test_a_broken_law_shows_the_path_and_what_came() -> None:
    (bug,) = (bug for bug in BUGS if bug.name == "picked_elsewhere")
    message = (
        r"TestMine\n"
        r"law 8, pick_agrees: a touch that a model picks is the one that weighs\n"
        r"path:\n"
        r"  \w+ ann of ann at \S+\n"
        r"  \w+ ann of ann at \S+\n"
        r"  sale at 2026-03-29T12:00:00\+00:00\n"
        r"\n"
        r"expected: \(1, 0\), because it picks 0\n"
        r"came:     \(0, 1\)"
    )
    with pytest.raises(AssertionError, match=f"^{message}$"):
        laws_of(bug.model).test_pick_agrees()


@pytest.mark.usefixtures("as_found")
def test_of_many_weights_the_first_are_told() -> None:
    (bug,) = (bug for bug in BUGS if bug.name == "wrapped")
    with pytest.raises(AssertionError, match=r"came:     \[(-\d+, ){9}-\d+, … \d+ more\]"):
        laws_of(bug.model).test_long_paths()


@pytest.mark.parametrize("wrong", [None, Linear, "linear"])
def test_what_is_no_model_is_refused(wrong: Any) -> None:  # noqa: ANN401 - wrong on purpose
    message = f"model of TestMine must be an attribution model or a strategy of them, got {wrong!r}"
    with pytest.raises(InvalidInputError, match=f"^{re.escape(message)}$"):
        laws_of(wrong).test_whole_numbers()


@attrs.frozen
class Crowd:
    """A model that learns how often each creator was met."""

    name: ClassVar[str] = "crowd"

    def player(self, touch: PathTouch, /) -> str:
        return touch.creator_id

    def fitted(self, journeys: Sequence[Journey], /) -> Known:
        met: dict[str, int] = {}
        for journey in journeys:
            for player in journey.players:
                met[player] = met.get(player, 0) + journey.visitors
        return Known(met=met)


@attrs.frozen(kw_only=True)
class Known:
    """What was learned."""

    name: ClassVar[str] = "crowd"
    met: dict[str, int]

    def weights(self, path: Path, /) -> Sequence[int]:
        return [1 + self.met[touch.creator_id] for touch in path]


@attrs.frozen
class ByName(Crowd):
    """A model that learns the names."""

    def fitted(self, journeys: Sequence[Journey], /) -> Known:
        names = {player for journey in journeys for player in journey.players}
        return Known(met={name: place for place, name in enumerate(sorted(names))})


class TestALearningModel(AttributionModelLaws):
    model = Crowd()


class TestAStrategyOfModels(AttributionModelLaws):
    model = attribution_models()
    most = 40


@pytest.mark.usefixtures("as_found")
def test_a_learning_model_is_fitted_on_the_paths_of_the_case() -> None:
    assert broken_by(ByName()) == {"creators"}


@given(paths(least=2, most=3))
def test_a_path_has_as_many_touches_as_were_asked_for_in_their_order(path: Path) -> None:
    assert len(path) in {2, 3}
    assert list(path) == sorted(path, key=lambda touch: touch.place)
    assert min(path.ages) >= 0


def test_a_case_is_weighed_anew_each_time() -> None:
    case = ModelCase(model=TimeDecay(), path=_one())
    assert case.weights() == case.weights() == [1 << 20]


def _one() -> Path:
    """A path of one touch, at the sale."""
    touch = PathTouch(at=_SOLD, kind="link", creator_id="maya", value="maya")
    return Path((touch,), at=_SOLD)
