"""Score regions and industrial parks on new quality productivity (新质生产力)."""

__version__ = "0.1.0"
