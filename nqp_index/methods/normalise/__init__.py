"""The normalise family: one file per method or close kin."""
