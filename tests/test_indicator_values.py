"""The province framework on published figures: what they fill, and values worked by hand."""

from __future__ import annotations

import csv
from collections import Counter, defaultdict
from pathlib import Path

import numpy as np
import pytest

from nqp_index.model.framework import Framework, Series
from nqp_index.reading.definitions import load_framework
from nqp_index.reading.measures import parse_measure

PILLARS = ("ST", "NE", "NI", "DE", "TH", "SE", "IH")
YEARS = (2019, 2020, 2021, 2022, 2023)


@pytest.fixture(scope="module")
def province() -> Framework:
    return load_framework("province")


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def facts_cube(shared: Path, series: tuple[Series, ...]) -> dict[str, np.ndarray]:
    """Series code → (years, 31) of the published figures, in the dictionary's measures."""
    lines = rows(shared / "facts" / "province_figures.csv")
    codes = {code: k for k, code in enumerate(sorted({r["code"] for r in lines}))}
    by_code = {s.code: s for s in series}
    cube: dict[str, np.ndarray] = defaultdict(lambda: np.full((len(YEARS), 31), np.nan))
    for line in lines:
        if int(line["year"]) in YEARS:
            cube[line["series"]][YEARS.index(int(line["year"])), codes[line["code"]]] = float(line["value"])
            unit = parse_measure(line["unit"])
            assert unit is not None
            assert unit.factor_to(by_code[line["series"]].measure) == 1, line["series"]
    return dict(cube)


def computed(framework: Framework, cube: dict[str, np.ndarray]) -> dict[str, np.ndarray]:
    return {
        i.code: i.formula.evaluate(cube, YEARS)[0] for i in framework.indicators if set(i.formula.names) <= set(cube)
    }


def test_in_2020_every_pillar_has_at_least_three_indicators_for_almost_all_provinces(
    province: Framework, shared: Path
) -> None:
    """Audit rows A1 and B1, on published figures alone."""
    values = computed(province, facts_cube(shared, province.series))
    filled = Counter(province.pillar_of(c) for c, v in values.items() if np.isfinite(v[1]).sum() >= 30)
    assert set(filled) == set(PILLARS)
    assert all(3 <= n <= 7 for n in filled.values()), filled


@pytest.mark.parametrize("year", [2019, 2021, 2022, 2023])
def test_official_statistics_of_every_year_reach_every_pillar(province: Framework, shared: Path, year: int) -> None:
    values = computed(province, facts_cube(shared, province.series))
    t = YEARS.index(year)
    filled = {province.pillar_of(c) for c, v in values.items() if np.isfinite(v[t]).sum() >= 30}
    assert filled == set(PILLARS)


def test_every_computed_value_of_the_facts_is_plausible(province: Framework, shared: Path) -> None:
    indicators = {i.code: i for i in province.indicators}
    for code, values in computed(province, facts_cube(shared, province.series)).items():
        low, high = indicators[code].plausible
        there = values[np.isfinite(values)]
        assert low is None or (there >= low).all(), code
        assert high is None or (there <= high).all(), code


def test_indicators_equal_values_worked_by_hand(province: Framework, shared: Path) -> None:
    """北京 2020, typed from the printed tables: 全国科技经费投入统计公报 (R&D 2326.6 亿元), 国家数据 (GDP 38503.6 亿元,
    2189 万人, 1164 万 employed, power 457.47 of which thermal 436.09 亿千瓦时, software 157372908 万元, 2084.1 万
    ports, 254165 applications of which 145035 inventions), 中国科技统计年鉴 2021 (basic research 3730986, firms' funds
    10742209, high-tech new products 24875374 万元 of 6573 亿元, 336280 人年)."""
    values = computed(province, facts_cube(shared, province.series))
    by_hand = {
        "ST1": 2326.6 / 38503.6 * 100,
        "SE3": 1074.2209 / 38503.6 * 100,
        "IH1": 373.0986 / 38503.6 * 1000,
        "DE10": 15737.2908 / 38503.6 * 100,
        "NI3": 2487.5374 / 6573 * 100,
        "NE9": (457.47 - 436.09) / 457.47 * 100,
        "NE11": 436.09 / 38503.6,
        "DE3": 2084.1 / 2189 * 10_000,
        "TH1": 336280 / 2189,
        "SE6": (254165 - 145035) / 2189,
        "NI8": 38503.6 / 1164,
    }
    assert {c: values[c][1, 0] for c in by_hand} == pytest.approx(by_hand, rel=1e-12)


def test_a_factor_of_ten_thousand_in_a_ratio_leaves_the_plausible_range(province: Framework, shared: Path) -> None:
    values = computed(province, facts_cube(shared, province.series))
    indicators = {i.code: i for i in province.indicators}
    for code in ("ST1", "ST8", "NI2", "NI8", "NI10", "DE10", "IH1", "IH5", "TH1", "TH6"):
        high = indicators[code].plausible[1]
        assert high is not None
        assert np.nanmedian(values[code]) * 10_000 > high, code
        assert np.nanmax(values[code]) <= high, code
