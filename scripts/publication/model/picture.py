"""Pictures as data: what they say, not how they look."""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Node:
    label: str
    note: str = ""
    children: "tuple[Node, ...]" = ()


@dataclass(frozen=True, slots=True)
class Entry:
    item: str
    """Id of an item of the picture's list."""
    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Picture:
    kind: Literal["list", "timeline", "tree"]
    title: str
    caption: str
    """The picture's message in one sentence."""
    list: str = ""
    """Id of the list whose items are drawn (kinds list and timeline)."""
    entries: tuple[Entry, ...] = ()
    root: Node | None = None
