"""Report: everything that was said of one plugin, as text, as a document and as an exit code.

0  it conforms: what applies holds, or is excused for a reason that was needed
1  it does not
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from textwrap import indent

import attrs

from influence.testing._conformance._outcome import STATUSES, Outcome, Status

_WORDS: Mapping[Status, str] = {
    "passed": "passed",
    "failed": "FAILED",
    "excused": "excused",
    "unneeded": "UNNEEDED",
    "not_claimed": "not claimed",
    "blocked": "blocked",
}
_WIDTH = 13


@attrs.frozen(kw_only=True)
class Conformance:
    """What was said of a plugin.

    Args:
        plugin: What it is called.
        distribution: The distribution that brings it, with its version; ``None`` when none does.
        seed: The seed from which cases were drawn.
        outcomes: What became of each check, by kind, member and id.

    Example:
        >>> nothing = Conformance(plugin="influence_barter", seed=0, outcomes=())
        >>> nothing.exit_code, print(nothing.text())
        influence_barter, seed 0
        <BLANKLINE>
        0 passed
        (0, None)
    """

    plugin: str
    distribution: str | None = None
    seed: int
    outcomes: tuple[Outcome, ...]

    @property
    def counts(self) -> Mapping[Status, int]:
        """How many checks have which outcome."""
        found = Counter(outcome.status for outcome in self.outcomes)
        return {status: found[status] for status in STATUSES}

    @property
    def failures(self) -> tuple[Outcome, ...]:
        """What fails the plugin."""
        return tuple(outcome for outcome in self.outcomes if outcome.is_failure)

    @property
    def is_conforming(self) -> bool:
        """Whether nothing fails."""
        return not self.failures

    @property
    def exit_code(self) -> int:
        """0 when it conforms, 1 when it does not."""
        return 0 if self.is_conforming else 1

    def document(self) -> Mapping[str, object]:
        """All of it as plain values for JSON."""
        return {
            "plugin": self.plugin,
            "distribution": self.distribution,
            "seed": self.seed,
            "conforms": self.is_conforming,
            "counts": dict(self.counts),
            "outcomes": [
                {
                    "id": one.check_id,
                    "kind": one.kind,
                    "member": one.member,
                    "status": one.status,
                    "title": one.title,
                    "told": one.told,
                }
                for one in self.outcomes
            ],
        }

    def text(self) -> str:
        """All of it as lines for a terminal."""
        told = f" of {self.distribution}" if self.distribution else ""
        return "\n".join((f"{self.plugin}{told}, seed {self.seed}", *self._lines(), self._sum()))

    def _lines(self) -> Iterator[str]:
        """A block of lines for each member."""
        for (kind, member), outcomes in groupby(self.outcomes, lambda one: (one.kind, one.member)):
            yield f"\n{kind} {member}"
            for outcome in outcomes:
                yield from _told(outcome)

    def _sum(self) -> str:
        """How many of each, on one line."""
        counted = [
            f"{count} {_WORDS[status].lower()}"
            for status, count in self.counts.items()
            if count or status == "passed"
        ]
        return f"\n{', '.join(counted)}"


def _told(outcome: Outcome) -> Sequence[str]:
    """One outcome; a failure with its evidence and what to do."""
    lines = [f"  {_WORDS[outcome.status]:<{_WIDTH}}{outcome.check_id}  {outcome.title}"]
    if outcome.told:
        lines.append(indent(outcome.told, " " * (_WIDTH + 2)))
    if outcome.status == "failed":
        lines.append(indent(f"if this fails: {outcome.if_fails}", " " * (_WIDTH + 2)))
    return lines
