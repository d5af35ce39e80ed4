"""Names and texts that cannot hurt."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nqp_index.reports.safe import file_name, guarded, is_device_name, printable, sheet_names, utf16_length


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\x00", "＝", "＋", "－", "＠"])
def test_text_that_a_spreadsheet_would_run_gets_an_apostrophe(start: str) -> None:
    assert guarded(f"{start}cmd") == f"'{start}cmd"


def test_plain_text_is_left_alone_by_the_guard() -> None:
    assert guarded("广西=450000") == "广西=450000"


@given(st.text(st.characters(), max_size=40))
def test_what_is_printable_is_valid_xml_and_utf8(text: str) -> None:
    plain = printable(text)
    plain.encode("utf-8")
    assert all(c in "\t\n\r" or ord(c) >= 0x20 for c in plain)
    assert not set(plain) & set("\ufffe\uffff\u202e\u2066")


@given(st.lists(st.text(max_size=50), max_size=8))
def test_sheet_names_are_what_every_program_takes(wanted: list[str]) -> None:
    names = sheet_names(wanted)
    assert len({n.casefold() for n in names}) == len(wanted)
    for name in names:
        assert 1 <= utf16_length(name) <= 31
        assert not set(name) & set("[]:*?/\\")
        assert not name.startswith("'")
        assert not name.endswith("'")
        assert name.casefold() != "history"


def test_forty_character_names_that_share_their_beginning_stay_apart() -> None:
    first, second = sheet_names(["维" * 40, "维" * 39 + "度"])
    assert first != second
    assert utf16_length(second) <= 31


@given(st.text(max_size=200), st.text(max_size=200))
def test_file_names_are_short_safe_and_never_shared_by_two_texts(a: str, b: str) -> None:
    names = [file_name(a, ".html"), file_name(b, ".html")]
    for name in names:
        assert len(name.encode("utf-8")) <= 100
        assert not set(name) & set('<>:"/\\|?*\x00')
        assert not is_device_name(name)
    assert (names[0] == names[1]) == (a == b)


@pytest.mark.parametrize("name", ["con", "NUL.txt", "com1.csv", "LPT9"])
def test_device_names_are_known(name: str) -> None:
    assert is_device_name(name)
    assert not is_device_name(file_name(name))
