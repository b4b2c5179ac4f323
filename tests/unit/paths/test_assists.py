from __future__ import annotations

from fractions import Fraction

from influence.paths import Assist, Paths, Worth, assists
from influence.testing._books import usd


def worth(conversions: int, value: str) -> Worth:
    return Worth(conversions=conversions, value=usd(value))


def test_every_creator_on_a_path_has_a_row(paths: Paths) -> None:
    assert paths.assists.rows == (
        Assist(
            player="leo",
            kind="orders",
            on_path=worth(3, "155.00"),
            first=worth(2, "55.00"),
            last=worth(2, "115.00"),
            assisted=worth(1, "40.00"),
            uncredited=worth(1, "40.00"),
        ),
        Assist(
            player="maya",
            kind="orders",
            on_path=worth(3, "200.00"),
            first=worth(2, "160.00"),
            last=worth(2, "100.00"),
            assisted=worth(1, "100.00"),
            uncredited=worth(1, "100.00"),
        ),
        Assist(
            player="zoe",
            kind="orders",
            on_path=worth(1, "40.00"),
            first=worth(0, "0.00"),
            last=worth(0, "0.00"),
            assisted=worth(1, "40.00"),
            uncredited=worth(1, "40.00"),
        ),
    )
    assert paths.assists.reached == worth(4, "215.00")
    assert paths.assists.unreached == worth(1, "30.00")
    assert [row.ratio for row in paths.assists.rows] == [Fraction(1, 2), Fraction(1, 2), None]


def test_channels_play_as_creators_do(paths: Paths) -> None:
    table = assists(paths.orders, by="channel")
    assert [(row.player, row.on_path.conversions, row.last.conversions) for row in table.rows] == [
        ("link", 4, 3),
        ("code", 1, 1),
    ]
    link = table.row("link")
    assert link is not None
    assert link.uncredited.conversions == 1


def test_the_working_ends_in_the_ratio(paths: Paths) -> None:
    assert str(paths.assists.why("maya")) == (
        "orders where maya is on the path                 3, 200.00 USD\n"
        "the first touch is of maya                       2, 160.00 USD\n"
        "the last touch is of maya                        2, 100.00 USD\n"
        "assisted: on the path − last                     1, 100.00 USD\n"
        "on the path, credited with nothing by the model  1, 100.00 USD\n"
        "assisted ÷ last                                  0.5"
    )
    assert paths.assists.why("zoe").result == "undefined"
    assert str(paths.assists.why("brad")) == "orders where brad is on the path  0"


def test_the_working_of_all_sums_the_last_touches(paths: Paths) -> None:
    assert str(paths.assists.working()) == (
        "the last touch is of leo   2, 115.00 USD\n"
        "the last touch is of maya  2, 100.00 USD\n"
        "the last touch is of zoe   0, 0.00 USD\n"
        "orders with a touch        4, 215.00 USD\n"
        "orders without one         1, 30.00 USD"
    )


def test_leads_have_counts_and_no_value(paths: Paths) -> None:
    (row,) = assists(paths.leads).rows
    assert (row.player, row.on_path, row.ratio) == ("zoe", Worth(conversions=1), Fraction(0))
    assert str(row.working().steps[0].result) == "1"
