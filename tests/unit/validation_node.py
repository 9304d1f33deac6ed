"""The bundle of validate.ts in a Node process; see validation_host.mjs."""

from contextlib import AbstractContextManager
from pathlib import Path

from publication.engine import OVERRIDES

from .node import Node, node_running

VALIDATOR = OVERRIDES / "components" / "form"


def node_with(folder: Path = VALIDATOR) -> AbstractContextManager[Node]:
    return node_running("validation_host.mjs", folder)
