from __future__ import annotations

import re
from pathlib import Path

import pytest

from influence.errors import InvalidInputError
from influence.store import SqliteLedger, open_ledger


@pytest.mark.parametrize("name", ["payouts.ledger", "a b é%?#.db", "postgresql:", "C:"])
def test_a_path_opens_a_ledger_in_a_file(tmp_path: Path, name: str) -> None:
    for where in (tmp_path / name, str(tmp_path / name)):
        with open_ledger(where) as ledger:
            assert isinstance(ledger, SqliteLedger)
    assert [path.name for path in tmp_path.iterdir()] == [name]


def test_a_path_can_be_opened_to_look(tmp_path: Path) -> None:
    open_ledger(tmp_path / "x").disconnect()
    message = "^ledger x must be opened to write, got 'one opened to look'$"
    with (
        open_ledger(tmp_path / "x", is_read_only=True) as ledger,
        pytest.raises(InvalidInputError, match=message),
    ):
        ledger.record([])


def test_a_url_of_something_else_is_refused_and_its_password_not_told() -> None:
    message = "ledger must be a file, or a URL of postgresql, got 'mysql://'"
    with pytest.raises(InvalidInputError, match=f"^{re.escape(message)}$"):
        open_ledger("mysql://maya:s3cret@host/payouts")
