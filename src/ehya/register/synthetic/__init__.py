"""A national register that does not exist, made after published figures, its truth beside it."""

from ehya.register.synthetic.make import (
    FEWEST_UNITS,
    MOST_UNITS,
    SyntheticFile,
    SyntheticRegister,
    make_register,
)

__all__ = ["FEWEST_UNITS", "MOST_UNITS", "SyntheticFile", "SyntheticRegister", "make_register"]
