"""Metadata: what the distribution of a plugin says of itself."""

from __future__ import annotations

import re
from email.message import Message
from importlib import metadata
from pathlib import Path, PurePosixPath
from typing import Final, cast

from influence.testing._conformance._check import CheckFailedError, check
from influence.testing._conformance._target import normalised
from influence.testing._packaging_checks._subject import PluginSubject

_NEEDS: Final = ("distribution",)
_NAME: Final = re.compile(r"[a-z][a-z0-9]*([_-][a-z0-9]+)*")
_VERSION: Final = re.compile(r"\d+(\.\d+)*((a|b|rc)\d+)?(\.post\d+)?(\.dev\d+)?(\+[a-z0-9.]+)?")
_HOST: Final = "influence-marketing"
_COMMON: Final = frozenset({"docs", "examples", "scripts", "src", "test", "tests", "utils"})


@check(
    "PK-P01",
    needs=_NEEDS,
    if_fails="Allow and block lists, and books, name a plugin by its entry point. Use small "
    "letters, digits and underscores.",
)
def name_is_a_word(subject: PluginSubject) -> None:
    """The name of the entry point is a lower-case word."""
    if not _NAME.fullmatch(subject.member):
        raise CheckFailedError(
            "name of the entry point", "look like influence_barter", subject.member
        )


@check(
    "PK-P02",
    needs=_NEEDS,
    if_fails="Nobody can say which version paid what. Give the project a version as "
    "distributions have it.",
)
def has_version(subject: PluginSubject) -> None:
    """The distribution has a version in the form that installers compare."""
    version = _metadata(subject).get("Version", "")
    if not _VERSION.fullmatch(version):
        raise CheckFailedError("version", "look like 1.2.0", version)


@check(
    "PK-P03",
    needs=("distribution", "package"),
    if_fails="Type checkers ignore the annotations of the plugin. Put an empty file `py.typed` "
    "into its package.",
)
def is_typed(subject: PluginSubject) -> None:
    """The package says that it is typed.

    Source: S232.
    """
    folder = Path(subject.file).parent
    if not (folder / "py.typed").is_file():
        raise CheckFailedError(f"package {folder.name}", "hold a file py.typed", "none")


@check(
    "PK-P04",
    needs=_NEEDS,
    if_fails="An installer puts the plugin beside a version of influence that it does not know. "
    "Require `influence-marketing>=…` with the oldest version that you test.",
)
def requires_the_host(subject: PluginSubject) -> None:
    """The distribution requires influence-marketing from some version on."""
    required = subject.found.requires or []
    ours = [one for one in required if normalised(re.split(r"[^\w.-]", one)[0]) == _HOST]
    if not any(re.search(r"[<>=~]", one.partition(";")[0]) for one in ours):
        raise CheckFailedError("requirements", f"name {_HOST} with a bound", required)


@check(
    "PK-P05",
    needs=_NEEDS,
    if_fails="A company may not install what has no licence. Name one in `license`.",
)
def names_licence(subject: PluginSubject) -> None:
    """The distribution names its licence."""
    told = _metadata(subject)
    classifiers = [one for one in told.get_all("Classifier") or [] if one.startswith("License ::")]
    if not (told.get("License-Expression") or told.get("License") or classifiers):
        raise CheckFailedError("distribution", "name its licence", "none")


@check(
    "PK-P06",
    needs=_NEEDS,
    if_fails="`influence plugins list` shows a name and nothing else. Write one line in "
    "`description`.",
)
def has_summary(subject: PluginSubject) -> None:
    """The distribution says in one line what it is."""
    summary = _metadata(subject).get("Summary", "")
    if len(summary.splitlines()) != 1 or summary.strip().upper() == "UNKNOWN":
        raise CheckFailedError("summary", "be one line", summary)


@check(
    "PK-P07",
    needs=_NEEDS,
    if_fails="An installer tries it on a Python that it cannot run on. Set `requires-python`.",
)
def requires_python(subject: PluginSubject) -> None:
    """The distribution says which Python it needs."""
    if not _metadata(subject).get("Requires-Python"):
        raise CheckFailedError("distribution", "say which Python it requires", "nothing")


@check(
    "PK-P08",
    needs=_NEEDS,
    if_fails="The entry point names a module of somebody else, so another distribution decides "
    "what is loaded. Name a module that you ship.",
)
def ships_its_module(subject: PluginSubject) -> None:
    """The module of the entry point is one of the distribution's own."""
    top, tops = subject.offer.target.module.partition(".")[0], _tops(subject.found)
    if tops and top not in tops:
        raise CheckFailedError("module of the entry point", f"be one of {sorted(tops)}", top)


@check(
    "PK-P09",
    needs=_NEEDS,
    if_fails="Two distributions that ship `tests` overwrite each other's. Leave tests and docs "
    "out of the wheel.",
)
def takes_own_names(subject: PluginSubject) -> None:
    """The distribution installs no module of a name that anybody might use."""
    common = sorted(_COMMON & _tops(subject.found))
    if common:
        raise CheckFailedError("modules of the distribution", "have names of their own", common)


@check(
    "PK-P10",
    needs=_NEEDS,
    if_fails="The page of the distribution is empty. Name a README in `readme`.",
)
def has_description(subject: PluginSubject) -> None:
    """The distribution has a description."""
    told = _metadata(subject)
    if not str(told.get("Description") or told.get_payload() or "").strip():
        raise CheckFailedError("description", "say something", "nothing")


def _metadata(subject: PluginSubject) -> Message:
    """The metadata of the distribution, as the message that it is."""
    return cast("Message", subject.found.metadata)


def _tops(found: metadata.Distribution) -> set[str]:
    """The top-level modules that a distribution installs; none where it lists no file."""
    parts = [PurePosixPath(str(file)).parts for file in found.files or ()]
    names = {one[0].removesuffix(".py") for one in parts if one and one[-1].endswith(".py")}
    return {name for name in names if name.isidentifier()}
