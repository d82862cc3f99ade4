"""Where does the command line write a file, and in which language does it speak?"""

import os
from pathlib import Path
from typing import Literal

from ehya.engine.refusal import Refusal

Language = Literal["en", "fa"]
TOLD_LANGUAGE: Language = "fa" if os.environ.get("EHYA_CLI_LANGUAGE") == "fa" else "en"


def free_name(stem: str) -> Path:
    """Return a name in this folder that nothing bears yet."""
    names = (Path(f"{stem}-refused{n}.xlsx") for n in ("", *(f"-{i}" for i in range(2, 1000))))
    return next(name for name in names if not name.exists())


def write_file(path: Path, content: bytes) -> None:
    """Write a file for whoever asked.

    Raises:
        Refusal: "import.cannot_write".
    """
    try:
        path.write_bytes(content)
    except OSError as trouble:
        why = trouble.strerror or type(trouble).__name__
        raise Refusal("import.cannot_write", file=str(path), why=why) from trouble


def folder_for(path: Path) -> None:
    """Make a folder for what somebody asked for.

    Raises:
        Refusal: "import.cannot_write".
    """
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as trouble:
        why = trouble.strerror or type(trouble).__name__
        raise Refusal("import.cannot_write", file=str(path), why=why) from trouble
