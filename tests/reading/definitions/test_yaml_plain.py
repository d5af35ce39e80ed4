"""Claims about the fast way to read definitions: it finds what the full parser finds, or leaves the text to it."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nqp_index.errors import DefinitionError
from nqp_index.reading.definitions.found import Found
from nqp_index.reading.definitions.yaml_plain import found_in_plain_yaml
from nqp_index.reading.definitions.yaml_source import DEEPEST, MOST_EVENTS, found_by_parser, found_in_yaml
from nqp_index.resources import indicators_folder

BUNDLED = sorted(indicators_folder().rglob("*.yaml"))
PIECES = [
    "a", "key", "a:", "b: ", "key: ", "- ", "-", "  ", "\n", "\n  ", "\n    ", "\n- ", "{", "}", "[", "]", ", ", ",",
    '"x"', '"', "#", " # c", "1", "-1", ".5", "null", "~", "地区", ": ", "(a / b)", "'", "?", "|", "&a", "*a", "!t",
    "---", "...", '\\"', "{a: 1}", "[1, 2]", '{a: "x", b: [c, d]}', "<<: ", "- - ", "a: - b", "x y", "+1", "\n\n# c\n",
]  # fmt: skip


def plain(text: str) -> Found | None:
    return found_in_plain_yaml(text, "f.yaml", deepest=DEEPEST, most_events=MOST_EVENTS)


@pytest.mark.parametrize("path", BUNDLED, ids=lambda path: path.stem)
def test_every_bundled_definition_is_read_the_fast_way_and_alike(path) -> None:
    text = path.read_text(encoding="utf-8")
    found = plain(text)
    assert found is not None
    assert found == found_by_parser(text, "f.yaml")


@settings(deadline=None, max_examples=400)
@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=14).map("".join))
def test_whatever_is_read_the_fast_way_is_read_alike_by_the_full_parser(text: str) -> None:
    found = plain(text)
    if found is not None:
        assert found == found_by_parser(text, "f.yaml")


@pytest.mark.parametrize(
    "text",
    [
        "a: 1\na: 2\n",
        "a: {b: 1, b: 2}\n",
        "a: b\n  c\n",
        "a: 'b'\n",
        "a: &x 1\n",
        "a:\n",
        "a: [1, 2,]\n",
        "- a\n b: 1\n",
        "a: 1\n---\nb: 2\n",
        "a:\tb\n",
        "a: b: c\n",
        "[" * (DEEPEST + 1) + "]" * (DEEPEST + 1),
    ],
)
def test_what_is_odd_or_wrong_is_left_to_the_full_parser(text: str) -> None:
    assert plain(text) is None


def test_more_events_than_the_full_parser_takes_are_left_to_it() -> None:
    text = "- [" + ", ".join(["a"] * 60) + "]\n"
    lines = text * (MOST_EVENTS // 62 + 1)
    assert plain(lines) is None
    with pytest.raises(DefinitionError) as caught:
        found_in_yaml(lines.encode(), "f.yaml")
    assert [p.code for p in caught.value.problems] == ["E2003"]
