"""Lines and bars of projects, in a box of 100 by 100."""

from datetime import date

from ehya.web.charts.project_lines import Span, line, span_of

YEAR = Span(date(2023, 1, 1), date(2023, 4, 11))  # a hundred days


def test_a_day_lies_where_it_is_and_never_outside():
    assert YEAR.at(date(2023, 1, 26)) == 25.0
    assert YEAR.at(date(2022, 1, 1)) == 0.0
    assert YEAR.at(date(2024, 1, 1)) == 100.0
    assert span_of([]) is None
    assert span_of([YEAR.last, YEAR.first]) == YEAR


def test_what_is_planned_runs_evenly_and_what_was_told_holds_until_it_is_told_anew():
    points = [(date(2023, 1, 1), 0.0), (date(2023, 2, 20), 0.5)]
    assert line(points, YEAR, until=None) == "M0.00 100.00L50.00 50.00"
    told = line(points, YEAR, steps=True, until=date(2023, 4, 11))
    assert told == "M0.00 100.00H50.00V50.00H100.00V50.00"
    assert line([], YEAR, until=None) == ""
