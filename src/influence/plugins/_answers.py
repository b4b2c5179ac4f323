"""Answers: the specs that a plugin yields, each rebuilt, so that nobody can change them afterwards.

    influence_payment_rules(host) → PaymentRuleSpec, PaymentRuleSpec, …

Garbage is refused whole: of an answer with one wrong spec none is taken.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import islice
from typing import TypeVar, cast

import attrs

from influence.plugins._containment import Outcome, contained
from influence.plugins._fault import Fault

S = TypeVar("S")

_MOST = 10_000


def asked(function: Callable[..., object], context: object) -> Outcome[list[object]]:
    """What comes of asking a function of a plugin for its specs.

    Of an answer without an end so much is taken that it can be refused.
    """

    def answer() -> list[object]:
        given = function(context)
        if isinstance(given, Iterable) and not isinstance(given, str | bytes):
            return list(islice(cast("Iterable[object]", given), _MOST + 1))
        if inspect.iscoroutine(given):
            given.close()
        raise NotManyError(given)

    return contained(answer)


class NotManyError(TypeError):
    """An answer that does not hold specs: none, text, or one spec alone."""

    def __init__(self, answer: object) -> None:
        """Keep the answer."""
        super().__init__(answer)
        self.answer = answer


@attrs.frozen(kw_only=True)
class Judge:
    """Judges the answers to one hook.

    Args:
        hook: Its name.
        spec: The class of what it wants.
        others: The hooks that want another class, by that class.
    """

    hook: str
    spec: type
    others: Mapping[type, str]

    def specs(
        self, outcome: Outcome[list[object]], *, what: str, line: str
    ) -> tuple[list[object], list[Fault]]:
        """The specs of an answer, rebuilt, or what is wrong with it."""
        fault = self._failure(outcome.error, what=what, line=line)
        if fault is not None:
            return [], [fault]
        specs = outcome.answer or []
        if len(specs) > _MOST:
            rule = f"yield at most {_MOST} specs from {self.hook}"
            return [], [Fault(code="INF732", what=what, rule=rule, value="more", line=line)]
        faults = [
            fault
            for place, spec in enumerate(specs)
            for fault in self._wrong(spec, what=f"{what}[{place}]", line=line)
        ]
        return ([] if faults else [self._rebuilt(spec) for spec in specs]), faults

    def _failure(self, error: BaseException | None, *, what: str, line: str) -> Fault | None:
        """Why there is no answer."""
        if error is None:
            return None
        if isinstance(error, NotManyError):
            rule = f"answer {self.hook} with {self.spec.__name__}s, in a list or by yield"
            return Fault(code="INF732", what=what, rule=rule, value=error.answer, line=line)
        rule = f"answer {self.hook} without failing"
        return Fault(code="INF731", what=what, rule=rule, value=error, line=line)

    def _wrong(self, spec: object, *, what: str, line: str) -> Iterator[Fault]:
        """What is wrong with one spec."""
        other = self.others.get(type(spec))
        if other is not None:
            rule = (
                f"be a {self.spec.__name__}, because {other} is the hook for {type(spec).__name__}"
            )
            yield Fault(code="INF734", what=what, rule=rule, value=spec, line=line)
        elif type(spec) is not self.spec:
            rule = f"be a {self.spec.__name__}"
            yield Fault(code="INF733", what=what, rule=rule, value=spec, line=line)
        elif contained(lambda: self._rebuilt(spec)).error is not None:
            rule = f"be a {self.spec.__name__} as it was built"
            yield Fault(code="INF733", what=what, rule=rule, value=spec, line=line)

    def _rebuilt(self, spec: object) -> object:
        """A copy that its plugin does not hold; the class judges it again."""
        fields = attrs.fields(cast("type[attrs.AttrsInstance]", self.spec))
        values = {
            field.alias or field.name: getattr(spec, field.name) for field in fields if field.init
        }
        if type(values.get("name")) is not str:
            raise TypeError("name")
        return self.spec(**values)
