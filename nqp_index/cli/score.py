"""`nqp score`: spreadsheets in, a ranking out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from nqp_index.cli import options as o
from nqp_index.cli.console import console_width, say, say_json, tell, waiting
from nqp_index.cli.inputs import DataOptions, RecipeOptions, Selection, scored
from nqp_index.cli.outputs import OutOptions
from nqp_index.cli.together import together
from nqp_index.terms import current_language, label

if TYPE_CHECKING:
    from pathlib import Path

    from nqp_index.errors import Problem
    from nqp_index.model.findings import RankUncertainty
    from nqp_index.model.result import Result


@together
def score(
    data: DataOptions,
    recipe: RecipeOptions,
    selection: Selection,
    *,
    intervals: Annotated[int, typer.Option("--intervals", min=0, help=label("opt.intervals"), metavar="DRAWS")] = 0,
    seed: o.Seed = 0,
    raw_csv: o.RawCsv = False,
    out: OutOptions,
) -> int:
    result = scored(data, recipe, selection)
    uncertainty = rank_intervals(result, intervals, seed)
    show(result, out, inputs=data.protected(*recipe.files), uncertainty=uncertainty, raw_csv=raw_csv)
    return 0


def show(
    result: Result, out: OutOptions, *, inputs: list[Path], uncertainty: RankUncertainty | None = None,
    raw_csv: bool = False,
) -> None:  # fmt: skip
    """Write the files asked for, then the ranking (or everything as JSON) on the terminal."""
    from nqp_index.reports.document import document
    from nqp_index.reports.text import ranking_table
    from nqp_index.reports.view import View
    from nqp_index.reports.writers import write_result

    lang = current_language()
    written: tuple[Problem, ...] = ()
    if out.files:
        with waiting("progress.writing", path=", ".join(p.name for p in out.files)):
            written = write_result(
                result, out.files, lang=lang, uncertainty=uncertainty, raw_csv=raw_csv, overwrite=out.overwrite,
                inputs=inputs,
            )  # fmt: skip
    if out.json:
        say_json(document(View.of(result, lang, uncertainty=uncertainty)))
        return
    say(ranking_table(result, lang=lang, width=console_width(), uncertainty=uncertainty))
    say()
    tell((*result.problems, *written))
    for path in out.files:
        say(label("out.written", path=path))


def rank_intervals(result: Result, draws: int, seed: int) -> RankUncertainty | None:
    """The default uncertainty run beside a scoring, with a progress bar; none where nobody is ranked."""
    if not draws or not result.has_ranks:
        return None
    from nqp_index.analysis.uncertainty import uncertainty
    from nqp_index.cli.console import Bar

    bar = Bar("progress.draws")
    try:
        return uncertainty(result, draws=draws, seed=seed, progress=bar)
    finally:
        bar.close()
