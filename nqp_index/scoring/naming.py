"""Methods object to columns by position, counted from 1; a reader is told the codes of the indicators."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from nqp_index.errors import NqpError, Problem


@contextmanager
def naming(codes: Sequence[str]) -> Iterator[None]:
    """Inside, an objection's `columns` and `column` become the codes of those columns."""
    try:
        yield
    except NqpError as error:
        raise type(error)(named(p, codes) for p in error.problems) from None


def named(problem: Problem, codes: Sequence[str]) -> Problem:
    """The problem with codes in place of positions."""
    return Problem(problem.code, problem.place, tuple((name, _codes(name, v, codes)) for name, v in problem.args))


def _codes(name: str, value: object, codes: Sequence[str]) -> object:
    if name == "columns" and isinstance(value, tuple):
        return tuple(_code(v, codes) for v in value)
    return _code(value, codes) if name == "column" else value


def _code(value: object, codes: Sequence[str]) -> object:
    return codes[value - 1] if isinstance(value, int) and 1 <= value <= len(codes) else value
