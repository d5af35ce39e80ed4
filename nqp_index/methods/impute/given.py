"""Values from the user: what a bulletin, a call or a judgement supplied for cells that the tables leave empty."""

from __future__ import annotations

from typing import Annotated, Any

import numpy as np
from numpy.typing import NDArray

from nqp_index.errors import UsageError, problem
from nqp_index.methods.impute.neighbours import filled_where
from nqp_index.methods.kernels import Floats
from nqp_index.methods.params import Anything
from nqp_index.methods.registry import register
from nqp_index.terms import Text

#: Rows of indicator, region, year, value, and the note that says where the value is from.
Values = Annotated[tuple[tuple[Any, ...], ...] | None, Anything()]


def _variant(*, values: tuple[tuple[Any, ...], ...] | None, n: int, k: int) -> Text:
    stated = [row for row in values or () if len(row) == 5]
    if not stated:
        return Text("使用者给定的数值", "values given by the user")
    zh = "、".join(f"{row[0]} {row[1]} {row[2]} = {row[3]}（{row[4]}）" for row in stated)
    en = ", ".join(f"{row[0]} {row[1]} {row[2]} = {row[3]} ({row[4]})" for row in stated)
    return Text(f"给定：{zh}", f"given: {en}")


@register(
    "impute", "given", zh="给定数值", en="values given by the user",
    formula=Text("x = 该单元给定的数值", "x = the value stated for the cell"),
    source=Text("使用者给定，每个数值附来源说明", "declared by the user, with a note on every value"),
    about_zh="用方案中逐格给出的数值补缺，每个数值须注明来源",
    about_en="fills single cells with stated values, each with a note",
    traits={"own_series"}, variant=_variant,
    example={"values": (("x1", "R1", 2021, 11.5, Text("该地区统计公报", "bulletin of the region")),)},
)  # fmt: skip
def given(x: Floats, *, stated: Floats | None = None, values: Values = None) -> tuple[Floats, NDArray[np.bool_]]:
    """Fill the cells for which a value is stated; all others stay as they are.

    x       (..., T, R, K)  values; NaN = missing
    stated  (T, R, K)       the stated values at their cells, NaN elsewhere
    values  rows of indicator, region (code or name), year, value in the indicator's measure, and a note on where the
            value is from: `[rd_intensity, 广西, 2021, 1.03, 统计公报]`
    returns (x, filled); a cell that has a value keeps it
    A filled cell counts as imputed everywhere, and the variant line repeats every value with its note. In a recipe a
    row that names an unknown indicator is refused; one whose cell is not in the data, or has a value, is warned about.
    Raises UsageError when no values are stated.
    >>> given(np.array([[[1.0], [np.nan]]]), stated=np.array([[[7.0], [8.0]]]))[0].ravel()
    array([1., 8.])

    中文
    x       (..., T, R, K)  数值；NaN = 缺失
    stated  (T, R, K)       各单元给定的数值，其余为 NaN
    values  每条依次为指标代码、地区（代码或名称）、年份、数值（按指标的计量单位）和来源说明：`[rd_intensity, 广西,
            2021, 1.03, 统计公报]`
    返回 (x, filled)；已有数值的单元不改动
    补入的单元处处按插补计，具体做法中逐条列出数值与来源。方案中写了不存在的指标时拒绝；所指单元不在数据中或已有数值时
    警告。
    没有给出任何数值时报 UsageError。
    """
    if stated is None:
        raise UsageError(problem("E3043", method="given"))
    return filled_where(x, np.broadcast_to(stated, x.shape), np.ones(x.shape, dtype=np.bool_))
