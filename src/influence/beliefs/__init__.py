"""Beliefs: what bookings so far say of each creator's next package, and how sure that is.

    return multiple = benchmark × level × price × visits × orders × worth ÷ tracked part

A campaign has few orders a creator, so each figure is drawn to what similar creators returned, and
that to what was published of their tier; the more orders, the less. Clicks speak before orders do,
as far as they told anything of orders so far. Old cycles fade, good and bad seasons are taken out,
and orders that nobody tracks are priced in.

    learn(candidates, cycles_left=5).outlook("maya")

One thing is not left to the formula: who earned nothing only ever lowers the level that the others
are drawn to. Everything else that is learned from all (how creators and packages differ, what an
order is worth, what clicks tell, what audiences cost, how good a cycle was) is learned from those
who earned. So a loser never makes a winner look better. Whom to book with what is believed is for
``influence.allocation``; what to do with a creator, for ``influence.decisions``.
"""

from __future__ import annotations

from influence.beliefs._beliefs import Beliefs
from influence.beliefs._learning import learn
from influence.beliefs._policy import LearningPolicy
from influence.beliefs._reckoning import Reckoning
from influence.beliefs._response import learned_response
from influence.beliefs._spreads import Spreads

__all__ = ["Beliefs", "LearningPolicy", "Reckoning", "Spreads", "learn", "learned_response"]
