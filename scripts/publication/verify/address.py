"""A finished site in, the address it says it is published at out."""

import re
from pathlib import Path


def stated_site_url(folder: Path) -> str:
    """The canonical address of the home page; empty when it states none."""
    home = folder / "index.html"
    if not home.is_file():
        return ""
    found = re.search(r'<link rel="canonical" href="([^"]+)"', home.read_text("utf-8", "replace"))
    return found[1] if found else ""
