"""Multivariate models: gaps are predicted from all the other indicators of the same row."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated

import numpy as np
from numpy.typing import NDArray

from nqp_index.errors import DataError, problem
from nqp_index.methods.impute.neighbours import filled_where
from nqp_index.methods.kernels import Floats
from nqp_index.methods.params import OneOf, Whole
from nqp_index.methods.registry import register
from nqp_index.terms import Text, joined

Rows = Annotated[str, OneOf("yearly", "pooled")]
Filled = tuple[Floats, NDArray[np.bool_]]

#: EM stops when no filled cell moves by more than this share of its column's spread.
STILL = 1e-8


def _iterative_variant(*, rows: str, max_iter: int, n: int, k: int) -> Text:
    model = Text("对 Z 分数作贝叶斯岭回归", "Bayesian ridge on z-scores")
    return joined(model, _rows_text(rows), _rounds_text(max_iter))


def _rows_text(rows: str) -> Text:
    return Text({"yearly": "逐年估计", "pooled": "各年合并估计"}[rows], f"{rows} rows")


def _rounds_text(max_iter: int) -> Text:
    return Text(f"最多 {max_iter} 轮", f"at most {max_iter} rounds")


def _em_variant(*, rows: str, max_iter: int, n: int, k: int) -> Text:
    model = Text("多元正态", "multivariate normal")
    still = Text(f"变动小于 {STILL:g} 为止", f"change below {STILL:g}")
    return joined(model, _rows_text(rows), still, _rounds_text(max_iter))


@register(
    "impute", "iterative", zh="链式回归", en="chained regressions", aliases=("mice",),
    formula=Text(
        "各指标轮流对其余指标回归，至缺失值收敛",
        "each indicator regressed on all others in turn, until the gaps settle",
    ),
    source="scikit-learn IterativeImputer; van Buuren & Groothuis-Oudshoorn (2011)",
    about_zh="各指标轮流对其余指标作贝叶斯岭回归", about_en="every indicator in turn by ridge regression on the others",
    traits={"by_year"}, variant=_iterative_variant,
)  # fmt: skip
def iterative(x: Floats, *, rows: Rows = "yearly", max_iter: Annotated[int, Whole(1, 1000)] = 25) -> Filled:
    """Fill by scikit-learn's iterative imputation without random draws.

    x         (..., T, R, K)  values; NaN = missing
    rows      yearly: fit on each year alone (nothing from later years); pooled: on all years together
    max_iter  rounds at most
    returns (x, filled); a column without values stays missing, as does a row without any

    中文
    x         (..., T, R, K)  数值；NaN = 缺失
    rows      yearly：逐年估计，不用以后年份的信息；pooled：全部年份合并估计
    max_iter  最多迭代次数
    返回 (x, filled)；没有任何数值的列和行保持缺失
    用 scikit-learn 的 IterativeImputer，不作随机抽取。
    """
    return _by_rows(x, rows, lambda table: _chained(table, max_iter))


@register(
    "impute", "em", zh="EM 估计", en="expectation-maximisation", aliases=("expectation_maximisation",),
    formula=Text(
        "x_缺 = μ_m + V_mo V_oo⁻¹ (x_o - μ_o)，μ、V 迭代估计至收敛",
        "x_mis = μ_m + V_mo V_oo⁻¹ (x_o - μ_o), μ and V re-estimated until they settle",
    ),
    source=Text(
        "Dempster, Laird & Rubin (1977)；Little & Rubin (2002) 第 11 章",
        "Dempster, Laird & Rubin (1977); Little & Rubin (2002), ch. 11",
    ),
    about_zh="多元正态模型下的条件期望", about_en="conditional means of a multivariate normal model",
    traits={"by_year"}, variant=_em_variant,
)  # fmt: skip
def em(x: Floats, *, rows: Rows = "yearly", max_iter: Annotated[int, Whole(1, 100000)] = 1000) -> Filled:
    """Fill with conditional means of a multivariate normal model fitted by expectation-maximisation.

    x         (..., T, R, K)  values; NaN = missing
    rows      yearly: fit on each year alone (nothing from later years); pooled: on all years together
    max_iter  rounds at most
    returns (x, filled); constant columns and columns without values stay missing, as do rows without any value
    Raises DataError where there are no more rows than indicators, or their covariance is singular: no silent ridge.

    中文
    x         (..., T, R, K)  数值；NaN = 缺失
    rows      yearly：逐年估计，不用以后年份的信息；pooled：全部年份合并估计
    max_iter  最多迭代次数
    返回 (x, filled)；常数列、没有任何数值的列，以及没有任何数值的行保持缺失
    行数不多于指标数，或协方差矩阵奇异时报 DataError：不暗中加岭。
    """
    return _by_rows(x, rows, lambda table: _expected(table, max_iter))


def _by_rows(x: Floats, rows: str, fill: Callable[[Floats], Floats]) -> Filled:
    """Apply `fill` to each table of rows: every year of every batch, or all years of every batch."""
    tables = x.reshape(-1, *x.shape[-2:]) if rows == "yearly" else x.reshape(-1, x.shape[-3] * x.shape[-2], x.shape[-1])
    value = np.stack([fill(table) if np.isnan(table).any() else table for table in tables])
    return filled_where(x, value.reshape(x.shape), np.ones(x.shape, dtype=np.bool_))


def _chained(table: Floats, max_iter: int) -> Floats:
    import warnings

    from sklearn.exceptions import ConvergenceWarning
    from sklearn.experimental import enable_iterative_imputer  # noqa: F401  (switches the import below on)
    from sklearn.impute import IterativeImputer

    used, some = _usable(table, constant=True)
    if not some.any():
        return table
    z, centre, spread = _standard(table[np.ix_(some, used)])
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ConvergenceWarning)
        z = IterativeImputer(max_iter=max_iter, random_state=0).fit_transform(z)
    return _put_back(table, z * spread + centre, used, some)


def _expected(table: Floats, max_iter: int) -> Floats:
    used, some = _usable(table, constant=False)
    if not some.any() or not np.isnan(table[np.ix_(some, used)]).any():
        return table
    z, centre, spread = _standard(table[np.ix_(some, used)])
    n, k = z.shape
    if n <= k:
        raise DataError(problem("E3021", method="em", rows=n, columns=k))
    gaps = np.isnan(z)
    guess = np.where(gaps, 0.0, z)
    mean, cov = guess.mean(axis=0), np.cov(guess, rowvar=False, ddof=0).reshape(k, k)
    for _ in range(max_iter):
        updated, extra = _expectation(z, gaps, mean, cov)
        mean = updated.mean(axis=0)
        cov = (updated - mean).T @ (updated - mean) / n + extra / n
        moved = np.abs(updated - guess).max()
        guess = updated
        if moved < STILL:
            break
    return _put_back(table, guess * spread + centre, used, some)


def _expectation(z: Floats, gaps: NDArray[np.bool_], mean: Floats, cov: Floats) -> tuple[Floats, Floats]:
    """Conditional means of the gaps, and the covariance that the gaps still hold, summed over rows."""
    updated, extra = z.copy(), np.zeros_like(cov)
    for pattern in np.unique(gaps, axis=0):
        if not pattern.any():
            continue
        rows = (gaps == pattern).all(axis=1)
        m, o = np.flatnonzero(pattern), np.flatnonzero(~pattern)
        block = cov[np.ix_(o, o)]
        if np.linalg.cond(block) > 1e12:
            raise DataError(problem("E3021", method="em", rows=z.shape[0], columns=z.shape[1]))
        slope = np.linalg.solve(block, cov[np.ix_(o, m)]).T
        updated[np.ix_(rows, m)] = mean[m] + (z[np.ix_(rows, o)] - mean[o]) @ slope.T
        extra[np.ix_(m, m)] += rows.sum() * (cov[np.ix_(m, m)] - slope @ cov[np.ix_(o, m)])
    return updated, extra


def _usable(table: Floats, *, constant: bool) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """Columns with values (constant ones only where they are wanted) and rows with any value in those."""
    low, high = np.fmin.reduce(table, axis=0), np.fmax.reduce(table, axis=0)
    used = np.asarray(~np.isnan(low) if constant else high > low)
    return used, np.asarray(~np.isnan(table[:, used]).all(axis=1))


def _standard(table: Floats) -> tuple[Floats, Floats, Floats]:
    centre, spread = np.nanmean(table, axis=0), np.nanstd(table, axis=0)
    spread = np.where(spread > 0, spread, 1.0)
    return (table - centre) / spread, centre, spread


def _put_back(table: Floats, part: Floats, used: NDArray[np.bool_], some: NDArray[np.bool_]) -> Floats:
    whole = table.copy()
    whole[np.ix_(some, used)] = part
    return whole
