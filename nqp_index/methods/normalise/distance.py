"""Distance travelled from the worst value to a reference: COINr's distance to a reference region, and to a target."""

from __future__ import annotations

from typing import Annotated

import numpy as np
from numpy.typing import NDArray

from nqp_index.errors import DataError, UsageError, problem
from nqp_index.methods.kernels import Floats, column_max, column_mean, column_min, failing, is_constant, safe_divide
from nqp_index.methods.normalise.reference import reference_text, region_mean
from nqp_index.methods.params import Interval, Name, Numbers, OneOf, Whole, YesNo
from nqp_index.methods.registry import register
from nqp_index.terms import Text, joined

To = Annotated[str, OneOf("max", "mean", "region", "values")]


def _variant(
    *, to: str, region: str | None, year: int | None, values: tuple[float, ...] | None, cap: bool, n: int, k: int
) -> Text:
    what = reference_text(to, region, year)
    ends = Text(f"最差值为 0，参照值为 1：{what.zh}", f"0 at the worst value, 1 at the reference: {what.en}")
    return joined(ends, Text("最多得 1", "no more than 1") if cap else "")


@register(
    "normalise", "dist2ref", zh="到参照值的距离", en="distance to a reference, from the worst value",
    formula=Text("z = 1 - (r - x)/(r - min)，x 为正向化后的值", "z = 1 - (r - x)/(r - min), on directed values"),
    source=Text(
        "Becker et al., COINr（n_dist2ref、n_dist2targ；to: max 即 n_dist2max）",
        "Becker et al., COINr (n_dist2ref, n_dist2targ; to: max is n_dist2max)",
    ),
    aliases=("dist2targ",),
    about_zh="最差值为 0、参照地区或目标值为 1，可封顶",
    about_en="0 at the worst value, 1 at a region or a target, capped if asked",
    needs={"real"}, traits={"keeps_order", "affine_invariant", "one_at_reference"}, variant=_variant,
)  # fmt: skip
def dist2ref(
    x: Floats,
    ref: Floats,
    *,
    direction: Floats | None = None,
    place: NDArray[np.bool_] | None = None,
    to: To = "max",
    region: Annotated[str | None, Name(Text("地区", "region"))] = None,
    year: Annotated[int | None, Whole(1900, 2200, optional=True)] = None,
    values: Annotated[tuple[float, ...] | None, Numbers(Interval())] = None,
    cap: Annotated[bool, YesNo()] = False,
) -> Floats:
    """Share of the way from the worst reference value to a reference that a value has come.

    x          (..., n, K)  values in their own measure, not directed; NaN = missing
    ref        (..., m, K)  the reference set, in the same measure
    direction  (K,)         +1 or -1; default +1
    place      (..., m)     which rows of ref `region` and `year` stand for
    to         max (the best value), mean, region, or values: targets in the indicators' own measures
    region, year  as in `reference`: code or name, and its year; default the mean of its rows in ref
    values     one number for all columns or one for each
    cap        a value beyond the reference scores 1, not more
    returns (..., n, K)  scores, 1 = at the reference; missing in constant columns
    Raises DataError where the reference is no better than the worst value: nothing lies between them. UsageError when
    `region` or `values` does not fit.
    >>> dist2ref(np.array([[2.0], [4.0], [10.0]]), np.array([[2.0], [4.0], [10.0]]), to="values", values=(6,)).ravel()
    array([0. , 0.5, 2. ])

    中文
    x             (..., n, K)  各指标原计量单位的数值，未按方向调整；NaN = 缺失
    ref           (..., m, K)  参照集，计量单位相同
    direction     (K,)         +1 或 -1；默认 +1
    place         (..., m)     region 与 year 所指的 ref 行
    to            max：最优值；mean：均值；region：某一地区；values：以各指标原计量单位给出的目标值
    region、year  同 `reference`：地区代码或名称及年份；默认取该地区在 ref 中各行的均值
    values        一个数用于各列，或每列一个
    cap           为真时超过参照值者记 1，不再更高
    返回 (..., n, K) 得分，0 = 最差值，1 = 达到参照值；常数列无得分
    参照值不优于最差值时两者之间没有距离，报 DataError；region 或 values 不合时报 UsageError。
    """
    turn = np.ones(x.shape[-1]) if direction is None else np.sign(np.asarray(direction, dtype=np.float64))
    x, ref = x * turn, ref * turn
    best = _reference(ref, turn, place, to, values)
    worst, flat = column_min(ref), is_constant(ref)[..., None, :]
    short = failing(np.asarray((best <= worst) & ~flat))
    if short:
        raise DataError(problem("E3046", method="dist2ref", columns=short))
    z = np.where(flat, np.nan, 1.0 - safe_divide(best - x, best - worst))
    return np.minimum(z, 1.0) if cap else z


def _reference(
    ref: Floats, turn: Floats, place: NDArray[np.bool_] | None, to: str, values: tuple[float, ...] | None
) -> Floats:
    """The directed reference of each column, to broadcast over rows."""
    if to == "region":
        return region_mean(ref, place, "dist2ref")
    if to != "values":
        return {"max": column_max, "mean": column_mean}[to](ref)
    given = () if values is None else tuple(values)
    if len(given) not in {1, turn.size}:
        raise UsageError(problem("E3017", method="dist2ref", name="values", given=len(given), wanted=turn.size))
    return np.asarray(np.array(given, dtype=np.float64) * turn)
