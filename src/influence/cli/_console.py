"""Consoles: answers on standard output, progress and findings on standard error.

What comes from a book is printed as plain text: nothing in it is taken for markup, and control
characters are shown and not obeyed.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Generator, Iterable
from contextlib import contextmanager

import typer
from rich.console import Console
from rich.text import Text

from influence.books import Located
from influence.errors import InfluenceError, InvalidInputError
from influence.findings import Finding, Severity

_MOST_FINDINGS = 20
_STYLES = {"error": "bold red", "warning": "yellow", "note": "dim"}


def out() -> Console:
    """Standard output."""
    return Console(highlight=False, soft_wrap=True)


def err() -> Console:
    """Standard error."""
    return Console(stderr=True, highlight=False, soft_wrap=True)


def harmless(text: str) -> str:
    r"""Write the control characters of *text* out, so that a terminal does not obey them.

    Example:
        >>> print(harmless("a\x1b[2Jb"))
        a\x1b[2Jb
    """
    return "".join(
        character if _is_harmless(character) else repr(character)[1:-1] for character in text
    )


def _is_harmless(character: str) -> bool:
    """Whether a terminal only shows the character."""
    return character == "\n" or unicodedata.category(character) not in {"Cc", "Cf", "Cs"}


def print_findings(
    findings: Iterable[Finding],
    *,
    console: Console,
    most: int | None = _MOST_FINDINGS,
    rest: str = "influence check BOOK prints all",
) -> None:
    """Print findings, the gravest first, and how many of each kind are left out.

    Args:
        findings: What to print.
        console: Where to.
        most: How many to print; ``None`` prints all.
        rest: Where the others are to be seen.
    """
    order = list(_STYLES)
    ranked = sorted(findings, key=lambda finding: order.index(finding.severity))
    for finding in ranked[:most]:
        console.print(_line(finding.severity, str(finding)))
    left = Counter(finding.code for finding in ranked[most:] if most is not None)
    if left:
        counts = ", ".join(f"{count} × {code}" for code, count in sorted(left.items()))
        console.print(Text(f"and more: {counts}; {rest}"))


def print_found(found: Iterable[Located], *, console: Console) -> None:
    """Print findings by the files and lines at which they stand, in the order given."""
    for one in found:
        finding = one.finding
        text = f"{one.where}: {finding.code} {finding.message}"
        console.print(_line(finding.severity, text))


def _line(severity: Severity, text: str) -> Text:
    """A finding as one line, its severity in colour."""
    line = Text(f"{severity:8}", style=_STYLES[severity])
    return line.append(harmless(text), style="not bold not dim default")


@contextmanager
def refusals() -> Generator[None]:
    """Turn an error that this library raises on purpose into its message and exit code 1.

    A file that the system does not open is a path that has to be typed otherwise: exit code 2.
    """
    try:
        yield
    except InfluenceError as error:
        _refuse(str(error))
        raise typer.Exit(1) from error
    except BrokenPipeError:
        raise  # whoever reads the answer has heard enough
    except OSError as error:
        if error.filename is None:
            raise
        rule = f"be a file or folder that can be opened ({error.strerror})"
        _refuse(str(InvalidInputError("path", rule, str(error.filename))))
        raise typer.Exit(2) from error


def _refuse(message: str) -> None:
    """Say on standard error why there is no answer."""
    err().print(Text("error: ", style="bold red").append(harmless(message), style="default"))
