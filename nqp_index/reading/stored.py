"""The reference set of an earlier run, read back from its JSON result, for `scope: fixed`."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np

from nqp_index.errors import DataError, Place, problem
from nqp_index.model.panel import Floats
from nqp_index.model.result import Reference


def load_reference(path: Path) -> Reference:
    """The reference rows and weights of the run that wrote `path`. Raises DataError when the file holds none."""
    place = Place(path.name)
    try:
        stored = json.loads(path.read_text(encoding="utf-8"))["reference"]
        reference = Reference(
            indicators=tuple(str(code) for code in stored["indicators"]),
            rows=tuple((str(code), int(year)) for code, year in stored["rows"]),
            values=_array(stored["values"]),
            weights={str(code): _array(w) for code, w in stored["weights"].items()},
            leaf_weights={str(code): _array(w) for code, w in stored["leaf_weights"].items()},
        )
    except OSError as error:
        raise DataError(problem("E1495", place, reason=error.strerror or "?")) from None
    except (ValueError, KeyError, TypeError, RecursionError):
        raise DataError(problem("E1496", place)) from None
    if reference.values.shape != (len(reference.rows), len(reference.indicators)):
        raise DataError(problem("E1496", place))
    return reference


def _array(rows: Any) -> Floats:
    return np.array([[np.nan if v is None else float(v) for v in row] for row in rows], dtype=np.float64)
