from __future__ import annotations

from influence.markets import PRESETS, Following, simulate
from influence.ranking import Profit


def test_a_programme_spends_at_most_the_budget_of_each_cycle() -> None:
    outcome = simulate(Following(strategy=Profit()), preset="usual", seed=3)
    assert max(one.spent for one in outcome.cycles) <= PRESETS["usual"].budget
