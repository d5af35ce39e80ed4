"""`nqp check`: what was understood of the data, before anything is scored."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from nqp_index.cli.console import as_data, is_terminal, rows_on_screen, say, say_json, tell, waiting, width_on_screen
from nqp_index.cli.inputs import DataOptions
from nqp_index.cli.outputs import OutOptions, put_text
from nqp_index.cli.together import together
from nqp_index.errors import DataError, Severity
from nqp_index.terms import current_language, label


@together
def check(
    data: DataOptions,
    *,
    write_sources: Annotated[
        Path | None, typer.Option("--write-sources", help=label("opt.write_sources"), metavar="FILE.yaml")
    ] = None,
    out: OutOptions,
) -> int:
    from nqp_index import __version__
    from nqp_index.reading.definitions import load_framework
    from nqp_index.reading.ingest import read_report
    from nqp_index.reading.sources import write_sources_draft
    from nqp_index.reading.understanding import grouped_flags, understanding_tables
    from nqp_index.reports.document import tables_document
    from nqp_index.reports.findings import findings_text, write_findings
    from nqp_index.reports.publish import publish

    definition, lang = load_framework(data.framework), current_language()
    with waiting("progress.reading", count=len(data.paths)):
        reading = read_report(
            data.paths, definition, aliases=data.aliases, sources=data.sources, prefer=tuple(data.prefer or ())
        )
    tables = understanding_tables(reading, definition, lang)
    if out.files:
        write_findings(
            tables,
            out.files,
            title=label("cli.check"),
            version=__version__,
            overwrite=out.overwrite,
            inputs=data.protected(),
        )
    if write_sources is not None:
        draft = write_sources_draft(reading)
        publish({write_sources: lambda at: put_text(at, draft)}, overwrite=out.overwrite, inputs=data.protected())
    if out.json:
        say_json({"tables": tables_document(tables), "problems": [as_data(p) for p in reading.problems]})
    else:
        flags = [] if is_terminal() else [grouped_flags(reading, lang)]
        shown = [one for t in tables for one in (flags if t.key == "check_flags" else [t])]
        say(findings_text(shown, rows=rows_on_screen(60), width=width_on_screen()))
        tell(reading.problems)
        for path in [*out.files, *([write_sources] if write_sources else ())]:
            say(label("out.written", path=path))
    return DataError.exit_code if any(p.severity is Severity.ERROR for p in reading.problems) else 0
