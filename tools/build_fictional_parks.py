"""Make up twelve parks that do not exist: `sample_data/parks`, for trying out the park framework.

Run as `python tools/build_fictional_parks.py OUT`. Every figure is invented: a park's size and its eight strengths are
drawn once with a fixed seed, and each series follows from them with a little noise, so that the parts fit the wholes.
"""

from __future__ import annotations

import csv
import random
import sys
from collections.abc import Sequence
from pathlib import Path

from build_sample_data import workbook

MARK = "虚构数据 FICTIONAL DATA"
PARKS = ("云溪", "星澜", "北陌", "青禾湾", "石桥", "海棠岭", "望川", "金梧", "镜湖", "白榆", "长汀渡", "松间")
YEARS = (2021, 2022, 2023)
INDICATORS = Path(__file__).resolve().parents[1] / "indicators"
FIELDS = tuple(f"field_share_{k}" for k in range(1, 9))
SHEETS = {
    "规模与产业": (
        "revenue output value_added net_profit net_assets staff firms area_km2 export htm_rev hts_rev sei_rev mfg_rev "
        "ps_rev digital_core_rev new_product_rev new_rev"
    ),
    "科技与人才": (
        "rd_internal rd_fte inv_pat_valid pat_overseas pct tech_contract bachelor_staff returnees foreign_staff "
        "new_firms incubated_firms hnte gazelle unicorn little_giant rd_inst iur_exp vc tech_service_export"
    ),
    "绿色与数字": "energy_sce co2 power_use green_power sw_total sw_used digital_firms above_scale_firms bs5g racks",
}
UPGRADING = ("old_projects_prev", "exit_old", "new_projects", "future_new", *FIELDS)
WHOLE = {"人", "家", "件", "个", "人年"}
#: Not reported, as happens: (park, year, series).
GAPS = frozenset({("石桥", 2021, "green_power"), ("石桥", 2022, "green_power"), ("松间", 2021, "unicorn")})

Park = dict[str, float]


class Draws:
    """A park's lasting traits, each between 0 and 1, and the yearly noise around them."""

    def __init__(self, seed: int) -> None:
        self._random, self._yearly = random.Random(seed), random.Random(seed + 1000)
        names = ("science", "energy", "industry", "digital", "talent", "founders", "openness", "renewal")
        self.traits = {name: self._random.betavariate(2, 2) for name in names}
        self.size = self._random.lognormvariate(0, 0.6)

    def share(self, trait: str, low: float, high: float) -> float:
        """A share between low and high that follows a trait; at most 3 % noise."""
        return (low + (high - low) * self.traits[trait]) * self._random.uniform(0.97, 1.03)

    def fields(self) -> list[float]:
        """What the eight frontier fields weigh in the park; their shares follow from it every year."""
        return [self._random.gammavariate(0.8, 1) for _ in FIELDS]

    def field_shares(self, fields: Sequence[float]) -> list[float]:
        """Shares of the fields in per cent, one decimal, that sum to 100; at most 3 % noise in what each weighs."""
        raw = [weight * self._yearly.uniform(0.97, 1.03) for weight in fields]
        shares = [round(100 * r / sum(raw), 1) for r in raw]
        largest = shares.index(max(shares))
        shares[largest] = round(shares[largest] + 100 - sum(shares), 1)
        return shares


def made_up(seed: int, measures: dict[str, str]) -> dict[int, Park]:
    """Three years of one park; what is counted is whole, the rest has four digits."""
    draws = Draws(seed)
    pace = draws.share("renewal", 1.02, 1.12)
    fields = draws.fields()
    old = 20 + 60 * draws.size
    years = {}
    for step, year in enumerate(YEARS):
        park = _business(draws, 900 * draws.size * pace**step, step)
        park |= _science(draws, park)
        park |= _green_and_digital(draws, park)
        park |= _upgrading(draws, old, pace**step)
        park |= dict(zip(FIELDS, draws.field_shares(fields), strict=True))
        old -= park["exit_old"]
        years[year] = {k: float(round(v)) if measures[k] in WHOLE else float(f"{v:.4g}") for k, v in park.items()}
    return years


def _business(draws: Draws, revenue: float, step: int) -> Park:
    share = draws.share
    high_tech = share("industry", 0.18, 0.6)
    return {
        "revenue": revenue,
        "output": revenue * 0.92,
        "value_added": revenue * 0.92 * share("industry", 0.18, 0.32),
        "net_profit": revenue * share("science", 0.03, 0.09),
        "net_assets": revenue * 0.62,
        "staff": revenue * 75,
        "firms": revenue * 2.2,
        "area_km2": 40 * draws.size**0.5,
        "export": revenue * share("openness", 0.04, 0.25),
        "htm_rev": revenue * high_tech * 0.7,
        "hts_rev": revenue * high_tech * 0.3,
        "sei_rev": revenue * share("industry", 0.2, 0.55),
        "mfg_rev": revenue * 0.55,
        "ps_rev": revenue * share("industry", 0.1, 0.3),
        "digital_core_rev": revenue * share("digital", 0.06, 0.35),
        "new_product_rev": revenue * share("renewal", 0.12, 0.38),
        "new_rev": revenue * share("renewal", 0.15, 0.4) * share("renewal", 1.01, 1.06) ** step,
    }


def _science(draws: Draws, park: Park) -> Park:
    share = draws.share
    rd = park["revenue"] * share("science", 0.02, 0.075)
    return {
        "rd_internal": rd,
        "rd_fte": park["staff"] * share("talent", 0.05, 0.19),
        "inv_pat_valid": park["revenue"] * share("science", 1.2, 6.5),
        "pat_overseas": park["staff"] * share("science", 0.0004, 0.004),
        "pct": park["staff"] * share("science", 0.0005, 0.005),
        "tech_contract": park["revenue"] * share("science", 0.01, 0.07),
        "bachelor_staff": park["staff"] * share("talent", 0.24, 0.56),
        "returnees": park["staff"] * share("openness", 0.004, 0.02),
        "foreign_staff": park["staff"] * share("openness", 0.001, 0.008),
        "new_firms": park["firms"] * share("founders", 0.06, 0.19),
        "incubated_firms": park["staff"] * share("founders", 0.002, 0.012),
        "hnte": park["firms"] * share("founders", 0.08, 0.3),
        "gazelle": park["firms"] * share("founders", 0.004, 0.02),
        "unicorn": park["firms"] * share("founders", 0.0002, 0.0015),
        "little_giant": park["firms"] * share("founders", 0.002, 0.012),
        "rd_inst": park["firms"] * share("science", 0.02, 0.09),
        "iur_exp": rd * share("openness", 0.04, 0.16),
        "vc": park["revenue"] * share("openness", 0.001, 0.012),
        "tech_service_export": park["export"] * share("openness", 0.02, 0.16),
    }


def _green_and_digital(draws: Draws, park: Park) -> Park:
    share = draws.share
    energy = park["value_added"] * (0.62 - share("energy", 0.05, 0.45))
    power = energy * 4.2
    large = park["firms"] * 0.12
    return {
        "energy_sce": energy,
        "co2": energy * (2.6 - share("energy", 0.1, 0.9)),
        "power_use": power,
        "green_power": power * share("energy", 0.1, 0.55),
        "sw_total": park["output"] * 0.08,
        "sw_used": park["output"] * 0.08 * share("energy", 0.6, 0.96),
        "digital_firms": large * share("digital", 0.25, 0.8),
        "above_scale_firms": large,
        "bs5g": park["area_km2"] * share("digital", 8, 26),
        "racks": park["area_km2"] * share("digital", 20, 160),
    }


def _upgrading(draws: Draws, old: float, growth: float) -> Park:
    new = (15 + 45 * draws.size) * growth
    return {
        "old_projects_prev": old,
        "exit_old": old * draws.share("renewal", 0.03, 0.22),
        "new_projects": new,
        "future_new": new * draws.share("renewal", 0.08, 0.4),
    }


def names_and_measures() -> dict[str, tuple[str, str]]:
    """Code → Chinese label and measure, from the park dictionary."""
    import yaml

    entries = yaml.safe_load((INDICATORS / "park_series.yaml").read_text(encoding="utf-8"))["series"]
    return {e["code"]: (e["label"]["zh"], e["measure"]) for e in entries}


def build(out: Path) -> None:
    """Write the workbook and the long table."""
    out.mkdir(parents=True, exist_ok=True)
    names = names_and_measures()
    measures = {code: measure for code, (_, measure) in names.items()}
    parks = {name: made_up(2026 + number, measures) for number, name in enumerate(PARKS)}
    with workbook(out / "FICTIONAL_虚构_parks_2021-2023.xlsx") as book:
        for sheet, series in SHEETS.items():
            page = book.add_worksheet(f"虚构FICTIONAL_{sheet}")
            for row, cells in enumerate(_table(sheet, series.split(), parks, names)):
                page.write_row(row, 0, cells)
            page.set_column(0, 0, 16)
            page.freeze_panes(3, 2)
    _long(out / "FICTIONAL_虚构_parks_upgrading_2021-2023.csv", parks, names)


def _table(
    sheet: str, series: Sequence[str], parks: dict[str, dict[int, Park]], names: dict[str, tuple[str, str]]
) -> list[list[object]]:
    rows: list[list[object]] = [[f"{MARK}：虚构园区{sheet}(示例)"], [f"注意：{MARK}，园区与数字均为虚构，不得引用"]]
    rows.append(["园区名称", "年份", *(f"{names[s][0]}({names[s][1]})" for s in series)])
    for park, years in parks.items():
        for year, values in years.items():
            cells = ["" if (park, year, s) in GAPS else values[s] for s in series]
            rows.append([f"虚构{park}园", year, *cells])
    return [*rows, [f"注：{MARK}。由程序按固定种子生成。"]]


def _long(path: Path, parks: dict[str, dict[int, Park]], names: dict[str, tuple[str, str]]) -> None:
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["园区名称", "年份", "指标", "数值", "单位", "备注"])
        for park, years in parks.items():
            for year, values in years.items():
                for code in UPGRADING:
                    label, measure = names[code]
                    writer.writerow([f"虚构{park}园", year, label, f"{values[code]:.10g}", measure, MARK])


if __name__ == "__main__":
    build(Path(sys.argv[1]))
