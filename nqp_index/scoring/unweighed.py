"""Indicators whose declared weight is 0: shown and not scored, unless the weighting of the recipe weighs them."""

from __future__ import annotations

import numpy as np

from nqp_index.errors import Problem, problem
from nqp_index.methods.kernels import Floats
from nqp_index.scoring.plan import Plan
from nqp_index.terms import LANGUAGES, Text


def unweighed_notes(plan: Plan, effective: Floats) -> tuple[Problem, ...]:
    """What becomes of them: that they count for nothing, or that weights computed from the data count them after all.

    effective  (T or 1, K) weights of the indicators in the whole index
    """
    declared_none = [j for j, i in enumerate(plan.indicators) if i.weight == 0]
    counted = [j for j in declared_none if np.nan_to_num(effective[:, j]).any()]
    shown = [j for j in declared_none if j not in counted]
    told = (("N1030", shown), ("N1031", counted))
    return tuple(problem(code, names=tuple(_named(plan, j) for j in columns)) for code, columns in told if columns)


def _named(plan: Plan, column: int) -> Text:
    indicator = plan.indicators[column]
    return Text(*(f"{indicator.code} {indicator.label.of(lang)}" for lang in LANGUAGES))
