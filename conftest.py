"""Runs what is written: README, docs and docstrings are examples, and examples are tests.

Python blocks and ``>>>`` lines are run from the root of the repository, one namespace a file. A
block that is only for the eye stands after ``<!-- skip: next "the reason" -->``.
"""

from __future__ import annotations

from doctest import ELLIPSIS

from sybil import Sybil
from sybil.parsers.doctest import DocTestParser
from sybil.parsers.markdown import PythonCodeBlockParser, SkipParser
from sybil.sybil import SybilCollection

_MARKDOWN = (SkipParser(), PythonCodeBlockParser(doctest_optionflags=ELLIPSIS))
_DOCSTRINGS = (DocTestParser(optionflags=ELLIPSIS),)

pytest_collect_file = SybilCollection(
    [
        Sybil(parsers=_MARKDOWN, patterns=["README.md"], name="readme"),
        Sybil(parsers=_MARKDOWN, path="docs", patterns=["*.md"], name="docs"),
        Sybil(parsers=_DOCSTRINGS, path="src", patterns=["*.py"], name="docstrings"),
    ]
).pytest()
