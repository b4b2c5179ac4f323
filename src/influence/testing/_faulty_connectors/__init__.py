"""Faulty connectors: bugs that connectors have, each small, each with the check that catches it."""

from __future__ import annotations

from influence.testing._faulty_connectors import (
    _ambient_bugs,
    _amount_bugs,
    _answer_bugs,
    _conversation_bugs,
    _cost_bugs,
    _declaration_bugs,
    _fault_bugs,
    _figure_bugs,
    _paging_bugs,
    _secret_bugs,
    _text_bugs,
    _window_bugs,
)
from influence.testing._faulty_connectors._seeded import FaultyConnector, bugs_in


def faulty_connectors() -> tuple[FaultyConnector, ...]:
    """Every connector with a bug on purpose, group after group.

    Example:
        >>> len(faulty_connectors()) >= 100
        True
    """
    return bugs_in(
        _declaration_bugs,
        _paging_bugs,
        _text_bugs,
        _figure_bugs,
        _amount_bugs,
        _window_bugs,
        _fault_bugs,
        _secret_bugs,
        _conversation_bugs,
        _ambient_bugs,
        _cost_bugs,
        _answer_bugs,
    )
