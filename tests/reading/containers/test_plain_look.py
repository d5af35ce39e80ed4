"""The look at the bytes of a text finds every field and counts the empty ones, wherever the pieces are cut."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from nqp_index.reading import plain_look
from nqp_index.reading.limits import Limits

FIELD = st.sampled_from([b"", b"", b"1", b"22", "北京".encode()])
TABLES = st.integers(2, 5).flatmap(
    lambda k: st.lists(
        st.tuples(st.lists(FIELD, min_size=k, max_size=k), st.sampled_from([b"\n", b"\r\n"])), min_size=2, max_size=6
    )
)


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(TABLES, st.sampled_from([1, 2, 3, 7, 64]), st.booleans())
def test_every_field_is_found_and_the_empty_ones_are_counted(
    monkeypatch: pytest.MonkeyPatch, lines: list[tuple[list[bytes], bytes]], piece: int, ended: bool
) -> None:
    monkeypatch.setattr(plain_look, "PIECE", piece)
    data = b"".join(b",".join(fields) + end for fields, end in lines)
    rows = [fields for fields, _ in lines]
    look = plain_look.seen(
        data if ended else data.removesuffix(b"\n").removesuffix(b"\r"), ord(","), len(rows[0]), Limits()
    )
    assert look is not None
    for column in range(len(rows[0])):
        starts, lengths = look.fields(column)
        found = [bytes(look.letters[a : a + n]) for a, n in zip(starts, lengths, strict=True)]
        assert found == [row[column] for row in rows[1:]]
    assert look.empty == sum(field == b"" for row in rows[1:] for field in row)


def test_a_field_longer_than_a_cell_may_be_is_left_to_the_ordinary_reader() -> None:
    data = b"a,b\n1," + b"x" * 50 + b"\n2,3\n"
    assert plain_look.seen(data, ord(","), 2, Limits(characters=40)) is None
    assert plain_look.seen(data, ord(","), 2, Limits(characters=51)) is not None
