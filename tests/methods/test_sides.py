"""Side results are declared: each has a name in both languages, and a method's extras take what the method takes."""

from __future__ import annotations

import inspect

import numpy as np
import pytest

from nqp_index.methods.examples import sample
from nqp_index.methods.registry import Method, methods

WITH_EXTRAS = [m for m in methods() if m.extras is not None]
every = pytest.mark.parametrize("one", WITH_EXTRAS, ids=lambda m: f"{m.family}-{m.name}")


@every
def test_every_side_result_is_declared_with_its_axes(one: Method) -> None:
    arrays, options = sample(one)
    assert one.extras is not None
    found = dict(one.extras(*arrays.values(), **options))
    found.pop("problems", None)
    assert set(found) == {s.name for s in one.sides} != set()
    for side in one.sides:
        assert side.zh
        assert side.en
        assert np.ndim(found[side.name]) == len(side.over)


@every
def test_extras_take_every_option_of_their_method(one: Method) -> None:
    assert one.extras is not None
    taken = set(inspect.signature(one.extras).parameters)
    assert {p.name for p in one.parameters} <= taken


def test_only_methods_with_extras_declare_side_results() -> None:
    assert [m.name for m in methods() if m.extras is None and (m.sides or m.told)] == []
