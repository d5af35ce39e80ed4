"""What the analyses found: frozen tables that reports print beside a Result. The analyses fill them, nobody else."""

from __future__ import annotations

from nqp_index.model.findings.audit import AuditReport, AuditRow, Importance, Threshold, Verdict, YearVerdict
from nqp_index.model.findings.explanation import (
    Contribution,
    Explanation,
    Gap,
    Line,
    Moved,
    Obstacle,
    RawCell,
    Rival,
    WhatIf,
)
from nqp_index.model.findings.listing import Listing
from nqp_index.model.findings.robustness import GridScenario, MethodGrid, RankUncertainty
from nqp_index.model.findings.sensitivity import DropOne, FactorShares, Removal, WeightsNeeded
from nqp_index.model.findings.table import Findings, Plain, Table, plain, table

__all__ = [
    "AuditReport", "AuditRow", "Contribution", "DropOne", "Explanation", "FactorShares", "Findings", "Gap",
    "GridScenario", "Importance", "Line", "Listing", "MethodGrid", "Moved", "Obstacle", "Plain", "RankUncertainty",
    "RawCell", "Removal", "Rival", "Table", "Threshold", "Verdict", "WeightsNeeded", "WhatIf", "YearVerdict", "plain",
    "table",
]  # fmt: skip
