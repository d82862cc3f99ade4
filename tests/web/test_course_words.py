"""Does a unit's drawing tell what hit everybody, and by which lines a state is told?"""

from types import SimpleNamespace

import numpy as np
import pytest
from django.utils import translation
from tests.detect.metered import END

from ehya.detect.panel import months_to
from ehya.detect.queries.course import Course
from ehya.register.signals import signals
from ehya.web.course_words import drawings, in_common
from ehya.web.reader import Reader, reading

pytestmark = pytest.mark.django_db
MONTHS = months_to(END, 24)  # from Farvardin 1401 to Esfand 1402


@pytest.fixture
def course():
    """Two years at work; each Nowruz and one Tir hit the whole trade, Mordad by too little."""
    flat = np.ones((24, 1))
    shock = np.zeros((24, 1))
    shock[[0, 12, 15, 16], 0] = [-0.3, -0.4, -0.2, -0.05]
    return Course(
        months=tuple(MONTHS),
        signals=(signals()["electricity"],),
        readings=1000 * flat,
        share=flat,
        shock=shock,
        level=1000 * flat,
        state=np.zeros(24, dtype=np.int64),
        chance=np.tile([1.0, 0.0, 0.0, 0.0], (24, 1)),
        use=np.ones((24, 3)),
        rule=np.zeros(24, dtype=np.int64),
        bits=0 * flat,
        turns_at=0.1,
        warning=0.0,
    )


def told(course, language="en", calendar="both"):
    rules = {"idle_below": 0.1, "semi_below": 0.5}
    look = SimpleNamespace(sweep=SimpleNamespace(rules=rules), decided=[])
    with reading(Reader(language, calendar)), translation.override(language):
        return in_common(course), drawings(course, look)[0].wide


def plain(words):
    return words.replace("\u202f", " ").replace("\u00a0", " ")


def layers(spec, style):
    return [layer for layer in spec["layer"] if layer["mark"]["style"] == style]


def values(spec, layer):
    return spec["datasets"][layer["data"]["name"]]


def test_what_hit_the_whole_trade_is_said_with_nowruz_as_one(course):
    ((signal, words),), _ = told(course)
    assert signal == "Electricity"
    assert plain(words) == (
        "Farvardin, for Nowruz: 30 % to 40 % less; Jul 2023 · Tir 1402: 20 % less"
    )


def test_it_is_said_in_persian(course):
    ((_, words),), _ = told(course, "fa")
    assert words.startswith("فروردین، برای نوروز:") and "تیر ۱۴۰۲" in words


def test_months_that_hit_everybody_are_marked_and_say_so_in_both_calendars(course):
    _, spec = told(course, calendar="gregorian")
    (marks,) = layers(spec, "common")
    rows = values(spec, marks)
    assert [row["from"] for row in rows] == [0.5, 12.5, 15.5]
    assert "Tir 1402" in rows[2]["tip"] and "Jul 2023" in rows[2]["tip"]
    assert "its whole trade: 20 % less, taken out" in plain(rows[2]["tip"])


def test_a_month_of_which_nothing_was_read_hides_nothing(course):
    course.readings[0], course.share[0] = np.nan, np.nan
    ((_, words),), _ = told(course)
    assert "Nowruz: 40 % less" in plain(words)


def test_calm_years_have_no_words_and_no_marks(course):
    course.shock[:] = 0
    said, spec = told(course)
    assert (said, layers(spec, "common")) == ([], [])


def test_the_lines_of_the_law_bear_their_shares(course):
    _, spec = told(course)
    (names,) = layers(spec, "label")
    assert [plain(row["text"]).strip("\u2068\u2069") for row in values(spec, names)] == [
        "10 %",
        "50 %",
    ]
