"""Is evidence what its bytes say, kept once and whole, and shown to whom it concerns?"""

import hashlib
import os

import pytest

from ehya.diagnose.actions.visiting import Filled, add_photo, begin_visit, finish_visit, save_draft
from ehya.diagnose.evidence import media_type, path_of
from ehya.diagnose.models import Evidence, Photo
from ehya.diagnose.queries.evidence import evidence_seen
from ehya.engine.refusal import Refusal

pytestmark = pytest.mark.django_db

PNG = b"\x89PNG\r\n\x1a\n" + b"a small picture"
JPEG = b"\xff\xd8\xff\xe0" + b"a photo"
WEBP = b"RIFF\x10\x00\x00\x00WEBPVP8 "
HEIC = b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00"
PDF = b"%PDF-1.7\n"


def refused(code):
    return pytest.raises(Refusal, match=rf"^{code}\b")


@pytest.mark.parametrize(
    ("content", "name", "kind"),
    [
        (PNG, "a.png", "image/png"),
        (JPEG, "A.JPG", "image/jpeg"),
        (WEBP, "a.webp", "image/webp"),
        (HEIC, "a.heic", "image/heic"),
        (PDF, "letter.pdf", "application/pdf"),
        (JPEG, "IMG_0001", "image/jpeg"),
    ],
)
def test_a_file_is_what_its_bytes_say(content, name, kind):
    assert media_type(content, name) == kind


@pytest.mark.parametrize(
    ("content", "name", "code"),
    [
        (b"", "a.png", "diagnose.evidence_empty"),
        (b"<html><script>", "a.html", "diagnose.evidence_kind"),
        (b"<svg xmlns=", "a.svg", "diagnose.evidence_kind"),
        (b"MZ\x90\x00", "a.png", "diagnose.evidence_kind"),
        (b"RIFF\x10\x00\x00\x00WAVE", "a.webp", "diagnose.evidence_kind"),
        (PDF, "photo.jpg", "diagnose.evidence_misnamed"),
        (PNG, "letter.pdf", "diagnose.evidence_misnamed"),
    ],
)
def test_everything_else_is_refused(content, name, code):
    with refused(code):
        media_type(content, name)


def test_too_large_a_file_is_refused(settings):
    settings.EVIDENCE_BYTES = 1_000_000
    with refused("diagnose.evidence_too_big") as no:
        media_type(PNG + b"x" * 1_000_000, "a.png")
    assert no.value.facts["megabytes"] == 1


@pytest.fixture
def visit(unit, officer):
    return begin_visit(unit, by=officer).pk


def test_a_photo_is_kept_under_its_digest(visit, officer):
    kept = add_photo(visit, "photo_place", PNG, name="gate.png", by=officer)
    assert kept.sha256 == hashlib.sha256(PNG).hexdigest()
    assert path_of(kept.sha256).read_bytes() == PNG
    assert kept.size_bytes == len(PNG)


def test_the_same_photo_twice_is_one(visit, officer):
    for _ in range(2):
        add_photo(visit, "photo_place", PNG, name="gate.png", by=officer)
    assert Evidence.objects.count() == Photo.objects.count() == 1


def test_a_photo_answers_a_photo_question_only(visit, officer):
    for question in ("works", "nonsense"):
        with refused("diagnose.no_such_question"):
            add_photo(visit, question, PNG, name="gate.png", by=officer)


def test_a_disk_that_cannot_write_refuses_and_leaves_nothing(visit, officer, monkeypatch):
    def full(descriptor):
        raise OSError(28, "No space left on device")

    content = PNG + b" of another day"
    monkeypatch.setattr(os, "fsync", full)
    with refused("diagnose.evidence_not_kept"):
        add_photo(visit, "photo_place", content, name="gate.png", by=officer)
    folder = path_of("x").parent
    assert not path_of(hashlib.sha256(content).hexdigest()).exists()
    assert not list(folder.glob("*.part"))
    assert not Evidence.objects.exists()


def test_bytes_that_were_lost_come_back_when_handed_in_again(visit, officer):
    kept = add_photo(visit, "photo_place", PNG, name="gate.png", by=officer)
    path_of(kept.sha256).unlink()
    add_photo(visit, "photo_place", PNG, name="gate.png", by=officer)
    assert path_of(kept.sha256).read_bytes() == PNG


def test_a_photo_of_a_draft_is_its_takers_until_it_is_finished(
    visit, officer, assessor, elsewhere, analyst
):
    digest = add_photo(visit, "photo_place", PNG, name="gate.png", by=officer).sha256
    assert evidence_seen(digest, officer)
    with refused("diagnose.no_such_evidence"):
        evidence_seen(digest, assessor)
    save_draft(visit, Filled(answers={"let_in": "gone"}), by=officer)
    finish_visit(visit, by=officer)
    assert evidence_seen(digest, assessor)
    assert evidence_seen(digest, analyst)
    with refused("diagnose.no_such_evidence"):
        evidence_seen(digest, elsewhere)


def test_a_picture_is_shown_and_a_paper_taken_away(visit, officer, sign_in, elsewhere):
    client = sign_in(officer)
    for content, name, shown in ((PNG, "gate.png", "inline"), (PDF, "letter.pdf", "attachment")):
        digest = add_photo(visit, "photo_papers", content, name=name, by=officer).sha256
        answer = client.get(f"/evidence/{digest}/")
        assert b"".join(answer.streaming_content) == content
        assert answer["X-Content-Type-Options"] == "nosniff"
        assert answer["Content-Disposition"].startswith(shown)
        assert "sandbox" in answer["Content-Security-Policy"]
        assert sign_in(elsewhere).get(f"/evidence/{digest}/").status_code == 404


def test_lost_bytes_are_told_of(visit, officer, sign_in):
    digest = add_photo(visit, "photo_place", PNG, name="gate.png", by=officer).sha256
    path_of(digest).unlink()
    assert sign_in(officer).get(f"/evidence/{digest}/").status_code == 404
