"""The bundle of what takes answers elsewhere, in a Node process; see travel_host.mjs."""

from base64 import b64encode
from collections.abc import Iterable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

from publication.engine import OVERRIDES

from .node import Node, node_running

TRAVEL = OVERRIDES / "components" / "travel"


def node_with(folder: Path = TRAVEL) -> AbstractContextManager[Node]:
    return node_running("travel_host.mjs", folder)


def open_files(node: Node, terms: Any, files: Iterable[bytes]) -> list[Any]:
    return list(node.ask(terms=terms, files=[b64encode(each).decode() for each in files]))
