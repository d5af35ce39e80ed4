"""The panel as one tidy table: a row for every value, with the way back to the cell it stood in."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np

from nqp_index.errors import Place, column_letters
from nqp_index.model.findings.table import Plain, Table
from nqp_index.model.panel import CellStatus, Panel
from nqp_index.terms import Lang, current_language, label

if TYPE_CHECKING:
    import pandas as pd

    from nqp_index.reading.reading import Reading

#: Columns of the tidy table; the first seven are read back as a long table.
KEYS = ("region", "code", "year", "series", "value", "measure", "status", "file", "sheet", "cell", "text")


def tidy_rows(source: Panel | Reading, lang: Lang | None = None) -> Iterator[tuple[Plain, ...]]:
    """One row per value that stood somewhere, in the order year, region, series; missing marks and rejected values
    are rows without a value. Columns as in `KEYS`."""
    panel = source if isinstance(source, Panel) else source.panel
    if panel is None:
        return
    lang = lang or current_language()
    names = [r.label.of(lang) or r.code for r in panel.regions]
    measures = panel.measures or ("",) * len(panel.series)
    present = (panel.status != CellStatus.MISSING) | (panel.origin >= 0)
    for t, r, k in np.argwhere(present).tolist():
        value = float(panel.values[t, r, k])
        origin = panel.origins.at(int(panel.origin[t, r, k]))
        place = origin.place if origin else Place()
        yield (
            names[r], panel.regions[r].code, panel.years[t], panel.series[k], value if value == value else None,
            measures[k], CellStatus(int(panel.status[t, r, k])).name.lower(), place.file, place.sheet,
            f"{column_letters(place.column)}{place.row}" if origin else "", origin.text if origin else "",
        )  # fmt: skip


def tidy_table(panel: Panel, lang: Lang | None = None) -> Table:
    """The tidy table for printing and writing."""
    lang = lang or current_language()
    columns = tuple(label(f"tidy.{key}", lang) for key in KEYS)
    return Table("tidy", label("tidy", lang), KEYS, columns, tuple(tidy_rows(panel, lang)))


def tidy_frame(panel: Panel, lang: Lang | None = None) -> pd.DataFrame:
    """The tidy table as a pandas frame, with language-free column names."""
    import pandas as pd

    return pd.DataFrame(list(tidy_rows(panel, lang)), columns=list(KEYS))
