"""Loader: from what is installed to one frozen registry, past every plugin that is broken.

    metadata → lists → same names → version → import, declare, collect → same members → registry

pluggy's own loading stops at the first plugin that fails and drops the second of one name. Here one
broken plugin never stops the others, and none vanishes: each is in ``Registry.plugins`` with its
state and its findings. Whether something that is not its own was changed is looked at after each
plugin's turn.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterable, Mapping
from importlib import import_module, metadata
from types import ModuleType
from typing import Any, cast

import attrs

from influence.findings import Finding
from influence.plugins._attempt import Attempt
from influence.plugins._candidates import HOST, Candidate, candidates
from influence.plugins._collecting import collect_hooks, collected
from influence.plugins._collisions import refuse_shared_members, refuse_shared_names
from influence.plugins._containment import contained
from influence.plugins._declarations import Reader
from influence.plugins._fault import Fault, Unshown
from influence.plugins._host import Host
from influence.plugins._implementation import Implementation
from influence.plugins._imports import import_plugin, keep_module
from influence.plugins._lists import Lists
from influence.plugins._marking import PROJECT
from influence.plugins._plugin import Phase, State
from influence.plugins._shared_codes import refuse_shared_codes
from influence.plugins._steps import Step, Trace
from influence.plugins._versions import satisfies
from influence.plugins._watch import Watch

# What comes with influence itself, by the names of modules, so that the members of the roof need no
# import upwards.
_BUILT_IN = (
    "influence.plugins._members",
    "influence.report._members",
    "influence.connectors._members",
)

_MOST_TOLD = 3


@attrs.define(kw_only=True)
class Loader:
    """One loading.

    Args:
        lists: Who may load.
        trace: Who is told each step.
    """

    lists: Lists
    trace: Trace | None = None
    ours: list[Attempt] = attrs.field(factory=list[Attempt], init=False)
    attempts: list[Attempt] = attrs.field(factory=list[Attempt], init=False)
    findings: list[Finding] = attrs.field(factory=list[Finding], init=False)
    version: str = attrs.field(factory=lambda: metadata.version(HOST), init=False)
    reader: Reader = attrs.field(factory=Reader.of_all_hooks, init=False)

    def load(self, modules: Iterable[ModuleType] | None) -> None:
        """Try every plugin: the given *modules*, or what is installed."""
        self._load_ours()
        if modules is None:
            self._discover()
        else:
            self.attempts = [_given(module) for module in modules]
        self.attempts.sort(key=lambda attempt: self.lists.place(attempt.candidate))
        self.lists.apply(self.attempts)
        refuse_shared_names(self.attempts, ours=self.ours)
        self._judge_versions()
        self._turns()
        refuse_shared_members(self.attempts, ours=self.ours)
        refuse_shared_codes(self.attempts)

    def _load_ours(self) -> None:
        """Our own members, by the same door."""
        for name in _BUILT_IN:
            label = name.removesuffix("._members").replace("influence.plugins", "influence")
            candidate = Candidate(
                name=label, module=name, distribution=HOST, version=self.version, is_built_in=True
            )
            attempt = Attempt(candidate=candidate)
            attempt.imported(import_module(name))
            self._declare(attempt)
            self._collect(attempt)
            attempt.phase = "collect"
            error = attempt.error()
            if error is not None:
                raise error
            self.ours.append(attempt)

    def _discover(self) -> None:
        """Find what is installed."""
        began = time.perf_counter()
        found, faults = candidates()
        self.attempts = [Attempt(candidate=candidate) for candidate in found]
        self.findings += [fault.finding("plugins") for fault in faults]
        self._tell("", "discover", f"{len(found)} plugins are installed", began=began)

    def _judge_versions(self) -> None:
        """Stop the plugins that ask for another version of the host."""
        for attempt in self.attempts:
            wanted = attempt.candidate.requires
            if not attempt.is_under_way or not wanted:
                continue
            answer = satisfies(self.version, wanted)
            rule = f"require versions of {HOST} that {self.version} is one of"
            if answer is None:
                rule = f"require versions of {HOST} in a way that can be read"
                attempt.faults.append(Fault(code="INF709", rule=rule, value=wanted))
            elif not answer:
                attempt.stop("incompatible", Fault(code="INF704", rule=rule, value=wanted))

    def _turns(self) -> None:
        """Give each plugin its turn: import it, look at what it declares, and ask it."""
        running = [attempt for attempt in self.attempts if attempt.is_under_way]
        if not running:
            return  # to look at everything takes a tenth of a second
        watch = Watch()
        for attempt in running:
            if attempt.module is None:
                self._phase("import", import_plugin, attempt, watch=watch)
            self._phase("declare", self._declare, attempt, watch=watch)
            self._phase("collect", self._collect, attempt, watch=watch)

    def _phase(
        self, phase: Phase, take: Callable[[Attempt], None], attempt: Attempt, *, watch: Watch
    ) -> None:
        """Take a plugin through a phase, and look at what it changed before anything else runs."""
        if not attempt.is_under_way:
            return
        began, before = time.perf_counter(), set(sys.modules)
        attempt.phase = phase
        take(attempt)
        # To declare runs nothing of the plugin, nor does an import of what is imported already.
        is_idle = phase == "declare" or (phase == "import" and set(sys.modules) == before)
        changed = () if is_idle and attempt.is_under_way else watch.changes()
        if changed:
            attempt.quarantine(_tampering(changed))
            _forget(attempt, before=before)
        watch.look()
        how = "done" if attempt.state == "discovered" else attempt.state
        self._tell(attempt.candidate.name, phase, how, began=began)

    def _declare(self, attempt: Attempt) -> None:
        """Which hooks the module answers."""
        module = cast("ModuleType", attempt.module)
        outcome = contained(lambda: self.reader.read(module))
        if outcome.answer is None:
            rule = "be a module that can be looked through"
            attempt.stop("broken", Fault(code="INF727", rule=rule, value=outcome.error))
            return
        declared, one = outcome.answer, attempt.candidate
        if declared.faults:
            state: State = "quarantined" if declared.is_hostile else "broken"
            attempt.stop(state, *declared.faults)
        attempt.implementations = [
            (
                name,
                Implementation(
                    plugin=PROJECT if one.is_built_in else one.name,
                    function=function,
                    distribution=one.distribution,
                    version=one.version,
                ),
            )
            for name, function in declared.answers
        ]

    def _collect(self, attempt: Attempt) -> None:
        """Ask for the specs; hooks of the other kinds are asked when there is something to ask."""
        module, hooks = cast("ModuleType", attempt.module), collect_hooks()
        for name, implementation in attempt.implementations:
            if name in hooks:
                host = Host(version=self.version)  # to each its own: nobody can change another's
                found = collected(hooks[name], implementation, host=host, module=module)
                attempt.note_conduct(found.outcome, doing="asked")
                if found.faults:
                    attempt.stop("broken", *found.faults)
                attempt.specs.setdefault(self.reader.fields[name], []).extend(found.specs)
        for family in attempt.specs:
            attempt.refuse_repeated(family)

    def _tell(self, plugin: str, phase: Phase, what: str, *, began: float) -> None:
        """Tell a step to whoever wants to know."""
        if self.trace is not None:
            seconds = time.perf_counter() - began
            self.trace(Step(plugin=plugin, phase=phase, what=what, seconds=seconds))


def _given(module: object) -> Attempt:
    """A module that somebody handed over; whatever else it is, is refused."""
    name = str(getattr(module, "__name__", type(module).__name__))
    attempt = Attempt(candidate=Candidate(name=name, module=name))
    keep_module(attempt, module)
    return attempt


def _forget(attempt: Attempt, *, before: set[str]) -> None:
    """Forget the modules that came with a plugin, so that it is found out next time as well."""
    package = attempt.candidate.module.partition(":")[0].partition(".")[0]
    for name in set(sys.modules) - before:
        if name.partition(".")[0] == package:
            del sys.modules[name]


def _tampering(changed: tuple[str, ...]) -> Fault:
    """What was changed, and has been put back."""
    more = f" and {len(changed) - _MOST_TOLD} more" if len(changed) > _MOST_TOLD else ""
    rule = "leave alone what is not its own; what it changed was put back"
    return Fault(code="INF742", rule=rule, value=Unshown(", ".join(changed[:_MOST_TOLD]) + more))


def members_of(attempts: Iterable[Attempt]) -> Mapping[str, Mapping[str, Any]]:
    """What the loaded plugins bring: by family, the specs by name, in the order of the names."""
    found: dict[str, dict[str, Any]] = {}
    for attempt in attempts:
        for family, specs in attempt.specs.items():
            if attempt.is_under_way:
                named = {str(getattr(spec, "name", "")): spec for spec in specs}
                found.setdefault(family, {}).update(named)
    return {family: dict(sorted(specs.items())) for family, specs in found.items()}
