"""How is a paper of the house set in type?

Typst fills templates of ours with what is told; nothing told is ever read as markup. The same told
gives the same bytes: no clock, no system font and no package of elsewhere comes in.
"""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import typst

from ehya.engine.refusal import Refusal
from ehya.engine.text import persian_digits

HERE = Path(__file__).parent
FONTS = HERE.parent / "static" / "vendor" / "vazirmatn" / "print"
PAGE = ["صفحهٔ", "از"]


def set_in_type(template: str, told: Mapping[str, Any]) -> bytes:
    """Return a paper as PDF.

    Args:
        template: of this folder, e.g. "letter.typ".
        told: what it says; anything JSON can hold.

    Raises:
        Refusal: "web.static_missing" where the letters to print with were never built.
    """
    if not FONTS.is_dir():
        raise Refusal("web.static_missing")
    digits = [persian_digits(page) for page in range(200)]
    filled = json.dumps({**told, "page": PAGE, "digits": digits}, ensure_ascii=False)
    return typst.compile(
        str(HERE / template),
        root=str(HERE),
        font_paths=[str(FONTS)],
        ignore_system_fonts=True,
        format="pdf",
        sys_inputs={"told": filled},
        timestamp=0,
    )
