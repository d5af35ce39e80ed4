"""All reviews of a panel that was read, one after another."""

from __future__ import annotations

from collections.abc import Sequence

from nqp_index.model.panel import Panel
from nqp_index.reading.meaning.facts import Facts
from nqp_index.reading.meaning.session import Session
from nqp_index.reading.reading import TableRead


def reviewed(session: Session, facts: Facts, panel: Panel, tables: Sequence[TableRead]) -> None:
    """Add to the session's problems what the reviews find."""
