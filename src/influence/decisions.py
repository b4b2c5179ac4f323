"""Decisions: whom to scale, renew, hold or drop, with the reasons.

    scale  gross profit within the payback window is above the spend
    renew  profitable, but later than the window; or top of the sheet with an angle still to try
    hold   nothing can be told yet, or one angle missed and another still to try
    drop   no profit after two missed angles

The thresholds are data with the sources' values as defaults. A decision looks at money; follower
counts play no part in it. How sure it is, and what to book next round, is not said here.

Source: S2 for scale and drop, S1 and S3 for renewing the top of the sheet.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Literal, get_args

import attrs

from influence import _requirements as require
from influence.ids import CreatorId
from influence.money import Money
from influence.ratios import decimal_of, figure_text, ratio
from influence.shares import Share
from influence.trials import AngleTrial
from influence.workings import Working

__all__ = ["LABELS", "Decision", "DecisionPolicy", "Evidence", "Label", "decide"]

Label = Literal["scale", "renew", "hold", "drop"]
LABELS: tuple[Label, ...] = get_args(Label)


@attrs.frozen(kw_only=True)
class DecisionPolicy:
    """The thresholds of the decisions.

    Args:
        payback_days: A creator pays back when gross profit covers the spend within so many days.
        missed_angles: So many missed angles, and a losing creator is dropped.
        renew_share: The part of the sheet that counts as its top: at least one place, unless it is
            0.
        least_expected_orders: An angle is judged only when a creator who breaks even would have
            shown at least so many orders.

    Raises:
        InvalidInputError: A count is below its least, or the share is above 1.

    Source: S2 for the two angles and the payback window.
    """

    payback_days: int = attrs.field(default=45, validator=require.at_least(1))
    missed_angles: int = attrs.field(default=2, validator=require.at_least(1))
    renew_share: Share = attrs.field(
        default=Share("0.2"), converter=Share, validator=require.is_part
    )
    least_expected_orders: int = attrs.field(default=3, validator=require.at_least(1))

    def is_top(self, rank: int, *, creators: int) -> bool:
        """Whether a place belongs to the top of the sheet."""
        share = self.renew_share.fraction
        return bool(share) and rank <= max(Fraction(1), share * creators)


@attrs.frozen(kw_only=True)
class Evidence:
    """What is known of a creator when the decision is made.

    Args:
        creator_id: Who.
        spend: Everything that the creator cost.
        revenue: Net sales; ``None`` when unknown.
        profit: Gross profit less spend; ``None`` when unknown.
        profit_in_window: The same with only the sales of the payback window.
        payback_days: Days until gross profit covered the spend; ``None`` when it has not.
        trials: What came of each angle.
        sheet_rank: Place on the ranking sheet.
        creators: How many stand on the sheet.
    """

    creator_id: CreatorId
    spend: Money
    revenue: Money | None
    profit: Money | None
    profit_in_window: Money | None
    payback_days: int | None
    trials: tuple[AngleTrial, ...]
    sheet_rank: int
    creators: int

    @property
    def missed(self) -> int:
        """How many angles missed."""
        return sum(trial.verdict == "missed" for trial in self.trials)


@attrs.frozen(kw_only=True)
class Decision:
    """What to do with a creator next.

    Args:
        label: ``scale``, ``renew``, ``hold`` or ``drop``.
        reasons: Why, in words, the deciding one first.
        evidence: What it was decided on.
    """

    label: Label
    reasons: tuple[str, ...]
    evidence: Evidence

    def working(self) -> Working:
        """The evidence and the reasons, ending in the label."""
        known = self.evidence
        steps: list[tuple[str, object]] = [("spend", known.spend)]
        steps += [("profit", figure_text(known.profit))]
        if known.profit_in_window is not None:
            steps.append(("profit within the payback window", known.profit_in_window))
        if known.payback_days is not None:
            steps.append(("days until paid back", known.payback_days))
        steps += [
            (f"angle {' '.join(trial.angle.split()) or 'without a name'}", trial.verdict)
            for trial in known.trials
        ]
        steps.append((f"place on the sheet of {known.creators}", known.sheet_rank))
        return Working.of(
            *steps, *(("because", reason) for reason in self.reasons), ("decision", self.label)
        )


def decide(evidence: Evidence, *, policy: DecisionPolicy) -> Decision:
    """What to do with a creator on the *evidence*, by the *policy*."""
    label, reasons = _judged(evidence, policy)
    return Decision(label=label, reasons=reasons, evidence=evidence)


def _judged(evidence: Evidence, policy: DecisionPolicy) -> tuple[Label, tuple[str, ...]]:
    """The label and its reasons."""
    profit = evidence.profit
    if profit is None and not _surely_loses(evidence):
        return "hold", (_unknown_profit(evidence),)
    if profit is not None and profit.is_positive:
        return _earning(evidence, profit, policy)
    return _losing(evidence, policy, loss=_loss(evidence))


def _loss(evidence: Evidence) -> str:
    """What speaks against a creator, in words."""
    if evidence.profit is not None:
        lost = evidence.profit.is_negative
        return f"loss of {_spoken(-evidence.profit)}" if lost else "no profit and no loss"
    sold = f"sales of {_spoken(evidence.revenue)} do not pay for {_spoken(evidence.spend)}"
    return f"even at a gross margin of 100 % {sold}"


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
    missed = (f"leave out what missed: {_missed(evidence)}",) if evidence.missed else ()
    if window is not None and window.is_positive:
        when = (
            f"profit of {_spoken(window)} within the payback window of {policy.payback_days} days"
        )
        return "scale", (when, *missed)
    after = f"only after the payback window of {policy.payback_days} days"
    return "renew", (f"profit of {_spoken(profit)}, but {after}", *missed)


def _losing(
    evidence: Evidence, policy: DecisionPolicy, *, loss: str
) -> tuple[Label, tuple[str, ...]]:
    """What to do with a creator who made none."""
    if evidence.missed >= policy.missed_angles:
        return "drop", (f"{_angles(evidence.missed)} missed", loss)
    if all(trial.verdict == "untested" for trial in evidence.trials):
        return "hold", ("no angle has been tested enough to tell", loss)
    if policy.is_top(evidence.sheet_rank, creators=evidence.creators):
        top = f"place {evidence.sheet_rank} of {evidence.creators} on the sheet"
        return "renew", (f"{top}: try another angle", loss)
    left = policy.missed_angles - evidence.missed
    return "hold", (f"test {left} more {'angle' if left == 1 else 'angles'} before deciding", loss)


def _angles(count: int) -> str:
    """So many angles, in words."""
    return f"{count} angle{'s' * (count != 1)}"


def _missed(evidence: Evidence) -> str:
    """The angles that missed, by name."""
    missed = (trial.angle for trial in evidence.trials if trial.verdict == "missed")
    return ", ".join(" ".join(angle.split()) or "posts without an angle" for angle in missed)


def _spoken(amount: Money | None) -> str:
    """An amount as people read it, with its thousands apart."""
    return "unknown" if amount is None else f"{amount.amount:,} {amount.currency}"
