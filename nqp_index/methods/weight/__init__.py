"""The weight family: one file per method or close kin."""
