"""A folder for a small book, filled by each test with what it is about."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

CAMPAIGN = """\
schema = 1

[campaign]
id = "spring"
name = "Spring"
currency = "USD"
time_zone = "America/New_York"
starts = 2026-03-02
ends = 2026-04-13
success_metrics = ["saves", "clicks", "orders"]

[[angles]]
id = "a-day"

[[deals]]
creator = "maya"
codes = ["MAYA15"]
links = ["maya"]
"""

CREATORS = "creator_id,name\nmaya,Maya\nleo,Leo\n"

Folder = Callable[..., Path]


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    """Makes a book of a campaign, creators, and the tables of a test, as text or bytes."""

    def fill(*, campaign: str = CAMPAIGN, creators: str = CREATORS, **tables: str | bytes) -> Path:
        texts = {"campaign.toml": campaign, "creators.csv": creators}
        texts |= {f"{name}.csv": text for name, text in tables.items() if isinstance(text, str)}
        for name, text in texts.items():
            (tmp_path / name).write_bytes(text.encode())
        for name, content in tables.items():
            if isinstance(content, bytes):
                (tmp_path / f"{name}.csv").write_bytes(content)
        return tmp_path

    return fill
