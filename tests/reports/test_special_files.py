"""A pipe or a link to itself is no file to write results to."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from nqp_index.errors import WriteError
from nqp_index.reports.publish import publish

if sys.platform == "win32":
    pytest.skip("pipes and links need rights on Windows", allow_module_level=True)


def write(path: Path) -> None:
    path.write_text("result", encoding="utf-8")


def test_a_pipe_is_not_replaced(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe.csv"
    os.mkfifo(pipe)
    with pytest.raises(WriteError):
        publish({pipe: write}, overwrite=True)
    assert pipe.is_fifo()


def test_a_link_to_itself_is_not_replaced(tmp_path: Path) -> None:
    loop = tmp_path / "loop.csv"
    loop.symlink_to(loop)
    with pytest.raises(WriteError):
        publish({loop: write}, overwrite=True)
    assert loop.is_symlink()
