"""The press desk: written, read, answered, handed in, approved by another, read by everybody."""

import json
import re
from datetime import date

import pytest
from tests.publish.test_figures import restarted

from ehya.ledger.actions import the_house
from ehya.ledger.models import User
from ehya.publish.models import Statement
from ehya.register.actions.places import load_places

pytestmark = pytest.mark.django_db
TEXT = "Since the beginning of the year 6 idle units have been revived. Room 7 was painted."
ROOM = f"n{TEXT.index('7')}"


@pytest.fixture
def six(settings, steward, officer, analyst, director, citizen):
    settings.TODAY = date(2024, 8, 12)
    load_places(by=the_house())
    User.objects.update(language="en")
    settings.LANGUAGE_CODE = "en"
    for month in (4, 4, 5, 5, 6, 7):
        restarted(steward, officer, date(2024, month, 10))


def words(answer):
    page = re.sub(
        r"<script.*?</script>|<svg.*?</svg>", " ", answer.content.decode(), flags=re.DOTALL
    )
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page))


def form(**told):
    given = {"title": "Six", "text": TEXT, "said_on": "1403/05/22", "language": "en"}
    return given | {"synthetic": "0"} | told


def begun(client, **told):
    answer = client.post("/press/new/", form(**told))
    assert answer.status_code == 302, words(answer)
    return Statement.objects.latest("pk")


def approved(writer, approver, **told):
    statement = begun(writer, **told)
    given = form(**told) | {"seen": statement.version, f"{ROOM}:reason": "the number of a room"}
    answer = writer.post(f"/press/{statement.pk}/", given | {"then": "submit"})
    assert answer.status_code == 302, words(answer)
    page = approver.get(f"/press/{statement.pk}/").content.decode()
    seen = re.search(r'name="seen" value="([0-9a-f]{64})"', page)[1]
    answer = approver.post(f"/press/{statement.pk}/approve/", {"seen": seen})
    assert answer.status_code == 302, words(answer)
    return statement.pk


def test_every_number_stands_beside_what_is_counted(six, analyst_client):
    statement = begun(analyst_client)
    told = words(analyst_client.get(f"/press/{statement.pk}/"))
    assert "1 of 2 numbers are proven; 1 stands in the way" in told
    assert "Units revived, as claimed: 6 units" in told
    assert "was not read as a figure" in told


def test_handed_in_unanswered_it_stays_with_what_was_typed(six, analyst_client):
    statement = begun(analyst_client)
    given = form(title="Another title") | {"seen": statement.version, "then": "submit"}
    answer = analyst_client.post(f"/press/{statement.pk}/", given)
    assert answer.status_code == 422
    assert "neither proven nor answered" in words(answer)
    assert Statement.objects.get().title == "Another title"  # kept, and not handed in
    assert Statement.objects.get().state == "draft"


def test_from_draft_to_everybody(six, analyst_client, director_client, client):
    number = approved(analyst_client, director_client)
    told = words(client.get(f"/public/statements/{number}/"))
    assert "Signed, and as it was published" in told
    assert re.search(r"Figure \d+ · Units revived, as claimed", told, re.IGNORECASE)
    assert "the number of a room" in told
    page = client.get(f"/public/statements/{number}/").content.decode()
    assert re.search(r'<a class="cl" href="/figures/\d+/">6 idle units</a>', page)
    given = json.loads(client.get(f"/public/statements/{number}/statement.json").content)
    assert given["certificate"]["text"] == TEXT
    assert client.get(f"/public/statements/{number}/code.svg")["Content-Type"] == "image/svg+xml"
    assert "Six" in words(client.get("/public/statements/"))


def test_its_writer_sees_no_button_to_approve(six, director_client, analyst_client):
    statement = begun(director_client)
    given = form() | {"seen": statement.version, f"{ROOM}:reason": "the number of a room"}
    director_client.post(f"/press/{statement.pk}/", given | {"then": "submit"})
    page = director_client.get(f"/press/{statement.pk}/").content.decode()
    assert f"/press/{statement.pk}/approve/" not in page
    assert "Somebody else than its writer" in page


def test_a_draft_is_nobodys_in_public(six, analyst_client, client):
    statement = begun(analyst_client)
    assert client.get(f"/public/statements/{statement.pk}/").status_code == 404
    assert client.get(f"/public/statements/{statement.pk}/statement.json").status_code == 404


def test_a_notice_is_linked_from_the_old_one(six, analyst_client, director_client, client):
    old = approved(analyst_client, director_client)
    page = analyst_client.get(f"/press/new/?corrects={old}")
    assert TEXT in page.content.decode()
    refused = analyst_client.post(f"/press/new/?corrects={old}", form(title="Put right"))
    assert refused.status_code == 422
    made = analyst_client.post(
        f"/press/new/?corrects={old}", form(title="Put right") | {"reason": "the number was old"}
    )
    number = int(re.search(r"/press/(\d+)/", made["Location"])[1])
    given = form(title="Put right") | {"seen": 1, f"{ROOM}:reason": "the number of a room"}
    analyst_client.post(f"/press/{number}/", given | {"then": "submit"})
    page = director_client.get(f"/press/{number}/").content.decode()
    seen = re.search(r'name="seen" value="([0-9a-f]{64})"', page)[1]
    director_client.post(f"/press/{number}/approve/", {"seen": seen})
    assert (
        f"/public/statements/{number}/" in client.get(f"/public/statements/{old}/").content.decode()
    )
    assert "the number was old" in words(client.get(f"/public/statements/{number}/"))


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ({"title": ""}, "has a title and a text"),
        ({"said_on": "1403/13/40"}, "Nothing was written"),
        ({"said_on": "2030-01-01"}, "still to come"),
    ],
)
def test_bad_input_is_refused_and_stays_in_the_form(six, analyst_client, told, said):
    answer = analyst_client.post("/press/new/", form(**told))
    assert answer.status_code in (400, 422)
    assert said in words(answer)
    assert TEXT in answer.content.decode()
    assert not Statement.objects.exists()


def test_strangers_and_programs_find_the_statement_and_its_figure(
    six, analyst_client, director_client, client
):
    number = approved(analyst_client, director_client)
    page = client.get(f"/public/statements/{number}/")
    assert "csrfmiddlewaretoken" not in page.content.decode() and not page.cookies
    assert page["Cache-Control"] == "public, max-age=60"
    (told,) = json.loads(client.get("/api/statements/").content)["statements"]
    assert (told["number"], told["title"], told["said_on"]) == (number, "Six", "2024-08-12")
    signed = json.loads(client.get(f"/public/statements/{number}/statement.json").content)
    assert told["certificate"].endswith(f"/public/statements/{number}/statement.json")
    assert told["digest"] == signed["digest"]
    figure = next(row["figure"] for row in signed["certificate"]["numbers"] if row.get("figure"))
    assert (
        f'href="/public/statements/{number}/"'
        in client.get(f"/public/figures/{figure}/").content.decode()
    )
