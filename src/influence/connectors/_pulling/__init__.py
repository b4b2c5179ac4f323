"""Pulling: everything that a connector tells of a book's accounts, read whole or with named gaps."""

from __future__ import annotations
