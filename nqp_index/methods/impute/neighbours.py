"""The known years around a gap of a region's own series: what every interpolation over time starts from."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from nqp_index.methods.kernels import Floats


@dataclass(frozen=True, eq=False)
class KnownYears:
    """For each cell of x (..., T, R, K): the nearest known earlier and later year (NaN: none) and their values."""

    year: Floats
    before: Floats
    after: Floats
    x_before: Floats
    x_after: Floats

    @property
    def gap(self) -> Floats:
        """Missing years between the known ones, where there is one on both sides."""
        return self.after - self.before - 1.0

    @property
    def from_nearest(self) -> Floats:
        """Years to the nearest known year on either side."""
        return np.asarray(np.fmin(self.year - self.before, self.after - self.year))


def year_axis(x: Floats, years: Floats | None) -> Floats:
    """The years (T, 1, 1) of x's axis; 0, 1, 2 ... where none are given."""
    T = x.shape[-3]
    return np.asarray(np.arange(T) if years is None else years, dtype=np.float64).reshape(T, 1, 1)


def known_years(x: Floats, years: Floats | None) -> KnownYears:
    """The nearest known years strictly before and after every cell, along the region's own series."""
    year = year_axis(x, years)
    known = ~np.isnan(x)
    before, x_before = _last_known(x, known, year)
    after, x_after = _last_known(np.flip(x, -3), np.flip(known, -3), np.flip(year, -3))
    return KnownYears(year, before, np.flip(after, -3), x_before, np.flip(x_after, -3))


def _last_known(x: Floats, known: NDArray[np.bool_], year: Floats) -> tuple[Floats, Floats]:
    """Year and value of the latest known cell strictly earlier along the year axis."""
    T = x.shape[-3]
    at = np.where(known, np.arange(T).reshape(T, 1, 1), -1)
    latest = np.maximum.accumulate(at, axis=-3)
    latest = np.concatenate([np.full_like(latest[..., :1, :, :], -1), latest[..., :-1, :, :]], axis=-3)
    index = np.maximum(latest, 0)
    value = np.take_along_axis(x, index, axis=-3)
    when = year.ravel()[index]
    return np.where(latest < 0, np.nan, when), np.where(latest < 0, np.nan, value)


def filled_where(
    x: Floats, value: Floats, allowed: NDArray[np.bool_], goalposts: Floats | None = None
) -> tuple[Floats, NDArray[np.bool_]]:
    """x with its gaps filled by `value` where that is allowed, finite and within declared bounds; and which were."""
    fits = np.isfinite(value) & allowed & np.isnan(x)
    if goalposts is not None:
        fits &= ~((value < goalposts[:, 0]) | (value > goalposts[:, 1]))
    return np.where(fits, value, x), fits
