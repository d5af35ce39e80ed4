"""All reviews of a panel that was read, one after another."""

from __future__ import annotations

import warnings
from collections.abc import Sequence

import numpy as np

from nqp_index.model.panel import Panel
from nqp_index.reading.consistency.gaps import review_gaps
from nqp_index.reading.consistency.jumps import review_jumps
from nqp_index.reading.consistency.magnitude import review_magnitudes
from nqp_index.reading.consistency.sums import review_sums
from nqp_index.reading.consistency.view import View
from nqp_index.reading.consistency.vintages import review_park_names, review_province_rows, review_vintages
from nqp_index.reading.meaning.facts import Facts
from nqp_index.reading.meaning.session import Session
from nqp_index.reading.reading import TableRead


def reviewed(session: Session, aggregates: Facts, panel: Panel, tables: Sequence[TableRead]) -> None:
    """Add to the session's problems what the reviews find; `aggregates` are the facts about sums of regions."""
    view = View(panel, tuple(session.series(code) for code in panel.series), session.problems)
    if len(panel.regions) < 3:
        session.problems.add("E1270" if len(panel.regions) < 2 else "W1270", None, name=view.region(0))
    review_sums(view, aggregates, session.store)
    with np.errstate(all="ignore"), warnings.catch_warnings():
        warnings.simplefilter("ignore", RuntimeWarning)  # empty years and values at the end of the range of numbers
        review_magnitudes(view)
        review_jumps(view)
    review_gaps(view)
    review_vintages(view, tables)
    if session.lexicon.regions.free:
        review_park_names(view)
        review_province_rows(view)
