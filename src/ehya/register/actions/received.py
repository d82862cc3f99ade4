"""How are the bytes of a handed-in file kept, once and for ever?"""

import hashlib
import os
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from tempfile import NamedTemporaryFile

from django.utils import timezone

from ehya.engine.refusal import Refusal
from ehya.ledger.home import home, make_home
from ehya.ledger.models import User
from ehya.register.intake.limits import FOLDER
from ehya.register.models import ReceivedFile

LONGEST_NAME = 255
_CHUNK = 1 << 20


def keep_file(
    source: Path | bytes,
    *,
    name: str,
    by: User,
    most_bytes: int,
    synthetic: bool = False,
    meant_for: str = "",
) -> ReceivedFile:
    """Keep a file's bytes under their digest, and who handed it in first.

    The bytes stand in the folder, whole and on the disk, before the row does: whoever pulls the
    plug between the two hands the file in again.

    Args:
        source: the file, or its bytes.
        name: what its sender calls it.
        by: who hands it in.
        most_bytes: how large it may be.
        synthetic: whether it was made by the generator.
        meant_for: "rates" or "index" where it is a file of these.

    Raises:
        Refusal: "import.no_such_file", "import.too_big".
    """
    digest, size = _copied(source, name=name, most_bytes=most_bytes)
    file, _ = ReceivedFile.objects.get_or_create(
        sha256=digest,
        defaults={
            "name": name[:LONGEST_NAME],
            "size_bytes": size,
            "by": by,
            "at": timezone.now(),
            "synthetic": synthetic,
            "meant_for": meant_for,
        },
    )
    return file


def came_in_on(file: ReceivedFile, at: datetime) -> None:
    """Make a made-up file one that came in on a day of the past, before anybody took it in."""
    ReceivedFile.objects.filter(pk=file.pk, synthetic=True, imports=None).update(at=at)


def path_of(file: ReceivedFile) -> Path:
    """Return where a received file's bytes lie."""
    return home() / FOLDER / file.sha256


def _copied(source: Path | bytes, *, name: str, most_bytes: int) -> tuple[str, int]:
    """Copy the bytes in one pass; a half-written file never bears the digest's name."""
    folder = make_home(FOLDER)
    seen, size = hashlib.sha256(), 0
    draft = Path()
    try:
        with NamedTemporaryFile(dir=folder, suffix=".part", delete=False) as copy:
            draft = Path(copy.name)
            for chunk in _chunks(source):
                size += len(chunk)
                if size > most_bytes:
                    raise Refusal("import.too_big", file=name, megabytes=most_bytes // 1_000_000)
                seen.update(chunk)
                copy.write(chunk)
            copy.flush()
            os.fsync(copy.fileno())
        draft.replace(folder / seen.hexdigest())
    except OSError as error:
        draft.unlink(missing_ok=True)
        why = error.strerror or type(error).__name__
        raise Refusal("import.no_such_file", file=name, why=why) from error
    except BaseException:
        draft.unlink(missing_ok=True)
        raise
    return seen.hexdigest(), size


def _chunks(source: Path | bytes) -> Iterator[bytes]:
    if isinstance(source, bytes):
        yield source
        return
    with source.open("rb") as file:
        while chunk := file.read(_CHUNK):
            yield chunk
