"""Policy: the rules by which a campaign credits its sales."""

from __future__ import annotations

from typing import Literal, get_args

import attrs

from influence import _requirements as require
from influence.attribution._last_touch import LastTouch
from influence.attribution._model import AttributionModel

Precedence = Literal["code_wins", "link_wins", "last_touch"]
PRECEDENCES: tuple[Precedence, ...] = get_args(Precedence)


@attrs.frozen(kw_only=True)
class AttributionPolicy:
    """How credit is decided.

    Args:
        model: Splits an order over the touches of its path.
        lookback_days: How far before the order a touch may lie; both ends are inclusive.
        precedence: ``code_wins``: an owned code on the order takes it. ``link_wins``: a touch
            within the lookback takes it, else the code. ``last_touch``: the code is a touch at the
            time of the order.

    Raises:
        InvalidInputError: *lookback_days* is below 0.
        UnknownNameError: *precedence* is not known; the close one is named.
    """

    model: AttributionModel = LastTouch()
    lookback_days: int = attrs.field(default=30, validator=require.is_count)
    precedence: Precedence = attrs.field(default="code_wins", validator=require.one_of(PRECEDENCES))
