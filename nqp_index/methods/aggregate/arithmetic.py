"""The weighted arithmetic mean: full compensation between children."""

from __future__ import annotations

from nqp_index.methods.kernels import Floats, weighted_mean
from nqp_index.methods.registry import register


@register(
    "aggregate", "arithmetic", zh="加权算术平均", en="weighted arithmetic mean", aliases=("linear", "mean"),
    formula="S = Σ w z", source="OECD/JRC Handbook (2008), step 7",
    needs={"real"}, traits={"compensatory", "idempotent", "monotone", "takes_gaps", "independent", "linear"},
    variant=lambda n, k: "over the children present, their weights scaled to sum 1",
)  # fmt: skip
def arithmetic(z: Floats, w: Floats) -> Floats:
    """Weighted arithmetic mean: a low score is fully made up for by a high one.

    z  (..., n, k)  scores of the children; NaN = missing
    w  (..., k)     weights, sum 1
    returns (..., n)  scores; over the present children, missing where none is present
    """
    return weighted_mean(z, w)
