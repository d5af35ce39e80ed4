"""AHP judgements from the workbooks that experts filled in: one choice of weights a node."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from nqp_index.errors import DataError, Place, Problems
from nqp_index.model.framework import Framework
from nqp_index.model.recipe import Choice, Choices, Combination, Value, Weighting
from nqp_index.reading.judgement_grid import Grid, fraction, grid_of
from nqp_index.reading.sheet import Odd, Sheet
from nqp_index.reading.workbook import open_books

Matrix = tuple[tuple[float | None, ...], ...]

#: What names the expert in the name of a sheet: the word, and a number or a name behind it.
EXPERT = re.compile(r"(?:专家|评委|expert|judge)[\s_-]*\w+", re.IGNORECASE)


def read_judgements(paths: Sequence[Path], framework: Framework, default: Weighting) -> Choices[Weighting]:
    """The weighting that one workbook an expert asks for: AHP at every node that was judged, `default` elsewhere.

    Where the default combines ahp with other methods, it is combined so with the judgements of each node.

    A sheet is known by the codes of a node's children in its first column and in one of its rows; only comparisons
    above or below the diagonal need to be filled in. Raises DataError with every objection: no judgement at all,
    sheets of another framework, codes that are no children of the node or children without a code, cells that are no
    number, comparisons outside 1/9 to 9, and an expert who would count twice: a file given twice, or one node on two
    sheets of a workbook whose names do not tell experts apart (专家1, expert 2).
    """
    found = Problems()
    experts: dict[str, list[Matrix]] = {}
    for book in open_books(paths, problems=found):
        grids = [grid for sheet in book.sheets if (grid := grid_of(sheet))]
        strange = [grid for grid in grids if grid.node(framework) is None and grid.is_filled]
        if strange:
            place, names = Place(strange[0].sheet.file), [grid.sheet.name for grid in strange]
            found.add("E1487", place, sheets=names, framework=framework.name)
        own: dict[str, list[tuple[Sheet, Matrix]]] = {}
        for grid in grids:
            for code, matrix in _matrices(grid, framework, found):
                own.setdefault(code, []).append((grid.sheet, matrix))
        for code, judged in own.items():
            _refuse_one_expert_twice(code, [sheet for sheet, _ in judged], found)
            experts.setdefault(code, []).extend(matrix for _, matrix in judged)
    for again in [p.place for p in found if p.code == "W1003"]:
        found.add("E1501", again)
    if not experts and not found.errors:
        found.add("E1497")
    found.raise_errors(DataError)
    special = [(code, _choice(framework, code, matrices, default)) for code, matrices in experts.items()]
    return Choices(default, tuple(special))


def _refuse_one_expert_twice(node: str, sheets: list[Sheet], found: Problems) -> None:
    """Several sheets of one workbook on one node are one expert's, unless each names an expert of its own."""
    named = [match and re.sub(r"[\s_-]", "", match.group().casefold())
             for match in (EXPERT.search(sheet.name) for sheet in sheets)]  # fmt: skip
    if len(sheets) > 1 and (None in named or len(set(named)) < len(named)):
        found.add("E1500", Place(sheets[0].file), node=node, sheets=[sheet.name for sheet in sheets])


def _choice(framework: Framework, code: str, judged: list[Matrix], default: Weighting) -> Weighting:
    """AHP by these judgements, in place of the ahp of a combination where the default is one; how the default solves
    judgements (by, random_index, group) stays."""
    judgements: Value = judged[0] if len(judged) == 1 else tuple(judged)
    known = default.of if isinstance(default, Combination) else (default,)
    stated = next((one.options for one in known if one.method == "ahp"), {})
    params = tuple(sorted({**stated, "judgements": judgements}.items()))
    own = Choice("ahp", params, tuple(c.code for c in framework.node(code).children))
    if isinstance(default, Combination) and any(one.method == "ahp" for one in default.of):
        return replace(default, of=tuple(own if one.method == "ahp" else one for one in default.of))
    return own


def _matrices(grid: Grid, framework: Framework, found: Problems) -> list[tuple[str, Matrix]]:
    """The node whose children a sheet compares, with the matrix; nothing for other sheets and empty ones."""
    node = grid.node(framework)
    if node is None or not grid.is_filled:
        return []
    codes = [child.code for child in node.children]
    extra = [code for code in grid.codes if code not in codes]
    missing = [code for code in codes if code not in grid.codes]
    if extra:
        found.add("E1488", grid.sheet.place(), extra=extra, node=node.code, framework=framework.name, children=codes)
    if missing:
        found.add("E1489", grid.sheet.place(), missing=missing, node=node.code, framework=framework.name)
    if extra or missing:
        return []
    rows, columns = [grid.rows[code] for code in codes], [grid.columns[code] for code in codes]
    matrix = _matrix(grid.sheet, rows, columns, found)
    return [(node.code, matrix)] if _is_judged(matrix) else []


def _matrix(sheet: Sheet, rows: list[int], columns: list[int], found: Problems) -> Matrix:
    return tuple(
        tuple(1.0 if i == j else _judgement(sheet, r, c, found) for j, c in enumerate(columns))
        for i, r in enumerate(rows)
    )


def _judgement(sheet: Sheet, row: int, column: int, found: Problems) -> float | None:
    """A number, or a fraction written as text (1/3); None where nothing was compared."""
    cells = sheet.rows[row]
    raw = cells[column] if column < len(cells) else None
    if raw is None or (isinstance(raw, str) and not raw.strip()):
        return None
    if raw is Odd.UNCALCULATED:
        found.add("E1484", sheet.place(row + 1, column + 1))
        return None
    value = raw if isinstance(raw, int | float) and not isinstance(raw, bool) else fraction(str(raw))
    if value is None or not (1 / 9 - 1e-3 <= value <= 9):
        found.add("E1498", sheet.place(row + 1, column + 1), text=raw)
        return None
    return float(value)


def _is_judged(matrix: Matrix) -> bool:
    return any(v is not None for i, row in enumerate(matrix) for j, v in enumerate(row) if i != j)
