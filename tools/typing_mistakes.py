"""Writes what mypy and pyright say to the mistakes with hooks into the page that has them.

    python tools/typing_mistakes.py

The page has the code of each mistake, and the words of each checker. All the code goes into one
file, and each checker looks at it once. Run it after a change to hooks or to a checker's version,
and read what changed: a mistake that is no longer refused has an empty block.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TypeAlias, get_args

import attrs

import influence
from influence.plugins import Event

PAGE = Path(__file__).parents[1] / "tests" / "plugins" / "typing-mistakes.md"
CHECKERS = ("mypy", "pyright")

_SOURCES = Path(influence.__file__).parents[1]
_SECTION = re.compile(r"^## (.+)$", re.MULTILINE)
_BLOCK = re.compile(r"^```(?P<kind>\w+)\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL)
_EVENTS = " | ".join(kind.__name__ for kind in get_args(Event))

Said: TypeAlias = Mapping[int, str]


@attrs.frozen(kw_only=True)
class Mistake:
    """A mistake with a hook, and what the page has a checker say to it.

    Args:
        title: What is wrong.
        code: The mistake.
        first_line: Where it begins in the one file.
        messages: What each checker says.
    """

    title: str
    code: str
    first_line: int
    messages: Mapping[str, str]

    def heard(self, said: Said) -> str:
        """What was said to its lines."""
        lines = range(self.first_line, self.first_line + self.code.count("\n"))
        return "".join(said[line] for line in lines if line in said)


def mistakes() -> list[Mistake]:
    """Every mistake of the page, at the lines that it has in the one file."""
    first, *parts = _SECTION.split(PAGE.read_text(encoding="utf-8"))
    line = _blocks(first)["python"].count("\n") + 2
    found: list[Mistake] = []
    for title, text in zip(parts[::2], parts[1::2], strict=True):
        messages = _blocks(text)
        code = messages.pop("python")
        found.append(Mistake(title=title, code=code, first_line=line, messages=messages))
        line += code.count("\n") + 1
    return found


def judgement(folder: Path) -> Mapping[str, Said]:
    """What each checker says of the mistakes, by line; *folder* takes the one file."""
    first = _SECTION.split(PAGE.read_text(encoding="utf-8"))[0]
    text = "\n".join((_blocks(first)["python"], *(mistake.code for mistake in mistakes())))
    (folder / "mistakes.py").write_text(text, encoding="utf-8")
    return {"mypy": _joined(_mypy(folder)), "pyright": _joined(_pyright(folder))}


def page() -> str:
    """The whole page, with what the checkers say today."""
    with tempfile.TemporaryDirectory() as folder:
        said = judgement(Path(folder))
    first = _SECTION.split(PAGE.read_text(encoding="utf-8"))[0]
    return first.rstrip("\n") + "\n" + "".join(_section(one, said) for one in mistakes())


def _section(mistake: Mistake, said: Mapping[str, Said]) -> str:
    words = {checker: mistake.heard(said[checker]) for checker in CHECKERS}
    blocks = {"python": mistake.code, **words}
    told = (f"\n```{kind}\n{text}```\n" for kind, text in blocks.items())
    return f"\n## {mistake.title}\n{''.join(told)}"


def _blocks(text: str) -> dict[str, str]:
    return {block["kind"]: block["text"] for block in _BLOCK.finditer(text)}


def _joined(messages: Iterable[tuple[int, str]]) -> Said:
    said: defaultdict[int, str] = defaultdict(str)
    for line, message in messages:
        said[line] += f"{message}\n"
    return said


def _mypy(folder: Path) -> Iterator[tuple[int, str]]:
    options = ("--strict", "--python-version", "3.11", "--config-file=", "--output=json")
    told = map(json.loads, _answer(["mypy", *options, "mistakes.py"], folder=folder).splitlines())
    for one in sorted(told, key=lambda one: one["line"]):
        hint = f"\n  {one['hint']}" if one["hint"] else ""
        yield one["line"], f"{one['message']}  [{one['code']}]{hint}".replace(_EVENTS, "Event")


def _pyright(folder: Path) -> Iterator[tuple[int, str]]:
    configuration = {
        "include": ["mistakes.py"],
        "extraPaths": [str(_SOURCES)],
        "typeCheckingMode": "strict",
        "reportUnusedExpression": False,
        "pythonVersion": "3.11",
    }
    (folder / "pyrightconfig.json").write_text(json.dumps(configuration), encoding="utf-8")
    command = ["pyright", "--outputjson", "--pythonpath", sys.executable]
    for one in json.loads(_answer(command, folder=folder))["generalDiagnostics"]:
        message = one["message"].replace("\N{NO-BREAK SPACE}", " ")
        yield one["range"]["start"]["line"] + 1, f"{message}  [{one['rule']}]"


def _answer(command: list[str], *, folder: Path) -> str:
    """What a checker prints; it ends with 1, because there are mistakes."""
    ran = subprocess.run(
        [sys.executable, "-m", *command],
        cwd=folder,
        env={**os.environ, "MYPYPATH": str(_SOURCES)},
        check=False,
        capture_output=True,
        text=True,
        encoding="utf-8",
    )
    if ran.returncode != 1:
        raise RuntimeError(ran.stdout + ran.stderr)
    return ran.stdout


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8", newline="\n")
