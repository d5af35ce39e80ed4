"""A method of one's own is one function in one file: everything else follows from its declaration."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import numpy as np
import pytest

from nqp_index.methods import registry
from nqp_index.methods.catalogue import markdown, method_list, method_pages
from nqp_index.methods.params import objections
from nqp_index.methods.registry import method, methods

OWN = '''
from typing import Annotated

import numpy as np

from nqp_index.methods.params import Interval
from nqp_index.methods.registry import register


@register(
    "weight", "by_range", zh="极差权", en="weights by range", formula="w = (max - min)^p / sum", source="this test",
    needs={"real"}, fits_on="raw", traits={"data_driven"},
)
def by_range(z, prior, *, p: Annotated[float, Interval(0, 5)] = 1.0):
    """Weights in proportion to the range of each column.

    z  (..., n, k)  raw values
    """
    span = (z.max(axis=-2) - z.min(axis=-2)) ** p
    return span / span.sum(axis=-1, keepdims=True)
'''


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The method registered from a file outside the package, and forgotten afterwards."""
    methods()
    (tmp_path / "method_of_my_own.py").write_text(OWN, encoding="utf-8")
    monkeypatch.syspath_prepend(str(tmp_path))
    import_module("method_of_my_own")
    yield
    registry._methods.pop(("weight", "by_range"))
    sys.modules.pop("method_of_my_own")


@pytest.mark.usefixtures("own")
def test_it_is_found_and_computes() -> None:
    w = method("weight", "by_range")(np.array([[0.0, 0.0], [3.0, 1.0]]), np.ones(2))
    assert w.tolist() == [0.75, 0.25]
    assert method("weight", "极差权").name == "by_range"


@pytest.mark.usefixtures("own")
def test_its_parameters_are_checked() -> None:
    chosen = method("weight", "by_range")
    found = objections(chosen.options, {"p": 9.0, "q": 1}, method="by_range")
    assert [p.code for p in found] == ["E3003", "E3002"]
    assert objections(chosen.options, {"p": 2.0}, method="by_range") == []


@pytest.mark.usefixtures("own")
def test_it_stands_in_the_catalogue_with_a_worked_example() -> None:
    assert "by_range" in method_list("en")
    assert "极差权" in method_list("zh")
    page = method_pages("by_range", "en")
    assert "p: [0, 5], default 1" in page
    assert "this test" in page
    assert "0.074  0.91  0.016" in page  # ranges 30, 369 and 6.5 of the raw sample
    assert "by_range" in markdown("weight", "zh")


def test_without_its_file_nothing_is_left_of_it() -> None:
    assert "by_range" not in {m.name for m in methods("weight")}
