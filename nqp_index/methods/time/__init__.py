"""Weights of years, for one score over several years; found by the registry."""
