"""Labels: what can be decided, and how much evidence can stand behind it."""

from __future__ import annotations

from typing import Literal, get_args

Label = Literal["scale", "renew", "retest", "hold", "drop"]
#: Best first.
LABELS: tuple[Label, ...] = get_args(Label)

Strength = Literal["cannot_tell_yet", "thin", "solid"]
#: Weakest first.
STRENGTHS: tuple[Strength, ...] = get_args(Strength)
