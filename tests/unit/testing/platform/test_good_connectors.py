"""The connectors that are as they should be keep every check that they claim."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

import pytest

from influence.testing import FakeMaker, PlatformConformance, Stall, StallFake

#: What the demo platform does not do, and so its fake does not play.
_NOT_CLAIMED = {
    "PC-B05": "not claimed: its fake does not play short_pages",
    "PC-B06": "not claimed: its fake does not play empty_page",
    "PC-B11": "not claimed: its fake does not play odd_cursors",
    "PC-B14": "not claimed: its fake does not play wrong_total",
    "PC-F11": "not claimed: its fake does not play foreign_next",
}


class TestStall(PlatformConformance):
    platform: ClassVar[str | Callable[..., object]] = Stall
    fake: ClassVar[FakeMaker | None] = StallFake
    examples: ClassVar[int] = 12


class TestDemo(PlatformConformance):
    """The demo connector by the plugin door, before the fake that comes with it."""

    platform: ClassVar[str | Callable[..., object]] = "demo"
    examples: ClassVar[int] = 12


@pytest.mark.parametrize(("check_id", "reason"), _NOT_CLAIMED.items())
def test_what_the_demo_does_not_claim_is_reported(check_id: str, reason: str) -> None:
    outcome = TestDemo.outcome(check_id)
    assert f"{outcome.status.replace('_', ' ')}: {outcome.told}" == reason
