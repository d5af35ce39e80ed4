"""`nqp audit`: the index against everything it must show before it is trusted."""

from __future__ import annotations

from typing import Annotated

import typer

from nqp_index.cli import options as o
from nqp_index.cli.console import waiting
from nqp_index.cli.inputs import DataOptions, RecipeOptions, scored
from nqp_index.cli.outputs import show_findings
from nqp_index.cli.score import rank_intervals
from nqp_index.cli.whatif import named_number
from nqp_index.errors import AuditFailed, problem
from nqp_index.terms import label


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
    draws: Annotated[int, typer.Option("--draws", min=0, help=label("opt.draws_audit"))] = 1000,
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
    from nqp_index.model.findings import Verdict

    thresholds = dict(named_number(text) for text in threshold or ())
    given = DataOptions(data, framework, only_years, exclude, aliases, sources, prefer)
    chosen = RecipeOptions(recipe, impute, treat, normalise, weight, aggregate, structure, scope, time)
    result = scored(given, chosen, year)
    intervals = rank_intervals(result, draws, seed) if draws else None
    with waiting("progress.audit"):
        report = judged(result, thresholds=thresholds, uncertainty=intervals)
    show_findings(
        report.tables(), result, out or [], inputs=given.protected(*chosen.files), overwrite=overwrite, json=json
    )
    failed = [row.id for row in report.rows if row.verdict is Verdict.FAIL]
    if strict and failed:
        raise AuditFailed(problem("E7019", rows=failed))
    return 0
