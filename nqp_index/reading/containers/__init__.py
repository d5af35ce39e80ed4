"""One file per kind of container: how its bytes become sheets of raw cells."""
