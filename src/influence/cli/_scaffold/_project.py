"""Project: the files of a new plugin, made of templates, and the folder that they go into.

    MODULE and WORD in a template's path, $word and the like in its text → the names of the plugin

A name can be one that the code needs for itself, such as ``money`` in a payment rule. Then the kind
is said in the name of the class, and nowhere else.
"""

from __future__ import annotations

import ast
import builtins
import keyword
import re
from collections.abc import Iterator, Mapping
from importlib.metadata import version
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from string import Template

from influence.cli._scaffold._member_name import MemberName
from influence.cli._scaffold._scaffold_kind import ScaffoldKind
from influence.errors import InvalidInputError
from influence.plugins import load

_TEMPLATE, _PART = ".tmpl", "use.md.part"
_STAND_IN = "TheMemberItself"

Words = Mapping[str, str]


def project_files(name: MemberName, *, kind: ScaffoldKind) -> Mapping[str, str]:
    """The files of a new plugin by their paths from its folder down.

    Raises:
        InvalidInputError: A member that comes with the library has that name.
    """
    _refuse_taken(name, kind)
    templates = {**dict(_templates("any")), **dict(_templates(kind.folder))}
    words = {**_words(name, kind), "Class": _class_name(name, kind=kind, templates=templates)}
    words["use"] = Template(templates.pop(_PART)).substitute(words).rstrip("\n")
    found = {_path(place, name): Template(text) for place, text in templates.items()}
    return {path: found[path].substitute(words) for path in sorted(found)}


def written_project(project: Mapping[str, str], *, folder: Path) -> tuple[Path, ...]:
    """Write the files of a project into a folder that is not there yet.

    Raises:
        InvalidInputError: Something is there already; nothing is written.
    """
    if folder.exists() or folder.is_symlink():
        raise InvalidInputError("folder of a new plugin", "not be there yet", str(folder))
    paths = {folder / place: text for place, text in project.items()}
    for path, text in paths.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
    return tuple(paths)


def _templates(folder: str) -> Iterator[tuple[str, str]]:
    """The templates of a folder by their paths from it down."""
    root = files("influence.cli._scaffold") / "templates" / folder
    yield from _texts(root, within="")


def _texts(folder: Traversable, *, within: str) -> Iterator[tuple[str, str]]:
    for one in folder.iterdir():
        if one.is_dir():
            yield from _texts(one, within=f"{within}{one.name}/")
        else:
            yield f"{within}{one.name}", one.read_text(encoding="utf-8")


def _path(place: str, name: MemberName) -> str:
    """Where a file goes in the project."""
    named = place.replace("MODULE", name.module).replace("WORD", name.word)
    return named.replace("dot-", ".").removesuffix(_TEMPLATE)


def _words(name: MemberName, kind: ScaffoldKind) -> Words:
    """What stands in a template for itself."""
    return {
        "word": name.word,
        "distribution": name.distribution,
        "module": name.module,
        "Title": name.title,
        "code": name.code_prefix,
        "WORD": name.word.upper(),
        "host": name.host,
        "host_pattern": re.escape(name.host),
        "summary": f"{name.title}, {kind.article}",
        "requires": _requires(version("influence-marketing")),
    }


def _requires(installed: str) -> str:
    """The versions of the library that a new plugin asks for.

    Example:
        >>> _requires("0.4.2"), _requires("3.1")
        ('>=0.4,<1', '>=3.1,<4')
    """
    major, minor, *_ = (*re.findall(r"[0-9]+", installed), "0")
    return f">={major}.{minor},<{int(major) + 1}"


def _class_name(name: MemberName, *, kind: ScaffoldKind, templates: Mapping[str, str]) -> str:
    """The name of the member's class: one that its code does not need for something else."""
    plain = name.class_name
    words = {**_words(name, kind), "Class": _STAND_IN}
    taken = {
        bound
        for place, text in templates.items()
        if place.endswith(f".py{_TEMPLATE}")
        for bound in _bound(Template(text).substitute(words))
    }
    is_taken = plain in taken or hasattr(builtins, plain) or keyword.iskeyword(plain)
    return f"{plain}{kind.suffix}" if is_taken else plain


def _bound(source: str) -> Iterator[str]:
    """The names that a module imports or defines."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import | ast.ImportFrom):
            yield from (alias.asname or alias.name for alias in node.names)
        elif isinstance(node, ast.ClassDef | ast.FunctionDef):
            yield node.name
        elif isinstance(node, ast.Name):
            yield node.id


def _refuse_taken(name: MemberName, kind: ScaffoldKind) -> None:
    """Refuse the name of a member that comes with the library."""
    ours: Mapping[str, object] = getattr(load(plugins=()), kind.family, {})
    if name.word in ours:
        rule = f"not be that of {kind.article} that comes with influence"
        raise InvalidInputError("name of a plugin", rule, name.word)
