"""`nqp explain`: one region's score, down to the spreadsheet cell."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from nqp_index.cli import options as o
from nqp_index.cli.inputs import DataOptions, RecipeOptions, scored
from nqp_index.cli.outputs import show_findings
from nqp_index.terms import label

if TYPE_CHECKING:
    from nqp_index.model.result import Result


def explain(
    region: Annotated[str, typer.Argument(help=label("opt.region_arg"), metavar=label("meta.region"))],
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
    against: Annotated[
        str | None, typer.Option("--against", help=label("opt.against"), metavar="REGION|YEAR|leader|mean")
    ] = None,
    exclude: o.Excluded = None,
    out: o.Out = None,
    overwrite: o.Overwrite = False,
    aliases: o.Aliases = None,
    sources: o.Sources = None,
    prefer: o.Prefer = None,
    json: o.AsJson = False,
) -> int:
    from nqp_index.analysis.explain import explain as explanation
    from nqp_index.model.headline import headline_position
    from nqp_index.reading.selection import region_named

    given = DataOptions(data, framework, only_years, exclude, aliases, sources, prefer)
    chosen = RecipeOptions(recipe, impute, treat, normalise, weight, aggregate, structure, scope, time)
    result = scored(given, chosen, year)
    code = region_named(region, result.panel, result.framework).code
    at = result.years[headline_position(result)]
    found = explanation(result, code, at, _rival(against, result))
    show_findings(
        found.tables(), result, out or [], inputs=given.protected(*chosen.files), overwrite=overwrite, json=json
    )
    return 0


def _rival(against: str | None, result: Result) -> str | int | None:
    """Another region by its code, or a year; the leader and the mean are compared with anyway."""
    from nqp_index.reading.selection import region_named

    if against is None or against in {"leader", "mean"}:
        return None
    if len(against) == 4 and against.isascii() and against.isdigit():
        return int(against)
    return region_named(against, result.panel, result.framework).code
