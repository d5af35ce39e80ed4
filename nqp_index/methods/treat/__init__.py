"""The treat family: one file per method or close kin."""
