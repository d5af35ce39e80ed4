"""Ratio to a related series: the gap follows what is known about something that moves alongside."""

from __future__ import annotations

from typing import Annotated

import numpy as np
from numpy.typing import NDArray

from nqp_index.errors import UsageError, problem
from nqp_index.methods.impute.neighbours import filled_where, known_years
from nqp_index.methods.kernels import Floats, safe_divide
from nqp_index.methods.params import Name, OneOf, Whole
from nqp_index.methods.registry import register
from nqp_index.methods.sources import cited, handbook
from nqp_index.terms import Text, joined

Ends = Annotated[str, OneOf("hold", "none")]


def _variant(*, to: str | None, ends: str, max_gap: int | None, n: int, k: int) -> Text:
    beyond = {"hold": "沿用最近的比例", "none": "不外推"}[ends]
    if max_gap is None:
        reach = Text("年限不限", "any reach")
    else:
        reach = Text(f"距已知年份不超过 {max_gap} 年", f"up to {max_gap} years")
    of = Text(f"x / {to or '相关序列'} 在已知年份之间插值", f"x / {to or 'related'} interpolated over the own years")
    return joined(of, Text(f"两端{beyond}", f"ends: {ends}"), reach)


@register(
    "impute", "ratio", zh="相关序列比例推算", en="ratio to a related series",
    formula=Text(
        "x_t = 相关序列_t × r_t，r = x/相关序列，在已知年份之间插值",
        "x_t = related_t r_t, r = x/related interpolated between known years",
    ),
    source=cited(
        handbook(3),
        Text(
            "国际货币基金组织《季度国民账户手册》（2017）第 6 章（比例法）",
            "IMF QNA Manual (2017), ch. 6 (ratio method)",
        ),
    ),
    about_zh="按与相关序列的比例推算缺失年份", about_en="keeps the ratio to a related series of the same region",
    traits={"own_series"}, variant=_variant, example={"to": "gdp"},
)  # fmt: skip
def ratio(
    x: Floats,
    *,
    years: Floats | None = None,
    related: Floats | None = None,
    goalposts: Floats | None = None,
    to: Annotated[str | None, Name(Text("指标或序列", "indicator or series"))] = None,
    ends: Ends = "hold",
    max_gap: Annotated[int | None, Whole(0, 1000, optional=True)] = None,
) -> tuple[Floats, NDArray[np.bool_]]:
    """Fill gaps with the related series times the ratio that the known years show.

    x        (..., T, R, K)  values; NaN = missing
    years    (T,)            calendar years; default 0, 1, 2 ...
    related  (..., T, R, K)  a series that moves alongside, same regions and years; a gap or 0 there fills nothing
    goalposts  (K, 2)        declared bounds; a value outside them is not filled in
    to       code of the indicator, or of the raw series of the framework, that is `related`
    ends     beyond the known years hold the nearest ratio, or none: fill nothing
    max_gap  farthest a filled year may lie from a known one; None = any
    returns (x, filled)
    Raises UsageError without a related series.
    >>> x, related = np.array([2.0, np.nan, 6.0]), np.array([1.0, 5.0, 3.0])
    >>> ratio(x.reshape(3, 1, 1), related=related.reshape(3, 1, 1))[0].ravel()
    array([ 2., 10.,  6.])

    中文
    x          (..., T, R, K)  数值；NaN = 缺失
    years      (T,)            年份；默认 0、1、2 …
    related    (..., T, R, K)  走势相近的相关序列，地区与年份相同；该序列缺失或为 0 处不补
    goalposts  (K, 2)          声明的上下限；补出的值超出上下限则不补
    to         作为相关序列的指标代码，或指标体系中原始数据序列的代码
    ends       已知年份之外：hold 沿用最近的比例；none 不补
    max_gap    补缺年份距已知年份最远几年；none = 不限
    返回 (x, filled)
    没有相关序列时报 UsageError。
    """
    if related is None:
        raise UsageError(problem("E3020", method="ratio"))
    alongside = np.broadcast_to(related, x.shape)
    share = safe_divide(x, alongside)
    at = known_years(share, years)
    part = safe_divide(at.year - at.before, at.after - at.before)
    inner = at.x_before + part * (at.x_after - at.x_before)
    nearest = np.where(np.isnan(at.x_before), at.x_after, at.x_before)
    outer = nearest if ends == "hold" else np.full(x.shape, np.nan)
    value = np.where(np.isnan(inner), outer, inner) * np.where(alongside == 0, np.nan, alongside)
    allowed = np.ones(x.shape, dtype=np.bool_) if max_gap is None else np.asarray(at.from_nearest <= max_gap)
    return filled_where(x, value, allowed, goalposts)
