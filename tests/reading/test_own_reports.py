"""Results that an earlier run left among the data are passed over and named; data that only look alike are read."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from openpyxl import Workbook

from nqp_index.model.findings import Table
from nqp_index.reading.containers.own_reports import is_own_report
from nqp_index.reading.definitions import load_framework
from nqp_index.reading.ingest import read_report
from nqp_index.reports.findings import write_findings
from nqp_index.reports.template import write_template
from nqp_index.terms import LANGUAGES, Lang, label

DATA = "地区,年份,地区生产总值（亿元）\n北京,2020,100\n天津,2020,50\n"
SCORES = "region,code,year,node,level,score,rank,coverage\n北京,110000,2020,NQP,index,50,1,1\n"


def finding(key: str, lang: Lang) -> Table:
    keys = ("code", "region", "rank_before", "rank_after")
    title, columns = label(f"finding.{key}", lang), tuple(label(f"field.{k}", lang) for k in keys)
    return Table(key, f"{title} 2020", keys, columns, (("110000", "北京", 1, 2),))


def is_own(path: Path) -> bool:
    return is_own_report(BytesIO(path.read_bytes()))


@pytest.mark.parametrize("suffix", [".xlsx", ".csv", ".txt", ".parquet"])
@pytest.mark.parametrize("count", [1, 2])
@pytest.mark.parametrize("is_fictional", [False, True])
@pytest.mark.parametrize("lang", LANGUAGES)
def test_findings_are_known_again_in_every_format(
    tmp_path: Path, lang: Lang, is_fictional: bool, count: int, suffix: str
) -> None:
    path = tmp_path / f"findings{suffix}"
    write_findings([finding("audit", lang)] * count, [path], title="x", version="0", lang=lang,
                   is_fictional=is_fictional)  # fmt: skip
    assert is_own(path)


def test_the_template_and_the_tidy_table_are_data(tmp_path: Path) -> None:
    template, tidy = tmp_path / "template.xlsx", tmp_path / "tidy.xlsx"
    write_template(load_framework("province"), template, years=[2020])
    keys = ("region", "code", "year", "series", "value")
    write_findings([Table("tidy", "x", keys, keys, (("北京", "110000", 2020, "gdp", 1.0),))], [tidy], title="x",
                   version="0")  # fmt: skip
    assert not is_own(template)
    assert not is_own(tidy)


LOOK_ALIKES = [
    "region,code,year,score,rank\n北京,110000,2020,1,2\n",
    "region,code,year,node,level,score,rank\n北京,110000,2020,NQP,index,1,2\n",
    "指数\n地区,年份,gdp\n北京,2020,1\n",
    "特征值\n地区,地区生产总值（亿元）,年末常住人口（万人）\n北京,1,2\n",
    "",
    "PK\x03\x04 no archive",
]


@pytest.mark.parametrize("text", LOOK_ALIKES)
def test_a_file_that_only_looks_like_results_is_none(text: str) -> None:
    assert not is_own_report(BytesIO(text.encode()))


def test_a_workbook_by_the_same_author_without_the_category_is_data(tmp_path: Path) -> None:
    book = Workbook()
    book.properties.creator, book.properties.category = "nqp_index", "data"
    book.save(tmp_path / "data.xlsx")
    assert not is_own(tmp_path / "data.xlsx")


def written(folder: Path, **files: str) -> Path:
    for name, text in files.items():
        (folder / f"{name}.csv").write_text(text, encoding="utf-8")
    return folder


def test_results_among_the_data_are_passed_over_with_one_note_that_names_them(tmp_path: Path) -> None:
    reading = read_report([written(tmp_path, data=DATA, 排名=SCORES, again=SCORES)], load_framework("province"))
    assert reading.panel is not None
    assert [dict(p.args)["names"] for p in reading.problems if p.code == "N1007"] == [("again.csv", "排名.csv")]


def zipped(folder: Path, archive: str) -> Path:
    """The files of a folder in an archive inside it, as people send them."""
    files = sorted(folder.glob("*.*"))
    with ZipFile(folder / archive, "w") as made:
        for file in files:
            made.write(file, f"results/{file.name}")
            file.unlink()
    return folder / archive


@pytest.mark.parametrize("suffix", [".xlsx", ".csv"])
def test_results_inside_an_archive_are_passed_over_too(tmp_path: Path, suffix: str) -> None:
    written(tmp_path, data=DATA)
    write_findings([finding("audit", "zh")], [tmp_path / f"排名{suffix}"], title="x", version="0")
    reading = read_report([zipped(tmp_path, "all.zip")], load_framework("province"))
    assert reading.panel is not None, [(p.code, p.args) for p in reading.problems]
    names = [dict(p.args)["names"] for p in reading.problems if p.code == "N1007"]
    assert names == [(f"all.zip/results/排名{suffix}",)]
    assert [f.name for f in reading.files] == ["all.zip/results/data.csv"]


def test_results_in_a_folder_below_are_passed_over_too(tmp_path: Path) -> None:
    (tmp_path / "out" / "old").mkdir(parents=True)
    written(tmp_path / "out" / "old", 排名=SCORES)
    reading = read_report([written(tmp_path, data=DATA)], load_framework("province"))
    assert reading.panel is not None
    assert [dict(p.args)["names"] for p in reading.problems if p.code == "N1007"] == [("out/old/排名.csv",)]


def test_an_archive_of_results_only_is_said_to_hold_no_data(tmp_path: Path) -> None:
    reading = read_report([zipped(written(tmp_path, 排名=SCORES), "all.zip")], load_framework("province"))
    assert [p.code for p in reading.problems][:1] == ["E1007"]


@pytest.mark.parametrize("given", [lambda folder: folder, lambda folder: folder / "排名.csv"])
def test_where_there_are_results_only_that_is_said(tmp_path: Path, given: Callable[[Path], Path]) -> None:
    reading = read_report([given(written(tmp_path, 排名=SCORES))], load_framework("province"))
    assert [p.code for p in reading.problems][:1] == ["E1007"]
    assert reading.panel is None
