"""Options that several commands share, each described once."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from nqp_index.terms import label

Data = Annotated[list[Path], typer.Argument(help=label("opt.data"), metavar=label("meta.data"), show_default=False)]
FrameworkName = Annotated[str, typer.Option("--framework", "-f", help=label("opt.framework"), metavar="NAME|FILE")]
RecipeName = Annotated[str, typer.Option("--recipe", "-r", help=label("opt.recipe"), metavar="NAME|FILE")]
Impute = Annotated[str | None, typer.Option("--impute", help=label("opt.impute"), metavar="NAME")]
Treat = Annotated[str | None, typer.Option("--treat", help=label("opt.treat"), metavar="NAME")]
Normalise = Annotated[str | None, typer.Option("--normalise", help=label("opt.normalise"), metavar="NAME")]
Weight = Annotated[str | None, typer.Option("--weight", help=label("opt.weight"), metavar="NAME|FILE")]
Aggregate = Annotated[str | None, typer.Option("--aggregate", help=label("opt.aggregate"), metavar="NAME")]
Structure = Annotated[str | None, typer.Option("--structure", help=label("opt.structure"), metavar="nested|flat")]
ScopeText = Annotated[
    str | None, typer.Option("--scope", help=label("opt.scope"), metavar="pooled|yearly|base:YEAR|fixed:FILE")
]
Time = Annotated[str | None, typer.Option("--time", help=label("opt.time"), metavar="NAME")]
Year = Annotated[str | None, typer.Option("--year", "-y", help=label("opt.year"), metavar="YEAR")]
OnlyYears = Annotated[
    list[str] | None, typer.Option("--only-years", help=label("opt.only_years"), metavar="YEAR|FROM-TO")
]
Excluded = Annotated[list[str] | None, typer.Option("--exclude", "-x", help=label("opt.exclude"), metavar="REGION")]
Out = Annotated[list[Path] | None, typer.Option("--out", "-o", help=label("opt.out"), metavar="FILE")]
Overwrite = Annotated[bool, typer.Option("--overwrite", help=label("opt.overwrite"))]
AsJson = Annotated[bool, typer.Option("--json", help=label("opt.json"))]
Aliases = Annotated[Path | None, typer.Option("--aliases", help=label("opt.aliases"), metavar="FILE")]
Sources = Annotated[Path | None, typer.Option("--sources", help=label("opt.sources"), metavar="FILE")]
Prefer = Annotated[list[str] | None, typer.Option("--prefer", help=label("opt.prefer"), metavar="FILE")]
RawCsv = Annotated[bool, typer.Option("--raw-csv", help=label("opt.raw_csv"))]
Seed = Annotated[int, typer.Option("--seed", min=0, help=label("opt.seed"), metavar="N")]
