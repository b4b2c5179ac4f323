from __future__ import annotations

import pytest

from influence.beliefs._pooling import drawn, grouped


def test_an_average_is_drawn_to_where_one_would_begin() -> None:
    level = drawn([(4.0, 2.0)], to=1.0, doubt=0.5)
    assert level.mean == pytest.approx((4 * 1.0 + 4 * 2.0) / 8)
    assert level.variance == pytest.approx(1 / 8)


def test_without_a_value_it_is_where_one_would_begin() -> None:
    level = drawn([], to=1.0, doubt=0.5, unsure=0.1)
    assert level.mean == 1.0
    assert level.variance == pytest.approx(0.25 + 0.1)


def test_a_group_without_members_is_the_level_of_all_and_less_sure() -> None:
    levels = grouped(
        [("micro", 10.0, 2.0)], groups=["micro", "mega"], to=1.0, doubt=0.5, group_doubt=0.5
    )
    assert levels["mega"].mean == pytest.approx((4 + 20) / 14)
    assert levels["micro"].mean > levels["mega"].mean
    assert levels["micro"].variance < levels["mega"].variance
