from __future__ import annotations

import re
from typing import Any

import pytest

from influence.errors import InvalidInputError
from influence.rights import UsageRights


def test_rights_name_channels_and_days() -> None:
    rights = UsageRights(channels=("paid_social", "email"), days=90)
    assert not rights.paid_amplification


@pytest.mark.parametrize(
    ("field", "value", "message"),
    [
        ("days", 0, "UsageRights.days must be a whole number of at least 1, got 0"),
        ("channels", ["email"], "UsageRights.channels must be a tuple, got ['email']"),
        ("channels", ("",), "UsageRights.channels must be text that is not blank, got ''"),
        (
            "paid_amplification",
            "no",
            "UsageRights.paid_amplification must be true or false, got 'no'",
        ),
    ],
)
def test_a_field_that_breaks_its_rule_is_named(field: str, value: object, message: str) -> None:
    fields: dict[str, Any] = {"channels": ("email",), "days": 90, field: value}
    with pytest.raises(InvalidInputError, match=f"^{re.escape(message)}$"):
        UsageRights(**fields)
