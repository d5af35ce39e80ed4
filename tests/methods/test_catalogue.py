"""The catalogue says of every method what its declaration says, in both languages, and the docs follow it."""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path

import numpy as np
import pytest

from nqp_index.errors import UsageError
from nqp_index.methods.catalogue import markdown, method_list, method_pages, methods_as_data, named, write_pages
from nqp_index.methods.examples import sample, worked
from nqp_index.methods.params import OneOf, rule_text
from nqp_index.methods.registry import FAMILIES, Family, Method, method, methods
from nqp_index.terms import LANGUAGES, Lang

ROOT = Path(__file__).resolve().parents[2]
every = pytest.mark.parametrize("one", methods(), ids=lambda m: f"{m.family}-{m.name}")
both = pytest.mark.parametrize("lang", LANGUAGES)


@both
def test_the_list_names_every_method(lang: Lang) -> None:
    listed = method_list(lang).split()
    assert {m.name for m in methods()} <= set(listed)


@both
@every
def test_a_page_gives_formula_source_parameters_and_a_worked_example(one: Method, lang: Lang) -> None:
    page = method_pages(one.name, lang)
    assert one.formula.of(lang) in page
    assert one.source.of(lang) in page
    assert all(f"{p.name}: {rule_text(p.rule, lang)}" in page for p in one.options)
    assert "→" in page


@cache
def page_of(family: Family, lang: Lang) -> str:
    """A documentation page, whose worked examples are computed once for all tests."""
    return markdown(family, lang)


def details(one: Method, lang: Lang) -> str:
    """The part of a documentation page between its facts and its worked example."""
    own = page_of(one.family, lang).split(f"\n## `{one.name}` ")[1]
    return own.split("```text\n")[1].split("\n```")[0]


@every
def test_a_chinese_page_has_no_english_sentence_and_every_paragraph_has_chinese(one: Method) -> None:
    text = details(one, "zh")
    paragraphs = re.split(r"\n(?! )", text)
    assert [p for p in paragraphs if not re.search("[一-鿿]", p)] == []
    assert re.findall(r"[A-Za-z]{2,}(?: [A-Za-z]{2,}){2,}", text) == []


@every
def test_the_facts_above_a_chinese_page_speak_chinese_but_for_citations(one: Method) -> None:
    assert re.findall(r"[a-z]{3,} [a-z]{3,}", one.formula.zh) == []
    assert not re.search("[一-鿿]", one.formula.en)
    if not re.search("[一-鿿]", one.source.zh):
        assert re.search(r"\(\d{4}\)|et al\.", one.source.zh), "a citation, or Chinese"
    assert "METHODS" not in one.source.en


@every
def test_an_english_page_has_no_chinese_explanation(one: Method) -> None:
    assert "返回" not in details(one, "en")
    assert "缺失" not in details(one, "en")


@both
@every
def test_a_page_explains_every_named_value_or_says_where_it_is_explained(one: Method, lang: Lang) -> None:
    text = details(one, lang)
    there = [text, *(details(method(one.family, m), lang) for m in re.findall(r"(?:同|as in)\s*`(\w+)`", text))]
    values = {str(v) for p in one.options if isinstance(p.rule, OneOf) for v in p.rule.names}
    assert {v for v in values if not any(re.search(rf"(?<!\w){re.escape(v)}(?!\w)", t, re.A) for t in there)} == set()


@both
@every
def test_a_page_explains_every_parameter_by_name(one: Method, lang: Lang) -> None:
    named_there = set(re.findall(r"[A-Za-z_]+", details(one, lang)))
    assert {p.name for p in one.options} - named_there == set()


@every
def test_every_method_says_something_in_both_languages(one: Method) -> None:
    assert one.label.zh
    assert one.label.en
    assert one.formula
    assert one.source
    assert any("一" <= c <= "鿿" or c.isupper() or c.isdigit() for c in one.label.zh)


@pytest.mark.parametrize("one", [m for m in methods() if m.told], ids=lambda m: f"{m.family}-{m.name}")
def test_what_side_results_add_to_a_variant_line_is_told_in_both_languages(one: Method) -> None:
    assert one.told
    assert one.extras
    arrays, options = sample(one)
    told = one.told([one.extras(*arrays.values(), **options)])
    assert bool(told.zh) == bool(told.en)
    assert not re.search("[一-鿿]", told.en)
    assert re.findall(r"[a-z]{3,} [a-z]{3,}", told.zh) == []


def test_the_worked_example_of_entropy_is_the_one_in_methods() -> None:
    """METHODS §13: c = 0 on Z5 gives .4725 .2994 .2281."""
    found = dict(worked(method("weight", "entropy")).found)
    assert np.array(found["w"], dtype=float) == pytest.approx(np.array([[0.4725, 0.2994, 0.2281]]), abs=1e-9)


@every
def test_no_worked_example_is_a_refusal(one: Method) -> None:
    example = worked(one)
    assert example.refused == ()
    assert example.found


@pytest.mark.parametrize(
    ("family", "name", "inputs"),
    [
        ("weight", "merec", {"z", "direction"}), ("weight", "cilos", {"z", "direction"}), ("weight", "entropy", {"z"}),
        ("weight", "ahp", set()), ("weight", "manual", {"prior"}),
        ("normalise", "goalpost", {"x", "direction", "goalposts"}),
        ("impute", "group_mean", {"x", "groups"}), ("impute", "ratio", {"x", "years", "related"}),
        ("impute", "linear", {"x", "years"}), ("aggregate", "copras", {"z", "w", "direction"}),
        ("aggregate", "ampi", {"z", "w", "years"}), ("aggregate", "arithmetic", {"z", "w"}),
    ],
)  # fmt: skip
def test_an_example_shows_what_its_result_follows_from_and_nothing_else(
    family: Family, name: str, inputs: set[str]
) -> None:
    assert {shown for shown, _ in worked(method(family, name)).given} == inputs


def test_the_example_of_merec_can_be_recomputed_from_what_is_printed() -> None:
    example = worked(method("weight", "merec"))
    shown = {name: np.array(rows, dtype=float) for name, rows in (*example.given, *example.found)}
    w = method("weight", "merec")(shown["z"], np.ones(3), direction=shown["direction"][0])
    np.testing.assert_allclose(shown["w"][0], w, atol=5e-5)


def test_the_example_of_copras_has_costs() -> None:
    found = dict(worked(method("aggregate", "copras")).found)
    assert (np.array(found["costs"], dtype=float) > 0).all()


def test_side_results_of_an_example_stand_under_their_titles() -> None:
    assert "相对贴近度 C" in method_pages("topsis", "zh")
    assert "closeness C" in method_pages("topsis", "en")
    assert "to_best" not in method_pages("topsis", "zh")


@pytest.mark.parametrize(("lang", "yes", "no"), [("zh", "是", "否"), ("en", "yes", "no")])
def test_conditions_are_answered_in_words(lang: Lang, yes: str, no: str) -> None:
    lines = [line.split() for line in method_pages("vikor", lang).splitlines()]
    assert [line[-1] for line in lines if line[:1] and line[0] in {"C1:", "C2:", "C1：优势可接受", "C2：决策稳定"}] == [
        yes,
        yes,
    ]
    assert [no, no, no, yes, no] in [line[-5:] for line in lines]


def test_the_note_of_a_given_value_is_in_the_language_of_the_page() -> None:
    assert "该地区统计公报" in method_pages("given", "zh")
    assert "bulletin" not in method_pages("given", "zh")
    assert "bulletin of the region" in method_pages("given", "en")


def test_rows_of_an_imputation_example_carry_year_and_region() -> None:
    rows = dict(worked(method("impute", "linear")).given)["x"]
    assert {(row[0], row[1]) for row in rows} == {(str(y), f"R{r}") for y in range(2020, 2024) for r in range(1, 7)}


def test_a_method_is_found_by_alias_and_by_its_chinese_name() -> None:
    assert method_pages("fa", "en") == method_pages("pca_varimax", "en") == method_pages("因子分析赋权", "en")


@pytest.mark.parametrize(
    ("asked", "name"),
    [("AHP", "ahp"), ("CRITIC", "critic"), ("熵值法", "entropy"), ("均方差法", "std"), ("灰色关联", "gra"),
     ("主成分", "pca"), ("博弈论", "game"), ("rank-sum", "rsr"), ("topsis ", "topsis")],
)  # fmt: skip
def test_a_method_is_found_in_any_case_and_by_part_of_a_label(asked: str, name: str) -> None:
    assert name in {m.name for m in named(asked)}


def test_a_name_is_preferred_to_being_a_part_of_others() -> None:
    assert {m.name for m in named("Entropy")} == {"entropy"}


def test_a_word_that_fits_many_methods_gets_their_list() -> None:
    listed = method_pages("权", "zh")
    assert all(m.name in listed for m in named("权"))
    assert "→" not in listed


@pytest.mark.parametrize("family", FAMILIES)
def test_no_two_methods_of_a_family_share_a_name_alias_or_label(family: Family) -> None:
    called = [name for m in methods(family) for name in m.names]
    assert sorted(called) == sorted(set(called))


def test_a_misspelt_method_is_told_the_nearest_names() -> None:
    with pytest.raises(UsageError) as refused:
        method_pages("entrophy", "en")
    assert "entropy" in str(refused.value)


def test_the_data_form_survives_json() -> None:
    assert {m["name"] for m in json.loads(json.dumps(methods_as_data()))} == {m.name for m in methods()}
    assert [m["family"] for m in methods_as_data("entropy")] == ["weight"]


@both
@pytest.mark.parametrize("family", FAMILIES)
def test_the_documentation_is_not_stale(family: Family, lang: Lang) -> None:
    """Mend with: python -m nqp_index.methods.catalogue docs/methods"""
    at = ROOT / "docs" / "methods" / lang / f"{family}.md"
    assert at.read_text(encoding="utf-8") == markdown(family, lang)


def test_the_pages_are_written_in_both_languages(tmp_path: Path) -> None:
    written = write_pages(tmp_path)
    assert len(written) == 2 * len(FAMILIES)
    assert all(at.read_text(encoding="utf-8").startswith("# ") for at in written)
