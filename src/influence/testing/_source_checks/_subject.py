"""Subject: an attribution source with the exports that it is tried with."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, cast

import attrs

from influence.errors import InvalidInputError
from influence.sources import AttributionSource, Export, Setting, Sourced
from influence.testing._conformance._check import CheckFailedError
from influence.testing._conformance._drawn import members_of
from influence.testing._conformance._member import Member
from influence.testing._conformance._setup import Setup
from influence.testing._source_checks._sheet import Sheet

_SETTING = Setting(currency="USD")


@attrs.frozen(kw_only=True)
class SourceSubject:
    """An attribution source with exports.

    Args:
        member: Its name.
        source: The source; ``None`` when it could not be made without options.
        sheets: Exports that it reads.
        setting: What it is told of a book.
        seed: What rows and cells are drawn from.
        examples: How many cases a check looks at.
    """

    member: str
    source: AttributionSource | None
    sheets: tuple[Sheet, ...]
    setting: Setting
    seed: int
    examples: int

    @property
    def claims(self) -> frozenset[str]:
        """Examples, where it could be made; exports, where some were given."""
        claimed = {"examples"} if self.source is not None else set[str]()
        return frozenset(claimed | ({"exports"} if self.sheets else set()))

    @property
    def tables(self) -> tuple[Sheet, ...]:
        """The exports that are tables."""
        return tuple(sheet for sheet in self.sheets if not sheet.is_document)

    def read(self, export: Export) -> Sourced:
        """What the source answers.

        Raises:
            CheckFailedError: It answers something else than a ``Sourced``.
        """
        source = cast("AttributionSource", self.source)
        answer = cast("object", source.read(export, setting=self.setting))
        if not isinstance(answer, Sourced):
            raise CheckFailedError(f"attribution source {self.member}", "answer a Sourced", answer)
        return answer

    def judged(self, make: Callable[[], Export], *, case: str) -> Sourced | None:
        """What the source answers to a damaged export; ``None`` when it refuses the file.

        Raises:
            CheckFailedError: It fails in a way that nobody expects.
        """
        try:
            return self.read(make())
        except InvalidInputError:
            return None
        except CheckFailedError:
            raise
        except Exception as error:
            what = f"attribution source {self.member}, given {case},"
            rule = "answer a Sourced or refuse with InvalidInputError"
            raise CheckFailedError(what, rule, f"{type(error).__name__}: {error}") from error


def source_subject(member: Member, setup: Setup, /) -> SourceSubject:
    """The subject of a source, with the exports and the options that are given."""
    return SourceSubject(
        member=member.name,
        source=_source(member),
        sheets=(
            *map(_sheet, member.given.exports),
            *(Sheet(name=name, text=text) for name, text in member.given.texts.items()),
        ),
        setting=member.given.setting or _SETTING,
        seed=setup.seed,
        examples=setup.examples,
    )


def _source(member: Member) -> AttributionSource | None:
    """The source."""
    if member.given.members:
        return cast("AttributionSource", member.given.members[0])
    if member.offer is not None and member.offer.registry is not None and member.given.options:
        registry = member.offer.registry
        return registry.attribution_source(member.name, options=member.given.options).source
    make = cast("Callable[..., AttributionSource]", member.make)
    made: Sequence[AttributionSource] = _without_options(make)
    return made[0] if made else None


def _without_options(make: Callable[..., Any]) -> Sequence[AttributionSource]:
    """The source without options, or with such as its fields allow."""
    try:
        return [make()]
    except Exception:  # noqa: BLE001  # how options are refused is a check of its own
        return members_of(make, count=1, seed=0)


def _sheet(path: Path) -> Sheet:
    """The text of a file that a source reads.

    Raises:
        InvalidInputError: The file cannot be read as UTF-8.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, ValueError) as error:
        raise InvalidInputError(
            f"export {path.name}", "be a readable UTF-8 file", str(error)
        ) from error
    return Sheet(name=path.name, text=text)
