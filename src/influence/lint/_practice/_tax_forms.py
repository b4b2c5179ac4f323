"""Tax forms: payments that ask for paperwork. A reminder, not advice."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

import attrs

from influence.findings import FINDING_KINDS, Finding, FindingKind, Place
from influence.lint._rule import LintSubject
from influence.tax_reminders import tax_reminders

_DUE, _MISSING, _WRONG, _UNKNOWN = (
    FINDING_KINDS[code] for code in ("INF875", "INF876", "INF877", "INF878")
)
_BY_KIND = {
    "form_due": _DUE,
    "other_currency": _DUE,
    "form_missing": _MISSING,
    "wrong_form": _WRONG,
    "country_unknown": _UNKNOWN,
}
_KEYS = {"form_missing": "tax_form", "wrong_form": "tax_form", "country_unknown": "country"}


@attrs.frozen(kw_only=True)
class TaxForms:
    """Remind of forms, where the brand's country is known and creators were judged."""

    name: ClassVar[str] = "tax_forms"
    kinds: ClassVar[tuple[FindingKind, ...]] = (_DUE, _MISSING, _WRONG, _UNKNOWN)

    def check(self, subject: LintSubject, /) -> Iterator[Finding]:
        """One finding for each reminder."""
        for reminder in tax_reminders(subject.book, subject.lines):
            key = _KEYS.get(reminder.kind, "")
            where = Place(table="creators", row=reminder.creator_id, key=key)
            yield _BY_KIND[reminder.kind].finding(where=where, message=reminder.message)
