"""Claims about YAML as found: places are kept, and nothing that runs, refers, merges or explodes gets through."""

from __future__ import annotations

import time
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nqp_index.errors import DefinitionError, Place
from nqp_index.reading.definitions import yaml_source
from nqp_index.reading.definitions.found import Listing, Scalar, Table
from nqp_index.reading.definitions.yaml_source import DEEPEST, LARGEST, found_in_yaml
from nqp_index.resources import indicators_folder
from nqp_index.terms.lookup import sentence


def refused(content: str | bytes) -> list[tuple[str, int, int]]:
    data = content if isinstance(content, bytes) else content.encode()
    with pytest.raises(DefinitionError) as caught:
        found_in_yaml(data, "f.yaml")
    places = [p.place or Place() for p in caught.value.problems]
    return [(p.code, place.row, place.column) for p, place in zip(caught.value.problems, places, strict=True)]


def test_every_text_has_its_line_and_column() -> None:
    found = found_in_yaml(b"a:\n  - b\n  - c: 'd'\n", "f.yaml")
    assert isinstance(found, Table)
    items = found.get("a")
    assert isinstance(items, Listing)
    assert items.items[0] == Scalar("b", Place("f.yaml", "", 2, 5, True))
    inner = items.items[1]
    assert isinstance(inner, Table)
    assert inner.get("c") == Scalar("d", Place("f.yaml", "", 3, 8, True), quoted=True)


@pytest.mark.parametrize("text", ["NO", "on", "yes", "010", "12:30", "2026.10", "1_000"])
def test_a_scalar_stays_the_text_it_is(text: str) -> None:
    found = found_in_yaml(f"a: {text}".encode(), "f.yaml")
    assert isinstance(found, Table)
    value = found.get("a")
    assert isinstance(value, Scalar)
    assert value.text == text


def test_a_key_twice_names_both_lines() -> None:
    with pytest.raises(DefinitionError) as caught:
        found_in_yaml(b"weight: 1\nlabel: x\nweight: 2\n", "f.yaml")
    (problem,) = caught.value.problems
    assert (problem.code, str(problem.place), dict(problem.args)) == (
        "E2011",
        "f.yaml:3:1",
        {"key": "weight", "line": 1},
    )


def test_every_key_twice_is_told() -> None:
    assert refused("a: 1\na: 2\nb: 1\n'b': 2\n") == [("E2011", 2, 1), ("E2011", 4, 1)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a: !!python/object/apply:os.system ['true']", ("E2007", 1, 4)),
        ("a: ! b", ("E2007", 1, 4)),
        ("a: &x 1\nb: *x", ("E2006", 1, 4)),
        ("a: *x", ("E2006", 1, 4)),
        ("<<: {a: 1}", ("E2010", 1, 1)),
        ("a: 1\n--- \nb: 2", ("E2005", 2, 1)),
        ("? [a, b]\n: 1", ("E2009", 1, 3)),
        ("a: [1, 2", ("E2004", 1, 9)),
        ("a: b: c", ("E2004", 1, 5)),
        ("a:\n\t- b", ("E2004", 2, 1)),
        ("a: \x00", ("E2004", 1, 4)),
        ("", ("E2002", 0, 0)),
        ("# nothing", ("E2002", 0, 0)),
    ],
)
def test_what_is_not_allowed_is_refused_in_its_place(text: str, expected: tuple[str, int, int]) -> None:
    assert refused(text) == [expected]


@pytest.mark.parametrize("path", sorted(indicators_folder().rglob("*.yaml")), ids=lambda path: path.stem)
def test_both_parsers_find_the_same_in_every_bundled_definition(path: Path) -> None:
    content = path.read_bytes()
    assert found_in_yaml(content, "f.yaml") == yaml_source._by_plain_parser(content.decode("utf-8"), "f.yaml")


def test_what_is_wrong_is_said_in_chinese_too() -> None:
    with pytest.raises(DefinitionError) as caught:
        found_in_yaml(b"a:\n  b: 1\n c: 2", "f.yaml")
    assert "缩进不一致" in sentence(caught.value.problems[0], "zh")


def test_text_in_another_encoding_is_refused_at_its_line() -> None:
    assert refused("a: 1\nb: 地区".encode("gb18030")) == [("E2001", 2, 0)]


def test_more_than_a_megabyte_is_refused_unread() -> None:
    assert refused(b"a" * (LARGEST + 1)) == [("E2000", 0, 0)]


def test_nesting_is_capped() -> None:
    assert refused("[" * 500)[0][0] == "E2008"
    found_in_yaml(b"[" * DEEPEST + b"]" * DEEPEST, "f.yaml")


@pytest.mark.parametrize(
    "bomb",
    [b"[" * 900_000, b"{" * 900_000, b"- " * 450_000, b"a: [" * 200_000, b"- a\n" * 240_000, b"{" + b"a," * 450_000,
     b"'" * 900_000, b"#" * 900_000, b"a: |\n" + b" \n" * 400_000, b"? " * 450_000, b"a: " + b"b " * 450_000],
    ids=lambda bomb: repr(bomb[:8]),
)  # fmt: skip
def test_a_megabyte_of_anything_ends_soon(bomb: bytes) -> None:
    start = time.process_time()
    with suppress(DefinitionError):
        found_in_yaml(bomb, "f.yaml")
    assert time.process_time() - start < 15


@settings(deadline=None)
@given(st.binary(max_size=200) | st.text(alphabet="ab:-? \n\t[]{}!&*#|>'\",%@`0.", max_size=80).map(str.encode))
def test_any_bytes_are_found_or_refused(content: bytes) -> None:
    with suppress(DefinitionError):
        assert found_in_yaml(content, "f.yaml").place.file == "f.yaml"
