"""`nqp tidy`: the data as one tidy table, every value with its place of origin."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from nqp_index.cli import options as o
from nqp_index.cli.console import say, tell, waiting
from nqp_index.cli.inputs import DataOptions
from nqp_index.cli.together import together
from nqp_index.terms import current_language, label


@together
def tidy(
    data: DataOptions,
    *,
    out: Annotated[list[Path], typer.Option("--out", "-o", help=label("opt.out_tidy"), metavar="FILE")],
    overwrite: o.Overwrite = False,
    raw_csv: o.RawCsv = False,
) -> int:
    from nqp_index import __version__
    from nqp_index.reading.definitions import load_framework
    from nqp_index.reading.ingest import read_panel
    from nqp_index.reading.tidy import tidy_table
    from nqp_index.reports.findings import write_findings

    with waiting("progress.reading", count=len(data.paths)):
        panel = read_panel(
            data.paths,
            load_framework(data.framework),
            aliases=data.aliases,
            sources=data.sources,
            prefer=tuple(data.prefer or ()),
        )
    table = tidy_table(panel, current_language())
    write_findings(
        (table,), out, title=table.title, version=__version__, is_fictional=panel.fictional, raw_csv=raw_csv,
        overwrite=overwrite, inputs=data.protected(),
    )  # fmt: skip
    tell(panel.problems)
    for path in out:
        say(label("out.written", path=path))
    return 0
