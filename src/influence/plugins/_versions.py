"""Versions: whether a plugin was written for this version of the host.

    Requires-Dist: influence-marketing>=0.1,<0.3

The order of versions and the meaning of ``==``, ``~=``, ``<`` and the others are those of the
Python packaging specifications. What is written otherwise is not judged, and the loader says so.
Source: S201.
"""

from __future__ import annotations

import re
from typing import TypeAlias

#: What versions are compared by: epoch, release, and how far before or after the release.
Key: TypeAlias = tuple[int, tuple[int, ...], tuple[str, int], int, float]

_VERSION = re.compile(
    r"v?(?:(?P<epoch>\d+)!)?(?P<release>\d+(?:\.\d+)*)"
    r"(?:[-_.]?(?P<pre>a|b|c|rc|alpha|beta|pre|preview)[-_.]?(?P<pre_n>\d*))?"
    r"(?P<post>-(?P<post_short>\d+)|[-_.]?(?:post|rev|r)[-_.]?(?P<post_n>\d*))?"
    r"(?P<dev>[-_.]?dev[-_.]?(?P<dev_n>\d*))?"
    r"(?:\+[a-z0-9]+(?:[-_.][a-z0-9]+)*)?",
    re.IGNORECASE,
)
_CLAUSE = re.compile(r"(~=|===|==|!=|<=|>=|<|>)\s*(\S+)")
_STAGES = {"alpha": "a", "beta": "b", "c": "rc", "pre": "rc", "preview": "rc"}
_FINAL = ("z", 0)  # after every pre-release
_ONLY_DEV = ("", 0)  # before every pre-release
_LEAST_COMPATIBLE = 2  # ``~=`` speaks of at least two numbers


def version_key(version: str) -> Key | None:
    """What a version is compared by; ``None`` for what is no version.

    Example:
        >>> version_key("1.0rc1") < version_key("1.0") < version_key("1.0.post1")
        True
    """
    found = _VERSION.fullmatch(version.strip())
    if found is None:
        return None
    release = tuple(int(part) for part in found["release"].split("."))
    while len(release) > 1 and release[-1] == 0:
        release = release[:-1]
    post = -1 if found["post"] is None else int(found["post_short"] or found["post_n"] or 0)
    dev = float("inf") if found["dev"] is None else int(found["dev_n"] or 0)
    return (
        int(found["epoch"] or 0),
        release,
        _stage(found, is_dev=post < 0 and dev < float("inf")),
        post,
        dev,
    )


def _stage(found: re.Match[str], *, is_dev: bool) -> tuple[str, int]:
    """How far before the release."""
    if found["pre"] is None:
        return _ONLY_DEV if is_dev else _FINAL
    stage = found["pre"].lower()
    return _STAGES.get(stage, stage), int(found["pre_n"] or 0)


def satisfies(version: str, specifier: str) -> bool | None:
    """Whether *version* is one that *specifier* asks for; ``None`` when that cannot be read.

    Example:
        >>> (
        ...     satisfies("0.2.1", ">=0.1,<0.3"),
        ...     satisfies("0.3", "~=0.2.1"),
        ...     satisfies("0.3", "about 3"),
        ... )
        (True, False, None)
    """
    answers = [_holds(version, clause.strip()) for clause in specifier.split(",") if clause.strip()]
    if None in answers:
        return None
    return all(answers)


def _holds(version: str, clause: str) -> bool | None:
    """Whether a version keeps one clause of a specifier."""
    found = _CLAUSE.fullmatch(clause)
    if found is None:
        return None
    operator, wanted = found.groups()
    if operator == "===":
        return version.lower() == wanted.lower()
    if wanted.endswith(".*"):
        return _begins(version, wanted.removesuffix(".*"), operator=operator)
    own, other = version_key(version), version_key(wanted)
    if own is None or other is None:
        return None
    if operator == "~=":
        return _is_compatible(version, wanted, is_later=own >= other)
    return _compared(own, other, operator=operator)


def _compared(own: Key, other: Key, *, operator: str) -> bool:
    """Two versions by a plain operator."""
    if operator == "<":
        # Whoever asks for less than 2.0 does not want a pre-release of 2.0.
        return own < other and (_is_early(other) or not (_is_early(own) and own[:2] == other[:2]))
    if operator == ">":
        # Nor does whoever asks for more than 2.0 want 2.0 as it was mended.
        return own > other and (other[3] >= 0 or not (own[3] >= 0 and own[:2] == other[:2]))
    return {
        "==": own == other,
        "!=": own != other,
        "<=": own <= other,
        ">=": own >= other,
    }[operator]


def _is_early(key: Key) -> bool:
    """Whether a version comes before its release."""
    return key[2] != _FINAL or key[4] < float("inf")


def _begins(version: str, wanted: str, *, operator: str) -> bool | None:
    """Whether a version begins with the numbers of ``wanted.*``."""
    own, other = _numbers(version), _numbers(wanted)
    if own is None or other is None or operator not in {"==", "!="}:
        return None
    padded = (own[0], (*own[1], *[0] * len(other[1]))[: len(other[1])])
    return (padded == other) == (operator == "==")


def _is_compatible(version: str, wanted: str, *, is_later: bool) -> bool | None:
    """Whether a version is as late as *wanted* and begins with all its numbers but the last."""
    numbers = _numbers(wanted)
    if numbers is None or len(numbers[1]) < _LEAST_COMPATIBLE:
        return None
    series = ".".join(str(number) for number in numbers[1][:-1])
    return is_later and _begins(version, f"{numbers[0]}!{series}", operator="==") is True


def _numbers(version: str) -> tuple[int, tuple[int, ...]] | None:
    """The epoch and the release of a version, with the noughts at its end."""
    found = _VERSION.fullmatch(version.strip())
    if found is None:
        return None
    return int(found["epoch"] or 0), tuple(int(part) for part in found["release"].split("."))
