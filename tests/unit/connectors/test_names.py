"""Parts of the host are found when they are asked for, and a misspelt one is refused."""

from __future__ import annotations

import pytest

from influence import connectors


def test_every_promised_name_is_there() -> None:
    assert all(hasattr(connectors, name) for name in connectors.__all__)


def test_a_misspelt_name_is_refused() -> None:
    with pytest.raises(AttributeError) as refused:
        # The misspelt name is the mistake that is to be refused at run time too.
        _ = connectors.Sesion  # type: ignore[attr-defined]  # pyright: ignore[reportAttributeAccessIssue]
    assert str(refused.value) == "module 'influence.connectors' has no attribute 'Sesion'"
