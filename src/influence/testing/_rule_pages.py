"""Rule pages: the examples of a lint rule, bad and good, laid over a book that has no findings.

A page is Markdown. Each section called ``Bad`` or ``Good`` holds fragments of the files of a book;
a fragment says only what differs from the sound book that ships with this module:

    campaign.toml   tables are merged key by key, ``[[deals]]`` by ``creator`` and ``[[angles]]`` by
                    ``id``; other lists, and tables that name a rule, take the place of what was
                    there; ``""`` takes a key out
    a table         rows are merged by the id in their first column, and added where that stands
                    twice in the fragment; an empty cell empties it

So an example is short, and is nevertheless a whole book that can be checked.
"""

from __future__ import annotations

import csv
import io
import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from importlib.resources import files
from pathlib import Path
from typing import Any, cast

import attrs

from influence.books import InvalidBookError, read_book
from influence.books._toml_text import toml_text
from influence.errors import InvalidInputError
from influence.evaluation import evaluate
from influence.findings import Finding

_SECTION = re.compile(r"(Bad|Good)(?:: (.+))?")
_CODES = re.compile(r"[A-Z]{2,}[0-9]{3,}")
_FENCE = re.compile(r'```(?:toml|csv) title="([a-z_]+\.(?:toml|csv))"')
_CODE = re.compile(r"\| ([A-Z]{2,}[0-9]{3,}) \|")
_NAMED_BY: Mapping[str, str] = {"deals": "creator", "angles": "id"}


@attrs.frozen(kw_only=True)
class RuleExample:
    """One example of a page.

    Args:
        title: Its heading, such as ``Bad: INF842``.
        codes: The codes that it speaks of.
        fragments: What differs from the sound book, by the name of the file.
    """

    title: str
    codes: tuple[str, ...]
    fragments: Mapping[str, str]

    @property
    def is_bad(self) -> bool:
        """Whether the codes have to be found."""
        return self.title.startswith("Bad")

    def write(self, folder: Path) -> None:
        """Write the book of this example into an empty folder."""
        for name, text in sound_book_files().items():
            (folder / name).write_text(text, encoding="utf-8")
        for name, fragment in self.fragments.items():
            path = folder / name
            before = path.read_text(encoding="utf-8") if path.exists() else ""
            laid = _toml_over if name.endswith(".toml") else _rows_over
            path.write_text(laid(before, fragment), encoding="utf-8")

    def findings(self, folder: Path) -> tuple[Finding, ...]:
        """What is found in its book, which is written into an empty folder."""
        self.write(folder)
        try:
            evaluation = evaluate(read_book(folder))
        except InvalidBookError as error:
            return error.findings
        return (*evaluation.findings, *evaluation.practice)


def sound_book_files() -> dict[str, str]:
    """The files of the book that examples go over, by name."""
    folder = files("influence.testing").joinpath("_sound_book")
    return {
        entry.name: entry.read_text(encoding="utf-8")
        for entry in sorted(folder.iterdir(), key=lambda one: one.name)
        if entry.name.endswith((".toml", ".csv"))
    }


def rule_examples(page: str) -> tuple[RuleExample, ...]:
    """The examples of a page, in its order.

    Raises:
        InvalidInputError: The page has no code in its table, or a section no fragment.

    Example:
        >>> text = '''# few_codes
        ...
        ... | Code | Severity | What |
        ... |---|---|---|
        ... | INF803 | warning | no code |
        ...
        ... ## Bad
        ...
        ... ```toml title="campaign.toml"
        ... [campaign]
        ... hashtag = ""
        ... ```
        ... '''
        >>> [(example.title, example.codes) for example in rule_examples(text)]
        [('Bad', ('INF803',))]
    """
    codes = tuple(_CODE.findall(page))
    if not codes:
        raise InvalidInputError("page of a lint rule", "name its codes in a table", page[:80])
    return tuple(_examples(page, codes=codes))


def _examples(page: str, *, codes: tuple[str, ...]) -> Iterator[RuleExample]:
    """Each section that is an example."""
    for section in page.split("\n## ")[1:]:
        title, _, body = section.partition("\n")
        heading = _SECTION.fullmatch(title.strip())
        if heading is None:
            continue
        fragments = dict(_fragments(body.splitlines()))
        if not fragments:
            raise InvalidInputError(f"section {title}", "hold a fragment of a file", body[:80])
        named = tuple(_CODES.findall(heading[2] or "")) or codes
        yield RuleExample(title=title.strip(), codes=named, fragments=fragments)


def _fragments(lines: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Each block that is titled with the name of a file."""
    name, block = "", list[str]()
    for line in lines:
        opened = _FENCE.fullmatch(line)
        if opened:
            name, block = opened[1], []
        elif name and line == "```":
            yield name, "\n".join((*block, ""))
            name = ""
        elif name:
            block.append(line)


def _toml_over(before: str, fragment: str) -> str:
    """A campaign file with a fragment laid over it."""
    return toml_text(_merged(tomllib.loads(before), tomllib.loads(fragment)))


def _merged(before: Mapping[str, Any], over: Mapping[str, Any]) -> dict[str, Any]:
    """A table with another laid over it."""
    merged = dict(before)
    for key, value in over.items():
        old: object = merged.pop(key, None)
        are_tables = _are_tables(old) and _are_tables(value)
        if value == "":
            continue
        if isinstance(value, dict) and isinstance(old, dict) and "rule" not in value:
            merged[key] = _merged(cast("dict[str, Any]", old), cast("dict[str, Any]", value))
        elif key in _NAMED_BY and are_tables:
            merged[key] = _named(
                key,
                cast("list[dict[str, Any]]", old),
                cast("list[dict[str, Any]]", value),
            )
        else:
            merged[key] = value
    return merged


def _are_tables(value: object) -> bool:
    """Whether a value is a list of tables."""
    return isinstance(value, list) and all(
        isinstance(one, dict) for one in cast("list[object]", value)
    )


def _named(
    key: str, before: list[dict[str, Any]], over: list[dict[str, Any]]
) -> list[dict[str, Any]]:
    """A list of tables with another laid over it by the key that names them."""
    name = _NAMED_BY[key]
    tables = {table[name]: table for table in before}
    for table in over:
        tables[table[name]] = _merged(tables.get(table[name], {}), table)
    return list(tables.values())


def _rows_over(before: str, fragment: str) -> str:
    """A table with rows laid over it by the id in their first column."""
    told = list(csv.DictReader(io.StringIO(before)))
    over = list(csv.DictReader(io.StringIO(fragment)))
    columns = list(dict.fromkeys(name for row in (*told, *over) for name in row))
    key = next(iter(over[0])) if over else columns[0]
    rows = {row[key]: row for row in told}
    for place, row in enumerate(over):
        is_again = any(row[key] == other[key] for other in over[:place])
        name = f"{row[key]} {place}" if is_again else row[key]
        rows[name] = {**rows.get(name, {}), **row}
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, columns, restval="", lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows.values())
    return text.getvalue()
