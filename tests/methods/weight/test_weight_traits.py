"""What every weighter promises, checked over the registry by its declared traits."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from nqp_index.errors import NqpError
from nqp_index.methods.kernels import Floats
from nqp_index.methods.registry import Method, methods

ALL = methods("weight")
KNOWN = {
    "data_free", "stated", "data_driven", "permutes", "batches", "takes_gaps", "constant_zero", "scale_invariant",
    "affine_invariant", "slow",
}  # fmt: skip
K = 4
#: What people would state, for the methods that need it.
STATED: dict[str, dict[str, Any]] = {
    "ahp": {"judgements": ((1, 2, 4, 8), (None, 1, 2, 4), (None, None, 1, 2), (None, None, None, 1))},
    "budget": {"points": ((40, 30, 20, 10), (25, 25, 25, 25))},
    "bwm": {"best_to_others": (1, 2, 4, 8), "others_to_worst": (8, 4, 2, 1)},
}
PRIOR = np.array([0.1, 0.2, 0.3, 0.4])


def tables(n: int = 24, batch: int = 3) -> Floats:
    """Values in [0.05, 1] with a common factor, so that every method finds weights."""
    rng = np.random.default_rng(9)
    x = rng.uniform(size=(batch, n, 1)) + 1.2 * rng.uniform(size=(batch, n, K))
    low, high = x.min(axis=-2, keepdims=True), x.max(axis=-2, keepdims=True)
    return np.asarray(0.05 + 0.95 * (x - low) / (high - low))


def weigh(method: Method, z: Floats, prior: Floats = PRIOR) -> Floats:
    return np.asarray(method(z, prior, **STATED.get(method.name, {})))


def having(trait: str) -> Any:
    found = [m for m in ALL if trait in m.traits]
    return pytest.mark.parametrize("method", found, ids=lambda m: m.name)


every = pytest.mark.parametrize("method", ALL, ids=lambda m: m.name)


@every
def test_no_method_escapes_the_common_tests(method: Method) -> None:
    assert method.traits <= KNOWN
    assert len(method.traits & {"data_free", "stated", "data_driven"}) == 1
    assert "batches" in method.traits
    assert ("constant_zero" in method.traits) == ("data_driven" in method.traits)
    assert (method.fits_on == "none") != ("data_driven" in method.traits)


@every
def test_weights_sum_to_one_and_are_not_negative(method: Method) -> None:
    w = weigh(method, tables())
    assert w.shape == (3, K)
    assert w.sum(axis=-1) == pytest.approx(np.ones(3))
    assert (w >= 0).all()


@having("batches")
def test_a_batch_gives_what_a_loop_gives_to_the_last_bit(method: Method) -> None:
    z = tables()
    assert np.array_equal(weigh(method, z), np.stack([weigh(method, one) for one in z]))


@having("batches")
def test_a_batch_may_have_two_leading_axes(method: Method) -> None:
    z = tables(batch=4).reshape(2, 2, 24, K)
    assert np.array_equal(weigh(method, z).reshape(4, K), weigh(method, z.reshape(4, 24, K)))


@having("permutes")
def test_weights_move_with_their_columns(method: Method) -> None:
    order = [2, 0, 3, 1]
    tolerance = 1e-6 if "slow" in method.traits else 1e-12
    moved = weigh(method, tables()[..., order], PRIOR[order])
    assert moved == pytest.approx(weigh(method, tables())[..., order], abs=tolerance)


@every
def test_the_order_of_regions_does_not_matter(method: Method) -> None:
    z = tables()
    assert weigh(method, z[:, ::-1]) == pytest.approx(weigh(method, z), abs=1e-6 if "slow" in method.traits else 1e-12)


@having("data_free")
def test_weights_without_data_do_not_look_at_it(method: Method) -> None:
    assert np.array_equal(weigh(method, tables()), weigh(method, np.full((3, 24, K), np.nan)))


@having("stated")
def test_stated_weights_do_not_look_at_data(method: Method) -> None:
    assert np.array_equal(weigh(method, tables()), weigh(method, np.full((3, 24, K), np.nan)))


@having("constant_zero")
@pytest.mark.parametrize("filler", [0.7, np.nan], ids=["constant", "empty"])
def test_a_column_without_information_weighs_exactly_nothing(method: Method, filler: float) -> None:
    z = tables()
    z[..., 1] = filler
    w = weigh(method, z)
    assert (w[..., 1] == 0.0).all()
    assert w.sum(axis=-1) == pytest.approx(np.ones(3))


@having("constant_zero")
def test_one_failed_draw_leaves_the_others_alone(method: Method) -> None:
    z = tables()
    z[1] = 0.7
    w = weigh(method, z)
    assert np.isnan(w[1]).all()
    assert np.array_equal(w[[0, 2]], weigh(method, z[[0, 2]]))


@having("data_driven")
@pytest.mark.parametrize("z", [np.full((8, K), 0.7), np.full((8, K), np.nan), np.full((1, K), 0.3)],
                         ids=["constant", "empty", "one region"])  # fmt: skip
def test_data_without_information_are_refused_never_nan(method: Method, z: Floats) -> None:
    with pytest.raises(NqpError):
        weigh(method, z)


@having("data_driven")
def test_a_gap_is_taken_or_refused_by_column_never_spread(method: Method) -> None:
    z = tables()
    z[:, 3, 2] = np.nan
    if "takes_gaps" in method.traits:
        assert not np.isnan(weigh(method, z)).any()
    else:
        with pytest.raises(NqpError) as refused:
            weigh(method, z)
        assert dict(refused.value.problems[0].args)["columns"] == (3,)


@having("scale_invariant")
def test_the_measure_of_an_indicator_does_not_matter(method: Method) -> None:
    z = tables()
    assert weigh(method, z * [1.0, 1000.0, 1e-4, 7.0]) == pytest.approx(weigh(method, z), abs=1e-9)


@having("affine_invariant")
def test_the_zero_point_of_an_indicator_does_not_matter(method: Method) -> None:
    z = tables()
    assert weigh(method, z * [1.0, 1000.0, 1e-4, 7.0] + [5, -3, 0, 1]) == pytest.approx(weigh(method, z), abs=1e-9)


@every
def test_the_variant_line_and_the_extras_can_be_had(method: Method) -> None:
    options = {p.name: p.default for p in method.options} | STATED.get(method.name, {})
    if method.variant is not None:
        assert method.variant(**options, n=24, k=K)
    if method.extras is not None:
        assert method.extras(tables(), PRIOR, **options)
