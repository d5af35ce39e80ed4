"""Claims about frameworks: what a definition says is what is built, and every objection comes at once in its place."""

from __future__ import annotations

from pathlib import Path

import pytest

from nqp_index.errors import DefinitionError
from nqp_index.model.framework import Framework, Node, Target
from nqp_index.reading.definitions import list_frameworks, load_framework

SMALL = """\
framework: small
version: 2026.10
label: {zh: 小, en: Small}
regions: free
levels: [{code: index, zh: 指数, en: index}, {code: pillar, zh: 维度, en: pillar}]
series:
  - {code: gdp, label: {zh: 地区生产总值, en: GDP}, measure: 亿元, aliases: [GRP], plausible: [0, null]}
  - {code: rd, label: R&D, measure: 万元}
constructs:
  - {code: C1, section: 一, claim: 研发}
tree:
  code: IDX
  label: Index
  children:
    - code: P1
      label: Pillar
      weight: 2
      children:
        - indicator: A
          label: {zh: 强度, en: Intensity}
          formula: rd / gdp
          measure: "%"
          direction: {interval: [2, 4]}
          goalposts: [0, 10]
          constructs: [C1]
    - {indicator: B, label: Size, formula: "gdp", measure: 亿元, direction: 负向, weight: 0.5, core: false}
"""


def load(folder: Path, text: str = SMALL) -> Framework:
    path = folder / "small.yaml"
    path.write_text(text, encoding="utf-8")
    return load_framework(path)


def objections(folder: Path, text: str) -> list[tuple[str, str]]:
    with pytest.raises(DefinitionError) as caught:
        load(folder, text)
    return [(p.code, str(p.place)) for p in caught.value.problems]


def test_a_definition_is_built_as_it_says(tmp_path: Path) -> None:
    found = load(tmp_path)
    assert (found.name, found.version, found.label.of("en"), found.regions) == ("small", "2026.10", "Small", "free")
    pillar, size = found.root.children
    assert isinstance(pillar, Node)
    assert (pillar.level, pillar.weight, found.root.level) == ("pillar", 2.0, "index")
    intensity = found.indicators[0]
    assert (intensity.direction, intensity.goalposts, intensity.constructs) == (Target(2, 4), (0.0, 10.0), ("C1",))
    assert (found.indicators[1].direction, found.indicators[1].weight, found.indicators[1].core) == (-1, 0.5, False)
    assert size.code == "B"
    assert found.series[0].plausible == (0.0, None)
    assert found.series[0].aliases == ("GRP",)
    assert str(intensity.place) == spot(SMALL, "indicator: A")


def test_any_depth_and_uneven_trees_work(tmp_path: Path) -> None:
    leaf = "{indicator: L, label: L, formula: gdp, measure: 亿元}"
    deep = leaf
    for depth in range(7, 0, -1):
        deep = f"{{code: D{depth}, label: D, children: [{deep}]}}"
    text = (
        SMALL[: SMALL.index("tree:")]
        + f"tree: {{code: R, label: R, children: [{deep}, {leaf.replace('L,', 'M,', 1)}]}}\n"
    )
    found = load(tmp_path, text)
    assert [n.level for n in found.nodes] == ["index", "pillar", *(f"level_{n}" for n in range(3, 9))]
    assert [i.code for i in found.indicators] == ["L", "M"]


@pytest.mark.parametrize("name", list_frameworks())
def test_bundled_frameworks_load_without_a_word(name: str) -> None:
    found = load_framework(name)
    assert found.name == name
    assert found.problems == ()


def spot(text: str, at: str) -> str:
    """file:line:column of the first occurrence of `at`."""
    position = text.index(at)
    return f"small.yaml:{text.count(chr(10), 0, position) + 1}:{position - text.rfind(chr(10), 0, position)}"


@pytest.mark.parametrize(
    ("old", "new", "code", "at"),
    [
        ("weight: 2", "wieght: 2", "E2022", "wieght"),
        ("weight: 2", "zzzz: 2", "E2026", "zzzz"),
        ("version: 2026.10\n", "", "E2027", "framework"),
        ("weight: 2", "weight: -1", "E2020", "-1"),
        ("weight: 2", "weight: .nan", "E2020", ".nan"),
        ("weight: 2", "weight: .inf", "E2020", ".inf"),
        ("weight: 2", "weight: '2'", "E2020", "'2'"),
        ("weight: 2", "weight: 1_0", "E2020", "1_0"),
        ("code: P1", "code: b", "E2030", "{indicator: B"),
        ("code: P1", "code: 支柱", "E2021", "支柱"),
        ("indicator: B", "indicator: a", "E2030", "{indicator: a"),
        ("label: R&D", "label: grp", "E2031", "{code: rd"),
        ("rd / gdp", "rd / gpd", "E2408", "gpd"),
        ('formula: "gdp"', 'formula: "gdpx"', "E2408", "gdpx"),
        ("rd / gdp", "rd / gdp / gdp", "E2417", "rd / gdp / gdp"),
        ('measure: "%"', "measure: 亿员", "E2040", "亿员"),
        ('measure: "%"', "measure: qqqqqqqqq", "E2041", "qqqqqqqqq"),
        ("direction: 负向", "direction: negativ", "E2023", "negativ"),
        ("direction: 负向", "direction: qqqq", "E2024", "qqqq"),
        ("{interval: [2, 4]}", "{interval: [4, 2]}", "E2025", "[4, 2]"),
        ("{interval: [2, 4]}", "{intervall: [2, 4]}", "E2020", "{intervall"),
        ("[0, 10]", "[10, 10]", "E2025", "[10, 10]"),
        ("[0, 10]", "[0, null]", "E2020", "null]\n          con"),
        ("constructs: [C1]", "constructs: [C2]", "E2033", "[C2]"),
        ("plausible: [0, null]", "plausible: [5, 1]", "E2025", "[5, 1]"),
        ("core: false", "core: no", "E2020", "no}"),
        ("regions: free", "regions: provinces", "E2023", "provinces"),
    ],
)
def test_one_mistake_is_one_objection_in_its_place(tmp_path: Path, old: str, new: str, code: str, at: str) -> None:
    assert old in SMALL
    text = SMALL.replace(old, new, 1)
    assert objections(tmp_path, text) == [(code, spot(text, at))]


def test_codes_that_differ_in_capitals_only_are_one_code(tmp_path: Path) -> None:
    text = SMALL.replace("code: rd,", "code: GDP,").replace("rd / gdp", "gdp / gdp")
    assert objections(tmp_path, text) == [("E2030", spot(text, "{code: GDP"))]


def test_a_series_cannot_take_the_name_of_a_function(tmp_path: Path) -> None:
    text = SMALL.replace("code: rd,", "code: growth,")
    assert ("E2034", spot(text, "{code: growth")) in objections(tmp_path, text)


def test_a_node_without_children_is_refused(tmp_path: Path) -> None:
    text = SMALL[: SMALL.index("      children:\n        - indicator")] + "      children: []\n"
    assert objections(tmp_path, text) == [("E2020", spot(text, "[]"))]


def test_siblings_that_all_weigh_nothing_are_refused(tmp_path: Path) -> None:
    text = SMALL.replace("weight: 2", "weight: 0").replace("weight: 0.5", "weight: 0")
    assert objections(tmp_path, text) == [("E2032", spot(text, "code: IDX"))]


def test_every_objection_comes_at_once_in_reading_order(tmp_path: Path) -> None:
    text = (
        SMALL.replace("weight: 2", "wieght: 2").replace("rd / gdp", "rd / gpd").replace("regions: free", "regions: x")
    )
    codes = [code for code, _ in objections(tmp_path, text)]
    assert codes == ["E2024", "E2022", "E2408"]


def test_a_refused_series_is_not_blamed_on_its_formulas(tmp_path: Path) -> None:
    text = SMALL.replace("measure: 万元", "measure: qqqqqqqq")
    assert objections(tmp_path, text) == [("E2041", spot(text, "qqqqqqqq"))]


def test_a_wrong_factor_is_kept_as_a_warning(tmp_path: Path) -> None:
    text = SMALL.replace("rd / gdp", "rd / gdp * 100")
    assert [(p.code, str(p.place)) for p in load(tmp_path, text).problems] == [("W2420", spot(text, "rd / gdp"))]


def test_lists_may_stand_in_another_file_of_the_folder(tmp_path: Path) -> None:
    start, end = SMALL.index("series:"), SMALL.index("constructs:")
    (tmp_path / "series.yaml").write_text(SMALL[start:end], encoding="utf-8")
    apart = load(tmp_path, SMALL[:start] + "series: series.yaml\n" + SMALL[end:])
    assert apart == load(tmp_path)
    first = apart.series[0].place
    assert first is not None
    assert first.file == "series.yaml"


@pytest.mark.parametrize(
    ("named", "code"),
    [("../series.yaml", "E2014"), ("/etc/passwd", "E2014"), ("sub/series.yaml", "E2014"), ("a\\bcdef.yaml", "E2017"),
     ("smal.yaml", "E2016"), ("qqqqqqqqqqqqq", "E2017"), ("small.yaml", "E2015"), (".", "E2014")],
)  # fmt: skip
def test_a_named_file_must_be_there_and_inside(tmp_path: Path, named: str, code: str) -> None:
    start, end = SMALL.index("series:"), SMALL.index("constructs:")
    text = SMALL[:start] + f"series: {named}\n" + SMALL[end:]
    assert [found for found, _ in objections(tmp_path, text)] == [code]


def test_a_link_out_of_the_folder_is_refused(tmp_path: Path) -> None:
    inside = tmp_path / "inside"
    inside.mkdir()
    start, end = SMALL.index("series:"), SMALL.index("constructs:")
    (tmp_path / "series.yaml").write_text(SMALL[start:end], encoding="utf-8")
    (inside / "series.yaml").symlink_to(tmp_path / "series.yaml")
    assert [c for c, _ in objections(inside, SMALL[:start] + "series: series.yaml\n" + SMALL[end:])] == ["E2014"]


def test_files_that_name_each_other_are_refused_as_a_circle(tmp_path: Path) -> None:
    (tmp_path / "one.yaml").write_text("series: two.yaml\n", encoding="utf-8")
    (tmp_path / "two.yaml").write_text("series: one.yaml\n", encoding="utf-8")
    start, end = SMALL.index("series:"), SMALL.index("constructs:")
    assert objections(tmp_path, SMALL[:start] + "series: one.yaml\n" + SMALL[end:]) == [("E2015", "two.yaml:1:9")]


def test_the_checksum_covers_the_files_that_are_named(tmp_path: Path) -> None:
    start, end = SMALL.index("series:"), SMALL.index("constructs:")
    text = SMALL[:start] + "series: series.yaml\n" + SMALL[end:]
    (tmp_path / "series.yaml").write_text(SMALL[start:end], encoding="utf-8")
    before = load(tmp_path, text).sha256
    (tmp_path / "series.yaml").write_text(SMALL[start:end] + "# changed\n", encoding="utf-8")
    assert load(tmp_path, text).sha256 != before


@pytest.mark.parametrize("name", ["provinc", "PROVINCE", "parks"])
def test_an_unknown_name_is_answered_with_the_nearest(name: str) -> None:
    with pytest.raises(DefinitionError) as caught:
        load_framework(name)
    assert [p.code for p in caught.value.problems] == ["E2050"]


@pytest.mark.parametrize("name", ["qqqq", "nothing.yaml", "a\x00b", "x" * 5000, ""])
def test_what_is_neither_name_nor_file_is_refused(name: str) -> None:
    with pytest.raises(DefinitionError):
        load_framework(name)
