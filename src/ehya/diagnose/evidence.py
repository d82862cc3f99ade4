"""What may be handed in as evidence, and where do its bytes lie?

A file is what its first bytes say that it is, whatever it is called: only pictures and PDF are kept.
"""

from pathlib import Path

from django.conf import settings

from ehya.engine.refusal import Refusal
from ehya.ledger.home import home

FOLDER = "evidence"  # in the home folder; each file under its SHA-256
JPEG, PNG, WEBP = "image/jpeg", "image/png", "image/webp"
HEIC, PDF = "image/heic", "application/pdf"
KINDS = {"JPEG": JPEG, "PNG": PNG, "WebP": WEBP, "HEIC": HEIC, "PDF": PDF}
SHOWN = frozenset({JPEG, PNG, WEBP})  # what every browser draws; the others are taken away
_ENDINGS = {
    **dict.fromkeys(("jpg", "jpeg", "jpe"), JPEG),
    **dict.fromkeys(("heic", "heif"), HEIC),
    "png": PNG,
    "webp": WEBP,
    "pdf": PDF,
}
_HEIC_BRANDS = (b"heic", b"heix", b"heim", b"heis", b"hevc", b"mif1", b"msf1")
_MARKS = ((b"\xff\xd8\xff", JPEG), (b"\x89PNG\r\n\x1a\n", PNG), (b"%PDF-", PDF))


def media_type(content: bytes, name: str) -> str:
    """Return what a file is, by its bytes.

    Args:
        content: all of it.
        name: what its sender calls it.

    Raises:
        Refusal: "diagnose.evidence_empty", "diagnose.evidence_too_big",
            "diagnose.evidence_kind" where it is none of `KINDS`,
            "diagnose.evidence_misnamed" where its name says that it is another kind.
    """
    if not content:
        raise Refusal("diagnose.evidence_empty", file=name[-60:])
    if len(content) > settings.EVIDENCE_BYTES:
        most = settings.EVIDENCE_BYTES // 1_000_000
        raise Refusal("diagnose.evidence_too_big", file=name[-60:], megabytes=most)
    found = _by_bytes(content)
    if found is None:
        raise Refusal("diagnose.evidence_kind", file=name[-60:], kinds=list(KINDS))
    told = _ENDINGS.get(name.rpartition(".")[2].lower(), found)
    if told != found:
        raise Refusal("diagnose.evidence_misnamed", file=name[-60:], kind=_name(found))
    return found


def path_of(sha256: str) -> Path:
    """Return where the bytes of a piece of evidence lie."""
    return home() / FOLDER / sha256


def _by_bytes(content: bytes) -> str | None:
    for mark, kind in _MARKS:
        if content.startswith(mark):
            return kind
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return WEBP
    return HEIC if content[4:8] == b"ftyp" and content[8:12] in _HEIC_BRANDS else None


def _name(kind: str) -> str:
    return next(name for name, one in KINDS.items() if one == kind)
