"""What is handed in becomes one text, or a clear no."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile as File

from ehya.engine.refusal import Refusal
from ehya.web.handed_in import FILE_LIMIT, text_of


def test_a_pasted_text_keeps_its_letters_and_plain_line_ends():
    assert text_of("33 units\r\n۳۳ واحد", None) == "33 units\n۳۳ واحد"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_text_file_is_read_in_every_unicode_encoding(encoding):
    assert text_of("", File("a.TXT", "۳۳ واحد".encode(encoding))) == "۳۳ واحد"


@pytest.mark.parametrize(
    ("pasted", "file", "code"),
    [
        ("", None, "web.no_text"),
        (" \n ", None, "web.no_text"),
        ("", File("a.txt", b"  "), "web.no_text"),
        ("33 units", File("a.txt", b"300 units"), "web.two_texts"),
        ("", File("report.docx", b"PK"), "web.not_a_text_file"),
        ("", File("report.html", b"<p>33 units</p>"), "web.not_a_text_file"),
        ("", File("a.txt", b"33\0units"), "web.not_a_text_file"),
        ("", File("a.txt", "۳۳".encode("cp1256", "replace") + b"\xd8"), "web.not_utf8"),
        ("", File("a.txt", b"x" * (FILE_LIMIT + 1)), "web.file_too_large"),
    ],
)
def test_what_is_no_text_is_refused_with_its_own_reason(pasted, file, code):
    with pytest.raises(Refusal) as no:
        text_of(pasted, file)
    assert no.value.code == code
