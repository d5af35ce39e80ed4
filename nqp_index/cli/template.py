"""`nqp template`: a blank workbook to fill in, for data or for AHP judgements."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from nqp_index.cli import options as o
from nqp_index.cli.choices import years_of
from nqp_index.cli.console import say
from nqp_index.errors import UsageError, problem
from nqp_index.terms import current_language, label


def template(
    out: Annotated[Path, typer.Option("--out", "-o", help=label("opt.out_template"), metavar="FILE.xlsx")],
    framework: o.FrameworkName = "province",
    year: Annotated[
        list[str] | None, typer.Option("--year", "-y", help=label("opt.year_template"), metavar="YEAR|FROM-TO")
    ] = None,
    region: Annotated[list[str] | None, typer.Option("--region", help=label("opt.region"), metavar="NAME")] = None,
    ahp: Annotated[bool, typer.Option("--ahp", help=label("opt.ahp"))] = False,
    overwrite: o.Overwrite = False,
) -> int:
    from nqp_index.reading.definitions import load_framework
    from nqp_index.reading.selection import listed_regions
    from nqp_index.reports.publish import publish
    from nqp_index.reports.template import write_ahp_template, write_template

    if out.suffix.lower() != ".xlsx":
        raise UsageError(problem("E5013", suffix=out.suffix, name=out.name, known=(".xlsx",)))
    definition, lang = load_framework(framework), current_language()
    if ahp:
        publish(
            {out: lambda at: write_ahp_template(definition, at, lang=lang)},
            overwrite=overwrite,
            inputs=[Path(framework)],
        )
    else:
        regions = [(r.code, r.label.zh, r.label.en) for r in listed_regions(definition, region or [])]
        years = years_of(year) or (label_year(),)
        publish(
            {out: lambda at: write_template(definition, at, years=years, regions=regions, lang=lang)},
            overwrite=overwrite,
            inputs=[Path(framework)],
        )
    say(label("out.written", path=out))
    return 0


def label_year() -> int:
    """The year a yearbook table made now would most likely be about: the last but one that is complete."""
    from datetime import date

    return date.today().year - 2
