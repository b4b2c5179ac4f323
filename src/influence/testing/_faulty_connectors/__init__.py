"""Faulty connectors: bugs that connectors have, each small, each with the check that catches it."""

from __future__ import annotations
