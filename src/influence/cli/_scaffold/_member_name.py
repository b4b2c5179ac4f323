"""Member name: one word, and everything that is called after it.

barter → influence-barter, influence_barter, Barter, BARTER101
"""

from __future__ import annotations

import re

import attrs

from influence.errors import InvalidInputError
from influence.findings import FINDING_KINDS

_WORD = re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)*")
_OURS = "influence_"
_SHORTEST, _LONGEST = 2, 40
_CODE_LETTERS = 8


@attrs.frozen(kw_only=True)
class MemberName:
    """The name of a new plugin and of its member.

    Args:
        word: What books and the command line call it, such as ``barter``.

    Raises:
        InvalidInputError: *word* has another form; the close one is named.
    """

    word: str

    def __attrs_post_init__(self) -> None:
        is_short_enough = _SHORTEST <= len(self.word) <= _LONGEST
        if not is_short_enough or not _WORD.fullmatch(self.word):
            rule = (
                f"be {_SHORTEST} to {_LONGEST} letters and digits that begin with a letter, words "
                f"parted by - or _{_suggestion(self.word)}"
            )
            raise InvalidInputError("name of a plugin", rule, self.word)

    @classmethod
    def of(cls, typed: str) -> MemberName:
        """The name that a person typed, with ``-`` or ``_``, and with or without ``influence-``.

        Example:
            >>> MemberName.of("Influence-UGC-bonus").word
            'ugc_bonus'
        """
        word = typed.strip().lower().replace("-", "_")
        try:
            return cls(word=word.removeprefix(_OURS))
        except InvalidInputError as error:
            raise InvalidInputError(error.what, error.rule, typed) from error

    @property
    def distribution(self) -> str:
        """What is installed: ``influence-barter``."""
        return f"{_OURS}{self.word}".replace("_", "-")

    @property
    def module(self) -> str:
        """What is imported: ``influence_barter``."""
        return f"{_OURS}{self.word}"

    @property
    def class_name(self) -> str:
        """The class of the member: ``Barter``."""
        return "".join(part.capitalize() for part in self.word.split("_"))

    @property
    def title(self) -> str:
        """The name at the beginning of a sentence: ``Barter``."""
        return self.word.replace("_", " ").capitalize()

    @property
    def host(self) -> str:
        """A host that nobody can own, for examples: ``barter.example``."""
        return f"{self.word}.example".replace("_", "-")

    @property
    def code_prefix(self) -> str:
        """The letters that its own finding codes begin with: ``BARTER``.

        Codes of this library begin with ``INF``, and no other may.
        """
        letters = re.sub(r"[^A-Z]", "", self.word.upper())
        ours = next(iter(FINDING_KINDS))[:3]
        is_free = len(letters) > 1 and not letters.startswith(ours)
        return (letters if is_free else f"MY{letters}")[:_CODE_LETTERS]


def _suggestion(word: str) -> str:
    """The close name that would do, if there is one."""
    near = re.sub(r"[^a-z0-9]+", "_", word).strip("_0123456789")[:_LONGEST].rstrip("_")
    return f", such as {near}" if len(near) >= _SHORTEST and _WORD.fullmatch(near) else ""
