"""Claims about the pages of recipes: both languages show the same ones, and each scores as it stands."""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np
import pytest

from nqp_index.model.formula import Formula, SeriesName
from nqp_index.model.framework import Framework, Indicator, Node, Series
from nqp_index.model.measure import Measure
from nqp_index.model.panel import CellStatus, Panel, Region
from nqp_index.reading.definitions import load_recipe
from nqp_index.scoring.pipeline import score
from nqp_index.terms import Text

DOCS = Path(__file__).parent.parent / "docs"
PILLARS = {"A": ("a1", "a2"), "B": ("b1", "b2", "b3")}
CODES = [code for codes in PILLARS.values() for code in codes]
ONE = Measure("1")


def shown(lang: str) -> list[tuple[str, str]]:
    """Heading and recipe of every example."""
    page = (DOCS / f"recipes.{lang}.md").read_text(encoding="utf-8")
    return re.findall(r"^## (.+?)$.*?```yaml\n(.+?)```", page, flags=re.MULTILINE | re.DOTALL)


def indicator(code: str) -> Indicator:
    formula = Formula(code, (code,), SeriesName(code), ONE)
    return Indicator(code, Text(code, code), formula, ONE, goalposts=(0.1, 50.0))


def framework() -> Framework:
    nodes = tuple(Node(code, Text(code, code), "pillar", tuple(map(indicator, own))) for code, own in PILLARS.items())
    series = tuple(Series(code, Text(code, code), ONE) for code in CODES)
    levels = (("index", Text("指数", "index")), ("pillar", Text("维度", "pillar")))
    return Framework(
        "two", Text("例", "example"), "1", Node("I", Text("指数", "index"), "index", nodes), series, levels
    )


def panel() -> Panel:
    rng = np.random.default_rng(11)
    common = rng.lognormal(0.5, 0.4, size=(3, 12, 1))
    values = common * rng.lognormal(0.5, 0.3, size=(3, 12, 5))
    regions = tuple(Region(f"R{i}", Text(f"区{i}", f"region {i}")) for i in range(12))
    status = np.full(values.shape, CellStatus.OBSERVED, dtype=np.uint8)
    return Panel(regions, (2020, 2021, 2022), tuple(CODES), values, status, np.full(values.shape, -1, np.int32))


def test_both_languages_show_the_same_recipes() -> None:
    assert [recipe for _, recipe in shown("zh")] == [recipe for _, recipe in shown("en")]
    assert len(shown("en")) >= 12


@pytest.mark.parametrize(("title", "body"), shown("en"), ids=[str(i + 1) for i in range(len(shown("en")))])
def test_every_recipe_shown_scores_every_region_and_year(tmp_path: Path, title: str, body: str) -> None:
    path = tmp_path / "my.yaml"
    path.write_text(f"recipe: my\nlabel: {title.split(':')[0]}\n{body}", encoding="utf-8")
    result = score(panel(), framework(), load_recipe(path))
    assert np.isfinite(result.scores[..., 0]).all()
    assert not [p for p in result.problems if p.code in {"W4034", "W4022"}]
