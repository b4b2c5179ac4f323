"""The line of a key is found by looking through the text."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from influence.books._campaign.key_lines import key_line

TEXT = """\
schema = 1
"odd" = 2

[campaign]   # the campaign
id = "x"

[[deals]]
creator = "maya"

[[deals]]
usage_rights = { days = 90 }
"""


@pytest.mark.parametrize(
    ("keys", "line"),
    [
        ([], 1),
        (["schema"], 1),
        (["odd"], 2),
        (["campaign"], 4),
        (["campaign", "id"], 5),
        (["campaign", "name"], 4),
        (["campaign", "creator"], 4),
        (["deals", 0, "creator"], 8),
        (["deals", 1], 10),
        (["deals", 1, "creator"], 10),
        (["deals", 1, "usage_rights", "days"], 11),
        (["deals", 7], 1),
        (["nothing"], 1),
    ],
)
def test_the_deepest_key_that_stands_in_the_text_is_found(
    keys: Sequence[str | int], line: int
) -> None:
    assert key_line(TEXT, keys) == line
