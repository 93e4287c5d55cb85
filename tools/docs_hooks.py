"""For mkdocs (mkdocs.yml): what the pages of docs/ link to in the repository is no part of the site, and is named instead."""

import posixpath
import re

OUTSIDE = re.compile(r"\[([^\]]*)\]\(((?:\.\./)+[^)#]*)(#[^)]*)?\)")


def on_page_markdown(markdown, page, **_):
    def named(match):
        path = posixpath.normpath(posixpath.join("docs", posixpath.dirname(page.file.src_uri), match[2]))
        return match[0] if path.startswith("docs/") else f"{match[1]} (`{path}` in the repository)"

    return OUTSIDE.sub(named, markdown)
