"""Columns that say by what the values beside them are to be multiplied, as SDMX tables do: UNIT_MULT 6, Millions."""

from __future__ import annotations

from nqp_index.reading.layouts.grid import text_of
from nqp_index.reading.meaning.session import Task
from nqp_index.reading.names.plain import plain

_NAMES = {"unitmult", "unitmultiplier", "powercode", "powercodecode", "multiplier", "scalar", "数量级", "乘数", "倍率"}
#: What says that the values are whole as they are.
_ONE = {"", "0", "1", "units", "unit", "ones", "one", "个"}
_MOST = 5000


def is_multiplied(task: Task) -> bool:
    """Whether a column of multipliers stands beside the values and says something else than one; tells it."""
    table = task.table
    for heading in table.every:
        if plain(heading.text).replace("_", "") not in _NAMES or task.hint.measure:
            continue
        for row in table.body.rows[:_MOST]:
            text = text_of(table.grid.cell(int(row), heading.column))
            if plain(text) not in _ONE:
                task.add("E1275", int(row), heading.column, name=heading.text, text=text)
                return True
    return False
