"""From what stands in a cell to a number: an own grammar, and columns of cells at once."""

from __future__ import annotations

from nqp_index.reading.amounts.column import Column, read_column
from nqp_index.reading.amounts.grammar import Amount, read_amount

__all__ = ["Amount", "Column", "read_amount", "read_column"]
