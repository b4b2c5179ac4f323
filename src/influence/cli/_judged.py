"""What is judged of the campaign as a whole, for ``influence explain``.

allocation         the next cycle: whom to book with how many packages, and what is left
allocation:maya    what the next cycle holds for a creator, and why
patterns           which angle pays in which niche
pattern:a-day      an angle, niche by niche
bench              who was not booked in the last cycle and has a reason to be
bench:maya         why a creator is on the bench, or is not
"""

from __future__ import annotations

from influence.evaluation import Evaluation
from influence.workings import Working

_NOT_ON_IT = "booked in the last cycle, or neither proven nor of a niche with a winning pattern"

Workings = list[tuple[str, Working]]


def judged(evaluation: Evaluation, what: str) -> Workings | None:
    """The workings of what was asked for; ``None`` when it is none of these."""
    subject, _, rest = what.partition(":")
    if subject == "allocation":
        return _allocated(evaluation, rest)
    if subject in {"pattern", "patterns"}:
        return _patterns(evaluation, rest)
    return _bench(evaluation, rest) if subject == "bench" else None


def _allocated(evaluation: Evaluation, who: str) -> Workings:
    """The next cycle, or what it holds for one creator."""
    title = f"{who}: allocation" if who else "allocation"
    creator_id = evaluation.line(who).creator_id if who else None
    planned = evaluation.next_cycle
    if planned is None:
        return [(title, Working.of((evaluation.no_next_cycle, "unknown")))]
    line = None if creator_id is None else planned.line(creator_id)
    return [(title, planned.working() if line is None else line.working())]


def _patterns(evaluation: Evaluation, angle: str) -> Workings:
    """All patterns, or those of one angle."""
    patterns = evaluation.patterns
    if not angle:
        return [("patterns", patterns.working())]
    return [(f"pattern: {one.angle} in {one.niche}", one.working()) for one in patterns.told(angle)]


def _bench(evaluation: Evaluation, who: str) -> Workings:
    """Everybody on the bench, or one creator who may be on it."""
    bench = {one.creator_id: one for one in evaluation.bench}
    found = [(f"{one.creator_id}: bench", one.working()) for one in bench.values()]
    if not who:
        return found or [("bench", Working.of(("creators on the bench", 0)))]
    if evaluation.line(who).creator_id in bench:
        return [(f"{who}: bench", bench[who].working())]
    return [(f"{who}: bench", Working.of((_NOT_ON_IT, "not on the bench")))]
