"""Platform checks: what a connector of a platform is held to, before a fake of its platform."""

from __future__ import annotations

from influence.testing._conformance._check import by_id, checks_in
from influence.testing._conformance._kind import Kit
from influence.testing._platform_checks import (
    _amounts,
    _answers,
    _conversation,
    _cost,
    _declaration,
    _faults,
    _figures,
    _garbage,
    _isolation,
    _paging,
    _secrets,
    _sheet,
    _texts,
    _windows,
)
from influence.testing._platform_checks._subject import PlatformSubject, platform_subject

KIT: Kit[PlatformSubject] = Kit(
    checks=by_id(
        checks_in(
            _declaration,
            _sheet,
            _paging,
            _texts,
            _figures,
            _amounts,
            _windows,
            _faults,
            _garbage,
            _secrets,
            _conversation,
            _isolation,
            _cost,
            _answers,
        )
    ),
    subject=platform_subject,
    groups={
        "A": "What it declares",
        "B": "Paging",
        "C": "Values",
        "D": "Windows and what changed",
        "E": "Faults",
        "F": "Secrets",
        "G": "Conversation",
        "H": "Cost",
        "I": "Answers",
    },
)
