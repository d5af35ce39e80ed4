"""A folder may hold other files than tables: they are passed over loudly; a file asked for by name is not."""

from __future__ import annotations

from pathlib import Path

from nqp_index.reading.definitions import load_framework
from nqp_index.reading.ingest import read_report

TABLE = "地区,年份,地区生产总值（亿元）\n北京,2020,100\n天津,2020,50\n"
DICTIONARY = "series,name_zh,unit,years\ngdp,地区生产总值,亿元,2019-2023\npop,年末常住人口,万人,2019-2023\n"


def test_a_dictionary_beside_the_data_is_passed_over_with_a_warning(tmp_path: Path) -> None:
    (tmp_path / "data.csv").write_text(TABLE, encoding="utf-8")
    (tmp_path / "dictionary.csv").write_text(DICTIONARY, encoding="utf-8")
    reading = read_report([tmp_path], load_framework("province"))
    assert reading.panel is not None
    assert [(p.code, p.place.file) for p in reading.problems if p.code == "W1220" and p.place] == [
        ("W1220", "dictionary.csv")
    ]


def test_the_same_file_asked_for_by_name_is_refused(tmp_path: Path) -> None:
    (tmp_path / "dictionary.csv").write_text(DICTIONARY, encoding="utf-8")
    reading = read_report([tmp_path / "dictionary.csv"], load_framework("province"))
    assert reading.panel is None
    assert {p.code for p in reading.problems} & {"E1200", "E1201"}


def test_official_figures_read_as_a_folder(shared: Path) -> None:
    assert read_report([shared / "facts"], load_framework("province")).panel is not None
