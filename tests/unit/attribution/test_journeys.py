from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

import attrs
import pytest

from influence.attribution import (
    Attribution,
    AttributionPolicy,
    Journey,
    Path,
    PathTouch,
    attribute,
    attribute_leads,
    conversion_paths,
)
from influence.deals import Deal
from influence.errors import PluginError
from influence.leads import Lead
from influence.testing import at, book, order, touch
from influence.testing._books import Fact

DEALS = (
    Deal(creator_id="maya", codes=("MAYA15",), links=("maya",)),
    Deal(creator_id="leo", codes=("LEO10",), links=("leo",)),
)


@attrs.frozen
class Most:
    """Credits whoever is on the most journeys, and keeps what it was shown."""

    name: ClassVar[str] = "most"
    seen: list[Journey] = attrs.field(factory=list[Journey])

    def player(self, touch: PathTouch, /) -> str:
        return touch.creator_id

    def fitted(self, journeys: Sequence[Journey], /) -> Favourite:
        self.seen[:] = journeys
        counts = {
            who: sum(one.visitors for one in journeys if who in one.players)
            for who in sorted({who for one in journeys for who in one.players})
        }
        return Favourite(max(counts, key=lambda who: counts[who], default=""))


@attrs.frozen
class Favourite:
    """Credits one creator where they are on the path, else everybody alike."""

    name: ClassVar[str] = "most"
    who: str = ""

    def weights(self, path: Path, /) -> Sequence[int]:
        chosen = [int(met.creator_id == self.who) for met in path]
        return chosen if any(chosen) else [1] * len(path)


def attributed(*facts: Fact, model: Most) -> Attribution:
    made = book(*DEALS, *facts, attribution=AttributionPolicy(model=model, precedence="last_touch"))
    return attribute(
        made.orders,
        touches=made.touches,
        owners=made.owners,
        policy=made.attribution,
        currency="USD",
    )


FACTS: tuple[Fact, ...] = (
    touch("1", value="maya", when=at(1)),
    touch("2", value="leo", when=at(2)),
    touch("3", value="maya", when=at(1), who="v2"),
    touch("4", value="nobody", when=at(1), who="v3"),
    order("7", when=at(3), codes=["MAYA15", "LEO10"]),
    order("8", when=at(3), who="v4"),
)


def test_a_model_that_learns_sees_every_journey_with_what_came_of_it() -> None:
    model = Most()
    rows = [*attributed(*FACTS, model=model).rows()]
    assert model.seen == [
        Journey(players=("maya",), lost=1),
        Journey(players=("maya", "leo", "leo", "maya"), conversions=1, value=10_000),
    ]
    assert [(row.order_id, row.creator_id) for row in rows] == [("7", "maya"), ("8", None)]


def test_the_journeys_stand_in_one_order_whatever_order_the_facts_came_in() -> None:
    one, other = Most(), Most()
    attributed(*FACTS, model=one)
    attributed(*reversed(FACTS), model=other)
    assert one.seen == other.seen


def test_leads_are_learned_from_their_own_journeys() -> None:
    model = Most()
    made = book(*DEALS, *FACTS)
    (lead,) = attribute_leads(
        [Lead(lead_id="l1", at=at(4), visitor_id="v2")],
        touches=made.touches,
        owners=made.owners,
        policy=AttributionPolicy(model=model),
    )
    assert [credit.creator_id for credit in lead.resolution.credits] == ["maya"]
    assert model.seen == [
        Journey(players=("maya",), conversions=1),
        Journey(players=("maya", "leo"), lost=1),
    ]


def test_a_model_that_learned_something_else_than_weights_is_refused() -> None:
    class Odd(Favourite):
        def weights(self, path: Path, /) -> Sequence[int]:
            return [0] * len(path)

    class Wrong(Most):
        def fitted(self, journeys: Sequence[Journey], /) -> Favourite:
            return Odd(super().fitted(journeys).who)

    with pytest.raises(PluginError, match="attribution model most must give 3 whole numbers"):
        attributed(*FACTS[:4], order("7", when=at(3), codes=["MAYA15"]), model=Wrong())


def test_a_path_holds_the_touches_that_count_and_the_owned_codes() -> None:
    made = book(*DEALS, *FACTS, Lead(lead_id="l1", at=at(4), visitor_id="v2"))
    paths = conversion_paths(
        made.orders, touches=made.touches, owners=made.owners, policy=made.attribution
    )
    assert {name: [met.mark for met in path] for name, path in paths.items()} == {
        "7": ["link maya", "link leo", "code LEO10", "code MAYA15"],
        "8": [],
    }
    of_leads = conversion_paths(
        made.leads, touches=made.touches, owners=made.owners, policy=made.attribution
    )
    assert [met.mark for met in of_leads["l1"]] == ["link maya"]
