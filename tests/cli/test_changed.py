"""A recipe changed on the command line is named by the change, and claims the old reason no longer."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from nqp_index.cli.app import run
from nqp_index.cli.choices import chosen_recipe
from nqp_index.reading.definitions import list_recipes, load_recipe, recipe_to_yaml
from tests.reading.test_judgements import ALL, filled

PROVINCES = str(Path(__file__).parents[2] / "sample_data" / "provinces")


def test_the_label_tells_what_was_replaced_in_both_languages() -> None:
    recipe = chosen_recipe("balanced", weight="entropy", aggregate="vikor")
    assert recipe.label.zh == "均衡方案（改动：赋权 entropy、合成 vikor）"
    assert recipe.label.en == "Balanced, changed: weighting entropy, aggregation vikor"
    assert recipe.name == "balanced_changed"
    assert not recipe.reason


@pytest.mark.parametrize(
    ("options", "zh"),
    [
        ({"weight": "entropy:shift=0.01+critic@game"}, "赋权 entropy:shift=0.01+critic@game"),
        ({"structure": "flat"}, "合成结构 由指标一次合成"),
        ({"scope": "base:2020"}, "参照期 以基期为准 2020"),
        ({"scope": "pooled:weight=yearly"}, "参照期 全部年份合并；赋权：每年单独"),
        ({"scope": "base:2020,aggregate=yearly"}, "参照期 以基期为准 2020；合成：每年单独"),
        ({"time": "time_linear"}, "时间权重 time_linear"),
        ({"impute": "linear", "treat": "log"}, "缺失值处理 linear、异常值处理 log"),
    ],
    ids=str,
)
def test_every_step_that_can_be_replaced_is_told(options: dict[str, str], zh: str) -> None:
    assert chosen_recipe("balanced", **options).label.zh == f"均衡方案（改动：{zh}）"  # type: ignore[arg-type]


@pytest.mark.parametrize("name", list_recipes())
def test_a_step_that_stays_what_it_was_changes_no_name(name: str) -> None:
    recipe = load_recipe(name)
    assert chosen_recipe(name, structure=recipe.structure) == recipe


def test_a_changed_recipe_reads_back_from_its_file(tmp_path: Path) -> None:
    recipe = chosen_recipe("entropy_topsis", weight="critic", scope="yearly")
    path = tmp_path / "mine.yaml"
    path.write_text(recipe_to_yaml(recipe), encoding="utf-8")
    assert load_recipe(path) == recipe


def test_the_json_of_a_changed_recipe_makes_no_old_claim(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["score", PROVINCES, "-r", "entropy_topsis", "--weight", "critic", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)["recipe"]
    assert told["name"] == "entropy_topsis_changed"
    assert told["label"]["zh"].endswith("（改动：赋权 critic）")
    assert told["reason"] == {"zh": "", "en": ""}


def test_weights_by_judgements_are_named_by_their_workbooks(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    paths = [filled(tmp_path / name, ALL) for name in ("a1.xlsx", "b2.xlsx")]
    weight = "+".join(map(str, paths))
    assert run(["score", PROVINCES, "--weight", weight, "--structure", "nested", "--normalise", "rank", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)["recipe"]["label"]
    assert told["zh"] == "均衡方案（改动：标准化 rank、赋权 AHP 判断（a1.xlsx、b2.xlsx））"
    assert told["en"] == "Balanced, changed: normalisation rank, weighting by AHP judgements (a1.xlsx, b2.xlsx)"
