"""A small result made by hand: six regions, three years, three pillars, seven indicators, some gaps."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from nqp_index.errors import Place, problem
from nqp_index.model.findings import RankUncertainty
from nqp_index.model.formula import Formula
from nqp_index.model.framework import Break, Construct, Framework, Indicator, Node, Series, Target
from nqp_index.model.measure import Measure
from nqp_index.model.panel import CellStatus, OriginBlock, Origins, Panel, Region, SourceFile
from nqp_index.model.recipe import Choice, Choices, Recipe
from nqp_index.model.result import Change, Provenance, Reference, Result, StepNote, Unscored
from nqp_index.terms import Text

YEARS = (2020, 2021, 2022)
NAMES = (("110000", "北京", "Beijing"), ("120000", "天津", "Tianjin"), ("310000", "上海", "Shanghai"),
         ("450000", "广西", "Guangxi"), ("540000", "西藏", "Tibet"), ("650000", "新疆", "Xinjiang"))  # fmt: skip


def indicator(code: str, zh: str, series: str, **more: object) -> Indicator:
    return Indicator(
        code, Text(zh, f"{code} in English"), Formula(f"{series} / gdp * 100", (series, "gdp")), Measure("%"), **more
    )


def make_framework() -> Framework:
    science = Node("science", Text("新科技", "Science"), "pillar", (
        indicator("ST1", "研发强度", "rd", constructs=("C01",), source=Text("中国科技统计年鉴", "Science yearbook")),
        indicator("ST2", "专利", "pat", goalposts=(0.0, 50.0)),
        indicator("ST3", "论文", "papers", stands_for=Text("顶尖论文", "top papers")),
    ))  # fmt: skip
    energy = Node("energy", Text("新能源", "Energy"), "pillar", (
        indicator("NE1", "清洁发电占比", "clean", direction=Target(40.0, 60.0)),
        indicator("NE2", "能耗强度", "use", direction=-1),
    ))  # fmt: skip
    talent = Node("talent", Text("人才高地", "Talent"), "pillar", (
        indicator("TA1", "研发人员", "staff"), indicator("TA2", "高校教师", "teachers"),
    ))  # fmt: skip
    root = Node("nqp", Text("新质生产力指数", "Productivity index"), "index", (
        Node("forces", Text("生产力", "Forces"), "sub_index", (science, energy)),
        Node("relations", Text("生产关系", "Relations"), "sub_index", (talent,)),
    ))  # fmt: skip
    names = {"gdp": "地区生产总值", "rd": "研发经费", "pat": "专利授权", "papers": "论文数", "clean": "清洁发电",
             "use": "能源消费", "staff": "研发人员", "teachers": "专任教师"}  # fmt: skip
    breaks = (Break(2018, Text("普查修订", "census")),)
    series = tuple(
        Series(code, Text(zh, f"{code} series"), Measure("亿元"), aliases=(f"{zh}总计",), plausible=(0.0, 1e6),
               source=Text("国家统计局", "NBS"), breaks=breaks if code == "gdp" else ())
        for code, zh in names.items()
    )  # fmt: skip
    levels = (
        ("index", Text("指数", "index")),
        ("sub_index", Text("分指数", "sub-index")),
        ("pillar", Text("维度", "pillar")),
    )
    constructs = (Construct("C01", Text("一", "1"), Text("研发推动跃升", "R&D drives the leap")),
                  Construct("C02", Text("二", "2"), Text("无人衡量", "Measured by nobody"),
                            Text("耦合分析", "coupling")))  # fmt: skip
    return Framework(
        "mini",
        Text("迷你指标体系", "Mini framework"),
        "1",
        root,
        series,
        levels,
        constructs=constructs,
        sha256="ab" * 32,
    )


def make_panel(
    framework: Framework, names: tuple[tuple[str, str, str], ...] = NAMES, *, fictional: bool = False
) -> Panel:
    regions = tuple(Region(code, Text(zh, en)) for code, zh, en in names)
    codes = tuple(s.code for s in framework.series)
    shape = (len(YEARS), len(regions), len(codes))
    values = np.arange(np.prod(shape), dtype=float).reshape(shape) * 1.25 + 3
    status = np.full(shape, CellStatus.OBSERVED, dtype=np.uint8)
    values[0, 4, 1], status[0, 4, 1] = np.nan, CellStatus.MISSING
    origin = np.arange(np.prod(shape), dtype=np.int32).reshape(shape)
    n = int(np.prod(shape))
    count = np.arange(n, dtype=np.int32)
    sheets = (("data.xlsx", "表1", False),)
    block = OriginBlock(0 * count, count % 50 + 2, count % 8 + 3, values.ravel(), 0 * count, {3: "1,2①"})
    origins = Origins(sheets, ("亿元",), (block,))
    return Panel(
        regions,
        YEARS,
        codes,
        values,
        status,
        origin,
        origins,
        (SourceFile("data.xlsx", "cd" * 32, 1234),),
        fictional=fictional,
    )


def make_result(names: tuple[tuple[str, str, str], ...] = NAMES, *, fictional: bool = False) -> Result:
    """Numbers follow a fixed pattern; they need not be a true scoring, only be consistent in shape."""
    framework = make_framework()
    panel = make_panel(framework, names, fictional=fictional)
    kept = tuple(i.code for i in framework.indicators if i.code != "ST3")
    nodes = tuple(n.code for n in framework.nodes)
    T, R, K, N = len(YEARS), len(panel.regions), len(kept), len(nodes)
    raw = (np.arange(T * R * K, dtype=float).reshape(T, R, K) * 7.3) % 50
    raw[0, 4, 0] = np.nan
    filled, status = raw.copy(), np.full((T, R, K), CellStatus.DERIVED, dtype=np.uint8)
    filled[0, 4, 0], status[0, 4, 0] = 1.5, CellStatus.IMPUTED
    treated = filled.copy()
    treated[1, 0, 1], status[1, 0, 1] = 42.0, CellStatus.TREATED
    normalised = treated * 2
    scores = (np.arange(T * R * N, dtype=float).reshape(T, R, N) * 17.31) % 97 + 1 / 3
    scores[2, 5, 0] = np.nan
    scores[2, 4, 3] = np.nan
    coverage = np.ones((T, R, N))
    coverage[2, 5, 0] = 0.5
    children = {n.code: tuple(c.code for c in n.children if c.code != "ST3") for n in framework.nodes}
    local = {code: np.full((1, len(own)), 1 / len(own)) for code, own in children.items()}
    recipe = Recipe(treat=Choices(Choice.of("winsor", low=0.05)), label=Text("均衡", "Balanced"))
    rows = tuple((r.code, y) for y in YEARS for r in panel.regions)
    return Result(
        framework=framework, recipe=recipe,
        panel=panel, regions=panel.regions, years=YEARS, indicators=kept, nodes=nodes, children=children,
        raw=raw, filled=filled, treated=treated, normalised=normalised, status=status, scores=scores,
        ranks=_ranks(scores),
        indicator_ranks=_ranks(normalised), coverage=coverage, imputed_share=np.zeros((T, R, N)), local_weights=local,
        effective_weights=np.array([[1 / 8, 1 / 8, 1 / 8, 1 / 8, 1 / 4, 1 / 4]]),
        reference=Reference(kept, rows, filled.reshape(-1, K), local),
        steps=(StepNote("normalise", "all", "minmax", Text("极差", "min-max"),
                        Text("各年合并，low 0", "pooled, low 0"), Text("OECD/JRC 手册", "OECD/JRC 2008")),),
        changes=(Change("impute", panel.regions[4].code, 2020, "ST1", float("nan"), 1.5, "mean"),
                 Change("treat", panel.regions[0].code, 2021, "ST2", 80.0, 42.0, "winsor")),
        unscored=(Unscored(panel.regions[5].code, 2022, "nqp", "reason.coverage", (("share", 0.5),)),),
        left_out=(("ST3", "absent"),),
        problems=(problem("W4016", Place("data.xlsx", "表1", 3, 2), code="energy", label=Text("新能源", "Energy")),),
        provenance=Provenance("0.1.0", panel.files, "ab" * 32, "ef" * 32, None, (("numpy", "2.0.0"),)),
    )  # fmt: skip


def _ranks(scores: np.ndarray) -> np.ndarray:
    ahead = (scores[:, None] > scores[:, :, None]).sum(axis=2) + 1.0
    return np.where(np.isnan(scores), np.nan, ahead)


@pytest.fixture
def framework() -> Framework:
    return make_framework()


@pytest.fixture
def result() -> Result:
    return make_result()


@pytest.fixture
def result_of() -> Callable[..., Result]:
    """Makes a result with other region names, or a fictional one."""
    return make_result


@pytest.fixture
def uncertainty(result: Result) -> RankUncertainty:
    ranks = np.nan_to_num(result.ranks[:, :, 0], nan=6.0)
    T, R = ranks.shape
    share = np.full((T, R, R), 1 / R)
    return RankUncertainty(
        draws=1000, seed=7, years=result.years, nominal=result.ranks[:, :, 0], median=ranks,
        low=np.maximum(ranks - 1, 1), high=np.minimum(ranks + 1, R), low_error=np.zeros((T, R)),
        high_error=np.zeros((T, R)), acceptability=share, ahead=share, group=np.ones((T, R)),
        top={3: np.full((T, R), 0.5)}, mean_shift=np.zeros(T),
        factors=(("normalise", ("minmax", "zscore")),),
    )  # fmt: skip
