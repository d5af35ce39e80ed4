"""Claims about measures as published: sizes are exact, spellings meet, bases never mix."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nqp_index.model.measure import MeasureMismatch
from nqp_index.reading.definitions import load_framework
from nqp_index.reading.measures import nearest_measure, parse_measure
from nqp_index.reading.unit_names import PREFIXES, UNITS
from nqp_index.terms.measures import measure_name


def factor(source: str, target: str) -> Fraction:
    one, other = parse_measure(source), parse_measure(target)
    assert one is not None, source
    assert other is not None, target
    return one.factor_to(other)


@pytest.mark.parametrize(
    ("source", "target", "expected"),
    [
        ("万元", "亿元", Fraction(1, 10**4)),
        ("千元", "万元", Fraction(1, 10)),
        ("十万元", "元", 10**5),
        ("百万元", "万元", 100),
        ("千万元", "亿元", Fraction(1, 10)),
        ("十亿元", "亿元", 10),
        ("百亿元", "亿元", 100),
        ("千亿元", "亿元", 1000),
        ("万亿元", "亿元", 10**4),
        ("万公里", "公里", 10**4),
        ("公顷", "平方公里", Fraction(1, 100)),
        ("亩", "公顷", Fraction(1, 15)),
        ("亿千瓦时", "万千瓦时", 10**4),
        ("兆瓦", "万千瓦", Fraction(1, 10)),
        ("千克标准煤", "吨标准煤", Fraction(1, 1000)),
        ("%", "‰", 10),
        ("比值", "%", 100),
        ("元/人", "万元/万人", 1),
        ("件/万人", "件/百万人", 100),
        ("吨标准煤/万元", "千克标准煤/元", Fraction(1, 10)),
        ("个/百家", "%", 1),
        ("亿GB", "万GB", 10**4),
        ("TB", "GB", 1000),
    ],
)
def test_a_conversion_is_an_exact_factor(source: str, target: str, expected: Fraction) -> None:
    assert factor(source, target) == expected


@pytest.mark.parametrize(
    ("text", "same"),
    [
        ("（亿元）", "亿元"),
        ("【万人】", "万人"),
        ("单位：万元", "万元"),
        ("计量单位: 件", "件"),
        ("１００ million yuan", "亿元"),
        ("10 000 yuan", "万元"),
        ("10,000 persons", "万人"),
        ("10000 yuan", "万元"),
        ("100 million yuan", "亿元"),
        ("1000 tons", "千吨"),
        ("10 000 tons of SCE", "万吨标准煤"),
        ("ten thousand yuan", "万元"),
        ("billion kWh", "十亿千瓦时"),
        ("yuan per capita", "元/人"),
        ("beds per 1000 population", "张/千人"),
        ("千瓦小时", "千瓦时"),
        ("度", "千瓦时"),
        ("吨标煤", "吨标准煤"),
        ("千米", "公里"),
        ("km²", "平方公里"),
        ("sq. km", "平方公里"),
        ("亿元(100 million yuan)", "亿元"),
        ("万人 (10000 persons)", "万人"),
        ("张/每千人", "张/千人"),
        ("每万人 件", "件/万人"),
        ("百分点", "%"),
        ("％", "%"),
        ("倍", "1"),
        ("名", "人"),
        ("家", "个"),
        ("项", "件"),
        ("人·年", "人年"),
        ("person-years", "人年"),
        ("μg/m3", "微克/立方米"),
    ],
)
def test_spellings_of_one_measure_are_equal(text: str, same: str) -> None:
    assert parse_measure(text) == parse_measure(same)


@pytest.mark.parametrize(
    "text",
    ["元/人", "件/万人", "张/千人", "台", "种", "人年/平方公里", "吨标准煤/万元", "篇/百人年",
     "EFLOPS/万亿元", "万GB", "GB/人",
     "个/百家", "每千人口", "万千瓦/万人", "部/百人", "次/万字", "辆", "条", "册", "机架", "指数", "1/10万"],
)  # fmt: skip
def test_the_measures_of_yearbooks_are_known(text: str) -> None:
    assert parse_measure(text) is not None


@pytest.mark.parametrize(
    ("source", "target"),
    [("万元", "人"), ("元", "美元"), ("万元", "万人"), ("吨", "吨标准煤"), ("人年", "人"), ("公里", "平方公里"),
     ("件/万人", "件"), ("千瓦", "千瓦时"), ("%", "指数"), ("户", "人")],
)  # fmt: skip
def test_different_bases_never_convert(source: str, target: str) -> None:
    with pytest.raises(MeasureMismatch):
        factor(source, target)


@pytest.mark.parametrize(
    "text", ["", "/", "-", "…", "北京", "gdp", "2020年GDP", "1.2万", "万", "亿", "100", "元元", "万元/", "/人",
             "元//人", "万元 (100 million yuan)", "12元", "a" * 200, "(((元", "元/人/件/台/个"]
)  # fmt: skip
def test_what_is_no_measure_is_not_taken_for_one(text: str) -> None:
    assert parse_measure(text) is None


@pytest.mark.parametrize(
    ("text", "near"),
    [("亿员", "亿元"), ("mg/m4", "mg/m3"), ("件/万入", "件/万人"), ("yuna", "yuan"), ("亿千瓦小寸", "亿千瓦小时")],
)
def test_a_misspelt_measure_is_offered_the_nearest(text: str, near: str) -> None:
    found = nearest_measure(text)
    assert found is not None
    assert found == near or parse_measure(found) == parse_measure(near) or found.split("/")[0] == near.split("/")[0]


def test_nothing_near_is_offered_for_nonsense() -> None:
    assert nearest_measure("qqqqqqqqqq") is None


@settings(deadline=None)
@given(st.text(max_size=90))
def test_any_text_is_a_measure_or_none(text: str) -> None:
    measure = parse_measure(text)
    assert measure is None or measure.scale > 0
    near = nearest_measure(text)
    assert near is None or parse_measure(near) is not None


_UNITS = [names.split()[0] for sizes in UNITS.values() for names in sizes.values()]
_PREFIX = st.sampled_from(["", *PREFIXES, "十万", "百万", "千万", "十亿", "百亿", "千亿", "万亿"])


@settings(deadline=None)
@given(_PREFIX, st.sampled_from(_UNITS), _PREFIX, st.sampled_from(_UNITS))
def test_a_quotient_of_known_measures_is_their_quotient(a: str, above: str, b: str, below: str) -> None:
    one, other = parse_measure(a + above), parse_measure(b + below)
    quotient = parse_measure(f"{a}{above}/{b}{below}")
    assert one is not None
    assert other is not None
    if quotient != one.times(other, -1):
        # written together they may be a unit of their own, e.g. 兆比特/秒
        assert quotient is not None
        assert f"{above}/{below}" in {"兆比特/秒"}


@pytest.mark.parametrize("name", ["province", "park"])
def test_what_a_measure_is_called_in_english_is_read_as_the_same_measure(name: str) -> None:
    framework = load_framework(name)
    for item in (*framework.series, *framework.indicators):
        if english := measure_name(item.measure.text, "en"):
            assert parse_measure(english) == item.measure, english
