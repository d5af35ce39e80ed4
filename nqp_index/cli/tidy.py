"""`nqp tidy`: the data as one tidy table, every value with its place of origin."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from nqp_index.cli import options as o
from nqp_index.cli.console import say, tell, waiting
from nqp_index.cli.inputs import DataOptions
from nqp_index.terms import current_language, label


def tidy(
    data: o.Data,
    out: Annotated[list[Path], typer.Option("--out", "-o", help=label("opt.out_tidy"), metavar="FILE")],
    framework: o.FrameworkName = "province",
    overwrite: o.Overwrite = False,
    aliases: o.Aliases = None,
    sources: o.Sources = None,
    prefer: o.Prefer = None,
    raw_csv: o.RawCsv = False,
) -> int:
    from nqp_index import __version__
    from nqp_index.reading.definitions import load_framework
    from nqp_index.reading.ingest import read_panel
    from nqp_index.reading.tidy import tidy_table
    from nqp_index.reports.findings import write_findings

    given = DataOptions(data, framework, None, None, aliases, sources, prefer)
    with waiting("progress.reading", count=len(data)):
        panel = read_panel(
            data, load_framework(framework), aliases=aliases, sources=sources, prefer=tuple(prefer or ())
        )
    table = tidy_table(panel, current_language())
    write_findings(
        (table,), out, title=table.title, version=__version__, is_fictional=panel.fictional, raw_csv=raw_csv,
        overwrite=overwrite, inputs=given.protected(),
    )  # fmt: skip
    tell(panel.problems)
    for path in out:
        say(label("out.written", path=path))
    return 0
