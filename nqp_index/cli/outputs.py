"""Findings on the terminal and in files, the same way for every analysis."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from nqp_index import __version__
from nqp_index.cli import options as o
from nqp_index.cli.console import as_data, rows_on_screen, say, say_json, tell, width_on_screen
from nqp_index.terms import current_language, label

if TYPE_CHECKING:
    from nqp_index.errors import Problem
    from nqp_index.model.findings import Table
    from nqp_index.model.result import Result

#: Rows of one table shown on the terminal.
ROWS = 40


@dataclass(frozen=True, slots=True)
class OutOptions:
    """Where a command's findings go."""

    out: o.Out = None
    overwrite: o.Overwrite = False
    json: o.AsJson = False

    @property
    def files(self) -> list[Path]:
        return self.out or []


def show_findings(
    tables: Sequence[Table], result: Result, out: OutOptions, *, inputs: Sequence[Path],
    on_screen: str | None = None, of_one_run: Sequence[tuple[str, Problem]] = (),
) -> None:  # fmt: skip
    """Write the files asked for, then the tables (or JSON, or `on_screen` in their place) on the terminal, then the
    warnings of the run; `of_one_run` are those that only one of two runs had, with its name."""
    from nqp_index.reports.document import tables_document
    from nqp_index.reports.findings import findings_text, write_findings
    from nqp_index.reports.wording import word

    lang = current_language()
    fictional = result.panel.fictional
    if out.files:
        write_findings(
            tables, out.files, title=result.framework.label.of(lang), version=__version__, lang=lang,
            is_fictional=fictional, overwrite=out.overwrite, inputs=inputs,
        )  # fmt: skip
    if out.json:
        runs = {p: run for run, p in of_one_run}
        every = dict.fromkeys((*result.problems, *runs))
        problems = [as_data(p) | ({"run": runs[p]} if p in runs else {}) for p in every]
        say_json({"tables": tables_document(tables), "problems": problems, "fictional": fictional})
        return
    if fictional:
        say(word("title.fictional", lang))
    say(findings_text(tables, rows=rows_on_screen(ROWS), width=width_on_screen()) if on_screen is None else on_screen)
    say()
    alone = [p for _, p in of_one_run]
    tell(p for p in result.problems if p not in alone)
    for run in dict.fromkeys(run for run, _ in of_one_run):
        tell((p for name, p in of_one_run if name == run), of=label(f"console.run.{run}"))
    for path in out.files:
        say(label("out.written", path=path))


def write_text(text: str, path: Path, out: OutOptions, *, inputs: Sequence[Path]) -> None:
    """A text file, whole or not at all; told on the terminal, but not into the JSON of a command."""
    from nqp_index.reports.publish import publish

    publish({path: lambda at: put_text(at, text)}, overwrite=out.overwrite, inputs=inputs)
    if not out.json:
        say(label("out.written", path=path))


def put_text(path: Path, text: str) -> None:
    """A text in UTF-8 with line ends of one kind on every system."""
    path.write_text(text, encoding="utf-8", newline="\n")
