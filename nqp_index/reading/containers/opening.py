"""One file while it is being opened: its name, the limits, and where objections go."""

from __future__ import annotations

from dataclasses import dataclass, field

from nqp_index.errors import DataError, Place, Problems, problem
from nqp_index.reading.limits import Limits


@dataclass(frozen=True)
class Opening:
    """What every container reader needs besides the bytes."""

    file: str
    limits: Limits = field(default_factory=Limits)
    problems: Problems = field(default_factory=Problems)
    is_text: bool = False

    def place(self, sheet: str = "", row: int = 0, column: int = 0) -> Place:
        """A place in this file (row and column counted from 1; 0 = not said)."""
        return Place(self.file, sheet, row, column, self.is_text)

    def refusal(self, code: str, place: Place | None = None, **args: object) -> DataError:
        """The error that refuses this file, ready to be raised."""
        return DataError(problem(code, place or self.place(), **args))

    def warn(self, code: str, place: Place | None = None, **args: object) -> None:
        """Add a warning or note about this file."""
        self.problems.add(code, place or self.place(), **args)
