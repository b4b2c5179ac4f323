"""Model checks: what an attribution model is held to."""

from __future__ import annotations

from influence.testing._conformance._check import by_id, checks_in
from influence.testing._conformance._kind import Kit
from influence.testing._model_checks import _values
from influence.testing._model_checks._laws import LAWS
from influence.testing._model_checks._subject import ModelSubject, model_subject

KIT: Kit[ModelSubject] = Kit(
    checks=by_id((*LAWS, *checks_in(_values))),
    subject=model_subject,
    groups={"L": "Laws that credit rests on", "V": "Values"},
)
