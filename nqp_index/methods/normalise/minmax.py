"""Min-max: rescale so that the reference set spans the whole range."""

from __future__ import annotations

from typing import Annotated

import numpy as np

from nqp_index.methods.kernels import Floats, column_max, column_min, safe_divide
from nqp_index.methods.normalise.costs import before_ratio, costs
from nqp_index.methods.params import Interval, OneOf
from nqp_index.methods.registry import register
from nqp_index.methods.side import marks
from nqp_index.methods.sources import handbook
from nqp_index.terms import Text, joined

Outside = Annotated[str, OneOf("extend", "clip")]


def _variant(*, low: float, high: float, eps: float, outside: Outside, cost: str, n: int, k: int) -> Text:
    beyond = {"extend": "允许超出", "clip": "取上下限"}[outside]
    return joined(
        Text("上下限取自参照集", "bounds of the reference set"), marks(low, high), f"eps {eps:g}" if eps else "",
        Text(f"参照集以外的值：{beyond}", f"values outside: {outside}"),
        Text("逆向指标取 1/x", "negative indicators as 1/x") if cost == "inverse" else "",
    )  # fmt: skip


@register(
    "normalise", "minmax", zh="极差标准化", en="min-max",
    source=handbook(5),
    formula="z = low + (high - low) (x - min) / (max - min + eps)",
    about_zh="把参照集的最小值、最大值映射到 low 与 high", about_en="the reference set spans low to high",
    needs={"real"}, gives={"bounded"}, traits={"keeps_order", "affine_invariant"}, variant=_variant,
)  # fmt: skip
def minmax(
    x: Floats,
    ref: Floats,
    *,
    direction: Floats | None = None,
    low: Annotated[float, Interval(0, 99)] = 0.0,
    high: Annotated[float, Interval(0, 100, open_low=True)] = 100.0,
    eps: Annotated[float, Interval(0, 1)] = 0.0,
    outside: Outside = "extend",
    cost: Annotated[str, OneOf("negate", "inverse")] = "negate",
) -> Floats:
    """Rescale so that the reference set's smallest value is `low` and its largest `high`.

    x    (..., n, K)  values; NaN = missing
    ref  (..., m, K)  the reference set, in the same measures as x
    direction  (K,)   +1 where larger is better, -1 where smaller is; default +1
    eps      added to max - min, as some software does; the best score then stays below `high`
    outside  extend: a value outside the reference set scores outside low..high; clip: it scores low or high
    cost     what becomes of negative indicators first: negate: (max - x)/(max - min), equal steps of x score equally;
             inverse: 1/x, as some papers do (正向化), for values > 0; steps between small values then count most
    returns (..., n, K)  scores
    Raises DataError on values of 0 or less where `cost` is inverse. Weights that are fitted to min-max values are
    fitted to negated ones, whatever `cost` says.
    A constant indicator carries no information: its scores are missing.
    Source: OECD/JRC Handbook (2008), step 5.
    >>> minmax(np.array([[2.0], [4.0]]), np.array([[0.0], [4.0]])).ravel()
    array([ 50., 100.])

    中文
    x          (..., n, K)  数值；NaN = 缺失
    ref        (..., m, K)  参照集，计量单位同 x
    direction  (K,)         +1 越大越好，-1 越小越好；默认 +1
    low、high  参照集最差值与最优值的得分
    eps        加在 max - min 上的小数，有的软件如此；最优者的得分因而略低于 high
    outside    参照集以外的值：extend：得分可超出 low 与 high；clip：只得 low 或 high
    cost       逆向指标的正向化：negate：(max - x)/(max - min)，等差等分；inverse：先取 1/x，部分论文如此，要求数值 >
               0，小数值之间的差距因而被放大
    返回 (..., n, K) 得分
    cost 为 inverse 而有零或负值时报 DataError。以极差标准化值求权重的方法一律按 negate 计算，与 cost 无关。
    常数指标不含信息，无得分。
    """
    x, ref = _turned(x, ref, direction, cost)
    least, most = column_min(ref), column_max(ref)
    share = np.where(most > least, safe_divide(x - least, most - least + eps), np.nan)
    if outside == "clip":
        share = np.clip(share, 0.0, 1.0)
    return low + (high - low) * share


def _turned(x: Floats, ref: Floats, direction: Floats | None, cost: str) -> tuple[Floats, Floats]:
    """Values of which more is better."""
    if cost == "inverse":
        return before_ratio(x, ref, direction, cost, "minmax")
    bad = costs(x, direction)
    return (np.where(bad, -x, x), np.where(bad, -ref, ref)) if bad.any() else (x, ref)
