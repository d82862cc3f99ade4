"""How does what somebody handed in become a text?"""

import codecs

from django.core.files.uploadedfile import UploadedFile

from ehya.engine.refusal import Refusal

type Upload = UploadedFile[bytes]

FILE_LIMIT = 2_000_000  # bytes; the reader's own limit in letters is lower
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def text_of(pasted: str, file: Upload | None) -> str:
    """Return the one text that was handed in, with line ends as `\\n`.

    Args:
        pasted: what stands in the box.
        file: what was chosen; an empty choice is no file.

    Raises:
        Refusal: "web.no_text", "web.two_texts", "web.file_too_large", "web.not_a_text_file",
            "web.not_utf8".
    """
    text = pasted.replace("\r\n", "\n").replace("\r", "\n")
    if file is None:
        if not text.strip():
            raise Refusal("web.no_text")
        return text
    name = _name(file)
    if text.strip():
        raise Refusal("web.two_texts", name=name)
    told = _decoded(file, name).replace("\r\n", "\n").replace("\r", "\n")
    if not told.strip():
        raise Refusal("web.no_text")
    return told


def _decoded(file: Upload, name: str) -> str:
    if (file.size or 0) > FILE_LIMIT:
        raise Refusal("web.file_too_large", name=name, size=file.size, limit=FILE_LIMIT)
    if not name.lower().endswith(".txt"):
        raise Refusal("web.not_a_text_file", name=name)
    raw: bytes = file.read()
    encoding = next((told for mark, told in _MARKS if raw.startswith(mark)), "utf-8")
    try:
        text = raw.decode(encoding)
    except UnicodeDecodeError:
        raise Refusal("web.not_utf8", name=name) from None
    if "\0" in text:
        raise Refusal("web.not_a_text_file", name=name)
    return text


def _name(file: Upload) -> str:
    return (file.name or "?")[-60:]
