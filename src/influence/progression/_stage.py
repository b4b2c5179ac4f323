"""Stages: how a creator is paid, from product for content to a fee with a bonus."""

from __future__ import annotations

from typing import Literal, get_args

Stage = Literal["product", "affiliate", "flat", "hybrid"]
STAGES: tuple[Stage, ...] = get_args(Stage)

Outcome = Literal["profit", "loss"]
OUTCOMES: tuple[Outcome, ...] = get_args(Outcome)
