"""Shipped ladders: by the evidence of a belief, and the two that the sources tell.

Of the two, that a loss beyond a tenth of the spend is one too many, and that a ladder rests for a
cycle, are starting values of ours; two cycles of loss in a row follow the two angles that a source
allows. The values of the third are told in ``ChanceThresholds``.
"""

from __future__ import annotations

from collections.abc import Mapping

from influence._frozen_mapping import FrozenMapping
from influence.progression._ladder import DealLadder
from influence.progression._thresholds import ChanceThresholds
from influence.progression._transition import Transition
from influence.shares import Share

_HYBRID = Transition(start="flat", end="hybrid", least_posts=2, least_orders=5, top=Share("0.2"))
_NO_BONUS = Transition(start="hybrid", end="flat", outcome="loss", in_a_row=2, at_once=Share("0.1"))

#: Up and down by the chance of a profit at the fee that is offered. Source: S1, S3 for the stages.
EVIDENCE_LADDER = ChanceThresholds().ladder()

#: New on product or affiliate, proven on flat, top on hybrid; a loss steps down. Source: S1, S3.
SOURCE_LADDER = DealLadder(
    starts=("product", "affiliate"),
    cool_down=1,
    transitions=(
        Transition(start="product", end="flat", least_posts=2, least_orders=5),
        Transition(start="affiliate", end="flat", least_posts=2, least_orders=5),
        _HYBRID,
        Transition(start="flat", end="affiliate", outcome="loss", in_a_row=2, at_once=Share("0.1")),
        _NO_BONUS,
    ),
)

#: Flat-fee pilots first, a bonus for the winners; two losing cycles end the fee. Source: S2.
FLAT_PILOT_LADDER = DealLadder(
    starts=("flat",),
    cool_down=1,
    transitions=(
        _HYBRID,
        Transition(start="flat", end="affiliate", outcome="loss", in_a_row=2),
        Transition(start="affiliate", end="flat", least_posts=2, least_orders=5),
        _NO_BONUS,
    ),
)

#: The ladders by the names that a campaign book gives them.
LADDERS: Mapping[str, DealLadder] = FrozenMapping(
    {"evidence": EVIDENCE_LADDER, "source": SOURCE_LADDER, "flat_pilot": FLAT_PILOT_LADDER}
)

#: What a book is judged by when it says nothing.
DEFAULT_LADDER = EVIDENCE_LADDER
