"""`nqp audit`: the index against everything it must show before it is trusted."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from nqp_index.cli import options as o
from nqp_index.cli.console import Bar, console_width, waiting
from nqp_index.cli.inputs import DataOptions, RecipeOptions, Selection, scored
from nqp_index.cli.outputs import OutOptions, show_findings
from nqp_index.cli.score import rank_intervals
from nqp_index.cli.together import together
from nqp_index.cli.whatif import named_number
from nqp_index.errors import AuditFailed, problem
from nqp_index.terms import Text, label

if TYPE_CHECKING:
    from nqp_index.model.findings import AuditReport, FactorShares
    from nqp_index.model.result import Result


@together
def audit(
    data: DataOptions,
    recipe: RecipeOptions,
    selection: Selection,
    *,
    draws: Annotated[int, typer.Option("--draws", min=0, help=label("opt.draws_audit"), metavar="N")] = 1000,
    sobol: Annotated[int, typer.Option("--sobol", min=0, help=label("opt.sobol"), metavar="ROWS")] = 64,
    outcome: Annotated[
        list[str] | None, typer.Option("--outcome", help=label("opt.outcome"), metavar="CODE|FILE")
    ] = None,
    size: Annotated[list[str] | None, typer.Option("--size", help=label("opt.size"), metavar="CODE")] = None,
    seed: o.Seed = 0,
    threshold: Annotated[
        list[str] | None, typer.Option("--threshold", help=label("opt.threshold"), metavar="NAME=X")
    ] = None,
    strict: Annotated[bool, typer.Option("--strict", help=label("opt.strict"))] = False,
    out: OutOptions,
) -> int:
    from nqp_index.analysis.audit import audit as judged
    from nqp_index.analysis.audit.settings import thresholds_with
    from nqp_index.analysis.outcomes import known_series, outcomes_of
    from nqp_index.reports.audit_text import audit_text

    thresholds = dict(named_number(text) for text in threshold or ())
    result = scored(data, recipe, selection)
    thresholds_with(thresholds)  # what was mistyped costs nobody the wait for the runs
    sizes = known_series(result, size or [])
    outcomes = outcomes_of(result, outcome or [])
    intervals = rank_intervals(result, draws, seed)
    shares = _factor_shares(result, sobol, seed) if sobol and result.has_ranks else ()
    with waiting("progress.audit"):
        report = judged(
            result, thresholds=thresholds, uncertainty=intervals, sensitivity=shares, outcomes=outcomes, sizes=sizes
        )
    protected = data.protected(*recipe.files, *(outcome or []))
    show_findings(
        report.tables(), result, out, inputs=protected,
        on_screen=audit_text(report, width=console_width()),
    )  # fmt: skip
    if strict:
        _refuse_failures(report)
    return 0


def _refuse_failures(report: AuditReport) -> None:
    """Raise AuditFailed with the rows that failed."""
    from nqp_index.model.findings import Verdict

    failed = [
        Text(f"{row.id} {row.check.zh}", f"{row.id} {row.check.en}")
        for row in report.rows if row.verdict is Verdict.FAIL
    ]  # fmt: skip
    if failed:
        raise AuditFailed(problem("E7019", rows=failed))


def _factor_shares(result: Result, rows: int, seed: int) -> tuple[FactorShares, ...]:
    """The Sobol run behind row E5, with a progress bar."""
    from nqp_index.analysis.sensitivity import sensitivity

    bar = Bar("progress.sensitivity")
    try:
        return sensitivity(result, rows=rows, seed=seed, progress=bar)
    finally:
        bar.close()
