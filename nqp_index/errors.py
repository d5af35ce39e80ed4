"""What went wrong, where, and how serious it is. The words are in `terms`; this file knows no language."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

__all__ = [
    "AuditFailed", "DataError", "DefinitionError", "NqpError", "OutputExists", "Place", "Problem", "Problems",
    "Severity", "UsageError", "WriteError", "column_letters", "problem",
]  # fmt: skip


class Severity(StrEnum):
    """How serious a problem is: an error refuses the input, a warning and a note do not."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


def column_letters(column: int) -> str:
    """Spreadsheet letters of a 1-based column number.

    >>> column_letters(1), column_letters(28)
    ('A', 'AB')
    """
    letters = ""
    while column > 0:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where something stands: a cell of a sheet, or a line and column of a text. Counting starts at 1."""

    file: str = ""
    sheet: str = ""
    row: int = 0
    column: int = 0
    is_text: bool = False

    def __str__(self) -> str:
        if self.is_text:
            numbers = [str(n) for n in (self.row, self.column) if n]
            return ":".join([self.file, *numbers])
        cell = f"{column_letters(self.column)}{self.row or ''}"
        if self.sheet:
            return f"{self.file}:{self.sheet}!{cell}" if cell else f"{self.file}:{self.sheet}"
        return f"{self.file}:{cell}" if cell else self.file


@dataclass(frozen=True, slots=True)
class Problem:
    """One objection, warning or note: a stable code, a place, and the values its sentence needs.

    The code's first letter is the severity: E error, W warning, N note.
    """

    code: str
    place: Place | None = None
    args: tuple[tuple[str, object], ...] = ()

    @property
    def severity(self) -> Severity:
        return {"E": Severity.ERROR, "W": Severity.WARNING, "N": Severity.NOTE}[self.code[0]]


def problem(code: str, place: Place | None = None, /, **args: object) -> Problem:
    """A problem with its sentence's values given by name."""
    frozen = ((name, tuple(v) if isinstance(v, list | set | frozenset) else v) for name, v in sorted(args.items()))
    return Problem(code, place, tuple(frozen))


class NqpError(Exception):
    """Base of every error this package raises on purpose; carries all its problems at once."""

    exit_code = 1

    def __init__(self, problems: Problem | Iterable[Problem]) -> None:
        self.problems: tuple[Problem, ...] = (problems,) if isinstance(problems, Problem) else tuple(problems)
        super().__init__(self.problems)

    def __str__(self) -> str:
        from nqp_index.terms import sentence  # the words load only when somebody reads them

        return "\n".join(sentence(p) for p in self.problems)


class UsageError(NqpError):
    """The command or call itself is wrong."""

    exit_code = 2


class DataError(NqpError):
    """Input data refused."""

    exit_code = 3


class DefinitionError(NqpError):
    """A framework, recipe, dictionary or formula refused."""

    exit_code = 4


class WriteError(NqpError):
    """An output cannot be written."""

    exit_code = 5


class OutputExists(NqpError):
    """An output exists already, or is locked by another program."""

    exit_code = 6


class AuditFailed(NqpError):
    """The audit met a FAIL under `--strict`."""

    exit_code = 7


class Problems:
    """Collects problems, so that a reader can tell everything at once instead of stopping at the first."""

    def __init__(self) -> None:
        self._found: list[Problem] = []

    def add(self, code: str, place: Place | None = None, /, **args: object) -> None:
        self._found.append(problem(code, place, **args))

    def extend(self, problems: Iterable[Problem]) -> None:
        self._found.extend(problems)

    def soften(self, start: int, codes: frozenset[str], into: str) -> None:
        """Turn the objections with these codes, from the `start`-th problem on, into the warning `into`, each place
        once."""
        kept = self._found[:start]
        for one in self._found[start:]:
            told = Problem(into, one.place) if one.code in codes else one
            if told not in kept[start:]:
                kept.append(told)
        self._found = kept

    def __iter__(self) -> Iterator[Problem]:
        return iter(self._found)

    def __len__(self) -> int:
        return len(self._found)

    @property
    def errors(self) -> tuple[Problem, ...]:
        return tuple(p for p in self._found if p.severity is Severity.ERROR)

    def raise_errors(self, kind: type[NqpError]) -> None:
        """Raise `kind` with every problem found, when at least one is an error."""
        if self.errors:
            raise kind(self._found)
