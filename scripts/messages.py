"""Which sentences do the pages say, and are they said in Persian?

`python scripts/messages.py extract` walks templates and Python files of `ehya.web` and brings
`locale/fa/LC_MESSAGES/django.po` up to date (new sentences come in empty, gone ones leave);
`compile` makes the `.mo` beside it. Babel does both, so no GNU gettext is needed.
"""

import io
import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.conf import settings
from django.utils.translation.template import templatize

HOUSE = Path(__file__).resolve().parent.parent
WEB = HOUSE / "src/ehya/web"
LOCALE = WEB / "locale"
CATALOGUE = LOCALE / "fa/LC_MESSAGES/django.po"
KEYWORDS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}


def source_catalogue() -> Catalog:
    """Return every sentence that the pages say, with the places where they say it."""
    catalogue = Catalog(domain="django", fuzzy=False)
    for path in sorted([*WEB.rglob("*.py"), *WEB.glob("templates/**/*.html")]):
        for line, words, _, context in _sentences(path):
            place = (path.relative_to(HOUSE).as_posix(), line)
            flags = ("python-format",) if "%(" in str(words) else ()
            catalogue.add(words, locations=[place], context=context, flags=flags)
    return catalogue


def catalogue() -> Catalog:
    """Return the Persian catalogue as it is kept."""
    with CATALOGUE.open("rb") as file:
        return read_po(file, locale="fa", domain="django")


def update() -> None:
    """Bring the kept catalogue up to date with the sources."""
    kept = catalogue() if CATALOGUE.exists() else Catalog(locale="fa", domain="django")
    kept.update(source_catalogue(), no_fuzzy_matching=True)
    kept.project, kept.version = "Ehya", "1"
    kept.header_comment = "# What the pages say, in Persian."
    kept.last_translator = kept.language_team = kept.msgid_bugs_address = ""
    kept.fuzzy = False
    kept.obsolete.clear()
    out = io.BytesIO()
    write_po(out, kept, omit_header=False, width=100, sort_output=True, include_lineno=False)
    lines = out.getvalue().decode().splitlines(keepends=True)
    # A date that changes at every run would make every two branches conflict.
    text = "".join(line for line in lines if not line.startswith(('"POT-Creation', '"PO-Revision')))
    CATALOGUE.parent.mkdir(parents=True, exist_ok=True)
    CATALOGUE.write_text(text, "utf-8")
    left = sum(not _said(message.string) for message in kept if message.id)
    sys.stderr.write(f"messages: {len(kept)} sentences, {left} not yet in Persian\n")


def compile_catalogues() -> None:
    """Write each catalogue's `.mo` where it is missing or older than its `.po`."""
    for source in sorted(LOCALE.glob("*/LC_MESSAGES/*.po")):
        target = source.with_suffix(".mo")
        if target.exists() and target.stat().st_mtime >= source.stat().st_mtime:
            continue
        language = source.parent.parent.name
        with source.open("rb") as file:
            whole = read_po(file, locale=language)
        with target.open("wb") as out:
            write_mo(out, whole)
        sys.stderr.write(f"messages: {language} compiled\n")


def _sentences(path: Path) -> Iterator[tuple[int, str | tuple[str, ...], list[str], str | None]]:
    text = path.read_text("utf-8")
    if path.suffix == ".html":
        if not settings.configured:
            settings.configure(USE_I18N=True)
        text = templatize(text, origin=str(path))
    yield from extract("python", io.BytesIO(text.encode()), keywords=KEYWORDS)


def _said(words: object) -> bool:
    return all(words) if isinstance(words, list | tuple) else bool(words)


if __name__ == "__main__":
    acts = {"extract": update, "compile": compile_catalogues}
    if len(sys.argv) != 2 or sys.argv[1] not in acts:
        sys.exit("Say: python scripts/messages.py extract|compile")
    acts[sys.argv[1]]()
