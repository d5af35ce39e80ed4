"""`nqp score`: spreadsheets in, a ranking out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from nqp_index.cli import options as o
from nqp_index.cli.console import console_width, say, say_json, tell, waiting
from nqp_index.cli.inputs import DataOptions, RecipeOptions, scored
from nqp_index.terms import current_language, label

if TYPE_CHECKING:
    from pathlib import Path

    from nqp_index.errors import Problem
    from nqp_index.model.findings import RankUncertainty
    from nqp_index.model.result import Result


def score(
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
    out: o.Out = None,
    overwrite: o.Overwrite = False,
    intervals: Annotated[int, typer.Option("--intervals", min=0, help=label("opt.intervals"), metavar="DRAWS")] = 0,
    seed: o.Seed = 0,
    aliases: o.Aliases = None,
    sources: o.Sources = None,
    prefer: o.Prefer = None,
    raw_csv: o.RawCsv = False,
    json: o.AsJson = False,
) -> int:
    given = DataOptions(data, framework, only_years, exclude, aliases, sources, prefer)
    chosen = RecipeOptions(recipe, impute, treat, normalise, weight, aggregate, structure, scope, time)
    result = scored(given, chosen, year)
    uncertainty = rank_intervals(result, intervals, seed) if intervals and result.has_ranks else None
    show(
        result,
        out or [],
        inputs=given.protected(*chosen.files),
        overwrite=overwrite,
        raw_csv=raw_csv,
        uncertainty=uncertainty,
        json=json,
    )
    return 0


def show(
    result: Result, out: list[Path], *, inputs: list[Path], overwrite: bool, uncertainty: RankUncertainty | None,
    raw_csv: bool = False, json: bool = False,
) -> None:  # fmt: skip
    """Write the files asked for, then the ranking (or everything as JSON) on the terminal."""
    from nqp_index.reports.document import document
    from nqp_index.reports.text import ranking_table
    from nqp_index.reports.view import View
    from nqp_index.reports.writers import write_result

    lang = current_language()
    written: tuple[Problem, ...] = ()
    if out:
        with waiting("progress.writing", path=", ".join(p.name for p in out)):
            written = write_result(
                result, out, lang=lang, uncertainty=uncertainty, raw_csv=raw_csv, overwrite=overwrite, inputs=inputs
            )
    if json:
        say_json(document(View.of(result, lang, uncertainty=uncertainty)))
        return
    say(ranking_table(result, lang=lang, width=console_width(), uncertainty=uncertainty))
    say()
    tell((*result.problems, *written))
    for path in out:
        say(label("out.written", path=path))


def rank_intervals(result: Result, draws: int, seed: int) -> RankUncertainty:
    """The default uncertainty run beside a scoring, with a progress bar."""
    from nqp_index.analysis.uncertainty import uncertainty
    from nqp_index.cli.console import Bar

    bar = Bar("progress.draws")
    try:
        return uncertainty(result, draws=draws, seed=seed, progress=bar)
    finally:
        bar.close()
