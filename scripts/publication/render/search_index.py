"""The theme's search index in; the same out as plain text, only what is searched and shown."""

import html
import json
import re
from typing import Any

_BREAKS = re.compile(r"</?(?:p|pre|li|ol|ul)\b[^>]*>")
"""Tags the theme keeps that part words; `code`, `sub` and `sup` may stand inside one."""
_TAG = re.compile(r"<[^>]*>")


def compact(index_json: bytes) -> bytes:
    """The index as UTF-8, in the order of the site; raises ValueError when it is not an index."""
    index = json.loads(index_json)
    if not isinstance(index, dict) or not isinstance(index.get("docs"), list):
        raise ValueError("not a search index: it has no list 'docs'")
    made = {"config": index.get("config", {}), "docs": [_entry(entry) for entry in index["docs"]]}
    return json.dumps(made, ensure_ascii=False, separators=(",", ":")).encode()


def _entry(entry: dict[str, Any]) -> dict[str, str]:
    return {
        "location": entry["location"],
        "title": plain(entry.get("title") or ""),
        "text": plain(entry.get("text") or ""),
    }


def plain(markup: str) -> str:
    """Markup as readers see it on one line; what was escaped in it is literal afterwards."""
    text = _TAG.sub("", _BREAKS.sub(" ", markup))
    return " ".join(html.unescape(text).split())
