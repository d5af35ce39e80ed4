"""Prints tables into workbooks that spreadsheet programs open as they are meant."""
