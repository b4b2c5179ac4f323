"""Decide: the label that money or the outlook gives, within what room and rest allow."""

from __future__ import annotations

from typing import cast

from influence._foreign import asked, told
from influence.decisions._by_money import judged_by_money
from influence.decisions._by_outlook import OutlookJudgement
from influence.decisions._decision import Decision
from influence.decisions._evidence import Evidence
from influence.decisions._label import Label
from influence.decisions._policy import DecisionPolicy
from influence.decisions._rule import DecisionRule
from influence.errors import PluginError

_NOUN = "decision rule"


def decide(evidence: Evidence, *, policy: DecisionPolicy | DecisionRule) -> Decision:
    """What to do with a creator on the *evidence*, by the *policy*.

    Args:
        evidence: What is known. With an outlook and a known profit, the outlook decides; else the
            money so far.
        policy: The thresholds, or a rule that takes their place.

    Raises:
        PluginError: A rule of somebody else fails, or answers something other than a decision on
            this evidence.

    Example:
        >>> from influence.money import Money
        >>> from influence.outlooks import Outlook
        >>> maya = Evidence(
        ...     creator_id="maya",
        ...     spend=Money("500", "USD"),
        ...     revenue=Money("2000", "USD"),
        ...     profit=Money("350", "USD"),
        ...     profit_in_window=Money("310", "USD"),
        ...     payback_days=12,
        ...     trials=(),
        ...     sheet_rank=2,
        ...     creators=40,
        ...     outlook=Outlook(
        ...         creator_id="maya",
        ...         log_mean=0.3,
        ...         log_sd=0.25,
        ...         outcome_log_sd=0.6,
        ...         effective_orders=22.0,
        ...     ),
        ...     price=Money("250", "USD"),
        ... )
        >>> decision = decide(maya, policy=DecisionPolicy())
        >>> decision.label, decision.strength, decision.expected_profit
        ('scale', 'thin', Money('98.18', 'USD'))
        >>> for reason in decision.reasons:
        ...     print(reason)
        profit of 310.00 USD within the payback window of 45 days
        88 % likely to earn more than they cost
        next package at 250.00 USD: profit of 98.18 USD expected, from -... eight times in ten
        22 effective orders of evidence
    """
    if not isinstance(policy, DecisionPolicy):
        return _ruled(evidence, policy)
    outlook = evidence.outlook
    if outlook is None or evidence.profit is None:
        label, reasons = judged_by_money(evidence, policy)
        strength = None
    else:
        judgement = OutlookJudgement(evidence=evidence, outlook=outlook, policy=policy)
        label, reasons = judgement.judged()
        strength = judgement.strength
    label, reasons = _within_limits(label, reasons, evidence=evidence, policy=policy)
    return Decision(label=label, reasons=reasons, evidence=evidence, strength=strength)


def _within_limits(
    label: Label, reasons: tuple[str, ...], *, evidence: Evidence, policy: DecisionPolicy
) -> tuple[Label, tuple[str, ...]]:
    """The label, unless the creator has to rest or there is no room to grow."""
    most = policy.rest_after
    row = evidence.cycles_in_a_row
    if label in {"scale", "renew", "retest"} and most is not None and row >= most:
        cycles = f"{row} cycle{'s' * (row != 1)} in a row"
        return "hold", (f"booked in {cycles}: rest for one", *reasons)
    if label == "scale" and evidence.room == 0:
        return "renew", ("no room to grow: no package more than last time can be booked", *reasons)
    return label, reasons


def _ruled(evidence: Evidence, rule: DecisionRule) -> Decision:
    """What a rule of somebody else decides."""
    asks = "judge a creator without failing"
    answer = asked(lambda: rule.judge(evidence), noun=_NOUN, member=rule, rule=asks)
    if not isinstance(cast("object", answer), Decision) or answer.evidence != evidence:
        raise PluginError(
            told(_NOUN, rule), "answer a decision on the evidence it was given", answer
        )
    return answer
