"""Writes the files of a folder as a C++ table (src/service/asset.h): embed_assets.py FOLDER OUT.cc

Without the folder the table has one page, which says how the others are made. The same files give the same bytes.
"""

import gzip
import hashlib
import sys
from pathlib import Path

TYPES = {
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".mjs": "text/javascript; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".json": "application/json",
    ".map": "application/json",
    ".webmanifest": "application/manifest+json",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".ico": "image/x-icon",
    ".woff2": "font/woff2",
    ".txt": "text/plain; charset=utf-8",
}
ABSENT = """<!doctype html>
<html lang="en"><meta charset="utf-8"><title>Lockgate</title>
<h1>Lockgate</h1>
<p>The service runs. This program was built without the web page: build the page as <code>web/README.md</code> says, so that <code>web/dist</code> exists, and build the program again.</p>
<p>The interface for programs is described at <a href="/openapi.json">/openapi.json</a>.</p>
</html>
"""


def literal(data):
    """The bytes as string literals. Three octal digits end an escape whatever follows."""
    out = []
    for start in range(0, max(len(data), 1), 4096):
        piece = data[start : start + 4096]
        out.append('"' + "".join(chr(b) if 32 <= b < 127 and b not in b'"\\?' else f"\\{b:03o}" for b in piece) + '"')
    return "\n    ".join(out)


def entries(folder):
    if not folder.is_dir():
        return [("/", TYPES[".html"], ABSENT.encode())]
    found = []
    for path in sorted(folder.rglob("*")):
        if not path.is_file() or path.name.startswith("."):
            continue
        if path.suffix not in TYPES:
            sys.exit(f"{path}: no content type is known for {path.suffix!r}; add it to tools/embed_assets.py")
        name = "/" + path.relative_to(folder).as_posix()
        found.append(("/" if name == "/index.html" else name, TYPES[path.suffix], path.read_bytes()))
    return sorted(found)


def main():
    folder, out = Path(sys.argv[1]), Path(sys.argv[2])
    rows = []
    for name, kind, data in entries(folder):
        zipped = gzip.compress(data, 9, mtime=0)
        zipped = zipped if len(zipped) < len(data) * 0.95 else b""
        tag = hashlib.sha256(data).hexdigest()
        rows.append(f'    {{"{name}"sv, "{kind}"sv, "\\"{tag}\\""sv,\n    {literal(data)}sv,\n    {literal(zipped)}sv}},')
    out.write_text(
        f'// Made by tools/embed_assets.py from {folder.name}.\n#include "service/asset.h"\n\nnamespace lockgate::service {{\n\nusing namespace std::literals;\n\n'
        "std::span<const Asset> assets() {\n  static const Asset kAssets[] = {\n" + "\n".join(rows) + "\n  };\n  return kAssets;\n}\n\n}  // namespace lockgate::service\n"
    )


main()
