"""One row of the audit without the others: what the whole audit would say of it, at the price of one check."""

from __future__ import annotations

from functools import cache
from typing import Any

from nqp_index.analysis.audit import CHECKS, audit
from nqp_index.analysis.audit.case import Case
from nqp_index.analysis.audit.settings import thresholds_with
from nqp_index.analysis.audit.whole import Whole
from nqp_index.analysis.places import year_position
from nqp_index.model.findings import AuditRow
from nqp_index.model.result import Result
from tests.analysis.conftest import framework_of, indicator, panel_of


def row_of(result: Result, id: str, **options: Any) -> AuditRow:
    """The row with this id; the whole audit runs only where it is given more than a result."""
    if options:
        return next(row for row in audit(result, **options).rows if row.id == id)
    check = CHECKS[_ids().index(id)]
    return check(Case(Whole(result, None), year_position(result, None), thresholds_with(None)))


@cache
def _ids() -> tuple[str, ...]:
    """The ids of the checks in their order, from a very small index."""
    from nqp_index.scoring.pipeline import score

    framework = framework_of((indicator("a"),), (indicator("b"),))
    panel = panel_of([[[1.0, 5.0], [2.0, 3.0], [3.0, 4.0], [4.0, 1.0]]], ["a", "b"])
    return tuple(row.id for row in audit(score(panel, framework)).rows)
