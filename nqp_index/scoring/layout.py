"""How years and regions become the rows of reference sets: all years as one set, or each year its own."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from nqp_index.errors import UsageError, problem
from nqp_index.methods.kernels import Floats
from nqp_index.model.recipe import Scope


@dataclass(frozen=True, eq=False)
class Layout:
    """Turns (B, T, R, K) into (B, S, n, K) and back: S sets of n rows, the reference rows among them.

    pooled  one set, every row is reference        yearly  one set a year, every row is reference
    base    one set, the base year is reference    fixed   one set, stored rows appended, they are the reference

    ref_years  (m,) year of every reference row; (S, m) where each year is its own set
    stored_regions  codes of the stored rows
    """

    years: int
    regions: int
    per_year: bool
    reference: slice
    ref_years: Floats
    stored: Floats | None = None
    stored_regions: tuple[str, ...] = ()

    @property
    def periods(self) -> int:
        """How many years the reference rows of a set hold, year by year."""
        return 1 if self.per_year else len(np.unique(self.ref_years))

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
        """The reference rows of sets (B, S, n, K)."""
        return s[:, :, self.reference]

    def ref_regions(self, codes: tuple[str, ...]) -> NDArray[np.str_]:
        """Code of every reference row's region, shaped as `ref_years`; codes (R,) of the regions."""
        if self.stored is not None:
            return np.array(self.stored_regions)
        everywhere = np.tile(np.array(codes), (self.years, 1))
        return everywhere if self.per_year else everywhere.ravel()[self.reference]


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
