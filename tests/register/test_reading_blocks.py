"""Blocks of a CSV file say what its lines say, one by one."""

import csv
import io

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ehya.engine.refusal import Refusal
from ehya.register.intake import blocks
from ehya.register.intake.lines import Text

WIDE = [0, 1, 2]


@pytest.fixture(autouse=True)
def small_blocks(monkeypatch):
    monkeypatch.setattr(blocks, "LETTERS_AT_ONCE", 20)
    monkeypatch.setattr(blocks, "ROWS_AT_ONCE", 3)


def in_blocks(text: str, columns=WIDE, most=500) -> list[tuple[object, ...]]:
    opened = Text(text.encode(), "utf-8", ",")
    read = [*blocks.read_blocks(opened, file="a.csv", columns=columns, most=most)]
    names = ["row", *map(str, columns)]
    return pl.concat([part.select(names) for part in read]).rows() if read else []


def line_by_line(text: str) -> list[tuple[object, ...]]:
    rows = csv.reader(io.StringIO(text, newline=""), strict=True)
    return [
        (at, *((row[place] or None) if place < len(row) else None for place in WIDE))
        for at, row in enumerate(rows, start=1)
    ]


def without_blanks(rows: list[tuple[object, ...]]) -> list[tuple[object, ...]]:
    return [(row[0], *(cell or None for cell in row[1:])) for row in rows]


@pytest.mark.parametrize(
    "text",
    [
        "a,b,c\n1,2,3\n",
        "a,b,c\r\n1,2,3\r\n\r\n4,5,6",
        "a,b\n1\n1,2,3,4\n\n\n,,\n",
        'a,b,c\n1,2,3\n4,5,6\n"7\n7",8,9\n10,11,12\n13,14,15\n16,17,18\n',
        "a,b,c\n1,2,3\rx,y,z\n4,5,6\n",
        "الف,ب,پ\n۱,۲,\u2028۳\n" * 5,
    ],
)
def test_a_block_is_parted_as_its_lines_are(text: str) -> None:
    assert without_blanks(in_blocks(text)) == line_by_line(text)


@given(st.text(alphabet=st.sampled_from('ab1",\n\r \u2028'), max_size=60))
def test_whatever_stands_there_both_ways_say_the_same(text: str) -> None:
    try:
        told = line_by_line(text)
    except csv.Error:
        with pytest.raises(Refusal, match=r"import\.broken_csv"):
            in_blocks(text)
        return
    assert without_blanks(in_blocks(text)) == told


def test_a_row_of_too_many_cells_is_refused() -> None:
    with pytest.raises(Refusal) as no:
        in_blocks("a,b,c\n1,2,3\n1,2,3,4,5\n", most=4)
    assert no.value.code == "import.too_many_columns"


def test_the_row_of_a_broken_quote_is_named() -> None:
    with pytest.raises(Refusal) as no:
        in_blocks('a,b,c\n1,2,3\n1,2,3\n1,"2"x,3\n')
    assert (no.value.code, no.value.facts["row"]) == ("import.broken_csv", 4)
