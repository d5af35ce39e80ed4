"""Min-max: rescale so that the reference set spans the whole range."""

from __future__ import annotations

from typing import Annotated

from nqp_index.methods.kernels import Floats, column_max, column_min, safe_divide
from nqp_index.methods.params import Interval
from nqp_index.methods.registry import register


@register(
    "normalise", "minmax", zh="极差标准化", en="min-max",
    formula="z = low + (high - low) (x - min) / (max - min + eps)", source="OECD/JRC Handbook (2008), step 5",
    needs={"real"}, gives={"bounded"}, traits={"keeps_order", "affine_invariant"},
)  # fmt: skip
def minmax(
    x: Floats,
    ref: Floats,
    *,
    low: Annotated[float, Interval(0, 99)] = 0.0,
    high: Annotated[float, Interval(0, 100, open_low=True)] = 100.0,
    eps: Annotated[float, Interval(0, 1)] = 0.0,
) -> Floats:
    """Rescale so that the reference set's smallest value is `low` and its largest `high`.

    x    (..., n, K)  values, larger is better; NaN = missing
    ref  (..., m, K)  the reference set, in the same measures as x
    returns (..., n, K)  scores; outside low..high where x lies outside ref
    A constant indicator carries no information: its scores are missing.
    Source: OECD/JRC Handbook (2008), step 5.
    >>> minmax(np.array([[2.0], [4.0]]), np.array([[0.0], [4.0]])).ravel()
    array([ 50., 100.])
    """
    least, most = column_min(ref), column_max(ref)
    return low + (high - low) * safe_divide(x - least, most - least + eps)
