"""Pairwise judgements of one expert or several: their check, and one matrix for the group."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Any

import numpy as np
from numpy.typing import NDArray

from nqp_index.errors import Problem, UsageError, problem
from nqp_index.methods.kernels import Floats, failing

#: One matrix of comparisons (numbers, or fractions as text), None where a comparison was not made; or one per expert.
Matrix = Sequence[Sequence[float | str | None]]
Judgements = Matrix | Sequence[Matrix] | None

#: How far a_jl · a_lj may be from 1, so that 0.333 beside 3 is taken for 1/3 and 0.3 is not.
RECIPROCAL = 2e-3


def expert_matrices(judgements: Judgements, k: int) -> Floats:
    """Checked judgements (experts, k, k); NaN where a comparison is missing on both sides of the diagonal.

    A comparison given on one side only is completed by its reciprocal; the exact reciprocal of the larger value
    replaces a rounded one (0.333 beside 3). Raises UsageError with every objection at once.
    """
    if judgements is None:
        raise UsageError(problem("E3220", size=k))
    single = not any(_is_matrix(part) for part in judgements)
    sheets = [judgements] if single else list(judgements)
    found: list[Problem] = []
    matrices = []
    for expert, sheet in enumerate(sheets, start=1):
        rows = [[_number(v) for v in (row if isinstance(row, list | tuple) else [row])] for row in sheet]
        objections = list(_objections(rows, k, expert))
        found += objections
        if not objections:
            matrices.append(_completed(np.array(rows, dtype=np.float64)))
    if found or not matrices:
        raise UsageError(found or problem("E3220", size=k))
    return np.stack(matrices)


def group_matrix(experts: Floats, voices: Floats | None = None) -> Floats:
    """Element-wise geometric mean (k, k) over the experts (experts, k, k) who made each comparison.

    voices  (experts,) what each of them counts, > 0; all the same when absent
    Raises UsageError when the comparisons made do not connect all columns: then no common scale follows from them.
    """
    share = (np.ones(len(experts)) if voices is None else voices)[:, None, None]
    made = (~np.isnan(experts) * share).sum(axis=0)
    logs = np.where(np.isnan(experts), 0.0, np.log(np.where(np.isnan(experts), 1.0, experts)))
    with np.errstate(invalid="ignore"):
        together = np.exp((share * logs).sum(axis=0) / np.where(made > 0, made, np.nan))
    apart = _apart(made > 0)
    if apart.any():
        raise UsageError(problem("E3225", columns=failing(apart)))
    return np.asarray(together)


def _is_matrix(part: object) -> bool:
    """Whether a part of the judgements is itself a matrix (a sequence of sequences), not a row of numbers."""
    return isinstance(part, list | tuple) and any(isinstance(row, list | tuple) for row in part)


def _number(value: object) -> object:
    """A fraction written as text as its number; everything else as it is."""
    if not isinstance(value, str):
        return value
    try:
        return float(Fraction(value.replace("／", "/").replace(" ", "")))
    except (ValueError, ZeroDivisionError):
        return value


def _objections(rows: list[list[Any]], k: int, expert: int) -> Iterator[Problem]:
    if len(rows) != k or any(len(row) != k for row in rows):
        yield problem("E3221", expert=expert, rows=len(rows), columns_found=max(map(len, rows), default=0), size=k)
        return
    for j in range(k):
        for m in range(k):
            value = rows[j][m]
            if value is not None and not _is_positive(value):
                yield problem("E3222", expert=expert, value=value, columns=(j + 1, m + 1))
        if rows[j][j] is not None and _is_positive(rows[j][j]) and abs(float(rows[j][j]) - 1) > RECIPROCAL:
            yield problem("E3224", expert=expert, value=rows[j][j], columns=(j + 1,))
        for m in range(j + 1, k):
            a, b = rows[j][m], rows[m][j]
            if _is_positive(a) and _is_positive(b) and abs(float(a) * float(b) - 1) > RECIPROCAL:
                yield problem("E3223", expert=expert, value=a, mirror=b, columns=(j + 1, m + 1))


def _is_positive(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and 0 < value < float("inf")


def _completed(a: Floats) -> Floats:
    """Both sides of the diagonal from whichever is given, the larger value counting; the diagonal is 1."""
    mirrored = 1.0 / a.T
    best = np.where(np.isnan(a), mirrored, np.where((a >= 1) | np.isnan(mirrored), a, mirrored))
    np.fill_diagonal(best, 1.0)
    return np.asarray(best)


def _apart(made: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Columns (k,) that no chain of comparisons connects with the first one."""
    reached = np.zeros(len(made), dtype=bool)
    reached[0] = True
    for _ in range(len(made)):
        reached |= made[reached].any(axis=0)
    return ~reached
