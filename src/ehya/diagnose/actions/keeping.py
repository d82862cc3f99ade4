"""How are the bytes of a piece of evidence kept, once and for ever?"""

import hashlib
import os
from pathlib import Path
from tempfile import NamedTemporaryFile

from django.utils import timezone

from ehya.diagnose.evidence import FOLDER, media_type
from ehya.diagnose.models import Evidence
from ehya.engine.refusal import Refusal
from ehya.ledger.home import make_home
from ehya.ledger.models import User

LONGEST_NAME = 255


def keep(content: bytes, *, name: str, by: User, synthetic: bool = False) -> Evidence:
    """Keep bytes under their digest; the same bytes are kept once.

    They stand in the folder, whole and on the disk, before the row does. Called inside the
    transaction of whatever they prove, which notes the act.

    Args:
        content: all of it.
        name: what its sender calls it.
        by: who hands it in.
        synthetic: whether it belongs to something made up.

    Raises:
        Refusal: as `evidence.media_type`; "diagnose.evidence_not_kept".
    """
    kind = media_type(content, name)
    digest = hashlib.sha256(content).hexdigest()
    _write(content, digest, name)
    kept, _ = Evidence.objects.get_or_create(
        sha256=digest,
        defaults={
            "name": name[-LONGEST_NAME:],
            "media_type": kind,
            "size_bytes": len(content),
            "synthetic": synthetic,
            "by": by,
            "at": timezone.now(),
        },
    )
    return kept


def _write(content: bytes, digest: str, name: str) -> None:
    """Write the bytes; a half-written file never bears the digest's name."""
    folder, draft = make_home(FOLDER), Path()
    try:
        with NamedTemporaryFile(dir=folder, suffix=".part", delete=False) as copy:
            draft = Path(copy.name)
            copy.write(content)
            copy.flush()
            os.fsync(copy.fileno())
        draft.replace(folder / digest)
    except OSError as trouble:
        if draft.name:
            draft.unlink(missing_ok=True)
        why = trouble.strerror or type(trouble).__name__
        raise Refusal("diagnose.evidence_not_kept", file=name[-60:], why=why) from trouble
