"""Score regions and industrial parks on new quality productivity (新质生产力).

>>> import nqp_index as nqp
>>> nqp.load_framework("province").root.code
'NQP'
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"

if TYPE_CHECKING:
    from nqp_index.analysis.audit import audit
    from nqp_index.analysis.explain import explain
    from nqp_index.analysis.sensitivity import sensitivity
    from nqp_index.analysis.uncertainty import uncertainty
    from nqp_index.analysis.whatif import whatif
    from nqp_index.errors import NqpError
    from nqp_index.model.framework import Framework
    from nqp_index.model.panel import Panel
    from nqp_index.model.recipe import Choice, Choices, Recipe, Scope
    from nqp_index.model.result import Result
    from nqp_index.reading.definitions import load_framework, load_recipe
    from nqp_index.reading.ingest import panel_from_frame, read_panel
    from nqp_index.scoring.pipeline import score

_HOMES = {
    "Choice": "model.recipe", "Choices": "model.recipe", "Framework": "model.framework", "NqpError": "errors",
    "Panel": "model.panel", "Recipe": "model.recipe", "Result": "model.result", "Scope": "model.recipe",
    "audit": "analysis.audit", "explain": "analysis.explain", "load_framework": "reading.definitions",
    "load_recipe": "reading.definitions", "panel_from_frame": "reading.ingest", "read_panel": "reading.ingest",
    "score": "scoring.pipeline", "sensitivity": "analysis.sensitivity",
    "uncertainty": "analysis.uncertainty", "whatif": "analysis.whatif",
}  # fmt: skip

__all__ = [
    "Choice", "Choices", "Framework", "NqpError", "Panel", "Recipe", "Result", "Scope", "__version__", "audit",
    "explain", "load_framework", "load_recipe", "panel_from_frame", "read_panel", "score", "sensitivity", "uncertainty",
    "whatif",
]  # fmt: skip


def __getattr__(name: str) -> Any:
    """Load a public name from its room when it is first asked for: importing the package stays cheap."""
    from importlib import import_module

    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"nqp_index.{_HOMES[name]}"), name)
