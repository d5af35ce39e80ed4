"""Claims about the package as users import it."""

import nqp_index


def test_every_public_name_is_there() -> None:
    for name in nqp_index.__all__:
        assert getattr(nqp_index, name) is not None


def test_every_analysis_of_the_command_line_can_be_called_from_python() -> None:
    assert {"score", "uncertainty", "sensitivity", "audit", "explain", "whatif"} <= set(nqp_index.__all__)
