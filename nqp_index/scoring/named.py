"""What a recipe's choices call by name (a region, a grouping, a series, a cell) as the arrays that methods take."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from nqp_index.errors import DefinitionError, Problem, UsageError, problem
from nqp_index.methods.kernels import Floats
from nqp_index.methods.registry import method
from nqp_index.model.panel import Region
from nqp_index.model.recipe import Choice, Recipe
from nqp_index.scoring.layout import Layout
from nqp_index.scoring.plan import Plan, by_choice


def group_numbers(regions: Sequence[Region], grouping: str | None = None) -> NDArray[np.int64]:
    """Group number (R,) of each region by a grouping, or by each region's first one; -1 where it has none.

    Raises UsageError when no region is in any group of that name.
    """
    first = [r.groups[0][1] if r.groups else None for r in regions]
    names = first if grouping is None else [r.group(grouping) for r in regions]
    if grouping is not None and not any(names):
        known = sorted({name for r in regions for name, _ in r.groups}) or ["-"]
        raise UsageError(problem("E4043", name=grouping, known=known))
    order = {name: i for i, name in enumerate(dict.fromkeys(n for n in names if n))}
    return np.array([order[n] if n else -1 for n in names], dtype=np.int64)


def region_place(regions: Sequence[Region], name: str) -> int:
    """Position of the region with this code or name. Raises UsageError with the nearest names."""
    found = _position(regions, name)
    if found is None:
        known = [text for r in regions for text in (r.code, r.label.zh, r.label.en)]
        near = difflib.get_close_matches(name, known, n=3) or [r.label.zh or r.code for r in regions[:3]]
        raise UsageError(problem("E4044", name=name, near=near))
    return found


def reference_rows(layout: Layout, regions: Sequence[Region], choice: Choice) -> NDArray[np.bool_]:
    """Reference rows (m,), or (S, m) in yearly scope, of the region (and year) that a normaliser names."""
    at = region_place(regions, str(choice.options["region"]))
    rows = np.asarray(layout.ref_regions(tuple(r.code for r in regions)) == regions[at].code)
    year = choice.options.get("year")
    return rows if year is None else np.asarray(rows & (layout.ref_years == year))


def alongside(plan: Plan, choice: Choice, x: Floats) -> Floats | None:
    """The indicator or raw series (B or 1, T, R, 1) that an imputation follows; None where it names none."""
    name = choice.options.get("to")
    if name is None:
        return None
    if name in plan.codes:
        at = plan.codes.index(str(name))
        return x[..., at : at + 1]
    if name in plan.alongside:
        return plan.alongside[str(name)][None, :, :, None]
    known = [*plan.codes, *plan.alongside]
    raise UsageError(problem("E4045", name=name, near=difflib.get_close_matches(str(name), known, n=3) or ["-"]))


def stated_values(plan: Plan, choice: Choice, columns: Iterable[int]) -> Floats | None:
    """The values (T, R, k) that an imputation states for cells of these columns, NaN elsewhere; None where none are."""
    values = choice.options.get("values")
    if values is None:
        return None
    place = {plan.codes[j]: i for i, j in enumerate(columns)}
    found = np.full((len(plan.years), len(plan.regions), len(place)), np.nan)
    for code, region, year, value, _ in _stated_rows(values):
        r = _position(plan.regions, str(region))
        if code in place and r is not None and year in plan.years:
            found[plan.years.index(year), r, place[code]] = value
    return found


def unused_statements(plan: Plan, recipe: Recipe, x: Floats, declared: Sequence[str]) -> Iterator[Problem]:
    """A warning for every stated value that fills nothing; x (T, R, K), declared all indicators of the framework.

    Raises DefinitionError for rows that are no statement, or that speak of an indicator nobody declared or of one that
    is filled by another choice.
    """
    wrong: list[Problem] = []
    for choice, columns in by_choice(plan, recipe.impute):
        if not method("impute", choice.method).takes("stated"):
            continue
        own = {plan.codes[j] for j in columns}
        values: Any = choice.options.get("values") or ()
        wrong.extend(problem("E4046", row=str(row)) for row in values if not _is_statement(row))
        for code, region, year, _, _ in _stated_rows(values):
            r = _position(plan.regions, str(region))
            if code not in declared or (code in plan.codes and code not in own):
                wrong.append(problem("E4047", name=code, region=region, year=year))
            elif code not in plan.codes or r is None or year not in plan.years:
                yield problem("W4048", name=code, region=region, year=year)
            elif not np.isnan(x[plan.years.index(year), r, plan.codes.index(code)]):
                yield problem("W4049", name=code, region=region, year=year)
    if wrong:
        raise DefinitionError(wrong)


def follows_a_name(recipe: Recipe) -> bool:
    """Whether an imputation names what it follows: that may be a raw series, which only the panel holds."""
    choices = (recipe.impute.default, *(choice for _, choice in recipe.impute.special))
    return any(choice.options.get("to") is not None for choice in choices)


def _stated_rows(values: Any) -> Iterator[tuple[Any, ...]]:
    return (row for row in values if _is_statement(row))


def _is_statement(row: Any) -> bool:
    """Indicator, region, year, value and a note that says something."""
    if not isinstance(row, tuple | list) or len(row) != 5:
        return False
    _, _, year, value, note = row
    numbers = all(isinstance(v, int | float) and not isinstance(v, bool) for v in (year, value))
    return numbers and isinstance(note, str) and bool(note.strip())


def _position(regions: Sequence[Region], name: str) -> int | None:
    places = (i for i, r in enumerate(regions) if name in (r.code, r.label.zh, r.label.en))
    return next(places, None)
