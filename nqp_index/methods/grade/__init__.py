"""The grade family: one file per method or close kin."""
