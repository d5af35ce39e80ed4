"""How years and regions become the rows of reference sets: all years as one set, or each year its own."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from nqp_index.errors import UsageError, problem
from nqp_index.methods.kernels import Floats
from nqp_index.model.recipe import Scope, ScopeKind


@dataclass(frozen=True, eq=False)
class Layout:
    """Turns (B, T, R, K) into (B, S, n, K) and back: S sets of n rows, the reference rows among them.

    pooled  one set, every row is reference        yearly  one set a year, every row is reference
    base    one set, the base year is reference    fixed   one set, stored rows appended, they are the reference

    ref_years  (m,) year of every reference row; (S, m) where each year is its own set
    stored_regions  codes of the stored rows
    against  rows stand year by year, and are all compared with the reference rows of this layout; None = with their own
    """

    years: int
    regions: int
    per_year: bool
    reference: slice
    ref_years: Floats
    stored: Floats | None = None
    stored_regions: tuple[str, ...] = ()
    against: Layout | None = None

    @property
    def periods(self) -> int:
        """How many years the reference rows of a set hold, year by year."""
        return 1 if self.per_year and self.against is None else len(np.unique(self.ref_years))

    def sets(self, x: Floats) -> Floats:
        """(B, T, R, K) as sets of rows; stored reference rows come last."""
        if self.per_year:
            return x
        rows = x.reshape(x.shape[0], 1, self.years * self.regions, x.shape[-1])
        if self.stored is None:
            return rows
        stored = np.broadcast_to(self.stored, (x.shape[0], 1, *self.stored.shape))
        return np.concatenate([rows, stored], axis=2)

    def back(self, s: Floats) -> Floats:
        """(B, S, n, ...) without the stored rows, as (B, T, R, ...)."""
        rows = s if self.per_year else s[:, :, : self.years * self.regions]
        return rows.reshape(s.shape[0], self.years, self.regions, *s.shape[3:])

    def ref(self, s: Floats) -> Floats:
        """The reference rows of sets (B, S, n, K); s itself where that is every row."""
        if self.against is None:
            return s if self.reference == slice(None) else s[:, :, self.reference]
        shared = self.against.ref(moved(s, self, self.against))
        return np.broadcast_to(shared, (len(shared), self.years, *shared.shape[2:]))

    def ref_regions(self, codes: tuple[str, ...]) -> NDArray[np.str_]:
        """Code of every reference row's region, shaped as `ref_years`; codes (R,) of the regions."""
        if self.stored is not None:
            return np.array(self.stored_regions)
        everywhere = np.tile(np.array(codes), (self.years, 1))
        return everywhere if self.per_year else everywhere.ravel()[self.reference]


@dataclass(frozen=True, eq=False)
class Layouts:
    """The layouts of the steps: treatment, bounds of normalisation, fits of weights, what scores are compared with.

    rows  of the scored rows: year by year as soon as any step looks at years one by one
    """

    normalise: Layout
    weight: Layout
    aggregate: Layout
    rows: Layout
    treat: Layout


def layout_of_step(normalise: Layout, kind: ScopeKind, scope: Scope, years: tuple[int, ...]) -> Layout:
    """The layout of a step with the set `kind`: that of the normalisation where both are the same."""
    return normalise if kind == scope.kind else layout_of(Scope(kind), years, normalise.regions)


def layouts_of(normalise: Layout, scope: Scope, years: tuple[int, ...]) -> Layouts:
    """The layouts of all steps beside that of the normalisation."""
    kinds = (scope.of_treatment, scope.of_weights, scope.of_aggregation)
    treat, weight, aggregate = (layout_of_step(normalise, kind, scope, years) for kind in kinds)
    if aggregate.per_year or not (normalise.per_year or weight.per_year):
        return Layouts(normalise, weight, aggregate, aggregate, treat)
    of_rows = np.broadcast_to(aggregate.ref_years, (len(years), *aggregate.ref_years.shape))
    by_year = Layout(len(years), normalise.regions, True, slice(None), of_rows, against=aggregate)
    return Layouts(normalise, weight, aggregate, by_year, treat)


def moved(s: Floats, at: Layout, to: Layout) -> Floats:
    """Sets of rows (B, S, n, K) in another layout."""
    return s if at is to else to.sets(at.back(s))


def layout_of(
    scope: Scope,
    years: tuple[int, ...],
    regions: int,
    stored: Floats | None = None,
    stored_rows: tuple[tuple[str, int], ...] = (),
) -> Layout:
    """The layout a scope asks for. Raises UsageError when the base year or the stored set is absent."""
    T = len(years)
    of_rows = np.repeat(np.array(years, dtype=np.float64), regions)
    if scope.kind == "yearly":
        return Layout(T, regions, True, slice(None), of_rows.reshape(T, regions))
    if scope.kind == "base":
        if scope.base_year not in years:
            raise UsageError(problem("E4001", year=scope.base_year, years=years))
        at = years.index(scope.base_year)
        base = slice(at * regions, (at + 1) * regions)
        return Layout(T, regions, False, base, of_rows[base])
    if scope.kind == "fixed":
        if stored is None:
            raise UsageError(problem("E4002"))
        when = np.array([year for _, year in stored_rows], dtype=np.float64)
        codes = tuple(code for code, _ in stored_rows)
        return Layout(T, regions, False, slice(T * regions, None), when, stored, codes)
    return Layout(T, regions, False, slice(None), of_rows)
