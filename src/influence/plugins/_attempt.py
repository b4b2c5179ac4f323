"""Attempt: one plugin on its way through the loader."""

from __future__ import annotations

from types import ModuleType

import attrs

from influence.errors import PluginError
from influence.plugins._candidates import Candidate
from influence.plugins._containment import SLOW_SECONDS, Outcome
from influence.plugins._fault import Fault
from influence.plugins._implementation import Implementation
from influence.plugins._places import file_of
from influence.plugins._plugin import Phase, Plugin, State

_MOST_PRINTED = 60


@attrs.define(kw_only=True)
class Attempt:
    """One plugin being loaded.

    Args:
        candidate: What is known of it beforehand.
        module: Its module, once it is there.
        file: The file of the module.
        state: Where it stands; ``discovered`` as long as nothing is wrong.
        phase: The last phase that it came to.
        faults: What is wrong or odd so far.
        reason: The fault that it is not loaded for.
        implementations: Its functions that answer hooks, each with the name of the hook.
        specs: What it brings: by the field of ``hook``, the specs in their order.
    """

    candidate: Candidate
    module: ModuleType | None = None
    file: str = ""
    state: State = "discovered"
    phase: Phase = "discover"
    faults: list[Fault] = attrs.field(factory=list[Fault])
    reason: Fault | None = None
    implementations: list[tuple[str, Implementation]] = attrs.field(
        factory=list[tuple[str, Implementation]]
    )
    specs: dict[str, list[object]] = attrs.field(factory=dict[str, list[object]])

    @property
    def is_under_way(self) -> bool:
        """Whether nothing has stopped it."""
        return self.state == "discovered"

    def stop(self, state: State, *faults: Fault) -> None:
        """Say why it cannot be loaded; what was said first is kept."""
        self.reason = self.reason or faults[0]
        self.state = state if self.is_under_way else self.state
        self.faults.extend(faults)

    def quarantine(self, fault: Fault) -> None:
        """Say that it changed what is not its own, which is graver than all else."""
        self.state, self.reason = "quarantined", fault
        self.faults.insert(0, fault)

    def imported(self, module: ModuleType) -> None:
        """Keep the module."""
        self.module, self.file = module, file_of(module)

    def note_conduct(self, outcome: Outcome[object], *, doing: str) -> None:
        """Note what a run of its code did beside its answer; of ours, nobody wants to know."""
        if self.candidate.is_built_in:
            return
        if outcome.printed:
            first = outcome.printed.strip().partition("\n")[0][:_MOST_PRINTED]
            rule = f"print nothing while {doing}"
            self.faults.append(Fault(code="INF715", rule=rule, value=first))
        if outcome.seconds >= SLOW_SECONDS:
            rule = (
                f"take less than {SLOW_SECONDS:g} s to be {doing}, and leave what is heavy to make"
            )
            value = f"{outcome.seconds:.1f} s"
            self.faults.append(Fault(code="INF716", rule=rule, value=value))

    def names(self, family: str) -> tuple[str, ...]:
        """The names of the members that it brings to a family, in their order."""
        specs = self.specs.get(family, ())
        return tuple(sorted({str(getattr(spec, "name", "")) for spec in specs}))

    def refuse_repeated(self, family: str) -> None:
        """Refuse a name that stands for two of its own members."""
        names = [str(getattr(spec, "name", "")) for spec in self.specs.get(family, ())]
        for name in sorted({name for name in names if names.count(name) > 1}):
            rule, what = "have one member of a name", family.replace("_", " ")
            self.stop("broken", Fault(code="INF735", what=what, rule=rule, value=name))

    def error(self) -> PluginError | None:
        """Why it is not loaded; a plugin that is blocked is wanted so."""
        if self.reason is None or self.state == "blocked":
            return None
        return self.reason.error(self.candidate.label)

    def plugin(self) -> Plugin:
        """How it went."""
        one = self.candidate
        told = None if self.reason is None else self.reason.finding(one.label)
        return Plugin(
            name=one.name,
            distribution=one.distribution,
            version=one.version,
            summary=one.summary,
            module=one.module,
            file=self.file,
            state="loaded" if self.is_under_way else self.state,
            phase=self.phase,
            is_built_in=one.is_built_in,
            hooks=tuple(sorted({name for name, _ in self.implementations})),
            members={family: self.names(family) for family in self.specs},
            error="" if told is None else f"{told.code} {told.message}",
            findings=tuple(fault.finding(one.label) for fault in (*one.faults, *self.faults)),
        )
