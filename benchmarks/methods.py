"""What every weighting and ranking method costs: beside the bare NumPy floor and beside its peers, as ratios.

Run `python benchmarks/methods.py`. Peers are pymcdm, scikit-criteria and pyDecision, each where installed. The numbers
are the shortest of several runs in one process by the processor's clock, one after the other on the same arrays. A
ratio above 1 beside the floor is what checks, gaps and batch axes cost; a ratio above 1 beside a peer is how many times
longer the peer takes.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from functools import partial
from typing import Any

import numpy as np
from floors import FLOORS
from numpy.typing import NDArray
from peers import peers

from nqp_index.errors import NqpError
from nqp_index.methods.registry import Method, method, methods

Floats = NDArray[np.float64]
SIZES = ((31, 40), (3_000, 50), (100_000, 50))
DRAWS = 1_000
#: Nothing runs longer than this a second time, and nothing that took this long runs at the next size.
PATIENCE = 3.0
STATED = {"ahp", "budget", "bwm"}
#: These must stay within this many times the floor, and ahead of every peer.
HELD = {"entropy": 1.5, "critic": 1.5, "topsis": 1.5}


def shortest(call: Callable[[], Any]) -> float:
    """Seconds of the processor for the fastest of several runs, at least three where patience allows.

    Short calls are timed many at a time, so that reading the clock costs nothing beside them.
    """
    times = [_seconds(call, 1)]
    if times[0] > PATIENCE / 5:
        return times[0]
    number = max(1, int(0.002 / max(times[0], 1e-6)))
    while len(times) < 4 or (sum(times) * number < 0.3 and len(times) < 200):
        times.append(_seconds(call, number))
    return min(times)


def _seconds(call: Callable[[], Any], number: int) -> float:
    start = time.process_time()
    for _ in range(number):
        call()
    return (time.process_time() - start) / number


def alternating(first: Callable[[], Any], second: Callable[[], Any]) -> tuple[float, float]:
    """Shortest times of two calls run in turn, so that a busy moment of the machine hits both."""
    pairs = [(shortest(first), shortest(second)) for _ in range(3)]
    return min(a for a, _ in pairs), min(b for _, b in pairs)


def data(n: int, k: int) -> tuple[Floats, Floats, Floats]:
    """Min-max values, positive values and weights; the weights are a draw from all possible ones."""
    rng = np.random.default_rng(n)
    x = np.exp(0.7 * rng.normal(size=(n, 1)) + 0.5 * rng.normal(size=(n, k))) + 0.5
    return (x - x.min(axis=0)) / (x.max(axis=0) - x.min(axis=0)), x, rng.dirichlet(np.ones(k))


def call_of(chosen: Method, z: Floats, x: Floats, w: Floats) -> Callable[[], Any]:
    if chosen.family == "weight":
        return partial(chosen.function, x if chosen.fits_on == "raw" else z, w)
    return partial(chosen.function, 1 + 99 * z if "positive" in chosen.needs else 100 * z, w)


def floor_of(chosen: Method, z: Floats, x: Floats, w: Floats) -> Callable[[], Any] | None:
    floor = FLOORS.get((chosen.family, chosen.name))
    if floor is None:
        return None
    if chosen.family == "weight":
        return partial(floor, x if chosen.fits_on == "raw" else z)
    return partial(floor, 1 + 99 * z if "positive" in chosen.needs else 100 * z, w)


def compare(n: int, k: int, tired: set[tuple[str, str]]) -> list[str]:
    """One table; the failures to hold what is promised."""
    z, x, w = data(n, k)
    known = list(peers())
    names = sorted({p for p, *_ in known})
    broken = []
    print(f"\n{n:,} x {k}")
    print(f"{'method':<24}{'ms':>12}{'/ floor':>10}" + "".join(f"{p + ' / ours':>24}" for p in names))
    for chosen in (*methods("weight"), *methods("aggregate")):
        key = (chosen.family, chosen.name)
        if chosen.name in STATED:
            continue
        if chosen.max_rows is not None and n > chosen.max_rows:
            print(f"{chosen.name:<24}{f'refuses more than {chosen.max_rows:,} rows':>30}")
            continue
        if key in tired:
            print(f"{chosen.name:<24}{'too slow at the size before':>30}")
            continue
        ours = call_of(chosen, z, x, w)
        try:
            start = time.process_time()
            ours()
            took = time.process_time() - start
        except NqpError as error:
            print(f"{chosen.name:<24}{'refuses: ' + str(error)[:90]}")
            continue
        if took > PATIENCE / 10:
            tired.add(key)
        floor = floor_of(chosen, z, x, w)
        if took > PATIENCE / 5:
            own, least = took, shortest(floor) if floor else 0.0
        else:
            own, least = (shortest(ours), 0.0) if floor is None else alternating(ours, floor)
        line = f"{chosen.name:<24}{own * 1e3:>12.3f}" + (f"{own / least:>10.2f}" if floor else f"{'':>10}")
        if floor is not None and chosen.name in HELD and own > HELD[chosen.name] * least:
            broken.append(f"{chosen.name} at {n} x {k}: {own / least:.2f} times the floor")
        for package in names:
            found = [f for p, family, name, f in known if (p, family, name) == (package, *key)]
            line += f"{_beside(found[0], chosen, x, w, own, tired, package, broken) if found else '':>24}"
        print(line, flush=True)
    return broken


def _beside(
    peer: Callable[..., Any], chosen: Method, x: Floats, w: Floats, own: float, tired: set[tuple[str, str]],
    package: str, broken: list[str],
) -> str:  # fmt: skip
    """How many times longer a peer takes; a peer that was too slow at a smaller size is not asked again."""
    if (package, chosen.name) in tired:
        return "too slow"
    try:
        took = shortest(partial(peer, x) if chosen.family == "weight" else partial(peer, x, w))
    except (MemoryError, ValueError, TypeError, IndexError, ArithmeticError) as error:
        return type(error).__name__
    if took > PATIENCE / 10:  # thirty times the rows can mean a thousand times the time
        tired.add((package, chosen.name))
    if chosen.name in HELD and took < own:
        broken.append(f"{chosen.name} at {len(x)} rows: slower than {package}")
    return f"{took / own:.1f}"


def batched() -> None:
    """A thousand weight draws at once beside one matrix product, and beside a loop over the draws."""
    n, k = SIZES[0]
    z, _, _ = data(n, k)
    draws = np.random.default_rng(1).dirichlet(np.ones(k), size=DRAWS)
    product = shortest(lambda: draws @ z.T)
    print(f"\n{DRAWS:,} weight draws on {n} x {k}; one matrix product takes {product * 1e3:.3f} ms")
    print(f"{'method':<24}{'ms':>12}{'/ product':>12}{'loop / batch':>14}")
    for name in ("arithmetic", "topsis", "geometric"):
        chosen = method("aggregate", name)
        scores = 1 + 99 * z
        batch = shortest(partial(chosen.function, scores[None], draws))
        loop = shortest(partial(_loop, chosen, scores, draws))
        print(f"{name:<24}{batch * 1e3:>12.3f}{batch / product:>12.1f}{loop / batch:>14.1f}")
    tables = z + np.random.default_rng(2).uniform(size=(DRAWS, n, k))
    for name in ("entropy", "critic"):
        chosen = method("weight", name)
        batch = shortest(partial(chosen.function, tables, draws[0]))
        loop = shortest(lambda f=chosen.function: [f(one, draws[0]) for one in tables])
        print(f"{name + ', data drawn too':<24}{batch * 1e3:>12.3f}{batch / product:>12.1f}{loop / batch:>14.1f}")


def _loop(chosen: Method, z: Floats, draws: Floats) -> list[Floats]:
    return [chosen.function(z, w) for w in draws]


def main() -> int:
    tired: set[tuple[str, str]] = set()
    broken = [line for n, k in SIZES for line in compare(n, k, tired)]
    batched()
    print(
        "\n" + ("\n".join(broken) if broken else "entropy, critic and topsis: within 1.5 x floor, ahead of every peer")
    )
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
