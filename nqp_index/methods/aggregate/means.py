"""Geometric, harmonic and general power means: a low score is only partly made up for by a high one."""

from __future__ import annotations

from typing import Annotated

import numpy as np

from nqp_index.errors import DataError, problem
from nqp_index.methods.kernels import Floats, weighted_mean
from nqp_index.methods.params import Interval
from nqp_index.methods.registry import register
from nqp_index.methods.sources import cited, handbook
from nqp_index.terms import Text


def _power_variant(*, q: float, n: int, k: int) -> Text:
    return Text(f"幂指数 {q:g}", f"exponent {q:g}")


@register(
    "aggregate", "geometric", zh="加权几何平均", en="weighted geometric mean",
    source=handbook(7, "38"),
    formula="S = Π z^w",
    about_zh="短板不能完全由长板弥补", about_en="a low score is only partly made up for by a high one",
    needs={"positive"}, traits={"idempotent", "monotone", "takes_gaps", "independent", "homogeneous"},
    variant=lambda n, k: Text(
        "按现有下级计算，其权重归一化为合计 1", "over the children present, their weights scaled to sum 1"
    ),
)  # fmt: skip
def geometric(z: Floats, w: Floats) -> Floats:
    """Weighted geometric mean: a low score is only partly made up for by a high one.

    z  (..., n, k)  scores > 0; NaN = missing; a score of 0 with weight makes the result 0
    w  (..., k)     weights, sum 1
    returns (..., n)  scores; over the present children, missing where none is present
    Raises DataError on negative scores.
    >>> geometric(np.array([[1.0, 4.0]]), np.array([0.5, 0.5])).round(12)
    array([2.])

    中文
    z  (..., n, k)  得分，须 > 0；NaN = 缺失；权重不为 0 的下级得 0 分时结果为 0
    w  (..., k)     权重，合计 1
    返回 (..., n) 得分：按现有下级计算，各下级全部缺失时为缺失
    出现负分时报 DataError。
    """
    return _power_mean(z, w, 0.0, "geometric")


@register(
    "aggregate", "harmonic", zh="加权调和平均", en="weighted harmonic mean",
    source=handbook(7),
    formula="S = 1 / Σ (w / z)",
    about_zh="对短板的惩罚比几何平均更重", about_en="punishes a low score more than the geometric mean does",
    needs={"positive"}, traits={"idempotent", "monotone", "takes_gaps", "independent", "homogeneous"},
    variant=lambda n, k: Text(
        "按现有下级计算，其权重归一化为合计 1", "over the children present, their weights scaled to sum 1"
    ),
)  # fmt: skip
def harmonic(z: Floats, w: Floats) -> Floats:
    """Weighted harmonic mean: punishes a low score more than the geometric mean does.

    z  (..., n, k)  scores > 0; NaN = missing; a score of 0 with weight makes the result 0
    w  (..., k)     weights, sum 1
    returns (..., n)  scores; over the present children, missing where none is present
    Raises DataError on negative scores.
    >>> harmonic(np.array([[1.0, 3.0]]), np.array([0.5, 0.5]))
    array([1.5])

    中文
    z  (..., n, k)  得分，须 > 0；NaN = 缺失；权重不为 0 的下级得 0 分时结果为 0
    w  (..., k)     权重，合计 1
    返回 (..., n) 得分：按现有下级计算，各下级全部缺失时为缺失
    出现负分时报 DataError。
    """
    return _power_mean(z, w, -1.0, "harmonic")


@register(
    "aggregate", "power", zh="广义均值", en="generalised (power) mean", aliases=("generalised_mean",),
    source=cited(handbook(7), "Decancq & Lugo (2013)"),
    formula="S = (Σ w z^q)^(1/q); q = 0: Π z^w",
    about_zh="q = 1 为算术平均，q = 0 为几何平均，q 越小越不许补偿",
    about_en="the smaller q, the less may be made up for",
    needs={"nonnegative"}, traits={"idempotent", "monotone", "takes_gaps", "independent", "homogeneous"},
    variant=_power_variant,
)  # fmt: skip
def power(z: Floats, w: Floats, *, q: Annotated[float, Interval(-100, 100)] = 0.5) -> Floats:
    """Weighted power mean: the exponent q says how far a high score may make up for a low one.

    z  (..., n, k)  scores >= 0 (> 0 for q <= 0); NaN = missing; for q <= 0 a 0 with weight makes the result 0
    w  (..., k)     weights, sum 1
    q  exponent: 1 arithmetic, 0 geometric, -1 harmonic
    returns (..., n)  scores; over the present children, missing where none is present
    Raises DataError on negative scores. The root is taken of the mean; some software divides by q instead.
    >>> power(np.array([[1.0, 7.0]]), np.array([0.5, 0.5]), q=2)
    array([5.])

    中文
    z  (..., n, k)  得分，非负（q <= 0 时须为正）；NaN = 缺失；q <= 0 时权重不为 0 的下级得 0 分，结果即为 0
    w  (..., k)     权重，合计 1
    q  幂指数：1 为算术平均，0 为几何平均，-1 为调和平均
    返回 (..., n) 得分：按现有下级计算，各下级全部缺失时为缺失
    出现负分时报 DataError。这里对均值开 q 次方；有的软件改为除以 q。
    """
    return _power_mean(z, w, q, "power")


def _power_mean(z: Floats, w: Floats, q: float, method: str) -> Floats:
    """Power mean, of scores divided by the row's largest so that high powers neither overflow nor vanish."""
    if (z < 0).any():
        raise DataError(problem("E3016", method=method, least=float(np.nanmin(z))))
    if q == 1:
        return weighted_mean(z, w)
    if q <= 0 and (z == 0).any() and (w == 0).any():
        z = np.where((z == 0) & (w == 0)[..., None, :], 1.0, z)  # no weight, no veto
    with np.errstate(divide="ignore"):
        if q == 0:
            return np.asarray(np.exp(weighted_mean(np.log(z), w)))
        scale = np.fmax.reduce(z, axis=-1, keepdims=True)
        scale = np.where(scale > 0, scale, 1.0)
        mean = weighted_mean((z / scale) ** q, w)
        return np.asarray(scale[..., 0] * mean ** (1.0 / q))
