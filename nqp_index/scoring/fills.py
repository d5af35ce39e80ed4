"""Gaps that stay gaps because the value an imputation found for them lies outside the declared goalposts."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from nqp_index.errors import Problem, problem
from nqp_index.methods.registry import method
from nqp_index.scoring.plan import by_choice
from nqp_index.scoring.prepare import imputation_options
from nqp_index.scoring.ready import Ready

#: So many cells of an indicator are named, the others counted.
NAMED = 5


def dropped_fills(ready: Ready) -> tuple[Problem, ...]:
    """A warning for every indicator with such gaps: what would be filled without the bounds, and is not with them."""
    return tuple(_dropped_fills(ready))


def _dropped_fills(ready: Ready) -> Iterator[Problem]:
    plan, x = ready.plan, ready.x
    for choice, columns in by_choice(plan, ready.recipe.impute):
        chosen = method("impute", choice.method)
        if not chosen.takes("goalposts") or np.isnan(plan.goalposts[columns]).all():
            continue
        options = imputation_options(plan, choice, columns, x, ready.groups)
        _, within = chosen(x[..., columns], **options)
        values, anywhere = chosen(x[..., columns], **{**options, "goalposts": None})
        dropped = anywhere[0] & ~within[0]
        for k, j in enumerate(columns):
            cells = np.argwhere(dropped[..., k])
            if len(cells):
                indicator, (low, high) = plan.indicators[j], plan.goalposts[j]
                named = [f"{plan.regions[r].code} {plan.years[t]} = {values[0, t, r, k]:.6g}" for t, r in cells[:NAMED]]
                yield problem(
                    "W4031", indicator.place, code=indicator.code, label=indicator.label, method=choice.method,
                    count=len(cells), cells=named, low=float(low), high=float(high),
                )  # fmt: skip
