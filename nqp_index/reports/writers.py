"""Which writer a file name asks for, and the one call that writes a result's files whole or not at all."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Sequence
from pathlib import Path

from nqp_index.errors import Problem, UsageError, problem
from nqp_index.model.findings import Findings, RankUncertainty
from nqp_index.model.result import Result
from nqp_index.reports.publish import Writer, publish
from nqp_index.reports.view import View
from nqp_index.reports.wording import distinct
from nqp_index.terms import Lang, current_language

#: The suffixes that `--out` knows, each with its writer.
SUFFIXES = (".xlsx", ".csv", ".json", ".parquet")


def write_result(
    result: Result, paths: Sequence[Path], *, lang: Lang | None = None, year: int | None = None,
    uncertainty: RankUncertainty | None = None, findings: Sequence[Findings] = (), raw_csv: bool = False,
    overwrite: bool = False, inputs: Sequence[Path] = (),
) -> tuple[Problem, ...]:  # fmt: skip
    """Write a result to every path, in the format of its suffix, and give the warnings this brought up.

    lang      of names and headings; the language spoken now by default
    year      the one in front; the latest full year by default
    findings  whose tables stand beside the result, as sheets of .xlsx and in .json; those of `uncertainty` are added
    raw_csv   leave text in .csv as it is, even where a spreadsheet would run it as a formula
    inputs    files that were read and therefore must not be written
    Raises UsageError (unknown suffix or year), OutputExists, WriteError; see `publish`.
    """
    every = (*((uncertainty,) if uncertainty is not None else ()), *findings)
    view = View.of(result, lang or current_language(), year=year, uncertainty=uncertainty, findings=every)
    found: list[Problem] = []
    writers = {path: _collecting(_writer(path, view, raw_csv=raw_csv), found) for path in checked_suffixes(paths)}
    publish(writers, overwrite=overwrite, inputs=inputs)
    return tuple(distinct(found))


def checked_suffixes(paths: Sequence[Path]) -> Sequence[Path]:
    """The paths again, when every suffix is known. Raises UsageError for all that are not."""
    unknown = [
        problem("E5013", suffix=path.suffix, name=path.name, known=_near(path.suffix))
        for path in paths
        if path.suffix.lower() not in SUFFIXES
    ]
    if unknown:
        raise UsageError(unknown)
    return paths


def _near(suffix: str) -> Sequence[str]:
    return difflib.get_close_matches(suffix.lower(), SUFFIXES, n=1, cutoff=0.6) or SUFFIXES


def _writer(path: Path, view: View, *, raw_csv: bool) -> Callable[[Path], tuple[Problem, ...]]:
    from nqp_index.reports.document import write_json
    from nqp_index.reports.excel.book import write_workbook
    from nqp_index.reports.tidy import write_csv, write_parquet

    writers: dict[str, Callable[[Path], tuple[Problem, ...]]] = {
        ".xlsx": lambda p: write_workbook(view, p), ".csv": lambda p: write_csv(view, p, raw=raw_csv),
        ".json": lambda p: write_json(view, p), ".parquet": lambda p: write_parquet(view, p),
    }  # fmt: skip
    return writers[path.suffix.lower()]


def _collecting(write: Callable[[Path], tuple[Problem, ...]], found: list[Problem]) -> Writer:
    """A writer that keeps its warnings in `found`."""

    def collected(path: Path) -> None:
        found.extend(write(path))

    return collected
