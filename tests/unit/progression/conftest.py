"""What a proven creator has shown in one cycle."""

from __future__ import annotations

from fractions import Fraction

import pytest

from influence.progression import StageEvidence
from influence.testing._books import usd


@pytest.fixture
def proven() -> StageEvidence:
    return StageEvidence(
        posts=2, orders=Fraction(5), profit=usd("0.01"), rank=2, creators=10, spend=usd("100")
    )
