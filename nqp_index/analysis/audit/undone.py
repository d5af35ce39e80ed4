"""What a step that fills or moves values does to the ranks: the same scoring without it."""

from __future__ import annotations

from dataclasses import replace
from typing import Literal

import numpy as np

from nqp_index.analysis.audit.case import Case
from nqp_index.errors import NqpError
from nqp_index.model.recipe import Choice, Choices
from nqp_index.scoring.pipeline import score
from nqp_index.terms import Text

UNKNOWN = Text("未知", "unknown")


def largest_rank_change(case: Case, step: Literal["impute", "treat"]) -> Text:
    """The largest change of a rank that leaving the step out brings, and whose it is.

    Regions that lose their rank without the step are counted beside it; unknown where nothing can be scored without.
    """
    none: Choices[Choice] = Choices(Choice("none"))
    result = case.result
    recipe = replace(result.recipe, impute=none) if step == "impute" else replace(result.recipe, treat=none)
    reference = result.reference if recipe.scope.kind == "fixed" else None
    try:
        other = score(result.panel, result.framework, recipe, reference=reference)
    except NqpError:
        return UNKNOWN
    before, after = result.ranks[case.t, :, 0], other.ranks[case.t, :, 0]
    lost = int((~np.isnan(before) & np.isnan(after)).sum())
    moved = np.abs(np.nan_to_num(before - after))
    at = int(moved.argmax())
    name = result.regions[at].label
    more = Text(f"，{lost} 个失去位次", f", {lost} lose their rank") if lost else Text()
    if moved[at] == 0:
        return Text(f"位次不变{more.zh}", f"no rank changes{more.en}")
    return Text(
        f"最多 {moved[at]:.0f} 位（{name.of('zh')}）{more.zh}",
        f"up to {moved[at]:.0f} places ({name.of('en')}){more.en}",
    )
