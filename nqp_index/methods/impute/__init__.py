"""The impute family: one file per method or close kin."""
