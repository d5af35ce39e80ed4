"""`nqp audit`: the index against everything it must show before it is trusted."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from nqp_index.cli import options as o
from nqp_index.cli.console import Bar, console_width, waiting
from nqp_index.cli.inputs import DataOptions, RecipeOptions, scored
from nqp_index.cli.outputs import show_findings
from nqp_index.cli.score import rank_intervals
from nqp_index.cli.whatif import named_number
from nqp_index.errors import AuditFailed, problem
from nqp_index.terms import Text, label

if TYPE_CHECKING:
    from nqp_index.model.findings import AuditReport, FactorShares
    from nqp_index.model.result import Result


def audit(
    data: o.Data,
    framework: o.FrameworkName = "province",
    recipe: o.RecipeName = "balanced",
    impute: o.Impute = None,
    treat: o.Treat = None,
    normalise: o.Normalise = None,
    weight: o.Weight = None,
    aggregate: o.Aggregate = None,
    structure: o.Structure = None,
    scope: o.ScopeText = None,
    time: o.Time = None,
    year: o.Year = None,
    only_years: o.OnlyYears = None,
    exclude: o.Excluded = None,
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
    out: o.Out = None,
    overwrite: o.Overwrite = False,
    aliases: o.Aliases = None,
    sources: o.Sources = None,
    prefer: o.Prefer = None,
    json: o.AsJson = False,
) -> int:
    from nqp_index.analysis.audit import audit as judged
    from nqp_index.analysis.audit.settings import thresholds_with
    from nqp_index.analysis.outcomes import known_series, outcomes_of
    from nqp_index.reports.audit_text import audit_text

    thresholds = dict(named_number(text) for text in threshold or ())
    given = DataOptions(data, framework, only_years, exclude, aliases, sources, prefer)
    chosen = RecipeOptions(recipe, impute, treat, normalise, weight, aggregate, structure, scope, time)
    result = scored(given, chosen, year)
    thresholds_with(thresholds)  # what was mistyped costs nobody the wait for the runs
    sizes = known_series(result, size or [])
    outcomes = outcomes_of(result, outcome or [])
    intervals = rank_intervals(result, draws, seed) if draws and result.has_ranks else None
    shares = _factor_shares(result, sobol, seed) if sobol and result.has_ranks else ()
    with waiting("progress.audit"):
        report = judged(
            result, thresholds=thresholds, uncertainty=intervals, sensitivity=shares, outcomes=outcomes, sizes=sizes
        )
    protected = given.protected(*chosen.files, *(outcome or []))
    show_findings(
        report.tables(), result, out or [], inputs=protected, overwrite=overwrite, json=json,
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
