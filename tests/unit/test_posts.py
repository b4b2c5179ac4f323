from __future__ import annotations

import datetime as dt
import re
from typing import Any

import pytest

from influence.errors import InvalidInputError, UnknownNameError
from influence.metrics import POST_METRICS
from influence.money import Money
from influence.posts import Post

_FIELDS: dict[str, Any] = {
    "post_id": "p1",
    "creator_id": "maya",
    "published_at": dt.datetime(2026, 3, 1, tzinfo=dt.UTC),
}


@pytest.mark.parametrize("name", POST_METRICS)
def test_each_figure_is_found_by_its_name_and_unknown_without_one(name: str) -> None:
    assert Post(**{**_FIELDS, name: 7}).figure(name) == 7
    assert Post(**{**_FIELDS, name: 0}).figure(name) == 0
    assert Post(**_FIELDS).figure(name) is None


def test_what_is_no_figure_of_a_post_is_refused_with_the_close_one() -> None:
    with pytest.raises(UnknownNameError, match=r", got 'view'; did you mean 'views'\?$"):
        Post(**_FIELDS).figure("view")
    with pytest.raises(UnknownNameError, match=r"^figure of a post must be one of .+, got 'cost'$"):
        Post(**_FIELDS).figure("cost")


@pytest.mark.parametrize(
    ("field", "value", "message"),
    [
        ("likes", -1, "Post.likes must be a whole number of at least 0, got -1"),
        ("views", True, "Post.views must be a whole number of at least 0, got True"),
        (
            "cost",
            Money("-1", "USD"),
            "Post.cost must be an amount of at least 0, got Money('-1.00', 'USD')",
        ),
        ("caption", " ", "Post.caption must be text that is not blank, got ' '"),
        ("angle", "", "angle must not be empty, got ''"),
        ("post_id", "", "post_id must not be empty, got ''"),
    ],
)
def test_a_field_that_breaks_its_rule_is_named(field: str, value: object, message: str) -> None:
    with pytest.raises(InvalidInputError, match=f"^{re.escape(message)}$"):
        Post(**{**_FIELDS, field: value})
