"""The combine family: one file per method or close kin."""
