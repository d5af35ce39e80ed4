"""`nqp demo`: score the sample data that travel with the program."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from nqp_index.cli import options as o
from nqp_index.cli.inputs import DataOptions, RecipeOptions, Selection, scored
from nqp_index.cli.outputs import OutOptions
from nqp_index.cli.score import rank_intervals, show
from nqp_index.terms import label


def demo(
    parks: Annotated[bool, typer.Option("--parks", help=label("opt.parks"))] = False,
    out: o.Out = None,
    intervals: Annotated[int, typer.Option("--intervals", min=0, help=label("opt.intervals"), metavar="DRAWS")] = 1000,
    seed: o.Seed = 0,
) -> int:
    from nqp_index.resources import sample_data_folder

    folder = sample_data_folder() / ("parks" if parks else "provinces")
    targets = out or [Path("FICTIONAL_parks_ranking.xlsx" if parks else "ranking.xlsx")]
    data = DataOptions([folder], "park" if parks else "province")
    result = scored(data, RecipeOptions(), Selection())
    uncertainty = rank_intervals(result, intervals, seed)
    show(result, OutOptions(targets, overwrite=True), inputs=data.protected(), uncertainty=uncertainty)
    return 0
