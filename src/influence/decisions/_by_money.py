"""By money: what to do with a creator on what was earned so far.

    profit within the window → scale; later profit → renew
    loss: two angles missed → drop; the top of the sheet → renew; one tested → retest; else hold

It decides where there is no outlook, and wherever profit is unknown.
"""

from __future__ import annotations

from influence._wording import angles_text, spoken
from influence.decisions._evidence import Evidence
from influence.decisions._label import Label
from influence.decisions._policy import DecisionPolicy
from influence.money import Money
from influence.ratios import decimal_of, ratio


def judged_by_money(evidence: Evidence, policy: DecisionPolicy) -> tuple[Label, tuple[str, ...]]:
    """The label and its reasons."""
    profit = evidence.profit
    if profit is None and not _surely_loses(evidence):
        return "hold", (_unknown_profit(evidence),)
    if profit is not None and profit.is_positive:
        return _earning(evidence, profit, policy)
    return _losing(evidence, policy)


def outcome_text(evidence: Evidence) -> str:
    """What the creator left so far, in words."""
    profit = evidence.profit
    if profit is None:
        sold = f"sales of {_known(evidence.revenue)} do not pay for {spoken(evidence.spend)}"
        return f"even at a gross margin of 100 % {sold}"
    if profit.is_positive:
        return f"profit of {spoken(profit)} so far"
    return f"loss of {spoken(-profit)}" if profit.is_negative else "no profit and no loss"


def window_text(profit: Money, policy: DecisionPolicy) -> str:
    """Profit within the payback window, in words."""
    return f"profit of {spoken(profit)} within the payback window of {policy.payback_days} days"


def late_text(profit: Money, policy: DecisionPolicy) -> str:
    """Profit that came after the payback window, in words."""
    after = f"only after the payback window of {policy.payback_days} days"
    return f"profit of {spoken(profit)}, but {after}"


def left_out(evidence: Evidence) -> tuple[str, ...]:
    """The advice to leave out the angles that missed, by name; empty when none did."""
    missed = (trial.angle for trial in evidence.trials if trial.verdict == "missed")
    names = ", ".join(" ".join(angle.split()) or "posts without an angle" for angle in missed)
    return (f"leave out what missed: {names}",) if names else ()


def tries_left(evidence: Evidence, policy: DecisionPolicy) -> str:
    """How many more angles may be tested, in words."""
    left = policy.missed_angles - evidence.missed
    return f"test {left} more angle{'s' * (left != 1)} before deciding"


def _known(amount: Money | None) -> str:
    """An amount, or that it is unknown."""
    return "unknown" if amount is None else spoken(amount)


def _surely_loses(evidence: Evidence) -> bool:
    """Whether even a gross margin of 100 % would not pay for the spend."""
    return evidence.revenue is not None and evidence.revenue < evidence.spend


def _unknown_profit(evidence: Evidence) -> str:
    """Why nothing can be decided without a gross margin, and what margin would do."""
    if evidence.revenue is None:
        return "sales are unknown"
    margin = ratio(*(part.exact.amount for part in (evidence.spend, evidence.revenue)))
    if margin is None:
        return "nothing was spent and nothing was sold"
    percent = decimal_of(round(margin * 100, 1))
    return f"gross margin is unknown; pays for itself above {percent} %"


def _earning(
    evidence: Evidence, profit: Money, policy: DecisionPolicy
) -> tuple[Label, tuple[str, ...]]:
    """What to do with a creator who made a profit."""
    window = evidence.profit_in_window
    if window is not None and window.is_positive:
        return "scale", (window_text(window, policy), *left_out(evidence))
    return "renew", (late_text(profit, policy), *left_out(evidence))


def _losing(evidence: Evidence, policy: DecisionPolicy) -> tuple[Label, tuple[str, ...]]:
    """What to do with a creator who made none."""
    loss = outcome_text(evidence)
    if evidence.missed >= policy.missed_angles:
        return "drop", (f"{angles_text(evidence.missed)} missed", loss)
    if all(trial.verdict == "untested" for trial in evidence.trials):
        return "hold", ("no angle has been tested enough to tell", loss)
    if policy.is_top(evidence.sheet_rank, creators=evidence.creators):
        top = f"place {evidence.sheet_rank} of {evidence.creators} on the sheet"
        return "renew", (f"{top}: try another angle", loss)
    return "retest", (tries_left(evidence, policy), loss)
