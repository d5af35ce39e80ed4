"""`nqp uncertainty`: all choices at once, and an interval beside every rank."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from nqp_index.cli import options as o
from nqp_index.cli.console import Bar
from nqp_index.cli.inputs import DataOptions, RecipeOptions, Selection, scored
from nqp_index.cli.outputs import OutOptions, show_findings, write_text
from nqp_index.cli.together import together
from nqp_index.terms import label

Assumptions = Annotated[Path | None, typer.Option("--assumptions", help=label("opt.assumptions"), metavar="FILE.yaml")]
WriteAssumptions = Annotated[
    Path | None, typer.Option("--write-assumptions", help=label("opt.write_assumptions"), metavar="FILE.yaml")
]


@together
def uncertainty(
    data: DataOptions,
    recipe: RecipeOptions,
    selection: Selection,
    *,
    draws: Annotated[int | None, typer.Option("--draws", min=1, help=label("opt.draws"), metavar="N")] = None,
    seed: o.Seed = 0,
    top: Annotated[list[int] | None, typer.Option("--top", min=1, help=label("opt.top"), metavar="K")] = None,
    grid: Annotated[bool, typer.Option("--grid/--no-grid", help=label("opt.grid"))] = True,
    jobs: Annotated[int, typer.Option("--jobs", min=1, help=label("opt.jobs"), metavar="N")] = 1,
    assumptions: Assumptions = None,
    write_assumptions: WriteAssumptions = None,
    out: OutOptions,
) -> int:
    from joblib import parallel_config

    from nqp_index.analysis.assumptions_file import assumptions_to_yaml
    from nqp_index.analysis.uncertainty import settled_assumptions
    from nqp_index.analysis.uncertainty import uncertainty as rank_uncertainty

    result = scored(data, recipe, selection)
    used = settled_assumptions(result, assumptions)
    used = used if draws is None else replace(used, draws=draws)
    if write_assumptions is not None:
        read = data.protected(*recipe.files, assumptions)
        write_text(assumptions_to_yaml(used), write_assumptions, out, inputs=read)
    bar = Bar("progress.draws")
    try:
        with parallel_config(backend="loky" if jobs > 1 else "sequential", n_jobs=jobs):
            found = rank_uncertainty(
                result, assumptions=used, seed=seed, top=tuple(top or (3, 5, 10)), grid=grid, progress=bar
            )
    finally:
        bar.close()
    show_findings(found.tables(), result, out, inputs=data.protected(*recipe.files, assumptions))
    return 0
