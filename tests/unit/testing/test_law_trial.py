from __future__ import annotations

from influence.testing import faulty_rules
from influence.testing._law_trial import Trial, hinted, searching


def test_a_breach_is_found_by_dice_as_by_hypothesis() -> None:
    fault = next(one for one in faulty_rules() if "at_most_top_rate" in one.caught_by)
    trial = Trial(law_id="at_most_top_rate", rules=hinted(fault.rule))
    told = trial.found_by_dice(chosen=searching(50))
    assert told is not None
    assert told.startswith("law 7, at_most_top_rate: ")
    assert told == trial.found_by_dice(chosen=searching(50))
