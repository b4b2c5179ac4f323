"""Policy: the rules by which a campaign credits its sales."""

from __future__ import annotations

from typing import Literal, get_args

import attrs

from influence import _requirements as require
from influence.attribution._last_touch import LastTouch
from influence.attribution._model import AttributionModel, LearningModel

Precedence = Literal["code_wins", "code_if_involved", "code_if_winner", "link_wins", "last_touch"]
PRECEDENCES: tuple[Precedence, ...] = get_args(Precedence)

SeveralCodes = Literal["one_speaks", "each_is_paid"]
SEVERAL_CODES: tuple[SeveralCodes, ...] = get_args(SeveralCodes)


@attrs.frozen(kw_only=True)
class AttributionPolicy:
    """How credit is decided.

    Args:
        model: Splits an order over the touches of its path.
        lookback_days: How far before the order a touch may lie; both ends are inclusive.
        precedence: ``code_wins``: an owned code on the order takes it. ``code_if_involved``: it
            takes it when its owner was met within the lookback, else the touches do.
            ``code_if_winner``: it takes it when its owner was met last, else the touches do.
            ``link_wins``: a touch within the lookback takes it, else the code. ``last_touch``: the
            code is a touch at the time of the order. The terms of a code may say otherwise for it.
        several_codes: ``one_speaks``: of several owned codes the one of the highest priority, then
            the last applied; the others earn nothing. ``each_is_paid``: the same one is credited,
            and the owners of the others are paid on the order as well.

    Raises:
        InvalidInputError: *lookback_days* is below 0.
        UnknownNameError: A word is not known; the close one is named.

    Source: S190.
    """

    model: AttributionModel | LearningModel = LastTouch()
    lookback_days: int = attrs.field(default=30, validator=require.is_count)
    precedence: Precedence = attrs.field(default="code_wins", validator=require.one_of(PRECEDENCES))
    several_codes: SeveralCodes = attrs.field(
        default="one_speaks", validator=require.one_of(SEVERAL_CODES)
    )
