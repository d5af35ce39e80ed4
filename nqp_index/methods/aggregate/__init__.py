"""The aggregate family: one file per method or close kin."""
