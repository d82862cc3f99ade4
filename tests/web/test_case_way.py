"""The way of a case, as people read it: nothing of the table is missing."""

import pytest
from scripts.docs import written

from ehya.revive.guards import GUARDS
from ehya.revive.table import MOVES, STATES
from ehya.web.messages.names_work import GUARDS as WORDS

pytestmark = pytest.mark.django_db


def test_every_guard_has_its_words():
    assert set(WORDS) == set(GUARDS)


@pytest.mark.parametrize("language", ["en", "fa"])
def test_the_page_shows_every_state_and_every_way(language, officer, sign_in):
    type(officer).objects.update(language=language)
    page = sign_in(type(officer).objects.get(pk=officer.pk)).get("/cases/way/").content.decode()
    assert all(f'id="{state}"' in page for state in STATES)
    assert page.count('href="#i-arrow"') == sum(len(row.sources) for row in MOVES)


def test_the_diagram_in_the_docs_is_drawn_from_the_table():
    told = written("reference/cases.md")
    assert "    found --> screened: screen\n" in told
    assert "    restarted --> under_way: take_back\n" in told
    assert told.count(" --> ") == 1 + sum(len(row.sources) for row in MOVES)


def test_the_vocabulary_of_obstacles_tells_its_source_in_persian(officer, sign_in):
    page = sign_in(officer).get("/obstacles/").content.decode()
    assert "سطح نخست: علت‌هایی که در شمارش‌های منتشرشده" in page
    assert "First level: causes" not in page
