"""Candidates: which plugins are installed, read from metadata alone. Nothing is imported.

A distribution names its plugins in ``entry_points.txt``; only of one that names any is the rest of
the metadata read, and of that only the head. Source: S201, S202.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from importlib import metadata

import attrs

from influence.plugins._fault import Fault
from influence.plugins._plugin import label_of
from influence.plugins._versions import version_key
from influence.plugins.hooks import ENTRY_POINT_GROUP

HOST = "influence-marketing"

_REQUIREMENT = re.compile(r"\s*([A-Za-z0-9._-]+)\s*(?:\[[^\]]*\])?\s*\(?([^();@]*)\)?\s*(;.*)?")


@attrs.frozen(kw_only=True)
class Candidate:
    """A plugin that is installed, or was given.

    Args:
        name: The name of its entry point.
        module: What the entry point names: a module, perhaps with an attribute.
        distribution: The distribution's name.
        version: Its version.
        summary: What it says of itself in a line.
        requires: Which versions of the host it asks for, such as ``>=0.1,<0.3``.
        is_built_in: Whether it comes with ``influence`` itself.
        faults: What is odd about how it is installed.
    """

    name: str
    module: str
    distribution: str = ""
    version: str = ""
    summary: str = ""
    requires: str = ""
    is_built_in: bool = False
    faults: tuple[Fault, ...] = ()

    @property
    def label(self) -> str:
        """How messages call it."""
        return label_of(self.name, distribution=self.distribution, version=self.version)


@attrs.frozen(kw_only=True)
class _Installed:
    """One distribution that names plugins."""

    name: str
    version: str
    folder: str
    head: tuple[tuple[str, str], ...]
    points: tuple[metadata.EntryPoint, ...]

    @property
    def key(self) -> str:
        """The name as packaging compares names."""
        return normal_name(self.name)


def normal_name(name: str) -> str:
    """The name of a distribution as packaging compares names.

    Example:
        >>> normal_name("Influence_Barter")
        'influence-barter'
    """
    return re.sub(r"[-_.]+", "-", name).lower()


def candidates() -> tuple[tuple[Candidate, ...], tuple[Fault, ...]]:
    """Every installed plugin, by name, and what is wrong with metadata that cannot be read.

    Where a distribution is installed twice, the first on the path counts, as it does for imports;
    of two in one folder, the later version.
    """
    kept: dict[str, _Installed] = {}
    others: dict[str, list[_Installed]] = {}
    faults: list[Fault] = []
    for one in _installed(faults):
        first = kept.setdefault(one.key, one)
        if first is one or _is_same(first, one):
            continue
        is_better = first.folder == one.folder and _is_later(one, first)
        kept[one.key] = one if is_better else first
        others.setdefault(one.key, []).append(first if is_better else one)
    found = [
        candidate
        for key, one in kept.items()
        for candidate in _candidates_of(one, others.get(key, ()))
    ]
    ordered = sorted(found, key=lambda candidate: (candidate.name, candidate.label))
    return tuple(ordered), tuple(faults)


def _installed(faults: list[Fault]) -> Iterator[_Installed]:
    """Every distribution that names plugins, in the order of the path."""
    for distribution in metadata.distributions():
        try:
            found = _read(distribution)
        except Exception as error:  # noqa: BLE001 - one damaged distribution must not hide the others
            folder = os.path.realpath(str(distribution.locate_file("")))
            what = f"metadata of a distribution in {folder}"
            faults.append(Fault(code="INF708", what=what, rule="be readable", value=error))
            continue
        if found is not None:
            yield found


def _read(distribution: metadata.Distribution) -> _Installed | None:
    """A distribution, if it names plugins."""
    text = distribution.read_text("entry_points.txt")
    if text is None or ENTRY_POINT_GROUP not in text:
        return None
    points = tuple(distribution.entry_points.select(group=ENTRY_POINT_GROUP))
    if not points:
        return None
    head = _head(distribution)
    facts = dict(reversed(head))
    return _Installed(
        name=facts.get("name", "without a name"),
        version=facts.get("version", ""),
        folder=os.path.realpath(str(distribution.locate_file(""))),
        head=head,
        points=points,
    )


def _head(distribution: metadata.Distribution) -> tuple[tuple[str, str], ...]:
    """The fields at the head of the metadata, their names in lower case."""
    text = distribution.read_text("METADATA") or distribution.read_text("PKG-INFO") or ""
    lines = text.split("\n\n", maxsplit=1)[0].splitlines()
    fields = (line.partition(":") for line in lines if not line.startswith((" ", "\t")))
    return tuple((name.lower(), value.strip()) for name, _, value in fields)


def _is_same(first: _Installed, other: _Installed) -> bool:
    """Whether two are one distribution, found twice in a folder that is twice on the path."""
    return (first.folder, first.version) == (other.folder, other.version)


def _is_later(one: _Installed, other: _Installed) -> bool:
    """Whether *one* has the later version; what is no version is early."""
    own, known = version_key(one.version), version_key(other.version)
    return own is not None and (known is None or own > known)


def _candidates_of(one: _Installed, others: Iterable[_Installed]) -> Iterator[Candidate]:
    """The plugins that a distribution names."""
    faults = tuple(
        Fault(
            code="INF707",
            what=f"distribution {one.name}",
            rule=f"be installed once, {one.version} in {one.folder} counts",
            value=f"{other.version} in {other.folder}",
        )
        for other in others
    )
    facts = dict(reversed(one.head))
    wanted = [value for name, value in one.head if name == "requires-dist"]
    for point in one.points:
        yield Candidate(
            name=point.name,
            module=point.value,
            distribution=one.name,
            version=one.version,
            summary=facts.get("summary", ""),
            requires=_required(wanted),
            faults=faults,
        )


def _required(requirements: Iterable[str]) -> str:
    """Which versions of the host are asked for, whatever else is installed."""
    found = (_REQUIREMENT.fullmatch(requirement) for requirement in requirements)
    return ",".join(
        one[2].strip()
        for one in found
        if one is not None and normal_name(one[1]) == HOST and one[3] is None and one[2].strip()
    )
