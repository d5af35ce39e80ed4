"""What ratios do with negative indicators, where changing the sign would rank the worst value first."""

from __future__ import annotations

from typing import Annotated

import numpy as np

from nqp_index.errors import DataError, Problem, problem
from nqp_index.methods.kernels import Floats, column_max, column_min, failing
from nqp_index.methods.params import Loses, OneOf
from nqp_index.methods.registry import methods
from nqp_index.terms import Text

#: What scores of negative indicators no longer are under a rule: a mirror moves the zero point, and so on.
LOST = Loses((
    ("mirror", frozenset({"ratio"})),
    ("complement", frozenset({"ratio", "positive"})),
    ("negate", frozenset({"ratio", "positive", "nonnegative", "unit"})),
))  # fmt: skip

#: refuse; inverse 1/x; mirror min + max - x; keep as they are (for rankings that take directions themselves).
CostRule = Annotated[str, OneOf("refuse", "inverse", "mirror", "keep"), LOST]

#: The same, and complement 1 - z and negate -z, where the formula's range makes sense of them.
WideCostRule = Annotated[str, OneOf("refuse", "inverse", "mirror", "complement", "negate", "keep"), LOST]


def before_ratio(x: Floats, ref: Floats, direction: Floats | None, rule: str, method: str) -> tuple[Floats, Floats]:
    """x and ref with negative indicators turned by a rule that acts on values. Raises DataError on "refuse"."""
    cost = costs(x, direction)
    if not cost.any():
        return x, ref
    if rule == "refuse":
        raise DataError(_without_rule(method, failing(cost)))
    if rule == "inverse":
        require_positive(np.where(cost, x, 1.0), np.where(cost, ref, 1.0), f"{method} (inverse)")
        return np.where(cost, 1.0 / np.where(cost, x, 1.0), x), np.where(cost, 1.0 / np.where(cost, ref, 1.0), ref)
    if rule == "mirror":
        ends = column_min(ref) + column_max(ref)
        return np.where(cost, ends - x, x), np.where(cost, ends - ref, ref)
    return x, ref


def _without_rule(method: str, columns: tuple[int, ...]) -> Problem:
    takers = [m.name for m in methods("aggregate") if m.takes("direction")]
    return problem("E3012", method=method, columns=columns, known=["inverse", "mirror"], takers=takers)


def turned(rule: str) -> Text:
    """What becomes of negative indicators, in the variant line."""
    known = {
        "refuse": "拒绝", "inverse": "取 1/x", "mirror": "取 min + max - x", "complement": "取 1 - z",
        "negate": "变号", "keep": "不作处理，由合成方法区分方向",
    }  # fmt: skip
    en = "handed on undirected to the aggregation" if rule == "keep" else rule
    return Text(f"逆向指标：{known[rule]}", f"negative indicators: {en}")


def after_ratio(z: Floats, direction: Floats | None, rule: str) -> Floats:
    """z with negative indicators turned by a rule that acts on scores."""
    cost = costs(z, direction)
    if rule == "complement":
        return np.where(cost, 1.0 - z, z)
    if rule == "negate":
        return np.where(cost, -z, z)
    return z


def costs(x: Floats, direction: Floats | None) -> np.ndarray[tuple[int, ...], np.dtype[np.bool_]]:
    """Which columns are better when smaller: (K,)."""
    return np.zeros(x.shape[-1], dtype=np.bool_) if direction is None else np.asarray(direction) < 0


def require_positive(x: Floats, ref: Floats, method: str) -> None:
    """Raise DataError naming the columns with a value of 0 or less."""
    bad = tuple(sorted({*failing(x <= 0), *failing(ref <= 0)}))
    if bad:
        raise DataError(problem("E3010", method=method, columns=bad))


def require_nonnegative(x: Floats, ref: Floats, method: str) -> None:
    """Raise DataError naming the columns with a negative value."""
    bad = tuple(sorted({*failing(x < 0), *failing(ref < 0)}))
    if bad:
        raise DataError(problem("E3011", method=method, columns=bad))
