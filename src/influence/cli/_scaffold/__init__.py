"""Scaffold: a whole package to begin a plugin with, for each kind of member.

    name + kind → the files of a project → a folder

What it writes works as it stands: its member does something, its tests hold it to the conformance
kit, and it can be built, installed and found. The texts are templates in a folder beside this one.
"""

from __future__ import annotations

from influence.cli._scaffold._member_name import MemberName as MemberName
from influence.cli._scaffold._project import (
    project_files as project_files,
    written_project as written_project,
)
from influence.cli._scaffold._scaffold_kind import (
    SCAFFOLD_KINDS as SCAFFOLD_KINDS,
    ScaffoldKind as ScaffoldKind,
    scaffold_kind as scaffold_kind,
)
