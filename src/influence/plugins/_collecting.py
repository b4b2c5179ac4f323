"""Collecting: one plugin is asked for its specs, and its answer is judged and rebuilt.

    influence_payment_rules(host) → PaymentRuleSpec, PaymentRuleSpec, …

Garbage is refused whole: of an answer with one wrong spec none is taken. What is taken is copied,
so that nobody can change it afterwards.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from types import ModuleType
from typing import cast

import attrs

from influence.errors import InvalidInputError
from influence.plugins._collect_hook import CollectHook
from influence.plugins._containment import Outcome, contained
from influence.plugins._fault import Fault
from influence.plugins._hook_error import HookError
from influence.plugins._host import Host
from influence.plugins._implementation import Implementation
from influence.plugins._places import line_at
from influence.plugins.hooks import hook


@attrs.frozen(kw_only=True)
class Collected:
    """What came of asking.

    Args:
        specs: The specs, rebuilt; none when anything is wrong.
        faults: What is wrong.
        outcome: What the plugin did beside answering.
    """

    specs: tuple[object, ...]
    faults: tuple[Fault, ...]
    outcome: Outcome[object]


def collect_hooks() -> Mapping[str, CollectHook[object]]:
    """The hooks that yield specs, by name."""
    fields = (cast("object", getattr(hook, field.name)) for field in attrs.fields(type(hook)))
    found = [cast("CollectHook[object]", one) for one in fields if isinstance(one, CollectHook)]
    return {one.name: one for one in found}


def collected(
    declared: CollectHook[object], implementation: Implementation, *, host: Host, module: ModuleType
) -> Collected:
    """What a plugin answers to a hook.

    Args:
        declared: The hook.
        implementation: The plugin's function.
        host: What it is told.
        module: The plugin's module.
    """
    outcome = contained(lambda: declared.specs(implementation, host=host))
    function = getattr(implementation.function, "__name__", declared.name)
    what = f"answer of {function}"
    if isinstance(outcome.error, HookError):
        fault = _fault(outcome.error, declared, what=what, module=module)
        return Collected(specs=(), faults=(fault,), outcome=outcome)
    given = outcome.answer or ()
    copies = [contained(partial(_rebuilt, spec, kind=declared.spec)) for spec in given]
    rule = f"be a {declared.spec.__name__} as it was built"
    line = line_at(implementation.spot, module=module)
    faults = tuple(
        Fault(code="INF733", what=f"{what}[{place}]", rule=rule, value=given[place], line=line)
        for place, copy in enumerate(copies)
        if copy.error is not None
    )
    specs = () if faults else tuple(copy.answer for copy in copies)
    return Collected(specs=specs, faults=faults, outcome=outcome)


def _fault(
    error: HookError, declared: CollectHook[object], *, what: str, module: ModuleType
) -> Fault:
    """A refusal of the hook, with the code of its kind."""
    kind, line = declared.spec.__name__, line_at(error.spot, module=module)
    cause = error.__cause__
    if cause is not None:
        return Fault(code="INF731", rule=error.rule, value=cause, what=what, line=line)
    others = {
        one.spec: one.name for one in collect_hooks().values() if one.spec is not declared.spec
    }
    other = others.get(type(error.value))
    if other is not None:
        got = type(error.value).__name__
        rule = f"be a {kind}, because a {got} is for {other}"
        return Fault(code="INF734", rule=rule, value=error.value, what=what, line=line)
    code = "INF733" if error.rule == f"yield {kind} from {declared.name}" else "INF732"
    return Fault(code=code, rule=error.rule, value=error.value, what=what, line=line)


def _rebuilt(spec: object, *, kind: type) -> object:
    """A copy that the plugin does not hold; its class judges it again."""
    fields = attrs.fields(cast("type[attrs.AttrsInstance]", kind))
    values = {
        field.alias or field.name: getattr(spec, field.name) for field in fields if field.init
    }
    if type(spec) is not kind or type(values.get("name")) is not str:
        raise InvalidInputError("spec", f"be a {kind.__name__} with a name", spec)
    return kind(**values)
