"""Attribution model laws: eight properties that credit rests on, for our models and for others.

A test class names a model, and has eight tests. None of them says who should earn a sale; they say
what has to hold whoever does.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar

from hypothesis import Phase, given, settings, strategies as st

from influence.attribution import AttributionModel, LearningModel, Path
from influence.errors import InvalidInputError
from influence.testing._model_trial import MODEL_LAWS, AnyModel, ModelCase
from influence.testing._path_strategies import paths


class _BrokenError(AssertionError):
    """A law was broken; what Hypothesis makes smaller."""


class AttributionModelLaws:
    """The eight laws as tests of a model: subclass it in a test file, under a name with ``Test``.

    Attributes:
        model: The model, or a Hypothesis strategy of models. One that learns is fitted for every
            example on its paths.
        most: The most touches of a path.

    Raises:
        InvalidInputError: The model is none.

    Example:
        >>> from influence.attribution import TimeDecay
        >>> class TestTimeDecay(AttributionModelLaws):
        ...     model = TimeDecay(half_life_days=3)
        >>> TestTimeDecay().test_zones()
    """

    model: ClassVar[AnyModel | st.SearchStrategy[Any]]
    most: ClassVar[int] = 12

    def test_whole_numbers(self) -> None:
        """Law 1."""
        self.keeps("whole_numbers")

    def test_deterministic(self) -> None:
        """Law 2."""
        self.keeps("deterministic")

    def test_only_touch(self) -> None:
        """Law 3."""
        self.keeps("only_touch")

    def test_creators(self) -> None:
        """Law 4."""
        self.keeps("creators")

    def test_zones(self) -> None:
        """Law 5."""
        self.keeps("zones")

    def test_long_paths(self) -> None:
        """Law 6."""
        self.keeps("long_paths")

    def test_unchanged(self) -> None:
        """Law 7."""
        self.keeps("unchanged")

    def test_pick_agrees(self) -> None:
        """Law 8; it says nothing of a model that does not pick."""
        self.keeps("pick_agrees")

    def keeps(self, law_id: str) -> None:
        """Fail where the law is broken.

        Raises:
            AssertionError: With the path, what was expected and what came.
        """
        __tracebackhide__ = True
        told = self._told(law_id)
        if told is not None:
            raise AssertionError(f"{type(self).__name__}\n{headline(law_id)}\n{told}")

    def _told(self, law_id: str) -> str | None:
        """How the law is broken, as plainly as Hypothesis can tell it, or ``None``."""

        def holds(model: AnyModel, path: Path, others: Sequence[Path]) -> None:
            case = ModelCase(model=model, path=path, others=tuple(others))
            told = MODEL_LAWS[law_id](case)
            if told is not None:
                raise _BrokenError(told)

        holds.__name__ = f"holds_{law_id}"  # derandomized examples differ from law to law
        drawn = paths(most=self.most)
        trial = given(self._models(), drawn, st.lists(drawn, max_size=2))(holds)
        phases = [phase for phase in settings().phases if phase is not Phase.explain]
        try:
            settings(deadline=None, phases=phases)(trial)()
        except _BrokenError as error:
            return str(error)
        return None

    def _models(self) -> st.SearchStrategy[Any]:
        """The models to draw from."""
        drawn: st.SearchStrategy[Any] | AnyModel | None = getattr(self, "model", None)
        if isinstance(drawn, st.SearchStrategy):
            return drawn
        model: object = drawn
        if isinstance(model, type) or not isinstance(model, AttributionModel | LearningModel):
            wanted = "be an attribution model or a strategy of them"
            raise InvalidInputError(f"model of {type(self).__name__}", wanted, model)
        return st.just(model)


def headline(law_id: str) -> str:
    """A law in one line, such as ``law 3, only_touch: an only touch takes all``."""
    told = MODEL_LAWS[law_id].__doc__ or ""
    number = [*MODEL_LAWS].index(law_id) + 1
    return f"law {number}, {law_id}: {told[:1].lower()}{told[1:].rstrip('.')}"
