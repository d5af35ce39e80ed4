"""The whole result as one document."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np

from nqp_index.model.findings import RankUncertainty
from nqp_index.model.result import Result
from nqp_index.reading.stored import load_reference
from nqp_index.reports.document import document, write_json
from nqp_index.reports.tables.method import recipe
from nqp_index.reports.view import View
from nqp_index.terms import LANGUAGES


def read(view: View, path: Path) -> dict[str, Any]:
    write_json(view, path)
    return json.loads(path.read_text(encoding="utf-8"), parse_constant=_refuse)


def _refuse(name: str) -> None:
    raise AssertionError(f"{name} is not JSON")


def test_a_fixed_scope_finds_all_it_needs(result: Result, tmp_path: Path) -> None:
    reference = read(View.of(result, "zh"), tmp_path / "a.json")["reference"]
    assert reference["indicators"] == list(result.indicators)
    assert [tuple(row) for row in reference["rows"]] == list(result.reference.rows)
    np.testing.assert_allclose(np.array(reference["values"], dtype=float), result.reference.values, rtol=1e-11)
    assert {code: np.array(w).shape for code, w in reference["weights"].items()} == {
        code: w.shape for code, w in result.reference.weights.items()
    }


def test_weights_scores_and_ranks_are_all_there(result: Result, tmp_path: Path) -> None:
    found = read(View.of(result, "zh"), tmp_path / "a.json")
    assert found["weights"]["local"]["science"] == {"ST1": [0.5], "ST2": [0.5]}
    assert sum(w[0] for w in found["weights"]["effective"].values()) == 1
    first = found["scores"][0]
    assert (first["code"], first["year"]) == ("110000", 2020)
    assert first["nodes"]["nqp"]["rank"] == result.ranks[0, 0, 0]
    assert set(first["indicators"]["ST1"]) == {"raw", "filled", "treated", "score", "rank", "status"}


def test_a_missing_value_is_null(result: Result, tmp_path: Path) -> None:
    found = read(View.of(result, "zh"), tmp_path / "a.json")
    assert found["scores"][-1]["nodes"]["nqp"]["score"] is None
    assert found["changes"][0]["before"] is None


def test_numbers_have_at_most_twelve_significant_digits(result: Result, tmp_path: Path) -> None:
    read(View.of(result, "zh"), tmp_path / "a.json")
    text = re.sub(r'"[^"]*"', "", (tmp_path / "a.json").read_text(encoding="utf-8"))
    for number in re.findall(r"-?\d+\.\d+", text):
        assert len(number.replace(".", "").strip("-0")) <= 12, number


def test_a_result_without_changes_or_gaps_is_still_a_document(result: Result, tmp_path: Path) -> None:
    found = read(View.of(replace(result, changes=(), unscored=(), problems=()), "zh"), tmp_path / "a.json")
    assert (found["changes"], found["unscored"], found["problems"]) == ([], [], [])


def test_the_reader_takes_the_reference_back(result: Result, tmp_path: Path) -> None:
    write_json(View.of(result, "zh"), tmp_path / "a.json")
    stored = load_reference(tmp_path / "a.json")
    assert (stored.indicators, stored.rows) == (result.reference.indicators, result.reference.rows)
    np.testing.assert_allclose(stored.values, result.reference.values, rtol=1e-11)


def test_problems_speak_both_languages(result: Result, tmp_path: Path) -> None:
    (found,) = read(View.of(result, "en"), tmp_path / "a.json")["problems"]
    assert found["code"] == "W4016"
    assert found["place"]["text"] == "data.xlsx:表1!B3"
    assert "没有任何数据" in found["message"]["zh"]
    assert "has no data" in found["message"]["en"]


def test_variant_and_source_stay_one_english_text_and_are_said_in_both_languages(
    result: Result, tmp_path: Path
) -> None:
    (step,) = read(View.of(result, "zh"), tmp_path / "a.json")["steps"]
    assert step["variant"] == "pooled, low 0"
    assert step["source"] == "OECD/JRC 2008"
    assert step["said"]["variant"] == {"zh": "各年合并，low 0", "en": "pooled, low 0"}
    assert step["said"]["source"] == {"zh": "OECD/JRC 手册", "en": "OECD/JRC 2008"}


def test_the_methods_as_they_ran_are_told_in_the_language_of_the_report(result: Result) -> None:
    shown = {lang: [row[3] for row in recipe(View.of(result, lang)).rows] for lang in LANGUAGES}
    assert "各年合并，low 0" in shown["zh"]
    assert "pooled, low 0" in shown["en"]


def test_a_setting_is_named_by_its_label_and_by_what_one_writes_for_it(result: Result) -> None:
    assert "极差（minmax）" in [row[2] for row in recipe(View.of(result, "zh")).rows]
    assert "min-max (minmax)" in [row[2] for row in recipe(View.of(result, "en")).rows]


def test_uncovered_claims_and_left_out_indicators_are_named(result: Result, tmp_path: Path) -> None:
    found = read(View.of(result, "en"), tmp_path / "a.json")
    assert found["framework"]["uncovered"] == ["C02"]
    assert found["left_out"] == {"ST3": "absent"}
    assert found["framework"]["root"]["children"][0]["children"][0]["children"][2]["stands_for"]["en"] == "top papers"


def test_the_uncertainty_is_in_it_when_it_was_analysed(
    result: Result, uncertainty: RankUncertainty, tmp_path: Path
) -> None:
    assert read(View.of(result, "zh"), tmp_path / "a.json")["uncertainty"] is None
    found = read(View.of(result, "zh", uncertainty=uncertainty), tmp_path / "b.json")["uncertainty"]
    assert (found["draws"], found["seed"]) == (1000, 7)


def test_hostile_names_stay_data(result_of: Callable[..., Result], tmp_path: Path) -> None:
    names = tuple(
        (f"c{i}", name, name) for i, name in enumerate(("</script>", "\ud800x", "a\x01", '"', "\\", "\u202e"))
    )
    found = read(View.of(result_of(names), "zh"), tmp_path / "a.json")
    assert [r["label"]["zh"] for r in found["regions"]] == ["</script>", "x", "a", '"', "\\", ""]


def test_the_file_and_the_plain_data_are_the_same(result: Result, tmp_path: Path) -> None:
    view = View.of(result, "zh")
    assert read(view, tmp_path / "a.json") == json.loads(json.dumps(document(view)))
