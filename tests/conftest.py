"""Fixtures that every room's tests share."""

from __future__ import annotations

from pathlib import Path

import pytest

from nqp_index.terms import use_language

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"


@pytest.fixture
def shared() -> Path:
    """The folder of reference material beside the checkout; tests that need it skip where it is absent."""
    if not SHARED.is_dir():
        pytest.skip(f"reference material not found at {SHARED}")
    return SHARED


@pytest.fixture(autouse=True)
def _english() -> None:
    """Messages in English unless a test says otherwise."""
    use_language("en")
