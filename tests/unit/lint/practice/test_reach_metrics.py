from __future__ import annotations

from tests.unit.lint.practice.conftest import Said

from influence.lint import ReachMetrics


def test_three_figures_of_reach_are_told(said: Said) -> None:
    text = '[campaign]\nsuccess_metrics = ["impressions", "views", "likes"]'
    assert said(ReachMetrics(), campaign=text) == [
        (
            "campaign campaign.success_metrics: INF805 one success metric must tell interest or a "
            "sale, got impressions, views, likes"
        )
    ]


def test_one_that_tells_interest_is_enough(said: Said) -> None:
    text = '[campaign]\nsuccess_metrics = ["impressions", "views", "shares"]'
    assert said(ReachMetrics(), campaign=text) == []
