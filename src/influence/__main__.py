"""``python -m influence`` is the command line."""

from __future__ import annotations

from influence.cli import main

main()
