"""Prints what a Result and the analyses hold: workbooks, tables, documents, templates. Nothing is computed here."""
