from __future__ import annotations

from tests.unit.lint.practice.conftest import Said

from influence.lint import UnprovenStage

LOSES = "order_id,items,discount,status\n" + "".join(
    f"S-{1000 + place},42.00,6.00,cancelled\n" for place in range(1, 13)
)
DEAR = '[[deals]]\ncreator = "maya"\nquote = "900.00"\n'


def test_a_stage_that_the_ladder_steps_down_from_is_told(said: Said) -> None:
    (told,) = said(UnprovenStage(), orders=LOSES, campaign=DEAR)
    assert told.startswith(
        "campaign deals[maya].stage: INF815 maya is paid as hybrid and the evidence leads to flat: "
        "chance of profit "
    )


def test_a_step_up_is_no_mistake_and_no_stage_none(said: Said) -> None:
    text = '[[deals]]\ncreator = "maya"\nstage = ""\n'
    assert said(UnprovenStage(), campaign=text) == []
