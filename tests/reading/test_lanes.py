"""A text read by columns, in pieces, gives what the same text gives line by line: values, origins, problems."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from nqp_index.model.framework import Framework
from nqp_index.reading import plain_columns, plain_look
from nqp_index.reading.containers import text as text_reader
from nqp_index.reading.ingest import read_report
from nqp_index.reading.reading import Reading

FIGURES = st.one_of(
    st.floats(0.01, 1e6).map(lambda x: f"{x:.2f}"), st.integers(0, 9999).map(str),
    st.sampled_from(["", "…", "007", "0.5", "+3", "nan", "1e400", "-2", "待定", "3①", "9007199254740993", " 5", "-0"]),
)  # fmt: skip


@st.composite
def tables(draw: st.DrawFn) -> str:
    """Rows of regions and years, sorted or not, now and then twice, with three series in measures of their own."""
    years, parks = draw(st.integers(1, 4)), draw(st.integers(2, 6))
    rows = [(y, r) for y in range(2001, 2001 + years) for r in range(parks)]
    if draw(st.booleans()):
        rows = draw(st.permutations(rows))
    if draw(st.integers(0, 4)) == 0:
        rows = [*rows, rows[0]]
    plain = draw(st.booleans())
    figure = st.integers(1, 9999).map(lambda n: f"{n / 4:.2f}") if plain else FIGURES
    names = ["园区", "园区A", "a", "长江经济带高新技术产业开发区", "长江经济带高新技术产业开发x", "园区 B"]
    lines = [f"{y},{names[r]},{','.join(draw(figure) for _ in range(3))}" for y, r in rows]
    end = draw(st.sampled_from(["\n", "\r\n"]))
    return end.join(["年份,地区,gdp(亿元),pop(万人),rd_exp(万元)", *lines]) + end * draw(st.integers(0, 1))


def seen(reading: Reading) -> tuple[object, ...]:
    """Everything that was understood, with the origin of every value."""
    panel = reading.panel
    told = (reading.tables, reading.unmatched, reading.problems, reading.ignored)
    if panel is None:
        return told
    found = [
        (o.place, o.measure, _said(o.text)) if (o := panel.origins.at(int(i))) else o for i in panel.origin.ravel()
    ]
    status = panel.status.tolist()
    return (
        *told,
        panel.regions,
        panel.years,
        panel.series,
        np.nan_to_num(panel.values, nan=-1).tolist(),
        status,
        found,
    )


def _said(text: str) -> str:
    """A number without its spelling, which a table held by columns does not keep: 0.50 is 0.5."""
    try:
        return str(float(text))
    except ValueError:
        return text


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=60)
@given(table=tables())
def test_both_ways_understand_the_same(
    tmp_path: Path, parks: Framework, monkeypatch: pytest.MonkeyPatch, table: str
) -> None:
    path = tmp_path / "t.csv"
    path.write_bytes(table.encode())
    by_lines = read_report(path, parks)
    with monkeypatch.context() as patched:
        patched.setattr(text_reader, "SMALLEST", 0)
        patched.setattr(plain_columns, "PIECE", 60)
        patched.setattr(plain_look, "PIECE", 50)
        assert seen(read_report(path, parks)) == seen(by_lines)
