"""A report as data: tables of plain values, before anybody decides how they are printed."""
