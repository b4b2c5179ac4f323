"""Values: what an attribution model is as a value."""

from __future__ import annotations

from influence.testing._conformance._check import CheckFailedError, check
from influence.testing._conformance._value_rules import (
    refuse_changing,
    refuse_differing_copy,
    refuse_floats,
    refuse_unclear_repr,
    refuse_unhashed,
)
from influence.testing._model_checks._subject import ModelSubject

_NEEDS = ("examples",)


@check(
    "AM-V01",
    needs=_NEEDS,
    if_fails="A policy cannot be sent to another process or kept beside what it decided. Keep "
    "plain values in fields.",
)
def copies(subject: ModelSubject) -> None:
    """A model that is pickled or copied is the same model."""
    for model in subject.models:
        refuse_differing_copy(f"attribution model {model.name}", model)


@check(
    "AM-V02",
    needs=_NEEDS,
    if_fails="Two policies that say the same look like a change of the rules. Use `@attrs.frozen`.",
)
def hashes(subject: ModelSubject) -> None:
    """Equal models have equal hashes."""
    refuse_unhashed(f"attribution model {subject.member}", subject.models)


@check(
    "AM-V03",
    needs=_NEEDS,
    if_fails="A float parameter weighs differently on another machine. Use `Share` or whole "
    "numbers, such as days and hours.",
)
def has_no_float(subject: ModelSubject) -> None:
    """No parameter is a float."""
    for model in subject.models:
        refuse_floats(f"attribution model {model.name}", model)


@check(
    "AM-V04",
    needs=_NEEDS,
    if_fails="The report cannot say by which model it credits. Use `@attrs.frozen`, which writes "
    "a repr.",
)
def is_told(subject: ModelSubject) -> None:
    """A model says in one line what it is."""
    for model in subject.models:
        refuse_unclear_repr(f"attribution model {model.name}", model)


@check(
    "AM-V05",
    needs=_NEEDS,
    if_fails="Any code that meets the model could change how sales are credited. Use "
    "`@attrs.frozen`.",
)
def is_frozen(subject: ModelSubject) -> None:
    """A model cannot be changed once it is made."""
    for model in subject.models:
        refuse_changing(f"attribution model {model.name}", model)


@check(
    "AM-V06",
    needs=("examples", "learns"),
    if_fails="What was learned is not plain weights, so nothing else can use it. Answer from "
    "`fitted` a model with a name and `weights`.",
)
def learns_a_model(subject: ModelSubject) -> None:
    """A model that learns answers a model that weighs and is called the same."""
    for case in subject.cases:
        fitted = case.ready()
        if fitted.name != case.model.name:
            raise CheckFailedError("what was fitted", f"be called {case.model.name}", fitted.name)
