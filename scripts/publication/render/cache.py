"""Content and a path in the cache in, the file there out: for what is slow to make."""

import os
import tempfile
from pathlib import Path


def keep(content: bytes, path: Path) -> None:
    """Whole or not at all: two builds may make the same at once."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=path.parent)
    with os.fdopen(handle, "wb") as stream:
        stream.write(content)
    Path(temporary).replace(path)
