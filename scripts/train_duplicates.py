"""What do the answers of a comparison weigh, learnt anew?

`.venv/bin/python scripts/train_duplicates.py --write` learns from a made-up register, whose truth is
known, and writes the newest version of ledger/rules/duplicates.toml. With `--here` the units of
this installation teach, without anybody's judgement. The same units give the same weights.
"""

import argparse
import os
import re
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import polars as pl

from ehya.ledger.rules import load
from ehya.register.duplicates.training import SEED, Weights, made_up, train

RULES = Path(__file__).resolve().parent.parent / "src/ehya/ledger/rules/duplicates.toml"
UNITS, MADE_WITH = 50_000, 11  # no benchmark uses the seed
BEGINS = "[[version]]\n"
LEARNT = re.compile(r"^\[version\.m\]\n.*", flags=re.MULTILINE | re.DOTALL)
FROM_MADE_UP = (
    "Weights learnt with labels from a made-up register of {units} units (seed {made_with}) by"
    " scripts/train_duplicates.py; the other values were chosen on the tuning halves of"
    " docs/methods/duplicates.md, and their reasons stand beside them."
)
FROM_HERE = (
    "Weights learnt without labels (EM, seed {seed}) from the {units} units of a register by"
    " scripts/train_duplicates.py --here; the other values as in the version before."
)


def main() -> None:
    """Learn, show, and write if asked."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--here", action="store_true", help="learn from this installation's units")
    asked.add_argument("--write", action="store_true", help="write the rules file")
    told = asked.parse_args()
    weights, source = _from_here() if told.here else _from_made_up()
    text = renewed(RULES.read_text(encoding="utf-8"), weights, source, date.today())
    if told.write:
        RULES.write_text(text, encoding="utf-8")
    sys.stdout.write("\n".join(_tables(weights)) + "\n")


def renewed(text: str, weights: Weights, source: str, on: date) -> str:
    """Return the rules with these weights as their newest version.

    A version that began on the same day gives way; an older one stays as it is.

    Args:
        text: the rules file.
        weights: as of `training.train`.
        source: where they come from, in a sentence.
        on: the day from which they hold.
    """
    *before, newest = text.split(BEGINS)
    body = LEARNT.sub("\n".join(_tables(weights)) + "\n", newest)
    body = re.sub(r"^source = .*$", f'source = "{source}"', body, count=1, flags=re.MULTILINE)
    begins = f"in_force_from = {on}"
    body = re.sub(r"^in_force_from = .*$", begins, body, count=1, flags=re.MULTILINE)
    if begins not in newest:
        before.append(newest.rstrip("\n") + "\n\n")
    return BEGINS.join([*before, body])


def _from_made_up() -> tuple[Weights, str]:
    rows = made_up(UNITS, MADE_WITH)
    source = FROM_MADE_UP.format(units=f"{UNITS:,}", made_with=MADE_WITH)
    return train(rows, load("duplicates"), truth=rows["entity"]), source


def _from_here() -> tuple[Weights, str]:
    rows = _units_here()
    source = FROM_HERE.format(units=f"{len(rows):,}", seed=SEED)
    return train(rows, load("duplicates")), source


def _units_here() -> pl.DataFrame:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ehya.web.settings")
    from ehya.cli.prepare import wake

    wake()
    from ehya.register.queries.duplicates import raw_units
    from ehya.register.queries.within import here_and_now

    return raw_units(here_and_now())


def _tables(weights: Weights) -> Iterator[str]:
    for kind in ("m", "u"):
        yield f"[version.{kind}]"
        yield from (f"{what} = {shares}" for what, shares in weights[kind].items())
        if kind == "m":
            yield ""


if __name__ == "__main__":
    main()
