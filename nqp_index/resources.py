"""Where the files that travel with the package are: definitions and sample data."""

from __future__ import annotations

from pathlib import Path

__all__ = ["indicators_folder", "recipes_folder", "sample_data_folder"]

_PACKAGE = Path(__file__).resolve().parent


def _folder(name: str) -> Path:
    """Inside the package where it was installed from a wheel, else at the top of the checkout."""
    installed = _PACKAGE / name
    return installed if installed.is_dir() else _PACKAGE.parent / name


def indicators_folder() -> Path:
    """The bundled frameworks, series dictionaries and constructs."""
    return _folder("indicators")


def recipes_folder() -> Path:
    """The bundled recipes."""
    return indicators_folder() / "recipes"


def sample_data_folder() -> Path:
    """The spreadsheets a newcomer can score at once."""
    return _folder("sample_data")
