"""Subject: an attribution model with the parameters that it is tried with."""

from __future__ import annotations

import pickle
from collections.abc import Sequence
from functools import cache

import attrs
from hypothesis import strategies as st

from influence.attribution import LearningModel, Path, PickingModel
from influence.testing._conformance._drawn import drawn
from influence.testing._conformance._member import Member
from influence.testing._conformance._offer import our_registry
from influence.testing._conformance._setup import Setup, Table
from influence.testing._conformance._tried import tried
from influence.testing._model_trial import AnyModel, ModelCase
from influence.testing._path_strategies import paths


@attrs.frozen(kw_only=True)
class ModelSubject:
    """An attribution model under different parameters.

    Args:
        member: Its name.
        models: The model under each of the parameters.
        cases: Models, each with a path and others beside it.
    """

    member: str
    models: tuple[AnyModel, ...]
    cases: Sequence[ModelCase]

    @property
    def claims(self) -> frozenset[str]:
        """Examples, where there are models; whether they learn or pick."""
        claimed = {
            "examples": bool(self.models),
            "learns": any(isinstance(one, LearningModel) for one in self.models),
            "picks": any(isinstance(one, PickingModel) for one in self.models),
        }
        return frozenset(word for word, is_claimed in claimed.items() if is_claimed)


def model_subject(member: Member, setup: Setup, /) -> ModelSubject:
    """The subject of a model, under the parameters that are given or such as can be drawn."""
    registry = None if member.offer is None else member.offer.registry
    known = our_registry() if registry is None else registry

    def read(table: Table) -> AnyModel:
        return known.attribution_model(table)

    models: tuple[AnyModel, ...] = tried(member, setup=setup, key="model", read=read)
    return ModelSubject(member=member.name, models=models, cases=_cases(models, setup))


def _cases(models: tuple[AnyModel, ...], setup: Setup) -> Sequence[ModelCase]:
    """Each model in its turn, with paths of its own."""
    if not models:
        return ()
    kept = _paths(setup.examples, setup.seed)
    told: Sequence[tuple[Path, list[Path]]] = pickle.loads(kept)  # noqa: S301  # written here
    return [
        ModelCase(model=models[place % len(models)], path=path, others=tuple(others))
        for place, (path, others) in enumerate(told)
    ]


@cache
def _paths(count: int, seed: int) -> bytes:
    """So many paths, each with others beside it, kept so that nobody can change them."""
    one = paths(most=12)
    told = drawn(st.tuples(one, st.lists(one, max_size=2)), count=count, seed=seed)
    return pickle.dumps(told)
