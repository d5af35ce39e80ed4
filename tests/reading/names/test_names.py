"""Regions and series by any of their names, and nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nqp_index.errors import DataError
from nqp_index.model.framework import Framework
from nqp_index.reading.definitions import load_framework
from nqp_index.reading.names import SeriesNames, free_names, load_aliases, province_names, region_key


@pytest.mark.parametrize(
    "text",
    ["北京", "北 京", "北　京", "北京市", "Beijing", "BEIJING", "京", "110000", "110000.0", "110000000000", "CN-BJ",
     "北京¹", "北京\nBeijing", "北京 Beijing", "\ufeff北京", "1.北京", "北\u200b京"],
)  # fmt: skip
def test_a_province_is_known_by_each_of_its_spellings(text: str) -> None:
    assert province_names().find(text).code == "110000"


@pytest.mark.parametrize(
    ("text", "code"),
    [("内蒙", "150000"), ("Tibet", "540000"), ("Xizang", "540000"),
     ("广西壮族自治区", "450000"), ("新疆维吾尔自治区", "650000"),
     ("Shanxi", "140000"), ("Shaanxi", "610000"), ("Inner Mongolia", "150000"), ("Hebei Province", "130000"),
     ("Ningxia Hui Autonomous Region", "640000"), ("蜀", "510000"), ("宁夏回族自治区", "640000")],
)  # fmt: skip
def test_aliases_and_suffixes_lead_to_the_code(text: str, code: str) -> None:
    assert province_names().find(text).code == code


@pytest.mark.parametrize(
    ("text", "names"),
    [("内蒙占", ("内蒙古",)), ("两藏", ("西藏",)), ("浙汀", ("浙江",)), ("四藏", ("西藏",)), ("江两", ("江西",))],
)
def test_misread_shapes_are_suggested_and_never_repaired(text: str, names: tuple[str, ...]) -> None:
    match = province_names().find(text)
    assert not match.code
    assert match.suggestions == names


@pytest.mark.parametrize("text", ["河", "山", "广", "天律市区", "吉林市辖", "", "0", "999999", "州"])
def test_no_fuzzy_match_is_ever_taken(text: str) -> None:
    assert not province_names().find(text).code


@pytest.mark.parametrize(
    "text", ["全国", "全 国", "National Total", "东部地区", "地方合计", "港澳台", "大连", "新疆兵团", "台湾"]
)
def test_aggregates_are_no_regions(text: str) -> None:
    match = province_names().find(text)
    assert not match.code
    assert match.aggregate is not None


def test_free_names_are_themselves_and_totals_are_not() -> None:
    names = free_names()
    assert names.find(" 滨江  高新区 ").code == "滨江 高新区"
    assert names.find("合计").aggregate is not None
    assert names.find("全国").aggregate is not None


@given(st.text(max_size=60))
def test_no_text_makes_the_look_up_raise(text: str) -> None:
    match = province_names().find(text)
    assert match.known or not match.code


def test_a_region_key_is_its_code(tiny: Framework, parks: Framework) -> None:
    assert region_key("广西", tiny) == "450000"
    assert region_key("全国", tiny) is None
    assert region_key("某园区", parks) == "某园区"


@pytest.mark.parametrize(
    "text", ["gdp", "GDP", "地区生产总值", "地区生产总值（当年价）", "GRP", "Gross regional product"]
)
def test_a_series_is_known_by_code_label_and_alias(tiny: Framework, text: str) -> None:
    assert SeriesNames(tiny.series).code(text) == "gdp"


@pytest.mark.parametrize("text", ["gpd", "rd_exps", "rdexp1", "新产品售销收入", "新产品销售收人"])
def test_a_slip_of_the_finger_is_a_probable_misspelling(tiny: Framework, text: str) -> None:
    match = SeriesNames(tiny.series).find(text)
    assert not match.code
    assert match.misspelt == (text != "rdexp1")


@pytest.mark.parametrize("text", ["第一产业增加值", "农业增加值", "财政支出", "地区生产总值（2020年价）", "pop_rural"])
def test_the_honest_name_of_another_statistic_is_no_misspelling(text: str) -> None:
    match = SeriesNames(load_framework("province").series).find(text)
    assert (match.code, match.misspelt) == ("", False)


def test_a_confusable_name_is_told_apart(tiny: Framework) -> None:
    match = SeriesNames(tiny.series).find("规模以上工业企业R&D经费")
    assert match.confusable is not None
    assert match.confusable[0] == "rd_exp"


@pytest.mark.parametrize(
    ("name", "content"),
    [("a.csv", "name,code\n工业总产值,gdp\n老北京,110000\n"), ("a.yaml", "工业总产值: gdp\n老北京: '110000'\n")],
)
def test_a_users_own_aliases_count(tmp_path: Path, tiny: Framework, name: str, content: str) -> None:
    (tmp_path / name).write_text(content, encoding="utf-8")
    aliases = load_aliases(tmp_path / name)
    assert SeriesNames(tiny.series, aliases.names).code("工业总产值") == "gdp"
    assert province_names(aliases.names).find("老北京").code == "110000"


def test_every_faulty_line_of_an_alias_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("甲,gdp\n乙,\n甲,pop\n", encoding="utf-8")
    with pytest.raises(DataError) as refused:
        load_aliases(tmp_path / "a.csv")
    assert [(p.code, str(p.place)) for p in refused.value.problems] == [("E1480", "a.csv:2"), ("E1481", "a.csv:3")]


@pytest.mark.parametrize("text", ["杭州市", "苏州市", "海南州", "正定县", "锡林郭勒盟"])
def test_a_city_is_never_suggested_to_be_a_province_of_a_similar_name(text: str) -> None:
    match = province_names().find(text)
    assert (match.code, match.suggestions) == ("", ())


def test_a_misspelt_municipality_is_still_suggested() -> None:
    assert province_names().find("天律市").suggestions == ("天津",)


@pytest.mark.parametrize("name", ["吉林市", "吉 林 市", "Jilin City", "海南州", "西藏市"])
def test_a_city_that_shares_the_name_of_its_province_is_not_the_province(name: str) -> None:
    assert not province_names().find(name).known


@pytest.mark.parametrize(
    ("name", "code"),
    [("北京市", "110000"), ("Chongqing City", "500000"), ("吉林省", "220000"), ("Hainan Province", "460000")],
)
def test_municipalities_are_cities_and_provinces_keep_their_word(name: str, code: str) -> None:
    assert province_names().find(name).code == code


@pytest.mark.parametrize("name", ["全国高新区合计", "国家高新区 总计", "高新区平均", "合计"])
def test_a_free_name_that_ends_as_a_sum_or_mean_is_no_park(name: str) -> None:
    match = free_names().find(name)
    assert match.aggregate is not None
    assert not match.code


@pytest.mark.parametrize(
    "text",
    ["廣東", "廣東省", "广東", "1 广东", "2.广东省", "3、广东", "（4）广东", "(5) 广东省", "六、广东",
     "广东：", "广东(Guangdong)",
     "广东省（440000）"],
)  # fmt: skip
def test_numbers_before_a_name_traditional_characters_and_a_second_name_in_brackets_do_not_matter(text: str) -> None:
    assert province_names().find(text).code == "440000"


@pytest.mark.parametrize(
    ("text", "code"),
    [("內蒙古自治區", "150000"), ("遼寧", "210000"), ("黑龍江", "230000"),
     ("廣西壯族自治區", "450000"),     ("重慶市", "500000"), ("陝西", "610000"), ("甘肅", "620000"),
     ("寧夏回族自治區", "640000"), ("新疆維吾爾自治區", "650000")],
)  # fmt: skip
def test_every_province_is_known_in_traditional_characters(text: str, code: str) -> None:
    assert province_names().find(text).code == code


@pytest.mark.parametrize(
    "text", ["广东(广州)", "广东(广西)", "西藏（拉萨）", "新疆(含兵团)", "广东1", "12广东3", "广东:gdp"]
)
def test_another_word_in_brackets_or_a_number_behind_is_no_part_of_a_name(text: str) -> None:
    assert not province_names().find(text).known


@pytest.mark.parametrize(
    "text", ["全國", "中国", "臺灣", "台灣省", "澳門", "香港特別行政區", "东北三省", "其他地区", "长江三角洲"]
)
def test_sums_and_places_that_are_not_assessed_are_known_by_more_names(text: str) -> None:
    assert province_names().find(text).aggregate is not None


def test_simplified_text_is_left_as_it_is() -> None:
    from nqp_index.reading.names.table import indicators_folder
    from nqp_index.reading.names.traditional import TRADITIONAL

    texts = [p.read_text(encoding="utf-8-sig") for p in indicators_folder().glob("*_series.yaml")]
    assert texts
    assert {c for text in texts for c in text if ord(c) in TRADITIONAL} == set()


def test_a_park_with_a_footnote_mark_is_the_park_without_it() -> None:
    assert free_names().find("苏州工业园*").code == free_names().find("苏州工业园").code == "苏州工业园"
