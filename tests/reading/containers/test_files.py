"""Which files are meant, whether they can be read, and what they really are."""

from __future__ import annotations

import os
import socket
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from nqp_index.errors import Problems
from nqp_index.reading.containers.kinds import FOREIGN, kind_of
from nqp_index.reading.limits import Limits
from nqp_index.reading.preflight import candidates
from nqp_index.terms import messages, sentence
from nqp_index.terms.containers import MESSAGES

TABLE = "地区,a\n北京,1\n"


def test_a_folder_is_walked_in_order_of_name_without_leftovers(tmp_path: Path, opened: Callable) -> None:
    for name in ("b.csv", "a/c.csv", "a/.hidden.csv", "~$b.xlsx", "Thumbs.db", "desktop.ini", ".DS_Store"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(TABLE)
    found = opened(tmp_path)
    assert ([b.source.name for b in found.books], found.codes) == (["b.csv", "a/c.csv"], [])


def test_an_empty_folder_is_refused_by_its_own_name(tmp_path: Path, opened: Callable) -> None:
    (tmp_path / "数据").mkdir()
    found = opened(tmp_path / "数据")
    assert (found.codes, found.place("E1003")) == (["E1003"], "数据")


def test_a_folder_named_like_a_workbook_is_a_folder(tmp_path: Path, opened: Callable) -> None:
    (tmp_path / "x.xlsx").mkdir()
    (tmp_path / "x.xlsx" / "t.csv").write_text(TABLE)
    assert [b.source.name for b in opened(tmp_path / "x.xlsx").books] == ["t.csv"]


def test_no_name_is_ever_absolute(tmp_path: Path, opened: Callable) -> None:
    (tmp_path / "t.csv").write_text(TABLE)
    book = opened((tmp_path / "t.csv").resolve()).books[0]
    assert (book.source.name, book.sheets[0].file, book.source.size) == ("t.csv", "t.csv", len(TABLE.encode()))


def test_two_files_of_one_name_are_told_apart_by_their_folders(tmp_path: Path, opened: Callable) -> None:
    for folder in ("2021", "2022"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "t.csv").write_text(TABLE + folder)
    found = opened(tmp_path / "2021" / "t.csv", tmp_path / "2022" / "t.csv")
    assert [b.source.name for b in found.books] == ["2021/t.csv", "2022/t.csv"]


def test_a_file_given_twice_is_read_once(tmp_path: Path, opened: Callable) -> None:
    (tmp_path / "t.csv").write_text(TABLE)
    (tmp_path / "link.csv").symlink_to(tmp_path / "t.csv")
    found = opened(tmp_path / "t.csv", tmp_path / "link.csv", tmp_path)
    assert (len(found.books), found.codes) == (1, ["W1003"] * 3)


def test_links_to_folders_are_not_followed(tmp_path: Path, opened: Callable) -> None:
    (tmp_path / "t.csv").write_text(TABLE)
    (tmp_path / "loop").symlink_to(tmp_path)
    found = opened(tmp_path)
    assert (len(found.books), found.codes) == (1, ["N1004"])


@pytest.mark.parametrize("make", ["absent", "broken", "loop", "long", "nul"])
def test_what_cannot_be_opened_is_named(tmp_path: Path, opened: Callable, make: str) -> None:
    path = tmp_path / {"long": "x" * 5000, "nul": "a\0b"}.get(make, "x.csv")
    if make in ("broken", "loop"):
        path.symlink_to(tmp_path / ("nowhere" if make == "broken" else "x.csv"))
    found = opened(path)
    assert len(found.codes) == 1
    assert found.codes[0] in ("E1000", "E1001")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="the platform has no pipes with names")
def test_pipes_sockets_and_devices_never_block(tmp_path: Path, opened: Callable) -> None:
    os.mkfifo(tmp_path / "pipe.csv")
    started = time.process_time()
    assert opened(tmp_path / "pipe.csv").codes == ["E1002"]
    assert opened(Path(os.devnull)).codes == ["E1002"]
    with socket.socket(socket.AF_UNIX) as server:
        folder = os.getcwd()
        os.chdir(tmp_path)
        try:
            server.bind("s.csv")
        finally:
            os.chdir(folder)
        assert opened(tmp_path / "s.csv").codes[0] in ("E1001", "E1002")
    assert time.process_time() - started < 2


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="rights do not bind this user")
def test_an_unreadable_file_is_named(tmp_path: Path, opened: Callable) -> None:
    (tmp_path / "t.csv").write_text(TABLE)
    (tmp_path / "t.csv").chmod(0)
    assert opened(tmp_path / "t.csv").codes == ["E1001"]


def test_a_file_beyond_the_limit_is_refused_with_both_sizes(tmp_path: Path, opened: Callable) -> None:
    (tmp_path / "t.csv").write_text(TABLE * 100)
    found = opened(tmp_path / "t.csv", limits=Limits(file_bytes=1024))
    assert found.codes == ["E1005"]
    assert "0.0009766 MB" in sentence(next(iter(found.problems)), "en")


def test_a_name_that_is_no_text_is_shown_with_replacements(tmp_path: Path, opened: Callable) -> None:
    raw = os.fsencode(tmp_path) + b"/\xca\xfd\xbe\xdd.csv"
    try:
        with open(raw, "w", encoding="utf-8") as stream:
            stream.write(TABLE)
    except OSError:
        pytest.skip("the file system takes only names that are text")
    assert opened(tmp_path).books[0].source.name.isprintable()


def test_names_are_shown_composed(tmp_path: Path) -> None:
    (tmp_path / "e\u0301.csv").write_text(TABLE)
    assert candidates([tmp_path], Problems())[0].name == "\u00e9.csv"


@pytest.mark.parametrize(("start", "name"), FOREIGN)
def test_foreign_files_are_refused_by_their_true_name(
    text_file: Callable, opened: Callable, start: bytes, name: str
) -> None:
    found = opened(text_file(start + b"\0" * 64, "t.xlsx"))
    assert found.codes == ["E1006"]
    assert ("kind", name) in next(iter(found.problems)).args


def test_an_excel_2003_xml_workbook_is_refused_by_its_name(text_file: Callable, opened: Callable) -> None:
    table = "<Worksheet><Table><Row><Cell><Data>1</Data></Cell></Row></Table></Worksheet></Workbook>"
    for start in ("<?xml version='1.0'?><?mso-application progid='Excel.Sheet'?><Workbook>", "<ss:Workbook>"):
        found = opened(text_file((start + table).encode(), "t.xls"))
        assert ("kind", "Excel 2003 XML") in next(iter(found.problems)).args


@pytest.mark.parametrize(
    ("data", "kind"),
    [(b"<?xml version='1.0'?><Workbook xmlns='urn:schemas-microsoft-com:office:spreadsheet'/>", "xml"),
     (b"\n\n<!-- x -->\n<HTML>", "html"), ("<table>".encode("utf-16"), "html"), (b"BMW,a\nx,1", "text"),
     (b"a<b,c\n", "text"), (b"<5,3\n", "text"), (b"MIME-Version: 1.0\r\n", "foreign")],
)  # fmt: skip
def test_markup_is_told_from_text(data: bytes, kind: str) -> None:
    assert kind_of(data)[0] == kind


def test_a_wrong_suffix_is_warned_of_and_read_by_content(
    workbook: Callable, text_file: Callable, opened: Callable
) -> None:
    book = workbook('<row r="1"><c r="A1"><v>1</v></c></row>', name="t.csv")
    assert (opened(book).books[0].kind, opened(book).codes) == ("xlsx", ["W1001"])
    text = text_file(TABLE, "t.xlsx")
    assert (opened(text).books[0].kind, opened(text).codes) == ("csv", ["W1001"])


@pytest.mark.parametrize("code", sorted(MESSAGES))
def test_every_error_says_how_to_mend_it_in_both_languages(code: str) -> None:
    message = messages()[code]
    assert message.what("zh")
    assert message.what("en")
    assert not code.startswith("E") or (message.mend("zh") and message.mend("en"))
