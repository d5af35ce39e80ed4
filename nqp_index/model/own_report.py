"""By what a file of results is known again when it lies among the data: the writers set it, the reader looks for it."""

from __future__ import annotations

#: The category in the properties of a workbook of results. The template and the tidy table are data and have none.
CATEGORY = "nqp_index report"
#: The heading of scores as .csv and .parquet.
SCORE_COLUMNS = ("region", "code", "year", "node", "level", "score", "rank", "coverage")
#: Keys of tables that are written like findings and are data all the same.
DATA_TABLES = frozenset({"tidy"})
